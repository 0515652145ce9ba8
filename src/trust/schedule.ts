import type { Step } from "../model/step.ts";
import type { Instant } from "../time/instant.ts";
import { inDependencyOrder } from "./order.ts";

export { skewMs } from "../time/instant.ts";

type Timed = Pick<Step, "id" | "after" | "estimatedSeconds">;

/** When steps have passed if each takes its estimate and none waits for another without need. */
export interface Schedule {
  /** The moment at which the plan is made: no step starts earlier. */
  readonly now: Instant;
  /** Estimate of the instant at which the step starts; a name of no step counts as passed when the first one can start. */
  starts(step: string): Instant;
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
  const known = new Map<string, { readonly starts: Instant; readonly passes: Instant }>();
  const nothing = { starts: begins, passes: begins };
  const timeOf = (step: string): typeof nothing => known.get(step) ?? nothing;
  let finish = begins;
  for (const step of inDependencyOrder(steps)) {
    const starts = step.after.reduce((ready, before) => Math.max(ready, timeOf(before).passes), begins);
    const passes = starts + millisecondsOf(step);
    known.set(step.id, { starts, passes });
    finish = Math.max(finish, passes);
  }
  return { now, starts: (step) => timeOf(step).starts, passes: (step) => timeOf(step).passes, finish };
}

/** Something must have passed by then: this step, or if `step` is undefined every step. */
export interface Deadline {
  readonly step: string | undefined;
  readonly by: Instant;
}

/** The latest start of each step, in estimates, so that no deadline at it or behind it is missed; only where there is one. */
export function latestStarts(steps: readonly Timed[], deadlines: readonly Deadline[]): ReadonlyMap<string, Instant> {
  const passBy = new Map<string, Instant>();
  const lower = (step: string, by: Instant): void => {
    passBy.set(step, Math.min(by, passBy.get(step) ?? by));
  };
  for (const { step, by } of deadlines)
    for (const id of step === undefined ? steps.map((one) => one.id) : [step]) lower(id, by);
  const latest = new Map<string, Instant>();
  for (const step of inDependencyOrder(steps).toReversed()) {
    const by = passBy.get(step.id);
    if (by === undefined) continue;
    const start = by - millisecondsOf(step);
    latest.set(step.id, start);
    for (const before of step.after) lower(before, start);
  }
  return latest;
}

function millisecondsOf({ estimatedSeconds = 0 }: Timed): number {
  return estimatedSeconds * 1000;
}
