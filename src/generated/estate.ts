/** Made from schemas/ by scripts/generate-types.ts. Do not edit. */

export type IssuerDeclaration = LocalCa | CommandIssuer | FilesIssuer;
/**
 * Program and arguments, run without a shell. A program with a / in it stands beside the estate file. Never a secret: arguments can be read by every user of the machine.
 *
 * @minItems 1
 */
export type Argv = string[];
/**
 * Where a secret comes from; never the secret itself.
 */
export type Secret = {env: string} | {file: string} | {command: string[]};
export type OpsmanCredentials = UaaClient | UaaUser;
export type OpsmanConfigurable =
  | {product: string; property: string; element?: string; issuer: string; sans: string[]}
  | {product: string; property: string; element?: string; keep: string};
/**
 * Types of verifiers that may fail.
 */
export type Texts = string[];
export type ReplaceDeclaration = {
  fingerprint?: string;
  spki?: string;
  thumbprint?: string;
  reason: "compromised" | "revoke" | "policy";
  ticket?: string;
};
/**
 * Certificates that have to go, whatever their dates: due while one is still shown or accepted.
 */
export type Replace = ReplaceDeclaration[];
/**
 * Hard cuts that people accept: connections that the platform is bound to break for a while.
 */
export type Accept = AcceptDeclaration[];
/**
 * Members that may be left behind; each stands in every drift until it is mended.
 */
export type Waive = WaiveDeclaration[];
/**
 * Verifiers that the platform cannot show. An empty list states that there are none.
 */
export type Consumers = ConsumerDeclaration[];
export type OutputDeclaration =
  | {what: string; file: string; mode?: number | string; merge?: boolean}
  | {what: string; run: string[]; timeout?: string};
/**
 * Where a new credential or bundle is put: a file, written atomically with the previous one kept, or a program that gets it on its standard input and may be repeated.
 */
export type Outputs = OutputDeclaration[];

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
  /**
   * Where new certificates come from, besides the platforms themselves. None runs during plan.
   */
  issuers?: {
    [k: string]: IssuerDeclaration;
  };
  defaults?: {
    /**
     * Policy of targets that name none.
     */
    policy?: string;
  };
  targets?: (OpsmanTarget | RancherTarget | TlsTarget)[];
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
 * A CA of certplan's own, made at its first use.
 */
export interface LocalCa {
  type: "local-ca";
  /**
   * Holds its key and certificate, 0600; relative to the estate file.
   */
  directory: string;
}
/**
 * Gets a CSR as PEM on standard input, prints certificate and chain as PEM, leaf first. CERTPLAN_REQUEST_ID in its environment lets a repeat give the same.
 */
export interface CommandIssuer {
  type: "command";
  run: Argv;
  /**
   * 5m if absent.
   */
  timeout?: string;
}
/**
 * A certificate that people made.
 */
