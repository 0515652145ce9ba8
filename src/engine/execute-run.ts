import { CertplanError } from "../messages/error.ts";
import { entryOf } from "../model/json.ts";
import type { StepKind } from "../model/provider.ts";
import type { Outputs, Step } from "../model/step.ts";
import type { JournalEvent } from "../state/index.ts";
import { executeStep } from "./execute-step.ts";
import { notBegun, progressOf } from "./progress.ts";
import { readySteps } from "./ready.ts";
import type { RunContext } from "./run-context.ts";
import { parkedByGates, StepStop } from "./step-stop.ts";
import { isHeldBack, parked } from "./until.ts";

/**
 * Works the steps off in the order of their dependencies, several at once where that allows it. Steps that the journal
 * knows to have passed are not touched. Returns when every step has passed; throws StepStop at the first that cannot,
 * once the others in flight have come to a safe point, or at the first that its gate or `until` holds back, once
 * nothing else is left to do.
 */
export async function executeRun(context: RunContext, events: readonly JournalEvent[]): Promise<void> {
  const steps = context.plan.steps.filter((step) => context.targets.includes(step.target));
  for (const step of steps) kindOf(context, step);
  const before = progressOf(events);
  const outputs = new Map<string, Outputs>(steps.map((step) => [step.id, before.get(step.id)?.outputs ?? {}]));
  const passed = new Set(
    steps.filter((step) => hasPassed(step, before.get(step.id) ?? notBegun)).map((step) => step.id),
  );
  const indexes = new Map(steps.map((step, index) => [step.id, index + 1]));
  const ready = readySteps(steps, (id) => passed.has(id));
  const inFlight = new Map<string, Promise<void>>();
  const heldByUntil: Step[] = [];
  const heldByGate: StepStop[] = [];
  let failure: StepStop | undefined;
  const halt = new AbortController();
  const stopAll = (): void => halt.abort();
  context.stop.addEventListener("abort", stopAll, { once: true });
  if (context.stop.aborted) stopAll();

  const start = (step: Step): void => {
    const index = indexes.get(step.id) ?? 0;
    const work = {
      step,
      kind: kindOf(context, step),
      index,
      of: steps.length,
      before: before.get(step.id) ?? notBegun,
      outputsOf: (id: string) => outputs.get(id) ?? {},
    };
    const done = executeStep({ ...context, stop: halt.signal }, work)
      .then((result) => {
        if ("held" in result) {
          heldByGate.push(new StepStop(step, index, result.held));
          return;
        }
        outputs.set(step.id, result.outputs);
        passed.add(step.id);
        ready.passed(step);
      })
      .catch((error: unknown) => {
        if (!(error instanceof CertplanError)) throw error;
        failure ??= new StepStop(step, index, error);
        halt.abort();
      })
      .finally(() => inFlight.delete(step.id));
    inFlight.set(step.id, done);
  };

  const isHeld = (step: Step): boolean => isHeldBack(step, before.get(step.id) ?? notBegun, context.until);
  for (;;) {
    while (failure === undefined && inFlight.size < context.parallelism) {
      const step = ready.take();
      if (step === undefined) break;
      if (isHeld(step)) heldByUntil.push(step);
      else start(step);
    }
    if (inFlight.size === 0) break;
    await Promise.race(inFlight.values());
  }
  context.stop.removeEventListener("abort", stopAll);
  if (failure !== undefined) throw failure;
  if (heldByGate.length > 0) throw parkedByGates(heldByGate);
  const held = heldByUntil.toSorted((left, right) => (indexes.get(left.id) ?? 0) - (indexes.get(right.id) ?? 0));
  const [first] = held;
  if (first !== undefined) throw new StepStop(first, indexes.get(first.id) ?? 0, parked(held, context.until));
  if (passed.size < steps.length) throw neverReady(steps.filter((step) => !passed.has(step.id)));
}

/** A plan of certplan's own is never so; the file of one may be. */
function neverReady(left: readonly Step[]): CertplanError {
  const list = left.slice(0, 5).map((step) => step.id);
  return new CertplanError({
    code: "PlanInvalid",
    message: `these steps wait for each other, or for a step that is not in the plan: ${list.join(", ")}`,
    hint: "make it again: certplan plan -o FILE",
  });
}

/** True once nothing of the step is left to do. */
export function hasPassed(
  step: Step,
  progress: { readonly performed: boolean; readonly gatePassed: boolean },
): boolean {
  return (!step.performs || progress.performed) && (step.gate === undefined || progress.gatePassed);
}

/** Everything that a step will need must be there before the first one: a missing probe shows only after a lost reply. */
export function kindOf(context: RunContext, step: Step): StepKind {
  const kind = entryOf(context.providerOf(step.target)?.kinds ?? {}, step.kind);
  const whole =
    kind !== undefined &&
    kind.version === step.kindVersion &&
    (!step.performs || (kind.perform !== undefined && kind.probe !== undefined && step.delivery !== undefined)) &&
    (step.gate === undefined || kind.gate !== undefined);
  if (whole) return kind;
  throw new CertplanError({
    code: "StepKindUnknown",
    message: `${step.id}: this certplan does not have ${step.kind} version ${step.kindVersion}`,
    hint: `use certplan ${context.plan.certplanVersion}`,
  });
}
