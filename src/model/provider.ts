import type { Clock, ExecOutcome, ExecRequest, Files, Http, KeyPair, KeyType, Secrets, Tls } from "../ports/index.ts";
import type { Instant } from "../time/instant.ts";
import type { DriftLine } from "./drift.ts";
import type { Json, JsonObject } from "./json.ts";
import type { Finding, Reason, Refusal } from "./plan.ts";
import type { Slot } from "./slot.ts";
import type { Outputs, Step } from "./step.ts";
import type { Target } from "./target.ts";
import type { Cut, TrustWorld } from "./trust.ts";

/** How long reads wait; all in milliseconds. From `certplan.toml [timing]`. */
export interface Timing {
  readonly requestTimeoutMs: number;
  readonly pollMs: number;
  /** How long gates give what a platform shows no sign of, instead of the provider's own; absent: the provider's. */
  readonly settleMs?: number;
  /** What the recipe plans with instead of the provider's own arrivesWithin, where the bound of a system is known. */
  readonly arrivesWithinSeconds?: number;
}

/** What a provider gets to talk to one system. Built anew for each command and target; caches nothing across them. */
export interface Session {
  readonly connection: JsonObject;
  /** `read`: plan and drift, with `readCredentials` where there are any; `write`: apply. */
  readonly access: "read" | "write";
  /** Reads of an apply: a system that is locked after a reboot may be unlocked first. */
  readonly mayUnlock?: true;
  readonly clock: Clock;
  readonly http: Http;
  readonly tls: Tls;
  readonly secrets: Secrets;
  readonly timing: Timing;
  /** `--now`: judge dates as of this instant, not as of the clock's. */
  readonly evaluateAt?: Instant;
  /** The provider's own memory for this session: a token, for example. Ends with it. */
  readonly memory: Map<string, unknown>;
}

/** Keys that certplan makes for a run: each in a file of its own, 0600, under the name of the step that needs it. */
export interface RunKeys {
  /** The key of this name; made, written and synced where there is none yet. Throws DiskFailed. */
  obtain(name: string, type: KeyType): Promise<KeyPair>;
  /** The key of this name, or undefined. */
  find(name: string): Promise<KeyPair | undefined>;
}

/** What was read from one system, at one time, by one principal. */
export interface Observation {
  /** What the live system says it is; two targets with the same one write one system. */
  readonly system: string;
  readonly version?: string;
  readonly principal: string;
  /** False if this principal may not see everything. */
  readonly complete: boolean;
  readonly slots: readonly Slot[];
  readonly findings: readonly Finding[];
  /** Findings that what is live cannot settle: dropped where certplan itself verified it as it is, in a run that ended. */
  readonly doubts?: readonly Finding[];
  /** Due for a reason that only the platform knows (made but not deployed, for example). */
  readonly reasons: readonly Reason[];
  /** What the recipe and the drift rules read; public. */
  readonly facts: JsonObject;
  /** Of the certificates that were read whole, by fingerprint: what else `replace` may name them by. */
  readonly digests?: Readonly<Record<string, CertificateDigests>>;
  /** Members that a rotation left behind; absent: this platform does not show any. */
  readonly stranded?: readonly Stranded[];
}

/** Lower-case hex. */
export interface CertificateDigests {
  /** SHA-256 of the SubjectPublicKeyInfo. */
  readonly spki: string;
  /** SHA-1 of the certificate. */
  readonly thumbprint: string;
}

export interface Stranded {
  readonly member: string;
  /** What it lacks, to stand after its name: `still runs with the old root`. */
  readonly lacks: string;
  /** The command that mends it. */
  readonly repair: string;
}

/** A rule of the policy that a slot breaks. */
export interface Violation {
  readonly code: string;
  readonly sentence: string;
  readonly evidence: JsonObject;
  readonly slot: Slot;
}

export interface RecipeInput {
  readonly target: Target;
  readonly observation: Observation;
  /** All reasons, of policy and platform; the recipe cures those that it can. */
  readonly reasons: readonly Reason[];
  readonly now: Instant;
  /** Of the settings; absent: the provider's own. */
  readonly arrivesWithinSeconds?: number;
}

/** The steps that are still to do from the observed phase, or why none may be done. */
export type Recipe =
  | {
      readonly kind: "steps";
      readonly steps: readonly Step[];
      readonly world: TrustWorld;
      /** Connections that these steps are bound to break; each needs an acceptance in the estate. */
      readonly cuts?: readonly Cut[];
      /** What a reviewer has to know of these steps and their order beyond what each step says itself. */
      readonly findings?: readonly Finding[];
    }
  | { readonly kind: "refused"; readonly refusals: readonly Refusal[] };

