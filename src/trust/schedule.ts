import type { Step } from "../model/step.ts";
import type { Instant } from "../time/instant.ts";
import { inDependencyOrder } from "./order.ts";

export { skewMs } from "../time/instant.ts";

type Timed = Pick<Step, "id" | "after" | "estimatedSeconds">;

/** When steps have passed if each takes its estimate and none waits for another without need. */
export interface Schedule {
  /** The moment at which the plan is made: no step starts earlier. */
  readonly now: Instant;
  /** Estimate of the instant at which the step has passed; a step without an estimate counts as taking no time. */
  passes(step: string): Instant;
  /** When all have passed. */
  readonly finish: Instant;
}

/** `begins`: when the first step can start, `now` if it waits for nothing else. */
export function scheduleOf(
  steps: readonly Timed[],
  { now, begins = now }: { readonly now: Instant; readonly begins?: Instant },
): Schedule {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const passes = new Map<string, Instant>();
  let finish = begins;
  for (const id of inDependencyOrder(steps)) {
    const step = byId.get(id);
    let ready = begins;
    for (const before of step?.after ?? []) ready = Math.max(ready, passes.get(before) ?? begins);
    const done = ready + millisecondsOf(step);
    passes.set(id, done);
    finish = Math.max(finish, done);
  }
  return { now, passes: (step) => passes.get(step) ?? begins, finish };
}

/** Something must have passed by then: this step, or if `step` is undefined every step. */
export interface Deadline {
  readonly step: string | undefined;
  readonly by: Instant;
}

/** The latest start of each step, in estimates, so that no deadline at it or behind it is missed; only where there is one. */
export function latestStarts(steps: readonly Timed[], deadlines: readonly Deadline[]): ReadonlyMap<string, Instant> {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const passBy = new Map<string, Instant>();
  const lower = (step: string, by: Instant): void => {
    passBy.set(step, Math.min(by, passBy.get(step) ?? by));
  };
  for (const { step, by } of deadlines) for (const id of step === undefined ? byId.keys() : [step]) lower(id, by);
  const latest = new Map<string, Instant>();
  for (const id of inDependencyOrder(steps).toReversed()) {
    const by = passBy.get(id);
    if (by === undefined) continue;
    const step = byId.get(id);
    const start = by - millisecondsOf(step);
    latest.set(id, start);
    for (const before of step?.after ?? []) lower(before, start);
  }
  return latest;
}

function millisecondsOf(step: Timed | undefined): number {
  return (step?.estimatedSeconds ?? 0) * 1000;
}
