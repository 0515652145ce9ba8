import { CertplanError } from "../messages/error.ts";
import { entryOf } from "../model/json.ts";
import type { Files } from "../ports/index.ts";
import type { JournalEvent, ObservedState, RecoveredRun, RunState, State } from "../state/index.ts";
import { emptyState, listRuns, readState, recoverRun } from "../state/index.ts";
import type { CommandContext } from "./context.ts";

/** The state as snapshot and journals together tell it. */
export interface KnownState {
  readonly state: State;
  /** Runs that were opened and not closed, in order of id. */
  readonly open: readonly RecoveredRun[];
}

/**
 * Reads the state and every run that it does not know to be closed. Throws StateMissing (a lineage is named and there
 * is no state), LineageMismatch, StateDamaged. Without a lineage and without a state it is a new, empty one.
 */
export async function loadState(context: CommandContext): Promise<KnownState> {
  const { settings, ports } = context;
  const snapshot = await readState(ports.files, settings.statePath);
  if (snapshot === undefined && settings.lineage !== undefined)
    throw stateMissing(settings.statePath, settings.lineage);
  const state = snapshot ?? emptyState("");
  if (settings.lineage !== undefined && state.lineage !== settings.lineage) {
    throw new CertplanError({
      code: "LineageMismatch",
      message: `the state in ${settings.statePath} has lineage ${state.lineage}, certplan.toml names ${settings.lineage}`,
      hint: "point [state] path at the state of this estate",
    });
  }
  return knownFrom(ports.files, settings.statePath, state);
}

/** False where there was none yet when it was read. */
export function isMade({ state }: KnownState): boolean {
  return state.lineage !== "";
}

/**
 * The same, by a process that has seen the state before. Throws DiskFailed where it is gone since, whatever is missing
 * first: a volume that was taken away is neither damaged nor a state that never was.
 */
export async function reloadState(context: CommandContext): Promise<KnownState> {
  try {
    await refuseIfGone(context);
    return await loadState(context);
  } catch (error) {
    await refuseIfGone(context);
    throw error;
  }
}

async function refuseIfGone({ settings, ports }: CommandContext): Promise<void> {
  if ((await readState(ports.files, settings.statePath)) !== undefined) return;
  throw new CertplanError({ code: "DiskFailed", message: `the state in ${settings.statePath} was there and is gone` });
}

/** The snapshot brought up to the journals of the runs that it does not know to be closed. Throws StateDamaged. */
export async function knownFrom(files: Files, directory: string, snapshot: State): Promise<KnownState> {
  const runs: RecoveredRun[] = [];
  const forgotten = new Set(snapshot.forgotten);
  for (const id of await listRuns(files, directory)) {
    const known = snapshot.runs[id];
    if (forgotten.has(id) || known?.closed !== undefined) continue;
    runs.push(await recoverRun(files, directory, id, known?.journal));
  }
  return rollForward(snapshot, runs);
}

/** The journals are the truth: what the snapshot has not seen of them yet is added. Pure. */
function rollForward(state: State, runs: readonly RecoveredRun[]): KnownState {
  let rolled = state;
  const open: RecoveredRun[] = [];
  for (const run of runs.toSorted((left, right) => (closedAt(left) < closedAt(right) ? -1 : 1))) {
    rolled = recordRun(rolled, run);
    if (rolled.runs[run.id]?.closed === undefined) open.push(run);
  }
  return { state: rolled, open };
}

/** What was verified last is the known one, so that runs count in the order in which they ended; open ones first. */
function closedAt(run: RecoveredRun): string {
  return run.events.find((event) => event.kind === "RunClosed")?.at ?? "";
}

function recordRun(state: State, run: RecoveredRun): State {
  const opened = run.events.find((event) => event.kind === "RunOpened");
  const closed = run.events.find((event) => event.kind === "RunClosed");
  const targets = opened?.targets ?? [];
  const entry: RunState = {
    digest: run.plan.digest,
    targets,
    systems: systemsOf(run, targets),
    openedAt: opened?.at ?? "",
    journal: run.end,
    ...(closed === undefined ? {} : { closed: { at: closed.at, result: closed.result } }),
  };
  const counted =
    closed === undefined || state.runs[run.id]?.closed !== undefined ? state.targets : countTargets(state, run, closed);
  return { ...state, targets: counted, runs: { ...state.runs, [run.id]: entry } };
}

function countTargets(
  state: State,
  run: RecoveredRun,
  closed: Extract<JournalEvent, { kind: "RunClosed" }>,
): State["targets"] {
  const targets = { ...state.targets };
  for (const [name, slots] of Object.entries(closed.verified)) {
    const system = run.plan.targets.find((target) => target.name === name)?.system ?? "";
    const serial = (targets[name]?.serial ?? 0) + 1;
    targets[name] = { serial, system, ...(slots === null ? {} : { verified: { at: closed.at, run: run.id, slots } }) };
  }
  return targets;
}

/** What certplan last knew of a target to be so: verified by a run or seen by an apply, whichever was later. */
export function lastSeen(state: State, target: string): ObservedState | undefined {
  const known = entryOf(state.targets, target);
  const observed = entryOf(state.observed ?? {}, target);
  if (known?.verified === undefined || (observed !== undefined && observed.at > known.verified.at)) return observed;
  return { at: known.verified.at, system: known.system, slots: known.verified.slots };
}

export function systemsOf(run: { readonly plan: RecoveredRun["plan"] }, targets: readonly string[]): readonly string[] {
  const systems = run.plan.targets
    .filter((target) => targets.includes(target.name))
    .map((target) => target.system ?? target.name);
  return [...new Set(systems)].toSorted();
}

export function openTargets(open: readonly RecoveredRun[]): Readonly<Record<string, string>> {
  return Object.fromEntries(open.flatMap((run) => targetsOf(run).map((target) => [target, run.id])));
}

export function targetsOf(run: RecoveredRun): readonly string[] {
  return run.events.find((event) => event.kind === "RunOpened")?.targets ?? [];
}

function stateMissing(path: string, lineage: string): CertplanError {
  return new CertplanError({
    code: "StateMissing",
    message: `certplan.toml names lineage ${lineage}, but there is no state in ${path}`,
    hint: "mount or restore it; if it is gone, or never was there: certplan apply --new-state",
  });
}
