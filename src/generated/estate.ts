/** Made from schemas/ by scripts/generate-types.ts. Do not edit. */

export type OpsmanCredentials = UaaClient | UaaUser;
/**
 * Where a secret comes from; never the secret itself.
 */
export type Secret = {env: string} | {file: string} | {command: string[]};

/**
 * certplan.yaml: what is desired of the certificates of a set of targets.
 */
export interface EstateFile {
  version: 1;
  /**
   * Name of the estate; in exactly one of its files.
   */
  estate?: string;
  policies?: {
    [k: string]: PolicyDeclaration;
  };
  defaults?: {
    /**
     * Policy of targets that name none.
     */
    policy?: string;
  };
  targets?: (OpsmanTarget | TlsTarget)[];
}
/**
 * Rules for certificates. A rule that is not written here comes from `extends`; without one there is no such rule.
 */
export interface PolicyDeclaration {
  /**
   * Another policy, or a built-in one: default, cabforum.
   */
  extends?: string;
  /**
   * Due when less than this is left.
   */
  renewBefore?: string;
  /**
   * Margin between estimated finish and expiry; 14d if absent.
   */
  finishBefore?: string;
  /**
   * Due when older than this.
   */
  maximumAge?: string;
  /**
   * Hashes that a signature may use. No rule for Ed25519.
   *
   * @minItems 1
   */
  signatureHash?: ("sha1" | "sha224" | "sha256" | "sha384" | "sha512")[];
  minimumKey?: MinimumKeyDeclaration;
  /**
   * Longest lifetime of leaves and client certificates; a day is 86,400 s, both ends are in.
   */
  maximumLifetime?: string;
}
/**
 * Smallest key of each type, in bits. A type that is not named is not allowed.
 */
export interface MinimumKeyDeclaration {
  rsa?: number;
  ec?: number;
  ed25519?: "any";
}
/**
 * One Ops Manager.
 */
export interface OpsmanTarget {
  name: string;
  type: "opsman";
  url: string;
  credentials: OpsmanCredentials;
  readCredentials?: OpsmanCredentials;
  trust?: Trust;
  policy?: string;
  /**
   * Targets whose switch must be verified first.
   */
  after?: string[];
  /**
   * What may be rotated, never that it is due. Absent or empty: only observed.
   */
  rotate?: ("ca" | "leaves")[];
  /**
   * CredHub paths of CAs that a CA rotation leaves alone; /services/tls_ca always is.
   */
  exclude?: string[];
  /**
   * Who makes the new certificates: the platform itself.
   */
  issuer?: "platform";
  apply?: OpsmanApply;
}
export interface UaaClient {
  kind: "uaa-client";
  id: string;
  secret: Secret;
}
export interface UaaUser {
  kind: "uaa-user";
  username: string;
  password: Secret;
}
/**
 * Which server certificates are believed: a CA file, pins of leaves, both (either is enough), the system's CAs, or none checked.
 */
export interface Trust {
  /**
   * PEM file, relative to the estate file; each certificate in it is an anchor.
   */
  caFile?: string;
  /**
   * @minItems 1
   *
   * Items: SHA-256 of the leaf; waives issuer and name, never dates.
   */
  pins?: string[];
  system?: true;
  /**
   * false: believe any server. Loud, and refused in CI.
   */
  verify?: false;
}
/**
 * How Apply Changes is run.
 */
export interface OpsmanApply {
  /**
   * Staged changes that others left: refuse, or { allow: [product] }.
   */
  pendingChanges?: "refuse" | {allow: string[]};
  /**
   * Product, errand, whether it runs.
   */
  errands?: {
    [k: string]: {
      [k: string]: "run" | "skip" | "default";
    };
  };
  /**
   * Longest time for one Apply Changes.
   */
  timeout?: string;
}
/**
 * A TLS endpoint, only observed.
 */
export interface TlsTarget {
  name: string;
  type: "tls";
  address: string;
  /**
   * Name that is asked for and that the certificate must cover; the host of `address` if absent.
   */
  serverName?: string;
  /**
   * Each is asked for the same name.
   *
   * @minItems 1
   */
  backends?: string[];
  trust?: Trust;
  policy?: string;
  expect?: TlsExpect;
}
export interface TlsExpect {
  /**
   * Names that the leaf must cover.
   *
   * @minItems 1
   */
  names?: string[];
  /**
   * What the leaf's issuer must hold, such as O=Example CA.
   */
  issuer?: string;
  /**
   * false: backends may show different leaves.
   */
  same?: boolean;
}
