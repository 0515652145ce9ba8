import type { IsoInstant } from "../time/instant.ts";

/**
 * What a presenter shows. `anchors` are the trust anchors under which it verifies: accepting any one is enough.
 * The ids are names chosen by the provider: `ca:<fingerprint>`, `pin:<fingerprint>`, `new:<step>`.
 */
export interface Credential {
  readonly id: string;
  readonly anchors: readonly string[];
  /** When everything that it rests on is valid: the latest begin and the earliest end of its whole chain. */
  readonly notBefore?: IsoInstant;
  readonly notAfter?: IsoInstant;
}

/**
 * What a step changes in the world; may or may not have happened between its start and its gate. A step without a gate
 * never proves its own: a later step with a gate that declares the very same effect does.
 */
export type Effect =
  | { readonly effect: "present"; readonly presenter: string; readonly credential: Credential }
  | { readonly effect: "accept"; readonly verifier: string; readonly anchor: string }
  | { readonly effect: "drop"; readonly verifier: string; readonly anchor: string };

/** Verifier connects to presenter and checks what it shows. Mutual TLS is two edges. */
export interface Edge {
  readonly verifier: string;
  readonly presenter: string;
  /** False for a verifier that ignores dates; true if absent. Where dates are unknown nothing is concluded. */
  readonly checksDates?: boolean;
}

/** Connections that a platform is bound to break between two steps, declared by its recipe. A restart is no cut. */
export interface Cut {
  /** `nsx-standby-gm`: what an acceptance names. */
  readonly code: string;
  /** Verifiers or presenters of the world: an edge of any of them may be broken inside the section. */
  readonly members: readonly string[];
  /** The section: from the start of one step until another has passed. */
  readonly fromStep: string;
  readonly toStep: string;
  /** How long it lasts; absent: what the estimates of its steps add up to. */
  readonly estimatedSeconds?: number;
  /** Who is cut off from whom, and why the platform cannot do without. */
  readonly sentence: string;
}

/** What the estate accepts of a cut: `accept: [{cut, members?, maximum, until, ticket?}]`. */
export interface Acceptance {
  readonly cut: string;
  /** Absent: whoever the cut is about. */
  readonly members?: readonly string[];
  readonly maximumSeconds: number;
  /** The cut must be over by then. */
  readonly until: IsoInstant;
  readonly ticket?: string;
}

/** A cut of a plan, with what the estate accepts of it. */
export interface PlannedCut extends Cut {
  readonly target: string;
  /** Edges that break inside the section and hold outside it. */
  readonly connections: number;
  readonly acceptance: Acceptance;
}

/** The part of the world that a target's proof is about, as it is before the first step. */
export interface TrustWorld {
  readonly presents: Readonly<Record<string, Credential>>;
  readonly accepts: Readonly<Record<string, readonly string[]>>;
  readonly edges: readonly Edge[];
  /** In words: connections that certplan knows to exist and cannot see. */
  readonly notModelled: readonly string[];
}

/** A step by name, where the plan may not hold it any more (its target is blocked). */
export interface NamedStep {
  readonly step: string;
  readonly title?: string;
  /** Within its target, counted from 1. */
  readonly number?: number;
}

/** One moment of a counterexample: a step that has finished or has only started. */
export interface TraceMoment extends NamedStep {
  readonly progress: "finished" | "started";
}

/** A step that would keep an edge whole, had it passed; or had it a gate that proves it. */
export interface AwaitedStep extends NamedStep {
  readonly lacks: "pass" | "gate";
}

/** An edge that some reachable moment breaks, with the shortest way there. */
export interface Break {
  readonly edge: Edge;
  readonly shows: string;
  readonly accepts: readonly string[];
  readonly trace: readonly TraceMoment[];
  /** What the trace did not wait for; absent if no step of the plan would help. */
  readonly awaited?: readonly AwaitedStep[];
  /** Set where the dates of the credential break it, and not the order of the steps. */
  readonly dates?: BrokenDates;
}

/** A credential is shown while it is not valid, by the estimates. */
export interface BrokenDates {
  readonly notBefore?: IsoInstant;
  readonly notAfter?: IsoInstant;
  /** Until when it may be shown: the estimate of the step that replaces it, or of the last one. */
  readonly shownUntil: IsoInstant;
  readonly replacedBy?: string;
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
  /** Hard cuts, each with what the estate accepts of it; absent if there are none. */
  readonly cuts?: readonly PlannedCut[];
}
