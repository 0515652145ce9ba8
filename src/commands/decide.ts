import type { RunContext } from "../engine/index.ts";
import { CertplanError } from "../messages/error.ts";
import type { JournalEvent, RecoveredRun } from "../state/index.ts";
import type { CommandContext } from "./context.ts";
import { loadState, systemsOf, targetsOf } from "./known-state.ts";
import { readHolding, withLocks } from "./locks.ts";
import { resumeRun } from "./open-run.ts";
import { runContext } from "./run-context.ts";

/**
 * Opens the run that holds this step, under its locks, for what a person says of it. Answers the run, which
 * `certplan apply` goes on with. Throws StepUnknown, StepAmbiguous, Locked, and what `journal` throws.
 */
export async function decideOn(
  context: CommandContext,
  step: string,
  journal: (run: RunContext, events: readonly JournalEvent[]) => Promise<void>,
): Promise<{ readonly run: string }> {
  const run = runWithStep((await loadState(context)).open, step);
  await withLocks(context, systemsOf(run, targetsOf(run)), async (locks) => {
    const known = await readHolding(locks, () => loadState(context));
    runWithStep(known.open, step);
    const opened = await resumeRun({ ...context, emit: () => undefined }, run.id, known);
    if (opened === undefined) throw stepUnknown(step);
    const stop = new AbortController().signal;
    await journal(await runContext(context, opened, { stop, locks }), opened.events);
  });
  return { run: run.id };
}

function runWithStep(open: readonly RecoveredRun[], step: string): RecoveredRun {
  const [run, ...others] = open.filter((one) =>
    one.plan.steps.some(({ id, target }) => id === step && targetsOf(one).includes(target)),
  );
  if (run === undefined) throw stepUnknown(step);
  if (others.length === 0) return run;
  throw new CertplanError({
    code: "StepAmbiguous",
    message: `${step} is a step of the open runs ${[run, ...others].map(({ id }) => id).join(", ")}`,
    hint: "look at them: certplan state list",
  });
}

function stepUnknown(step: string): CertplanError {
  return new CertplanError({
    code: "StepUnknown",
    message: `no open run has a step ${step}`,
    hint: "certplan state list",
  });
}
