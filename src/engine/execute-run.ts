import { CertplanError } from "../messages/error.ts";
import type { JournalEvent } from "../state/index.ts";
import { executeStep } from "./execute-step.ts";
import { progressOf } from "./progress.ts";
import { readySteps } from "./ready.ts";
import type { RunContext } from "./run-context.ts";
import { parkedByGates, StepStop } from "./step-stop.ts";
import { hasPassed, type StepWork, worksOf } from "./step-work.ts";
import { type HeldBack, heldBack, parkedByUntil } from "./until.ts";

/**
 * Works the steps off in the order of their dependencies, several at once where that allows it. Steps that the journal
 * knows to have passed are not touched. Returns when every step has passed; throws StepStop at the first that cannot,
 * once the others in flight have come to a safe point, or at the first that its gate or `until` holds back, once
 * nothing else is left to do.
 */
export async function executeRun(context: RunContext, events: readonly JournalEvent[]): Promise<void> {
  const before = progressOf(events);
  const outputs = new Map([...before].map(([id, progress]) => [id, progress.outputs]));
  const works = worksOf(context, before, (id) => outputs.get(id) ?? {});
  const passed = new Set(works.filter(hasPassed).map(({ step }) => step.id));
  const ready = readySteps(works, (id) => passed.has(id));
  const inFlight = new Map<string, Promise<void>>();
  const heldByUntil: HeldBack[] = [];
  const heldByGate: StepStop[] = [];
  let failure: StepStop | undefined;
  const halt = new AbortController();
  const stopAll = (): void => halt.abort();
  context.stop.addEventListener("abort", stopAll, { once: true });
  if (context.stop.aborted) stopAll();

  const start = (work: StepWork): void => {
    const { step, index } = work;
    const done = executeStep({ ...context, stop: halt.signal }, work)
      .then((result) => {
        if ("held" in result) {
          heldByGate.push(new StepStop(step, index, result.held));
          return;
        }
        outputs.set(step.id, result.outputs);
        passed.add(step.id);
        ready.passed(step.id);
      })
      .catch((error: unknown) => {
        if (!(error instanceof CertplanError)) throw error;
        failure ??= new StepStop(step, index, error);
        halt.abort();
      })
      .finally(() => inFlight.delete(step.id));
    inFlight.set(step.id, done);
  };

  for (;;) {
    while (failure === undefined && inFlight.size < context.parallelism) {
      const work = ready.take();
      if (work === undefined) break;
      const held = heldBack(work, context.until);
      if (held === undefined) start(work);
      else heldByUntil.push(held);
    }
    if (inFlight.size === 0) break;
    await Promise.race(inFlight.values());
  }
  context.stop.removeEventListener("abort", stopAll);
  if (failure !== undefined) throw failure;
  if (heldByGate.length > 0) throw parkedByGates(heldByGate);
  if (heldByUntil.length > 0) throw parkedByUntil(heldByUntil);
  if (passed.size < works.length) throw neverReady(works.flatMap(({ step }) => (passed.has(step.id) ? [] : step.id)));
}

/** A plan of certplan's own is never so; the file of one may be. */
function neverReady(left: readonly string[]): CertplanError {
  return new CertplanError({
    code: "PlanInvalid",
    message: `these steps wait for each other, or for a step that is not in the plan: ${left.slice(0, 5).join(", ")}`,
    hint: "make it again: certplan plan -o FILE",
  });
}
