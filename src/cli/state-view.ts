import { knownFrom } from "../commands/known-state.ts";
import { CertplanError } from "../messages/error.ts";
import type { Ports } from "../ports/index.ts";
import type { StateRunView, StateView } from "../report/index.ts";
import { type JournalEvent, listHolders, type RecoveredRun, readState } from "../state/index.ts";

/** Where a state lies, and what reads it. */
export interface StatePlace {
  readonly ports: Pick<Ports, "files" | "host">;
  readonly directory: string;
}

/** Reads the state for people, its journals included. Throws StateMissing, StateDamaged (input). */
export async function viewState(place: StatePlace): Promise<StateView> {
  const { ports, directory } = place;
  const snapshot = await readState(ports.files, directory);
  if (snapshot === undefined) throw stateMissing(directory);
  const { state, open } = await knownFrom(ports.files, directory, snapshot);
  const targets = Object.entries(state.targets).map(([name, { serial, system, verified }]) => ({
    name,
    system,
    serial,
    slots: verified?.slots ?? [],
    ...(verified === undefined ? {} : { verifiedAt: verified.at }),
  }));
  const runs = Object.entries(state.runs).map(([id, { digest, targets: names, openedAt, closed }]): StateRunView => {
    const base = { id, digest, targets: names, openedAt };
    if (closed !== undefined) return { ...base, closedAt: closed.at, result: closed.result };
    const run = open.find((one) => one.id === id);
    return run === undefined ? base : { ...base, standing: standingOf(run) };
  });
  const holders = await listHolders(ports.files, directory);
  const locks = holders.map(({ key, pid, host, since }) => ({ key, since, holder: `process ${pid} on ${host}` }));
  return { directory, lineage: state.lineage, targets, runs, locks };
}

/** Nothing lies where the state should. */
export function stateMissing(directory: string): CertplanError {
  return new CertplanError({
    code: "StateMissing",
    message: `there is no state in ${directory}`,
    hint: "mount or restore it, or begin with: certplan init",
  });
}

/** Where an open run stands: the last thing that its journal tells of a step. */
function standingOf({ events, plan }: RecoveredRun): string {
  const last = events.findLast(({ kind }) => kind !== "SegmentOpened");
  return last === undefined ? "opened" : eventWords(last, new Map(plan.steps.map((step) => [step.id, step.title])));
}

function eventWords(event: JournalEvent, titles: ReadonlyMap<string, string>): string {
  const title = "step" in event && event.step !== undefined ? `${titles.get(event.step) ?? event.step}` : "";
  switch (event.kind) {
    case "StepIntended":
      return `${title}: begun, its outcome is not known yet`;
    case "StepSpawned":
      return `${title}: its program was begun, its outcome is not known yet`;
    case "StepConfirmed":
      return `${title}: confirmed by ${event.by} (${event.because})`;
    case "StepPerformed":
      return `${title}: done, not verified yet`;
    case "StepNotDone":
      return `${title}: not done (${event.why})`;
    case "StepResolved":
      return `${title}: ${event.by} says that it was ${event.outcome === "done" ? "done" : "not done"} (${event.because})`;
    case "GatePassed":
      return `${title}: passed`;
    case "RunParked":
      return `stopped: ${event.sentence}`;
    case "RunRepaired":
      return `its journal was repaired, ${event.mayHaveHappened.length} steps may have happened`;
    case "SegmentOpened":
    case "RunOpened":
      return "opened";
    case "RunClosed":
      return "closed";
  }
}
