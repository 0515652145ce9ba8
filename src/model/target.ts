import type { Place } from "../messages/error.ts";
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
  /** Addresses, secret references, anchors: what a plan freezes. Never a secret. Shape: the provider's. */
  readonly connection: JsonObject;
  /** The keys of the target that are the provider's own, as its schema describes them. */
  readonly options: JsonObject;
  /** Where a key of the target stands in the user's YAML (`""` is the target itself). */
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
