import { repairCommand } from "../../commands/repair.ts";
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
} from "../../report/index.ts";
import { freeLock, listHolders, listRuns, readState, recoverRun } from "../../state/index.ts";
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
      const runs = await verifyRuns(place);
      io.out(flags.format === "json" ? jsonDocument({ runs }) : stateVerifyText(runs, style));
      return runs.some(({ damage }) => damage !== undefined) ? 3 : 0;
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

/** Reads every journal to its end, against what state.json knows of it. */
async function verifyRuns({ ports, directory }: StatePlace): Promise<readonly VerifiedRun[]> {
  const state = await readState(ports.files, directory);
  if (state === undefined) throw stateMissing(directory);
  const verified: VerifiedRun[] = [];
  const ids = new Set([...(await listRuns(ports.files, directory)), ...Object.keys(state.runs)]);
  for (const id of ids) {
    try {
      const { events, ignoredBytes } = await recoverRun(ports.files, directory, id, state.runs[id]?.journal);
      verified.push({ id, events: events.length, ignoredBytes });
    } catch (error) {
      if (!(error instanceof CertplanError)) throw error;
      verified.push({ id, events: 0, ignoredBytes: 0, damage: error.message.replace(`run ${id}: `, "") });
    }
  }
  return verified;
}

/** `certplan state repair`. */
export function stateRepair(): Guarded {
  return answering("text", async (io, common) => {
    const progress = await progressFor(io, common, "text");
    try {
      const { ports, settings } = await openPlace(io, common);
      const { repaired, impossible } = await repairCommand({ ports, settings, emit: progress.emit });
      progress.close();
      io.out(stateRepairText(repaired, await styleFor(io, common, "out")));
      const [first] = impossible;
      if (first !== undefined) throw first;
      return 0;
    } finally {
      progress.close();
    }
  });
}

/** `certplan state unlock`: frees what is held by processes that are certainly gone, and names the others. */
export function stateUnlock(): Guarded {
  return answering("text", async (io, common) => {
    const { ports, directory } = await openPlace(io, common);
    const holders = await listHolders(ports.files, directory);
    const alive = holders.filter((holder) => ports.host.liveness(holder) !== "dead");
    for (const holder of holders) {
      if (alive.includes(holder)) continue;
      await freeLock(ports.files, directory, holder);
      io.out(`freed ${holder.key}: process ${holder.pid} on ${holder.host} is gone\n`);
    }
    const [first] = alive;
    if (first !== undefined) {
      throw new CertplanError({
        code: "Locked",
        message: `${first.key} is held by process ${first.pid} on ${first.host} since ${first.since}, which is not certainly gone`,
        hint: "end that process, or unlock on its own machine",
      });
    }
    if (holders.length === 0) io.out("No lock is held.\n");
    return 0;
  });
}