/** What a step kind's functions get: inputs and outputs with references resolved. */
export interface Act {
  readonly session: Session;
  readonly step: Step;
  readonly inputs: JsonObject;
  /** Read just before the intent by `baseline`; null where the kind has none. */
  readonly baseline: Json;
  /** What perform or probe gave; empty before, and where a person said that it was done and the probe cannot tell. */
  readonly outputs: Outputs;
  /** Id of the run. */
  readonly run: string;
  /** Runs a program of the user's; its output file is certplan's affair. In a perform the child is journalled first. */
  exec(request: Omit<ExecRequest, "outputFile">): Promise<ExecOutcome>;
  readonly keys: RunKeys;
  readonly files: Files;
}

/** What the platform shows of a mutation whose reply is lost. */
export type Probe =
  | { readonly outcome: "done"; readonly outputs: Outputs; readonly sentence: string }
  | { readonly outcome: "not-done"; readonly sentence: string }
  | { readonly outcome: "unknown"; readonly sentence: string };

export type GateReading =
  | { readonly gate: "passed"; readonly sentence: string; readonly evidence: JsonObject; readonly outputs?: Outputs }
  | { readonly gate: "waiting"; readonly sentence: string }
  /** Only a person can pass it (`certplan confirm`), or this gate on a later look. `sentence`: what there is to do. */
  | { readonly gate: "asks"; readonly sentence: string }
  | { readonly gate: "violated"; readonly sentence: string; readonly evidence: JsonObject };

/**
 * What a step of this kind does. `perform` sends at most one mutating request and throws PlatformRefused (the platform
 * said no: nothing happened) or OutcomeUnknown (it may have happened). `probe` and `gate` only read.
 */
export interface StepKind {
  readonly version: number;
  /** One paragraph for `certplan explain KIND`. */
  readonly explain: string;
  baseline?(act: Act): Promise<Json>;
  perform?(act: Act): Promise<Outputs>;
  probe?(act: Act): Promise<Probe>;
  gate?(act: Act): Promise<GateReading>;
}

export interface Capabilities {
  /** One request of one process on a system at a time, reads included. */
  readonly serialCalls: boolean;
  /** False for a type that is only observed. */
  readonly rotates: boolean;
  /** By what may be rotated (`ca`): what verifiers outside the platform trust of it (`of` of `consumers`). */
  readonly outsiders?: Readonly<Record<string, readonly string[]>>;
  /** The longest arrivesWithin of any of its step kinds, seconds: how long `--new-state` waits before it believes a read. */
  readonly arrivesWithinSeconds: number;
}

export interface DriftInput {
  readonly target: Target;
  readonly observation: Observation;
  /** What was last verified by certplan; undefined if never applied. */
  readonly recorded: { readonly slots: readonly Slot[]; readonly at: string } | undefined;
  readonly now: Instant;
}

/** A platform. One literal map in `src/providers/index.ts` leads to them all. */
export interface Provider {
  readonly type: string;
  /** One paragraph for `certplan explain TYPE`. */
  readonly explain: string;
  readonly capabilities: Capabilities;
  /** What its own codes of findings, reasons, refusals and drift mean, for `certplan explain CODE`. */
  readonly codes?: Readonly<Record<string, string>>;
  readonly kinds: Readonly<Record<string, StepKind>>;
  /** Reads everything that planning needs. Throws CertplanError of kind access or platform: the target is then unreadable. */
  observe(session: Session, target: Target): Promise<Observation>;
  /** Pure. Would this platform's rotation of what the target lists cure this violation? Else it is a finding. */
  cures(violation: Violation, target: Target): boolean;
  /** Pure. Starts from what is observed, so that a half-done rotation, whoever began it, is a case of the same function. */
  recipe(input: RecipeInput): Recipe;
  /** Reads the named facts of `assumes`, each fresh. */
  facts(session: Session, names: readonly string[]): Promise<JsonObject>;
  /** Pure. What no longer matches, beyond what every platform has in common. */
  drift(input: DriftInput): readonly DriftLine[];
}

/** Providers by type. */
export type Registry = Readonly<Record<string, Provider>>;

/** Each provider, or how to load it: a command loads those of the types that it meets. */
export type Providers = Readonly<Record<string, Provider | (() => Promise<Provider>)>>;
