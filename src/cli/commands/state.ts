import { repairCommand } from "../../commands/repair.ts";
import { unlockCommand } from "../../commands/unlock.ts";
import { CertplanError } from "../../messages/error.ts";
import {
  jsonDocument,
  type StateView,
  type Style,
  stateHistoryText,
  stateListText,
  stateRepairText,
  stateShowText,
  stateVerifyText,
  type VerifiedRun,
  type VerifiedState,
} from "../../report/index.ts";
import { listRuns, readState, recoverRun, type State } from "../../state/index.ts";
import { openPlace } from "../context.ts";
import { answering, type Guarded } from "../guard.ts";
import { progressFor } from "../progress.ts";
import { type StatePlace, stateMissing, viewState } from "../state-view.ts";
import { styleFor } from "../style.ts";

type ViewName = "list" | "show" | "history" | "verify";

/** `certplan state list|show|history|verify`. */
export function stateView(name: ViewName, flags: { readonly format: string }): Guarded {
  return answering(flags.format, async (io, common) => {
    const place = await openPlace(io, common);
    const style = await styleFor(io, common, "out");
    if (name === "verify") {
      const found = await verifyState(place);
      io.out(flags.format === "json" ? jsonDocument(found) : stateVerifyText(found, style));
      return found.damage !== undefined || found.runs.some(({ damage }) => damage !== undefined) ? 3 : 0;
    }
    const view = await viewState(place);
    io.out(flags.format === "json" ? jsonDocument(view) : viewText(name, view, style));
    return 0;
  });
}

function viewText(name: Exclude<ViewName, "verify">, view: StateView, style: Style): string {
  if (name === "list") return stateListText(view, style);
  return name === "show" ? stateShowText(view, style) : stateHistoryText(view, style);
}

/** Reads state.json, and every journal to its end, against what state.json knows of it. */
async function verifyState({ ports, directory }: StatePlace): Promise<VerifiedState> {
  const state = await readState(ports.files, directory).catch(damageOf);
  if (state === undefined) throw stateMissing(directory);
  const known: State["runs"] = "damage" in state ? {} : state.runs;
  const runs: VerifiedRun[] = [];
  for (const id of new Set([...(await listRuns(ports.files, directory)), ...Object.keys(known)])) {
    try {
      const { events, ignoredBytes } = await recoverRun(ports.files, directory, id, known[id]?.journal);
      runs.push({ id, events: events.length, ignoredBytes });
    } catch (error) {
      runs.push({ id, events: 0, ignoredBytes: 0, damage: damageOf(error).damage.replace(`run ${id}: `, "") });
    }
  }
  return { runs, ...("damage" in state ? { damage: state.damage } : {}) };
}

function damageOf(error: unknown): { readonly damage: string } {
  if (error instanceof CertplanError && error.code === "StateDamaged") return { damage: error.message };
  throw error;
}

/** `certplan state repair`. */
export function stateRepair(): Guarded {
  return answering("text", async (io, common) => {
    const progress = await progressFor(io, common, "text");
    try {
      const { ports, settings } = await openPlace(io, common);
      const found = await repairCommand({ ports, settings, emit: progress.emit });
      progress.close();
      io.out(stateRepairText(found, await styleFor(io, common, "out")));
      const [first] = found.impossible;
      if (first !== undefined) throw first;
      return 0;
    } finally {
      progress.close();
    }
  });
}

/** `certplan state unlock`: frees what is held by processes that are gone, and names the others. */
export function stateUnlock(): Guarded {
  return answering("text", async (io, common) => {
    const progress = await progressFor(io, common, "text");
    try {
      const { ports, settings } = await openPlace(io, common);
      const { freed, held } = await unlockCommand({ ports, settings, emit: progress.emit });
      progress.close();
      for (const { key, pid, host } of freed) io.out(`freed ${key}: process ${pid} on ${host} is gone\n`);
      const [first] = held;
      if (first !== undefined) {
        throw new CertplanError({
          code: "Locked",
          message: `${first.key} is held by process ${first.pid} on ${first.host} since ${first.since}, which is not certainly gone`,
          hint: "end that process, or unlock on its own machine",
        });
      }
      if (freed.length === 0) io.out("No lock is held.\n");
      return 0;
    } finally {
      progress.close();
    }
  });
}
