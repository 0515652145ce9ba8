import { progressOf } from "../engine/index.ts";
import { CertplanError } from "../messages/error.ts";
import {
  cutAtDamage,
  type DamagedRun,
  inspectRun,
  listRuns,
  readState,
  type Seal,
  type State,
  writeState,
} from "../state/index.ts";
import { iso } from "../time/instant.ts";
import { systemsOf } from "./known-state.ts";
import { type LockContext, readHolding, whileStateIsMine, withLocks } from "./locks.ts";
import { type RebuiltState, rebuildState } from "./rebuild-state.ts";

/** A journal that was cut where it was damaged. */
interface RepairedRun {
  readonly id: string;
  readonly damage: string;
  /** Files that keep what was cut off. */
  readonly copies: readonly string[];
  /** Ids of the steps that an apply asks the platform about before it goes on. */
  readonly mayHaveHappened: readonly string[];
}

export interface Repaired {
  readonly repaired: readonly RepairedRun[];
  /** Why others cannot be repaired: RepairImpossible. */
  readonly impossible: readonly CertplanError[];
  /** Present where state.json itself was damaged. */
  readonly state?: RebuiltState;
}

/**
 * `certplan state repair`: cuts every damaged journal where it is damaged, and makes a damaged state.json anew from the
 * journals. Reads no platform. Throws StateMissing, Locked, and RepairImpossible where nothing tells the lineage.
 */
export async function repairCommand(context: LockContext): Promise<Repaired> {
  const { ports, settings } = context;
  const state = await stateOf(context);
  const repaired: RepairedRun[] = [];
  const impossible = new Map<string, CertplanError>();
  const ids = new Set([...(await listRuns(ports.files, settings.statePath)), ...Object.keys(state?.runs ?? {})]);
  for (const id of ids) {
    try {
      const run = await repairOne(context, id);
      if (run !== undefined) repaired.push(run);
    } catch (error) {
      if (!(error instanceof CertplanError) || error.code !== "RepairImpossible") throw error;
      impossible.set(id, error);
    }
  }
  const found = { repaired, impossible: [...impossible.values()] };
  if (state !== undefined) return found;
  return { ...found, state: await rebuildState(context, [...impossible.keys()]) };
}

async function repairOne(context: LockContext, id: string): Promise<RepairedRun | undefined> {
  const { files } = context.ports;
  const inspect = async (): Promise<DamagedRun | undefined> =>
    inspectRun(files, context.settings.statePath, id, (await stateOf(context))?.runs[id]?.journal);
  const found = await inspect();
  if (found === undefined) return undefined;
  return withLocks(context, systemsOf(found, targetsOf(found)), async (locks) => {
    const run = await readHolding(locks, inspect);
    if (run === undefined) return undefined;
    const closed = (await stateOf(context))?.runs[id]?.closed !== undefined;
    const mayHaveHappened = closed ? [] : stepsInDoubt(run);
    const by = { at: iso(context.ports.clock.now()), holder: context.ports.host.self(), mayHaveHappened };
    const { copies, end } = await cutAtDamage(files, context.settings.statePath, run, by);
    await whileStateIsMine(context, () => noteEnd(context, id, end));
    return { id, damage: run.damage, copies, mayHaveHappened };
  });
}

/** Every step that sends something, and is not known to have done so in what is intact. */
function stepsInDoubt(run: DamagedRun): readonly string[] {
  const progress = progressOf(run.events);
  const targets = targetsOf(run);
  return run.plan.steps
    .filter((step) => step.performs && targets.includes(step.target) && progress.get(step.id)?.performed !== true)
    .map((step) => step.id);
}

/** The snapshot knows the longer journal, which no longer is. */
async function noteEnd(context: LockContext, id: string, journal: Seal): Promise<void> {
  const state = await stateOf(context);
  const known = state?.runs[id];
  if (state === undefined || known === undefined) return;
  const runs = { ...state.runs, [id]: { ...known, journal } };
  await writeState(context.ports.files, context.settings.statePath, { ...state, runs });
}

function targetsOf(run: DamagedRun): readonly string[] {
  return run.events.find((event) => event.kind === "RunOpened")?.targets ?? [];
}

/** Undefined where state.json is damaged. Throws StateMissing. */
async function stateOf({ ports, settings }: LockContext): Promise<State | undefined> {
  try {
    const state = await readState(ports.files, settings.statePath);
    if (state !== undefined) return state;
  } catch (error) {
    if (error instanceof CertplanError && error.code === "StateDamaged") return undefined;
    throw error;
  }
  throw new CertplanError({
    code: "StateMissing",
    message: `there is no state in ${settings.statePath}`,
    hint: "mount or restore it",
  });
}
