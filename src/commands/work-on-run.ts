import { executeRun, StepStop, WorldMovedError } from "../engine/index.ts";
import { CertplanError } from "../messages/error.ts";
import type { ErrorCode } from "../messages/error-codes.ts";
import { keysPathOf, type Lock, recoverRun, removeRunKeys } from "../state/index.ts";
import { iso } from "../time/instant.ts";
import type { CommandContext } from "./context.ts";
import { holding } from "./holding.ts";
import { reloadState, systemsOf, targetsOf } from "./known-state.ts";
import { ignoreDisk, readHolding, withLocks } from "./locks.ts";
import { type LockedRun, openRun, type RunWork, resumeRun } from "./open-run.ts";
import { closeOvertaken, endOvertaken } from "./overtaken.ts";
import { recordRuns } from "./record-runs.ts";
import { type RunBounds, readVerified, runContext } from "./run-context.ts";

export interface RunOutcome {
  readonly exitCode: number;
  /** It stands where `--until`, `--no-wait` or a step that asks let it stand. */
  readonly parked?: true;
  /** It was closed before anything of it began: another process had worked on its targets meanwhile. */
  readonly overtaken?: true;
  /** The next command; absent after exit 0. */
  readonly next?: string;
}

/** Locks the systems of a run, opens or resumes it, works its steps off and closes it. Never throws a CertplanError. */
export async function workOnRun(context: CommandContext, work: RunWork, bounds: RunBounds): Promise<RunOutcome> {
  try {
    const systems = await systemsToLock(context, work);
    return await withLocks(context, systems, (locks) => workLocked(context, work, { ...bounds, locks }));
  } catch (error) {
    if (!(error instanceof CertplanError)) throw error;
    return stopped(
      context,
      { run: work.kind === "resume" ? work.id : "", targets: work.kind === "open" ? work.targets : [] },
      error,
    );
  }
}

async function workLocked(
  context: CommandContext,
  work: RunWork,
  held: RunBounds & { readonly locks: readonly Lock[] },
): Promise<RunOutcome> {
  const known = await readHolding(held.locks, () => reloadState(context));
  if (work.kind === "resume" && (await endOvertaken(context, work.id, { known, stop: held.stop })))
    return { exitCode: 0, overtaken: true };
  const opened =
    work.kind === "resume"
      ? await resumeRun(context, work.id, known)
      : await openRun(context, work, { known, stop: held.stop });
  if (opened === undefined) return { exitCode: 0 };
  const now = context.ports.clock.now();
  const started = opened.events.reduce((first, { at }) => Math.min(first, Date.parse(at)), now);
  const stepCount = opened.plan.steps.filter((step) => opened.targets.includes(step.target)).length;
  const hold = holding(held.locks, held.stop);
  let isClosed = false;
  try {
    await executeRun(await runContext(context, opened, { ...held, stop: hold.stop }), opened.events);
    const verified = await readVerified(context, opened);
    // what a process writes that was taken over does not count: it must not say that it is done
    await hold.check();
    // before the run is closed: whoever dies in between comes here again
    await removeRunKeys(context.ports.files, { directory: keysPathOf(context.settings), run: opened.id });
    const at = iso(context.ports.clock.now());
    await opened.journal.append({ kind: "RunClosed", at, result: "applied", verified });
    isClosed = true;
    await recordRuns(context);
    context.emit({
      event: "RunClosed",
      at,
      run: opened.id,
      targets: opened.targets,
      steps: stepCount,
      elapsedMs: context.ports.clock.now() - started,
    });
    return { exitCode: 0 };
  } catch (error) {
    if (!(error instanceof StepStop) && !(error instanceof CertplanError)) throw error;
    return park(context, { ...opened, isClosed }, hold.cause(error));
  }
}

async function park(
  context: CommandContext,
  opened: LockedRun & { readonly isClosed: boolean },
  stop: StepStop | CertplanError,
): Promise<RunOutcome> {
  const error = stop instanceof StepStop ? stop.error : stop;
  const step = stop instanceof StepStop ? stop.step : undefined;
  const unwritable = error.code === "DiskFailed" || error.code === "FenceLost";
  const at = iso(context.ports.clock.now());
  const record = {
    kind: "RunParked",
    at,
    code: error.code,
    sentence: error.message,
    ...(step === undefined ? {} : { step: step.id }),
  } as const;
  if (!unwritable && !opened.isClosed) await opened.journal.append(record).catch(ignoreDisk);
  if (error.code === "FenceLost") await closeOvertaken(context, opened).catch(ignoreDisk);
  return stopped(
    context,
    { run: opened.id, targets: opened.targets, ...(stop instanceof StepStop ? { stop } : {}) },
    error,
  );
}

function stopped(
  context: CommandContext,
  where: { readonly run: string; readonly targets: readonly string[]; readonly stop?: StepStop },
  error: CertplanError,
): RunOutcome {
  const next = error.hint ?? "certplan apply";
  const step = where.stop?.step;
  context.emit({
    event: "RunStopped",
    at: iso(context.ports.clock.now()),
    run: where.run,
    targets: where.targets,
    code: error.code,
    exitCode: error.exitCode,
    sentence: error.message,
    next,
    ...(step === undefined ? {} : { step: step.id, title: step.title }),
    ...(where.stop === undefined ? {} : { index: where.stop.index }),
    ...(error instanceof WorldMovedError ? { moved: error.facts } : {}),
  });
  return { exitCode: error.exitCode, next, ...(parks.includes(error.code) ? { parked: true } : {}) };
}

/** Nothing failed: the run stands where it was to stand. */
const parks: readonly ErrorCode[] = ["ParkedByUntil", "StepAsks", "GateWaits"];

async function systemsToLock(context: CommandContext, work: RunWork): Promise<readonly string[]> {
  if (work.kind === "open" && work.targets.length > 0) return systemsOf(work, work.targets);
  const id = work.kind === "resume" ? work.id : (work.plan.continues ?? "");
  const run = await recoverRun(context.ports.files, context.settings.statePath, id);
  return systemsOf(run, targetsOf(run));
}
