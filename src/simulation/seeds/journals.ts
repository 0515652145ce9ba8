import type { Plan } from "../../model/plan.ts";
import type { Files } from "../../ports/index.ts";
import { type JournalEvent, listRuns, recoverRun } from "../../state/index.ts";
import { type Disk, parentOf, readFile } from "../disk.ts";

/**
 * What is wrong with the journals of a state directory, each read whole: a step that was begun again without asking
 * what became of it, an outcome of nothing, anything behind the end.
 * Throws StateDamaged.
 */
export async function journalFaults(files: Files, directory: string): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const id of await listRuns(files, directory)) {
    const { events } = await recoverRun(files, directory, id);
    faults.push(...faultsOf(events).map((fault) => `run ${id}: ${fault}`));
  }
  return faults;
}

function faultsOf(events: readonly JournalEvent[]): readonly string[] {
  const faults: string[] = [];
  const open = new Set<string>();
  const done = new Set<string>();
  let isClosed = false;
  for (const event of events) {
    if (isClosed) faults.push(`${event.kind} behind its end`);
    if (event.kind === "RunClosed") isClosed = true;
    if (event.kind === "StepIntended") {
      if (open.has(event.step)) faults.push(`${event.step} begun again without asking what became of it`);
      if (done.has(event.step)) faults.push(`${event.step} begun again although it was done`);
      open.add(event.step);
    }
    if (event.kind === "StepPerformed" || event.kind === "StepNotDone") {
      if (!open.delete(event.step)) faults.push(`${event.kind} of ${event.step}, which was not begun`);
      if (event.kind === "StepPerformed") done.add(event.step);
    }
  }
  if (isClosed && open.size > 0) faults.push(`closed while ${[...open].join(", ")} may have happened`);
  return faults;
}

interface Connection {
  readonly origin?: string;
}

/** True where a run that changes this system is open. */
export function isOpenOn(disk: Disk, origin: string): boolean {
  const text = (path: string): string => new TextDecoder().decode(readFile(disk, path));
  const paths = [...disk.names.keys()];
  const journals = paths.filter((path) => path.includes("/runs/") && path.includes("/journal-"));
  return paths
    .filter((path) => path.endsWith("/plan.json"))
    .some((path) => {
      const written = journals
        .filter((journal) => parentOf(journal) === parentOf(path))
        .map(text)
        .join("");
      const opened = written.split("\n").find((line) => line.includes('"kind":"RunOpened"'));
      if (opened === undefined || written.includes('"kind":"RunClosed"')) return false;
      const { targets: names } = JSON.parse(opened.slice(65)) as { readonly targets: readonly string[] };
      const { targets } = JSON.parse(text(path)) as Plan;
      return targets.some(
        ({ name, connection }) => names.includes(name) && (connection as Connection).origin === origin,
      );
    });
}
