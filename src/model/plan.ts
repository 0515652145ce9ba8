import type { ErrorKind } from "../messages/error.ts";
import type { IsoInstant } from "../time/instant.ts";
import type { Json, JsonObject } from "./json.ts";
import type { Slot } from "./slot.ts";
import type { Step } from "./step.ts";
import type { TrustProof } from "./trust.ts";

/** Why a target is due. */
export interface Reason {
  readonly code: string;
  readonly sentence: string;
  readonly evidence: JsonObject;
}

/** Something a reader should know that makes nothing due. */
export interface Finding {
  readonly code: string;
  readonly sentence: string;
  readonly evidence: JsonObject;
  /** Slot, member or connection it is about. */
  readonly about?: string;
}

/**
 * Why a due target is not touched. `kind`: something is to be changed first, or what is open is to be gone on with. Both
 * exit with 8 (docs/decisions/0005).
 */
export interface Refusal {
  readonly code: string;
  readonly sentence: string;
  readonly hint?: string;
  readonly kind: "refused" | "stale";
}

/** What failed when a target was read, with its error code and kind, and what to do about it. */
export interface Unreadable {
  readonly code: string;
  readonly kind: ErrorKind;
  readonly sentence: string;
  readonly hint?: string;
}

export type Verdict = "due" | "unchanged" | "blocked" | "unreadable";

export interface PlanTarget {
  readonly name: string;
  readonly type: string;
  /** What the live system says it is; absent if unreadable. */
  readonly system?: string;
  /** Platform version as it names itself. */
  readonly version?: string;
  /** Of the target in the state when planned; 0 if never applied. */
  readonly serial: number;
  readonly verdict: Verdict;
  readonly reasons: readonly Reason[];
  readonly findings: readonly Finding[];
  readonly refusals: readonly Refusal[];
  /** Set when unreadable. */
  readonly unreadable?: Unreadable;
  readonly slots: readonly Slot[];
  readonly expires?: IsoInstant;
  readonly latestStart?: IsoInstant;
  readonly estimatedFinish?: IsoInstant;
  /** Addresses, secret references, anchors: frozen with the plan. Never a secret. */
  readonly connection: Json;
}

/** What one target's observation rests on, enough to see later what was known. */
export interface PlanObservation {
  readonly target: string;
  readonly principal: string;
  readonly complete: boolean;
  readonly facts: JsonObject;
}

export interface Selection {
  readonly only: readonly string[];
  readonly exclude: readonly string[];
  readonly rotate: readonly string[];
}

export interface PlanSummary {
  readonly targets: number;
  readonly due: number;
  readonly unchanged: number;
  readonly blocked: number;
  readonly unreadable: number;
  readonly steps: number;
  readonly disruptive: number;
  readonly final: number;
  readonly estimatedSeconds?: number;
}

export const planFormatVersion = 1;

/** plan.json: schemas/plan.schema.json. */
export interface Plan {
  readonly formatVersion: number;
  readonly certplanVersion: string;
  readonly estate: { readonly name: string; readonly digest: string };
  readonly evaluatedAt: IsoInstant;
  /** After this the plan can no longer be applied safely; absent if no date limits it. */
  readonly validUntil?: IsoInstant;
  readonly lineage: string;
  readonly selection: Selection;
  readonly applyable: boolean;
  /** `sha256:` and 64 hex digits over the RFC 8785 form of what is decided and assumed. */
  readonly digest: string;
  readonly summary: PlanSummary;
  readonly targets: readonly PlanTarget[];
  readonly steps: readonly Step[];
  readonly trust: TrustProof;
  readonly observations: readonly PlanObservation[];
  /** The open run whose rest this plan is. */
  readonly continues?: string;
}