export interface FilesIssuer {
  type: "files";
  /**
   * PEM file, the certificate first and its chain behind it; relative to the estate file.
   */
  certificate: string;
  key: Secret;
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
  unlock?: OpsmanUnlock;
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
   * Who makes the new root: platform (Ops Manager itself), or a `files` issuer whose certificate is an RSA CA, which is then uploaded.
   */
  issuer?: string;
  /**
   * What becomes of each configurable leaf under the old root: replaced by one of an issuer, or kept.
   */
  configurable?: OpsmanConfigurable[];
  apply?: OpsmanApply;
  replace?: Replace;
  accept?: Accept;
  waive?: Waive;
  consumers?: Consumers;
  outputs?: Outputs;
  /**
   * Longest time for a step that has no timeout of its own.
   */
  timeout?: string;
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
 * Used only when Ops Manager is locked.
 */
export interface OpsmanUnlock {
  passphrase: Secret;
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
  ignoreWarnings?: Texts;
  /**
   * Product, errand, whether it runs.
   */
  errands?: {
    [k: string]: {
      [k: string]: "run" | "skip" | "default";
    };
  };
  /**
   * How the service instances of a product are reached: by its errand, or by people.
   */
  instances?: {
    [k: string]: "errand" | "manual";
  };
  /**
   * VMs are recreated: auto, where a stemcell needs it; always.
   */
  recreate?: "auto" | "always";
  /**
   * Deploy the newest version of every variable: auto, where this version of Ops Manager needs it; true; false.
   */
  forceLatestVariables?: "auto" | true | false;
  /**
   * Longest time for one Apply Changes.
   */
  timeout?: string;
}
export interface AcceptDeclaration {
  /**
   * Code of the cut, as a plan names it.
   */
  cut: string;
  /**
   * Who may be cut off; absent: whoever the cut is about.
   *
   * @minItems 1
   */
  members?: string[];
  /**
   * A cut that takes longer by its estimate is refused.
   */
  maximum: string;
  /**
   * The cut must be over by then.
   */
  until: string;
  ticket?: string;
}
export interface WaiveDeclaration {
  member: string;
  why: string;
  /**
   * From then on it no longer counts.
   */
  until: string;
}
export interface ConsumerDeclaration {
  name: string;
  /**
   * What it trusts, in the words of the type: root-ca for opsman.
   */
  of: string;
  /**
   * The issuer, or the one certificate (a pin).
   */
  trusts: "issuer" | "pin";
  /**
   * A program that gets the new anchor as PEM on its standard input and may be repeated, or what a person has to do.
   */
  update: {run: string[]; timeout?: string} | {manual: string};
  verify?: ProgramDeclaration;
  contact?: string;
}
/**
 * Ends with 0 once the consumer accepts the new one; absent: a person confirms.
 */
export interface ProgramDeclaration {
  run: Argv;
  /**
   * 5m if absent.
   */
  timeout?: string;
}
/**
 * One Kubernetes cluster that Rancher launched.
 */
export interface RancherTarget {
  name: string;
  type: "rancher";
  url: string;
  credentials: RancherCredentials;
  readCredentials?: RancherCredentials;
  trust?: Trust;
  policy?: string;
  /**
   * Targets whose switch must be verified first.
   */
  after?: string[];
  /**
   * c-xxxxx (RKE1), or workspace/name such as fleet-default/edge (RKE2, K3s).
   */
  cluster: string;
  /**
   * What may be rotated, never that it is due. Absent or empty: only observed.
   */
  rotate?: ("ca" | "leaves")[];
  issuer?: "platform";
  /**
   * Whose leaves a request renews: all, or one name of this engine's vocabulary. One service restarts every control plane container and worker anyway.
   */
  services?: string;
  etcd?: RancherEndpoints;
  apiServers?: RancherEndpoints1;
  supervisors?: RancherEndpoints2;
  kubelets?: RancherEndpoints3;
  /**
   * RKE2 and K3s: who writes the number of the next rotation. Of others certplan names the number and waits for it.
   */
  generationOwner?: "certplan" | "terraform" | "fleet";
  replace?: Replace;
  accept?: Accept;
  consumers?: Consumers;
  outputs?: Outputs;
  /**
   * Longest time for one rotation.
   */
  timeout?: string;
}
export interface RancherCredentials {
  kind: "token";
  token: Secret;
}
/**
 * RKE1: where etcd is looked at on the wire; absent: port 2379 of each etcd node.
 */
export interface RancherEndpoints {
  /**
   * @minItems 1
   */
  endpoints: string[];
}
/**
 * Where API servers are looked at on the wire; absent: what the cluster shows (RKE1), or port 6443 of each control plane node.
 */
export interface RancherEndpoints1 {
  /**
   * @minItems 1
   */
  endpoints: string[];
}
/**
 * RKE2: where supervisors are looked at on the wire; absent: port 9345 of each node of etcd and control plane.
 */
export interface RancherEndpoints2 {
  /**
   * @minItems 1
   */
  endpoints: string[];
}
/**
 * RKE2 and K3s: where kubelets are looked at on the wire; absent: port 10250 of each node.
 */
export interface RancherEndpoints3 {
  /**
   * @minItems 1
   */
  endpoints: string[];
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
