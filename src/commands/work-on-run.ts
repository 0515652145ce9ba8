import { executeRun, progressOf, StepStop, WorldMovedError } from "../engine/index.ts";
import { CertplanError } from "../messages/error.ts";
import type { Plan } from "../model/plan.ts";
import type { JsonObject } from "../model/json.ts";
import type { Slot } from "../model/slot.ts";
import { acquireLock, continueRun, createRun, type Journal, type Lock, type RecoveredRun, recoverRun, writeState } from "../state/index.ts";
import { iso } from "../time/instant.ts";
import type { CommandContext } from "./context.ts";
import { type KnownState, loadState, systemsOf, targetsOf } from "./known-state.ts";
import { providerOf, readTargets } from "./read-targets.ts";
import { openSession } from "./session.ts";

/** A run to go on with, or a group of a plan's targets to open one for. */
export type RunWork =
  | { readonly kind: "resume"; readonly id: string }
  | { readonly kind: "open"; readonly plan: Plan; readonly targets: readonly string[] };

export interface RunOutcome {
  readonly exitCode: number;
  /** The next command; absent after exit 0. */
  readonly next?: string;
}

/** Locks the systems of a run, opens or resumes it, works its steps off and closes it. Never throws a CertplanError. */
export async function workOnRun(context: CommandContext, work: RunWork, stop: AbortSignal): Promise<RunOutcome> {
  const locks: Lock[] = [];
  try {
    const systems = await systemsToLock(context, work);
    for (const system of systems) locks.push(await lock(context, system));
    return await workLocked(context, work, { stop, locks });
  } catch (error) {
    if (!(error instanceof CertplanError)) throw error;
    return stopped(context, { run: work.kind === "resume" ? work.id : "", targets: work.kind === "open" ? work.targets : [] }, error);
  } finally {
    for (const held of locks) await held.release().catch(ignoreDisk);
  }
}

interface LockedRun {
  readonly id: string;
  readonly plan: Plan;
  readonly targets: readonly string[];
  readonly journal: Journal;
  readonly events: RecoveredRun["events"];
}

async function workLocked(context: CommandContext, work: RunWork, held: { readonly stop: AbortSignal; readonly locks: readonly Lock[] }): Promise<RunOutcome> {
  const known = await loadState(context);
  const opened = work.kind === "resume" ? await resume(context, work.id, known) : await open(context, work, { known, stop: held.stop });
  if (opened === undefined) return { exitCode: 0 };
  const started = context.ports.clock.now();
  const stepCount = opened.plan.steps.filter((step) => opened.targets.includes(step.target)).length;
  try {
    await executeRun(runContext(context, opened, held), opened.events);
    const verified = await readVerified(context, opened);
    const at = iso(context.ports.clock.now());
    await opened.journal.append({ kind: "RunClosed", at, result: "applied", verified });
    await recordRuns(context);
    context.emit({ event: "RunClosed", at, run: opened.id, targets: opened.targets, steps: stepCount, elapsedMs: context.ports.clock.now() - started });
    return { exitCode: 0 };
  } catch (error) {
    if (!(error instanceof StepStop) && !(error instanceof CertplanError)) throw error;
    return park(context, opened, error);
  }
}

/** Undefined if another process has closed it since. */
async function resume(context: CommandContext, id: string, known: KnownState): Promise<LockedRun | undefined> {
  const run = known.open.find((candidate) => candidate.id === id);
  if (run === undefined) return undefined;
  const at = iso(context.ports.clock.now());
  const journal = await continueRun(context.ports.files, context.settings.statePath, run, { at, holder: context.ports.host.self() });
  const targets = targetsOf(run);
  const steps = run.plan.steps.filter((step) => targets.includes(step.target));
  const progress = progressOf(run.events);
  context.emit({
    event: "RunResumed",
    at,
    run: id,
    targets,
    digest: run.plan.digest,
    steps: steps.length,
    passed: steps.filter((step) => (step.gate === undefined ? progress.get(step.id)?.performed : progress.get(step.id)?.gatePassed)).length,
    stoppedAt: run.events.at(-1)?.at ?? at,
    differences: estateDifferences(context, run.plan, targets),
  });
  return { id, plan: run.plan, targets, journal, events: run.events };
}

