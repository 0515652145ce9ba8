import type { Json, JsonObject } from "../model/json.ts";
import type { Slot } from "../model/slot.ts";
import type { Outputs } from "../model/step.ts";
import type { ProcessIdentity } from "../ports/index.ts";
import type { IsoInstant } from "../time/instant.ts";

/** Where a segment ended when the next one was opened: what counts of it, whatever is written behind it later. */
export interface Seal {
  readonly segment: number;
  /** Bytes. */
  readonly length: number;
  /** Hash of the last record. */
  readonly head: string;
}

/** What happened, in the order in which it happened. Polls are not journalled. */
export type JournalEvent =
  | {
      readonly kind: "SegmentOpened";
      readonly at: IsoInstant;
      readonly holder: ProcessIdentity;
      readonly seals?: Seal;
      /** What was read behind the seal: the last event, of which nobody knows whether its sync succeeded. */
      readonly repeats?: JournalEvent;
    }
  | {
      readonly kind: "RunOpened";
      readonly at: IsoInstant;
      readonly digest: string;
      /** SHA-256 of the bytes of the frozen plan.json, hex. */
      readonly frozen: string;
      readonly targets: readonly string[];
    }
  | {
      readonly kind: "StepIntended";
      readonly at: IsoInstant;
      readonly step: string;
      readonly attempt: number;
      readonly baseline: Json;
    }
  /** A program of the user's is there and waits: it begins after this record, or never. */
  | { readonly kind: "StepSpawned"; readonly at: IsoInstant; readonly step: string; readonly process: ProcessIdentity }
  | {
      readonly kind: "StepPerformed";
      readonly at: IsoInstant;
      readonly step: string;
      readonly outputs: Outputs;
      /** `replied`: the platform said so; `probed`: the reply was lost and the platform was asked. */
      readonly how: "replied" | "probed";
    }
  | { readonly kind: "StepNotDone"; readonly at: IsoInstant; readonly step: string; readonly why: string }
  | {
      readonly kind: "GatePassed";
      readonly at: IsoInstant;
      readonly step: string;
      readonly sentence: string;
      readonly evidence: JsonObject;
      readonly outputs: Outputs;
    }
  /** A person decided what the platform cannot tell. */
  | {
      readonly kind: "StepResolved";
      readonly at: IsoInstant;
      readonly step: string;
      readonly outcome: "done" | "not-done";
      readonly outputs: Outputs;
      /** Who: `user@host`, as the environment names them. */
      readonly by: string;
      readonly because: string;
    }
  /** A person did what the step asks for, or vouches for it. */
  | {
      readonly kind: "StepConfirmed";
      readonly at: IsoInstant;
      readonly step: string;
      /** Who: `user@host`, as the environment names them. */
      readonly by: string;
      readonly because: string;
    }
  | {
      readonly kind: "RunParked";
      readonly at: IsoInstant;
      readonly code: string;
      readonly sentence: string;
      readonly step?: string;
    }
  /** What stood behind here was damaged and is cut off: whatever a step may have done there is not known. */
  | {
      readonly kind: "RunRepaired";
      readonly at: IsoInstant;
      readonly damage: string;
      /** Ids of steps. */
      readonly mayHaveHappened: readonly string[];
    }
  | {
      readonly kind: "RunClosed";
      readonly at: IsoInstant;
      readonly result: RunResult;
      /** What each target showed when the run ended; null for one that could not be read any more. */
      readonly verified: Readonly<Record<string, readonly Slot[] | null>>;
      /** Of an abandoned run: who, as `user@host`, and why. */
      readonly abandoned?: { readonly by: string; readonly because: string };
    };

/** How a run ended: carried to its end, its rest was planned anew, or a person gave it up. */
export type RunResult = "applied" | "continued" | "abandoned";
