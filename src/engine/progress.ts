import type { Json } from "../model/json.ts";
import type { Outputs } from "../model/step.ts";
import type { ProcessIdentity } from "../ports/index.ts";
import type { JournalEvent } from "../state/index.ts";
import type { IsoInstant } from "../time/instant.ts";

/** A call that was meant to be sent, and whose outcome nobody has noted. */
export interface OpenIntent {
  /** What was read just before it; `lost` with a damaged part of the journal. */
  readonly baseline: Json;
  readonly lost?: true;
  /** The last program that it began, which may have outlived certplan. */
  readonly process?: ProcessIdentity;
}

/** What a person said of a step that asks, with when. */
export interface Confirmation {
  readonly by: string;
  readonly because: string;
  readonly at: IsoInstant;
}

/** How far a step has come, as the journal tells it. */
export interface StepProgress {
  /** Set while an intent has no outcome: the step may have happened. */
  readonly open?: OpenIntent;
  readonly attempts: number;
  /** When it was first meant to be done, by the clock of that time; for people only. */
  readonly begunAt?: IsoInstant;
  readonly performed: boolean;
  readonly gatePassed: boolean;
  /** Passes its gate the next time that it asks. */
  readonly confirmed?: Confirmation;
  readonly outputs: Outputs;
}

const notBegun: StepProgress = { attempts: 0, performed: false, gatePassed: false, outputs: {} };

/** Folds the journal. Pure; the order of the events is the only clock. */
export function progressOf(events: readonly JournalEvent[]): ReadonlyMap<string, StepProgress> {
  const progress = new Map<string, StepProgress>();
  for (const event of events) {
    if (event.kind === "RunRepaired") {
      for (const id of event.mayHaveHappened)
        progress.set(id, { ...progressIn(progress, id), open: { baseline: null, lost: true } });
    }
    if (!("step" in event) || event.step === undefined) continue;
    progress.set(event.step, advance(progressIn(progress, event.step), event));
  }
  return progress;
}

/** Of a step that the journal does not name: not begun. */
export function progressIn(progress: ReadonlyMap<string, StepProgress>, step: string): StepProgress {
  return progress.get(step) ?? notBegun;
}

function advance(before: StepProgress, event: JournalEvent): StepProgress {
  const { open: _settled, ...settled } = before;
  switch (event.kind) {
    case "StepIntended":
      return {
        ...before,
        begunAt: before.begunAt ?? event.at,
        attempts: event.attempt,
        open: { baseline: event.baseline },
      };
    case "StepSpawned":
      return { ...before, open: { baseline: null, ...before.open, process: event.process } };
    case "StepConfirmed":
      return { ...before, confirmed: { by: event.by, because: event.because, at: event.at } };
    case "StepPerformed":
      return { ...settled, performed: true, outputs: { ...before.outputs, ...event.outputs } };
    case "StepNotDone":
      return settled;
    case "StepResolved":
      return event.outcome === "done"
        ? { ...settled, performed: true, outputs: { ...before.outputs, ...event.outputs } }
        : settled;
    case "GatePassed":
      return { ...before, gatePassed: true, outputs: { ...before.outputs, ...event.outputs } };
    default:
      return before;
  }
}
