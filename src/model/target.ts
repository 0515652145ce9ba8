import type { Place } from "../messages/error.ts";
import type { IsoInstant } from "../time/instant.ts";
import type { JsonObject } from "./json.ts";
import type { Policy } from "./policy.ts";
import type { Acceptance } from "./trust.ts";

/** One target of the estate, validated, defaults applied, files of public data read. */
export interface Target {
  readonly name: string;
  readonly type: string;
  readonly policy: Policy;
  /** What may be rotated; empty for targets that are only observed. */
  readonly rotate: readonly string[];
  /** Targets whose switch must be verified first. */
  readonly after: readonly string[];
  /** Hard cuts that people accepted; absent: none. */
  readonly accept?: readonly Acceptance[];
  /** Members that may be left behind; absent: none. */
  readonly waive?: readonly Waiver[];
  /** Certificates that have to go, whatever their dates; absent: none. */
  readonly replace?: readonly Replacement[];
  /** Verifiers that the platform cannot show; absent: nobody has said (which is told), empty: there are none. */
  readonly consumers?: readonly Consumer[];
  /** Where a new credential or bundle is put; absent: nowhere. */
  readonly outputs?: readonly Output[];
  /** Every issuer that this target names, by its name. A JSON value; never a secret. */
  readonly issuers?: Readonly<Record<string, Issuer>>;
  /** Addresses, secret references, anchors: what a plan freezes. Never a secret. Shape: the provider's. */
  readonly connection: JsonObject;
  /** The keys of the target that are the provider's own, as its schema describes them. */
  readonly options: JsonObject;
  /**
   * Where a key of the target stands in the user's YAML: `""` is the target itself, `accept.0.until` the key of an entry,
   * `policy.renewBefore` a key of the policy that it has. The deepest part that is there.
   */
  readonly place?: (key: string) => Place | undefined;
}

/** `trust: { verify: false }`: the connection believes anyone. */
export function verifiesNothing(connection: JsonObject): boolean {
  const trust = connection["trust"];
  return typeof trust === "object" && trust !== null && "verify" in trust && trust["verify"] === false;
}

/** A desired state. */
export interface Estate {
  readonly name: string;
  /** `sha256:` of the canonical form of what was declared; not of comments or layout. */
  readonly digest: string;
  readonly targets: readonly Target[];
}

/** Where a secret comes from; the only form in which a secret stands in estate, plan and state. */
export type SecretReference =
  | { readonly env: string }
  | { readonly file: string }
  | { readonly command: readonly string[] };

/** `waive`: a member that may be left behind. It appears as stranded, with its repair command, in every drift. */
export interface Waiver {
  readonly member: string;
  readonly why: string;
  /** From then on it no longer counts. */
  readonly until: IsoInstant;
}

/** `replace`: due while any presenter shows it or any verifier accepts it. Exactly one of the three names it. */
export interface Replacement {
  /** SHA-256 of the certificate, of its SubjectPublicKeyInfo; SHA-1 of the certificate: lower-case hex. */
  readonly fingerprint?: string;
  readonly spki?: string;
  readonly thumbprint?: string;
  readonly reason: "compromised" | "revoke" | "policy";
  readonly ticket?: string;
}

/** A program of the user's; paths are resolved beside the estate file. */
export interface Program {
  readonly run: readonly string[];
  readonly timeoutSeconds: number;
}

/** `consumers`: a verifier outside the platform. Its verified update is a gate. */
export interface Consumer {
  readonly name: string;
  /** What it trusts: a name that the type gives to a slot or an anchor (`root-ca`). */
  readonly of: string;
  readonly trusts: "issuer" | "pin";
  /** A program that gets the new anchor as PEM on its standard input and may be repeated, or what a person has to do. */
  readonly update: Program | { readonly manual: string };
  /** Ends with 0 once the consumer accepts the new one; absent: a person confirms. */
  readonly verify?: Program;
  readonly contact?: string;
}

/** `outputs`: written atomically with the previous version kept, or given to a program on its standard input. */
export interface Output {
  /** What the type calls it: `root-ca`, `talosconfig`. */
  readonly what: string;
  readonly to: { readonly file: string; readonly mode: number; readonly merge: boolean } | Program;
}

/** Where a new certificate comes from, besides the platform itself. A JSON value. */
export type Issuer =
  /** An embedded CA: key and certificate in this directory, made at its first use. */
  | { readonly type: "local-ca"; readonly directory: string }
  /** CSR as PEM on standard input, certificate and chain as PEM on standard output, leaf first. */
  | { readonly type: "command"; readonly run: readonly string[]; readonly timeoutSeconds: number }
  /** A certificate that people made, with its chain (PEM, leaf first), and where its key is. */
  | { readonly type: "files"; readonly certificatePem: string; readonly key: SecretReference };
