import type { IsoInstant } from "../time/instant.ts";
import type { Json, JsonObject } from "./json.ts";
import type { Effect } from "./trust.ts";

export type Phase = "prepare" | "trust" | "switch" | "drop";

/** How strong the check is that closes a step: seen on the wire, told by the platform, or said by a person. */
export type Evidence = "wire" | "platform" | "attested";

export type Disruption = "none" | "reload" | "restart" | "redeploy";

/** Stands where a value is known only after an earlier step: shown as "known after apply". */
export interface OutputReference {
  readonly $output: { readonly step: string; readonly name: string };
}

/** What a lost outcome of a mutating call means. */
export interface Delivery {
  /** How long after it was sent a call whose reply was lost can still take effect; 0 if a late one is refused. */
  readonly arrivesWithinSeconds: number;
  readonly arrivesReason: string;
  /** What to do when the probe cannot tell: a second effect is harmless or refused, or it is not. */
  readonly whenUnknown: "repeat" | "stop";
  readonly whenUnknownReason: string;
}

/** One step of a plan: at most one perform and at most one gate. A JSON value. */
export interface Step {
  /** Stable: `<target>/<kind>` with a member or number behind it where a kind occurs more than once. */
  readonly id: string;
  readonly target: string;
  readonly member?: string;
  readonly kind: string;
  readonly kindVersion: number;
  readonly title: string;
  readonly phase: Phase;
  readonly inputs: JsonObject;
  /** Ids of the steps that must have passed before. */
  readonly after: readonly string[];
  /** Named facts and what they must read right before the step. */
  readonly assumes: JsonObject;
  readonly effects: readonly Effect[];
  /** Names of the slots whose certificate this step replaces: what a reader sees as old → new. */
  readonly replaces?: readonly string[];
  readonly performs: boolean;
  readonly gate?: Evidence;
  readonly disruption: Disruption;
  /** True if nothing takes it back. */
  readonly final: boolean;
  readonly inverse?: string;
  readonly timeoutSeconds: number;
  readonly estimatedSeconds?: number;
  /** Started later, something would end before it is replaced. Set by the planner; never in the digest. */
  readonly latestStart?: IsoInstant;
  readonly delivery?: Delivery;
  readonly reason: { readonly code: string; readonly sentence: string };
}

export type Outputs = Readonly<Record<string, Json>>;