/** Keys of a target that the estate declares otherwise by now: the run goes on as it was reviewed. */
function estateDifferences(context: CommandContext, plan: Plan, targets: readonly string[]): readonly string[] {
  return targets.flatMap((name) => {
    const frozen = plan.targets.find((target) => target.name === name)?.connection as JsonObject | undefined;
    const declared = context.estate.targets.find((target) => target.name === name);
    if (declared === undefined) return [`${name} is no longer in the estate`];
    const keys = new Set([...Object.keys(frozen ?? {}), ...Object.keys(declared.connection)]);
    return [...keys].filter((key) => JSON.stringify(frozen?.[key]) !== JSON.stringify(declared.connection[key])).map((key) => `${name}.${key}`);
  });
}

async function open(
  context: CommandContext,
  work: Extract<RunWork, { kind: "open" }>,
  see: { readonly known: KnownState; readonly stop: AbortSignal },
): Promise<LockedRun | undefined> {
  checkUnmoved(work, see.known);
  if (work.plan.continues !== undefined) await closeContinued(context, work.plan.continues, see);
  if (work.targets.length === 0) return undefined;
  const id = await newRunId(context);
  const at = iso(context.ports.clock.now());
  const by = { at, holder: context.ports.host.self() };
  const journal = await createRun(context.ports.files, context.settings.statePath, { id, plan: work.plan, targets: work.targets }, by);
  await recordRuns(context);
  const steps = work.plan.steps.filter((step) => work.targets.includes(step.target)).length;
  context.emit({ event: "RunOpened", at, run: id, targets: work.targets, digest: work.plan.digest, steps });
  return { id, plan: work.plan, targets: work.targets, journal, events: [] };
}

/** Between plan and lock nobody else may have applied to these targets. Throws StateMoved, OpenRunElsewhere. */
function checkUnmoved(work: Extract<RunWork, { kind: "open" }>, known: KnownState): void {
  for (const name of work.targets) {
    const planned = work.plan.targets.find((target) => target.name === name);
    const serial = known.state.targets[name]?.serial ?? 0;
    const run = known.open.find((candidate) => candidate.id !== work.plan.continues && targetsOf(candidate).includes(name));
    if (run !== undefined) {
      throw new CertplanError({ code: "OpenRunElsewhere", message: `run ${run.id} holds ${name}`, hint: "certplan apply" });
    }
    if (planned === undefined || planned.serial === serial) continue;
    throw new CertplanError({
      code: "StateMoved",
      message: `${name} was applied since the plan was made: serial ${planned.serial} in the plan, ${serial} in the state`,
      hint: "certplan plan",
    });
  }
}

/** The rest of this run was planned anew: it ends here, once nothing of it can arrive any more. */
async function closeContinued(context: CommandContext, id: string, see: { readonly known: KnownState; readonly stop: AbortSignal }): Promise<void> {
  const run = see.known.open.find((candidate) => candidate.id === id);
  if (run === undefined) return;
  const progress = progressOf(run.events);
  const waits = run.plan.steps.map((step) => (progress.get(step.id)?.open === undefined ? 0 : (step.delivery?.arrivesWithinSeconds ?? 0)));
  await context.ports.clock.sleep(Math.max(0, ...waits) * 1000, see.stop);
  const at = iso(context.ports.clock.now());
  const journal = await continueRun(context.ports.files, context.settings.statePath, run, { at, holder: context.ports.host.self() });
  await journal.append({ kind: "RunClosed", at, result: "continued", verified: {} });
  await recordRuns(context);
}

function runContext(context: CommandContext, opened: LockedRun, held: { readonly stop: AbortSignal; readonly locks: readonly Lock[] }): Parameters<typeof executeRun>[0] {
  const { settings, ports } = context;
  const stillHeld = async (): Promise<boolean> => {
    for (const one of held.locks) if (!(await one.held())) return false;
    return true;
  };
  const sessions = new Map(
    opened.targets.map((name) => {
      const target = opened.plan.targets.find((candidate) => candidate.name === name);
      const provider = providerOf(context, target?.type ?? "");
      const connection = frozenConnection(opened.plan, name);
      return [name, openSession(context, { provider, connection, access: "write", held: stillHeld })] as const;
    }),
  );
  return {
    run: opened.id,
    plan: opened.plan,
    targets: opened.targets,
    registry: context.registry,
    journal: opened.journal,
    clock: ports.clock,
    emit: context.emit,
    pollMs: settings.timing.pollMs,
    graceMs: settings.graceMs,
    parallelism: settings.parallelism,
    sessionOf: (name) => {
      const session = sessions.get(name);
      if (session === undefined) throw new CertplanError({ code: "ImpossibleValue", message: `no session for ${name}` });
      return session;
    },
    stop: held.stop,
  };
}

