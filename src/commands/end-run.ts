import { progressOf, waitForSurvivor } from "../engine/index.ts";
import { CertplanError } from "../messages/error.ts";
import { continueRun, type JournalEvent, type RecoveredRun } from "../state/index.ts";
import { iso } from "../time/instant.ts";
import type { CommandContext } from "./context.ts";
import { recordRuns } from "./record-runs.ts";

/** How a run ends that is closed. */
export type Ending = Omit<Extract<JournalEvent, { kind: "RunClosed" }>, "kind" | "at">;

/**
 * Closes a run that was not carried to its end, once nothing of it can arrive any more: what is planned next must not
 * meet a late call of it. The caller holds its locks. Throws StoppedSafely if a signal comes before, ProgramStillRuns.
 */
export async function endRun(
  context: CommandContext,
  run: RecoveredRun,
  ending: Ending,
  stop: AbortSignal,
): Promise<void> {
  const { clock, files, host } = context.ports;
  const progress = progressOf(run.events);
  const waits = run.plan.steps.map((step) =>
    progress.get(step.id)?.open === undefined ? 0 : (step.delivery?.arrivesWithinSeconds ?? 0),
  );
  for (const step of run.plan.steps) {
    const process = progress.get(step.id)?.open?.process;
    if (process === undefined) continue;
    const { pollMs } = context.settings.timing;
    const onWait = (sentence: string): void =>
      context.emit({ event: "RunEnding", at: iso(clock.now()), run: run.id, waitMs: pollMs, sentence });
    await waitForSurvivor(step, process, { clock, host, pollMs, stop, onWait });
  }
  const waitMs = Math.max(0, ...waits) * 1000;
  if (waitMs > 0) context.emit({ event: "RunEnding", at: iso(clock.now()), run: run.id, waitMs });
  await clock.sleep(waitMs, stop);
  if (stop.aborted) {
    throw new CertplanError({
      code: "StoppedSafely",
      message: `run ${run.id} was to be closed, and a call of it may still arrive`,
      hint: "certplan apply",
    });
  }
  const at = iso(clock.now());
  const journal = await continueRun(files, context.settings.statePath, run, { at, holder: host.self() });
  await journal.append({ kind: "RunClosed", at, ...ending });
  await recordRuns(context);
}
