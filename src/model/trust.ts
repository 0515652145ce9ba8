import type { IsoInstant } from "../time/instant.ts";

/**
 * What a presenter shows. `anchors` are the trust anchors under which it verifies: accepting any one is enough.
 * The ids are names chosen by the provider: `ca:<fingerprint>`, `pin:<fingerprint>`, `new:<step>`.
 */
export interface Credential {
  readonly id: string;
  readonly anchors: readonly string[];
  readonly notAfter?: IsoInstant;
}

/** What a step changes in the world; may or may not have happened between its start and its gate. */
export type Effect =
  | { readonly effect: "present"; readonly presenter: string; readonly credential: Credential }
  | { readonly effect: "accept"; readonly verifier: string; readonly anchor: string }
  | { readonly effect: "drop"; readonly verifier: string; readonly anchor: string };

/** Verifier connects to presenter and checks what it shows. Mutual TLS is two edges. */
export interface Edge {
  readonly verifier: string;
  readonly presenter: string;
}

/** The part of the world that a target's proof is about, as it is before the first step. */
export interface TrustWorld {
  readonly presents: Readonly<Record<string, Credential>>;
  readonly accepts: Readonly<Record<string, readonly string[]>>;
  readonly edges: readonly Edge[];
  /** In words: connections that certplan knows to exist and cannot see. */
  readonly notModelled: readonly string[];
}

/** One moment of a counterexample: a step that has finished or has only started. */
export interface TraceMoment {
  readonly step: string;
  readonly progress: "finished" | "started";
  /** Of the step, where the plan does not hold it any more (its target is blocked). */
  readonly title?: string;
}

/** An edge that some reachable moment breaks, with the shortest way there. */
export interface Break {
  readonly edge: Edge;
  readonly shows: string;
  readonly accepts: readonly string[];
  readonly trace: readonly TraceMoment[];
}

/** The `trust` section of plan.json. */
export interface TrustProof {
  readonly verdict: "holds" | "breaks";
  /** Edges that hold in every reachable moment. */
  readonly proved: number;
  readonly breaks: readonly Break[];
  /** Broken before the first step: reported, does not refuse the plan, must hold at its end. */
  readonly brokenBefore: readonly Edge[];
  /** Gates whose evidence is only the platform's word, by step id. */
  readonly platformsWord: readonly string[];
  readonly notModelled: readonly string[];
}
