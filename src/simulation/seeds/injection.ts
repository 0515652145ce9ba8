import type { TornTail } from "../disk.ts";
import type { ArrivalFault } from "../world.ts";
import type { Moment, Phase } from "./phases.ts";

/** What goes wrong with a request. `late`: it arrives when nobody waits for its reply any more. */
export type FaultName = Extract<ArrivalFault, string> | "late" | "slow";

/** Something that goes wrong once: at the first event whose number is at least `at` and that it can happen to. */
export type Injection =
  | {
      readonly at: number;
      readonly kind: "kill";
      /** When what is in flight arrives: at once, at its bound, in between, or never. */
      readonly arrival: Arrival;
      /** How much of a write under way is kept, of 100. */
      readonly kept: number;
      readonly during?: Moment;
      /** While it writes to a journal. */
      readonly writing?: true;
    }
  | {
      readonly at: number;
      readonly kind: "power";
      readonly arrival: Arrival;
      readonly tail: TornTail;
      readonly during?: Moment;
    }
  | {
      readonly at: number;
      readonly kind: "fault";
      readonly fault: FaultName;
      /** `any`, `change`, or the line of one call. */
      readonly of: string;
      /** How late or slow, of 100. */
      readonly by: number;
    }
  /** A signal; `twice`: the second follows at once, and ends the process. */
  | { readonly at: number; readonly kind: "stop"; readonly twice: boolean }
  | {
      readonly at: number;
      readonly kind: "disk";
      readonly fails: "write" | "sync";
      /** Absent: whatever is written or synced next. */
      readonly of?: "journal";
    }
  | {
      readonly at: number;
      readonly kind: "applier";
      readonly machine: "same" | "other";
      /** `--lock-timeout`: on another machine it may be long enough to outlast a lease. */
      readonly waitsMs: number;
    }
  | { readonly at: number; readonly kind: "reader"; readonly command: "plan" | "drift" }
  | {
      readonly at: number;
      readonly kind: "stall";
      readonly forMs: number;
      /** Of some step; `any`: whatever is under way. */
      readonly phase: Phase | "any";
      /** Another machine waits for the lock meanwhile. */
      readonly taker: boolean;
    }
  | { readonly at: number; readonly kind: "clock"; readonly offByMs: number }
  | { readonly at: number; readonly kind: "actor"; readonly actor: string };

export type Arrival = "now" | "between" | "bound" | "never";