function frozenConnection(plan: Plan, name: string): JsonObject {
  return (plan.targets.find((target) => target.name === name)?.connection ?? {}) as JsonObject;
}

/** What the targets show at the end, with the frozen connection; for drift to compare with. */
async function readVerified(context: CommandContext, opened: LockedRun): Promise<Readonly<Record<string, readonly Slot[]>>> {
  const targets = context.estate.targets
    .filter((target) => opened.targets.includes(target.name))
    .map((target) => ({ ...target, connection: frozenConnection(opened.plan, target.name) }));
  const readings = await readTargets({ ...context, emit: () => undefined }, targets);
  const seen = Object.fromEntries(readings.map((reading) => [reading.target.name, "observation" in reading ? reading.observation.slots : []]));
  return Object.fromEntries(opened.targets.map((name) => [name, seen[name] ?? []]));
}

/** Brings state.json up to the journals, under its own short lock. */
async function recordRuns(context: CommandContext): Promise<void> {
  const { ports, settings } = context;
  const lockPorts = { files: ports.files, host: ports.host, clock: ports.clock };
  const held = await acquireLock(lockPorts, settings.statePath, "state.json", { timeoutMs: 30_000 });
  try {
    await writeState(ports.files, settings.statePath, (await loadState(context)).state);
  } finally {
    await held.release().catch(ignoreDisk);
  }
}

async function park(context: CommandContext, opened: LockedRun, stop: StepStop | CertplanError): Promise<RunOutcome> {
  const error = stop instanceof StepStop ? stop.error : stop;
  const step = stop instanceof StepStop ? stop.step : undefined;
  const unwritable = error.code === "DiskFailed" || error.code === "FenceLost";
  const at = iso(context.ports.clock.now());
  const record = { kind: "RunParked", at, code: error.code, sentence: error.message, ...(step === undefined ? {} : { step: step.id }) } as const;
  if (!unwritable) await opened.journal.append(record).catch(ignoreDisk);
  return stopped(context, { run: opened.id, targets: opened.targets, ...(stop instanceof StepStop ? { stop } : {}) }, error);
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
  return { exitCode: error.exitCode, next };
}

async function systemsToLock(context: CommandContext, work: RunWork): Promise<readonly string[]> {
  if (work.kind === "open" && work.targets.length > 0) return systemsOf(work, work.targets);
  const id = work.kind === "resume" ? work.id : (work.plan.continues ?? "");
  const run = await recoverRun(context.ports.files, context.settings.statePath, id);
  return systemsOf(run, targetsOf(run));
}

async function lock(context: CommandContext, system: string): Promise<Lock> {
  const { ports, settings } = context;
  const lockPorts = { files: ports.files, host: ports.host, clock: ports.clock };
  let told = false;
  return acquireLock(lockPorts, settings.statePath, system, {
    timeoutMs: settings.lockTimeoutMs,
    onWait: (holder) => {
      if (told) return;
      told = true;
      const at = iso(ports.clock.now());
      context.emit({ event: "LockWaiting", at, system, holder: `process ${holder.pid} on ${holder.host}`, untilMs: settings.lockTimeoutMs });
    },
  });
}

/** Four characters without vowels or look-alikes: short enough to type, never a word. */
async function newRunId(context: CommandContext): Promise<string> {
  const alphabet = "23456789bcdfghjkmnpqrstvwxz";
  const bytes = await context.ports.random.bytes(6);
  return [...bytes].map((byte) => alphabet[byte % alphabet.length]).join("");
}

function ignoreDisk(error: unknown): void {
  if (!(error instanceof CertplanError)) throw error;
}
