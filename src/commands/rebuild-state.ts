import { CertplanError } from "../messages/error.ts";
import { emptyState, keepDamagedState, layout, listRuns, recoverRun, writeState } from "../state/index.ts";
import { knownFrom } from "./known-state.ts";
import { type LockContext, whileStateIsMine } from "./locks.ts";

/** A state.json that was made anew from the journals. */
export interface RebuiltState {
  /** File that keeps the damaged one. */
  readonly copy: string;
  /** Sentences: what the journals do not tell. */
  readonly lost: readonly string[];
}

const lost: readonly string[] = [
  "what applies had seen of targets that they left alone: drift compares with it again from the next apply on",
  "how long each journal was: one that has lost its end can no longer be told from one that ended there",
];

/**
 * Makes state.json anew from every journal that can be read: lineage, open and closed runs, serials, what was last
 * verified. Leaves out `unreadable` runs: they are refused by every command until they are restored.
 * Throws RepairImpossible where neither certplan.toml nor a run tells the lineage.
 */
export async function rebuildState(context: LockContext, unreadable: readonly string[]): Promise<RebuiltState> {
  const { ports, settings } = context;
  const { files } = ports;
  const ids = (await listRuns(files, settings.statePath)).filter((id) => !unreadable.includes(id));
  const lineage = settings.lineage ?? (await lineageOf(context, ids));
  return whileStateIsMine(context, async () => {
    const empty = { ...emptyState(lineage), forgotten: unreadable };
    const { forgotten: _unreadable, ...state } = (await knownFrom(files, settings.statePath, empty)).state;
    const copy = await keepDamagedState(files, settings.statePath);
    await writeState(files, settings.statePath, state);
    return { copy, lost };
  });
}

/** A frozen plan names the lineage that it was made against. */
async function lineageOf({ ports, settings }: LockContext, ids: readonly string[]): Promise<string> {
  const [id] = ids;
  if (id !== undefined) return (await recoverRun(ports.files, settings.statePath, id)).plan.lineage;
  throw new CertplanError({
    code: "RepairImpossible",
    message: `${layout(settings.statePath).state} is damaged, and neither certplan.toml nor a run tells its lineage`,
    hint: "write lineage under [state] in certplan.toml, or restore the file from a copy",
  });
}
