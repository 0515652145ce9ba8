import type { IsoInstant } from "../time/instant.ts";
import type { JsonObject } from "./json.ts";
import type { Finding, Unreadable } from "./plan.ts";
import type { Slot } from "./slot.ts";

/** One line of a drift report. `expected` ones (a platform's own renewal) are told and do not count as drift. */
export interface DriftLine {
  readonly code: string;
  readonly sentence: string;
  readonly severity: "drift" | "expected";
  readonly evidence: JsonObject;
  readonly about?: string;
  /** The next command, where there is one. */
  readonly next?: string;
}

export interface DriftTarget {
  readonly name: string;
  readonly type: string;
  readonly system?: string;
  readonly version?: string;
  /** Unreadable is never clean. */
  readonly status: "matches" | "drifted" | "unreadable";
  readonly unreadable?: Unreadable;
  readonly lines: readonly DriftLine[];
  readonly findings: readonly Finding[];
  readonly slots: readonly Slot[];
}

/** `certplan drift --format json`. */
export interface DriftReport {
  readonly formatVersion: number;
  readonly certplanVersion: string;
  readonly estate: string;
  readonly evaluatedAt: IsoInstant;
  readonly targets: readonly DriftTarget[];
  readonly summary: {
    readonly targets: number;
    readonly matches: number;
    readonly drifted: number;
    readonly unreadable: number;
  };
}
