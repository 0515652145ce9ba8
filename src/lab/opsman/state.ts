/** A certificate authority of the simulated Ops Manager. Instants in milliseconds, lab time. */
export interface LabCa {
  /** 20 hex digits. */
  readonly guid: string;
  readonly organisation: string;
  readonly createdOn: number;
  readonly expiresOn: number;
  readonly active: boolean;
  readonly pem: string;
  /** Its private key, with which the lab signs what it shows; absent: it shows no certificate of this CA. */
  readonly key?: string;
  /** Given by an operator, not made by the platform. */
  readonly uploaded?: true;
  /** PEM of the NATS CA beside it; absent: shown as the root's own PEM. */
  readonly natsPem?: string;
  /** When its NATS CA ends, where that is earlier (two years on old systems). */
  readonly natsExpiresOn?: number;
}

/** A root that `generate` may hand out: the model is pure and makes no keys. */
export interface SpareRoot {
  readonly pem: string;
  readonly key?: string;
  readonly natsPem?: string;
  readonly organisation?: string;
  readonly notAfter: number;
}

/** A CA in CredHub. From 2.9 it rotates with the root, each version beside one of the root's. */
export interface LabCredhubCa {
  readonly path: string;
  readonly product: string;
  /** Provided by the customer: never rotated by a call. */
  readonly customer?: true;
  /** Oldest first; ids `<path>#<n>` stand in trust sets where a root's guid stands. */
  readonly versions: readonly { readonly id: string; readonly validFrom: number; readonly validUntil: number }[];
  readonly transitional?: string;
  /** Left out of the rotation under way by its first call. */
  readonly excluded?: true;
  /** Apps bound to its services: no apply reaches what they accept. */
  readonly boundApps?: readonly string[];
}

/** What the agents of VMs know of NATS: root guids, each standing for the NATS CA beside it. */
export interface LabAgents {
  readonly accepts: readonly string[];
  /** The CA of the certificate that they show to NATS. */
  readonly shows: string;
}

/** One version of a leaf. `generation` counts from 1 for each leaf and grows when an apply takes a staged one up. */
export interface LeafVersion {
  readonly generation: number;
  /** Guid of the CA that signed it; `elsewhere`: a CA that this platform does not know, and that everyone accepts. */
  readonly ca: string;
  readonly validFrom: number;
  readonly validUntil: number;
  /** Only of configurable leaves: the others get bytes when they are asked for. */
  readonly pem?: string;
}

/** A leaf of one product, or of service instances of that product. */
export interface LabLeaf {
  readonly product: string;
  readonly location: "ops_manager" | "credhub";
  /** property_reference or variable_path, by location. */
  readonly reference: string;
  /** Pasted by the operator; no call regenerates it. */
  readonly configurable?: true;
  /** It stands in a collection: the property, and which element by guid and name. */
  readonly element?: { readonly property: string; readonly guid: string; readonly name: string };
  /** v0 lists it only from this release on. */
  readonly listedFrom?: readonly [number, number, number];
  /** Path of the CredHub CA that signs it; absent: the root does. */
  readonly under?: string;
  /** Runs in this group of service instances. v0 does not list it. */
  readonly instances?: string;
  readonly deployed: LeafVersion;
  /** Made by regenerate and not yet taken up by an apply. */
  readonly staged?: LeafVersion;
}

export interface LabProduct {
  readonly guid: string;
  readonly type: string;
  readonly version: string;
  /** CAs that its running processes accept, by guid. */
  readonly accepts: readonly string[];
  /** Absent: it has no VM with an agent (the Director), or none that can be left behind. */
  readonly agents?: LabAgents;
  readonly stemcell?: LabStemcell;
  readonly errands?: readonly LabErrand[];
}

export interface LabStemcell {
  readonly os: string;
  readonly version: string;
}

export interface LabErrand {
  readonly name: string;
  /** What an apply does that does not say: the setting of the product. */
  readonly postDeploy: "true" | "false" | "when-changed";
  /** What it does to the service instances of its product; absent: nothing. */
  readonly instances?: "upgrades" | "recreates";
}

/**
 * Service instances that one tile has made: an apply reaches them by an errand of that tile only. Or a deployment of
 * the BOSH CLI, of which Ops Manager knows nothing: no apply reaches it.
 */
export interface LabServiceGroup {
  /** Name of the deployment. */
  readonly name: string;
  /** Guid of the tile; absent: made outside of Ops Manager. */
  readonly product?: string;
  readonly accepts: readonly string[];
  readonly agents: LabAgents;
}

export interface LabInstallation {
  readonly id: number;
  readonly user: string;
  readonly startedAt: number;
  /** When it will end, or ended. */
  readonly endsAt: number;
  readonly status: "running" | "succeeded" | "failed";
  /** Guids it deploys, in order. */
  readonly products: readonly string[];
  /** The staged leaves that it takes up, decided when it starts; null where there is none. In the order of `leaves`. */
  readonly takes: readonly (LeafVersion | null)[];
  /** Decided when it starts: the product at which it fails. */
  readonly failsAt?: string;
  /** Decided when it starts: the product whose errand fails. */
  readonly errandFailsAt?: string;
  /** What it brings, decided when it starts; absent only in installs of before. */
  readonly brings?: LabDeployment;
  /** A row of long ago that says `running` for ever: nothing is installing. */
  readonly stuck?: true;
}

/** What an install brings to what it deploys. */
export interface LabDeployment {
  /** Every CA that existed, by guid or version id. */
  readonly trusts: readonly string[];
  /** Guid of the root that was active: its NATS CA is the one in use. */
  readonly active: string | undefined;
  /** The recreate flag was set. */
  readonly recreate: boolean;
  /** Persistent disks are recreated as well: what was on them is gone. */
  readonly disks?: true;
  /** New versions of what is in CredHub are not shipped. */
  readonly keepsVariables?: true;
  /** What was pending when it started: actions by product. */
  readonly changes?: readonly string[];
  /** Groups of service instances that an errand upgrades, and those that one recreates. */
  readonly upgrades: readonly string[];
  readonly recreates: readonly string[];
}

export interface LabToken {
  readonly value: string;
  readonly user: string;
  readonly expiresAt: number;
}

/** Source: reference, section 2 (RBAC scopes). */
export type LabScope =
  | "opsman.full_control"
  | "opsman.restricted_control"
  | "opsman.full_view"
  | "opsman.restricted_view";

export interface LabChange {
  readonly guid: string;
  readonly action: "install" | "update" | "delete";
}

/** What differs between releases, or is known for none (BEHAVIOUR.md marks those UNCONFIRMED). */
export interface OpsmanSettings {
  readonly version: string;
  /** UNCONFIRMED: v0 shows a leaf that is staged and not deployed. */
  readonly listsStagedLeaves: boolean;
  /** UNCONFIRMED: pending_changes shows products whose certificates were staged. */
  readonly pendingAfterStaging: boolean;
  /** UNCONFIRMED below 2.10; absent: none up to 2.8, weak on 2.9, full from 2.10. */
  readonly safetyChecks?: "none" | "weak" | "full";
  /** UNCONFIRMED: the violation for an activate before the apply; "accepted": it is not refused. */
  readonly earlyActivate: string;
  /** Which 422 body a violation gives: the one seen in the field, or the reference's. */
  readonly violationShape: "field" | "reference";
  /** UNCONFIRMED: the calls of certificates are refused while an install runs. */
  readonly caCallsDuringInstall: "taken" | "refused";
  /** UNCONFIRMED: a product whose errand failed stands under `unchanged` as successful. */
  readonly failedErrandHidden: boolean;
  /** UNCONFIRMED, from 3.0: without a new stemcell or `force_latest_variables` an apply ships no new CredHub version. */
  readonly shipsVariables: "always" | "when-forced";
  /** What becomes of a change that arrives while another call is processed; absent: lost up to 3.0, queued later. */
  readonly overlap?: "lost" | "queued";
  /** UNCONFIRMED: an old row that is stuck at `running` forbids another install. */
  readonly stuckRowRefuses: boolean;
  /** UNCONFIRMED: ids of installs are texts, as in the schema of 3.1. */
  readonly idsAsText: boolean;
  readonly installMs: number;
  /** How long it starts once it is unlocked. */
  readonly startMs: number;
  readonly replyMs: number;
  readonly leafLifetimeMs: number;
  readonly tokenLifetimeMs: number;
  /** Its clock minus the world's. */
  readonly clockSkewMs: number;
}

export interface OpsmanState {
  readonly settings: OpsmanSettings;
  readonly clients: Readonly<Record<string, string>>;
  readonly tokens: readonly LabToken[];
  readonly tokensIssued: number;
  readonly cas: readonly LabCa[];
  /** Guids of all roots that ever were, in the order of their appearance: generation n of the root is the n-th. */
  readonly appeared: readonly string[];
  /** Handed out by `generate`, first one first. */
  readonly spareRoots: readonly SpareRoot[];
  readonly credhubCas: readonly LabCredhubCa[];
  readonly services: readonly LabServiceGroup[];
  /** NATS as the Director runs it: the CA of what it shows, and the CAs that it accepts, by root guid. */
  readonly nats: LabAgents;
  /** `bosh_recreate_on_next_deploy`, `bosh_director_…` and `bosh_recreate_persistent_disks_on_next_deploy`. */
  readonly recreate: { readonly vms: boolean; readonly director: boolean; readonly disks?: true };
  readonly products: readonly LabProduct[];
  readonly leaves: readonly LabLeaf[];
  readonly installations: readonly LabInstallation[];
  readonly pending: readonly LabChange[];
  /** Fault: the next installation fails at this product. */
  readonly nextFailsAt?: string;
  /** Fault: an errand of this product fails in the next installation. */
  readonly nextErrandFailsAt?: string;
  /** Fault: `POST installations` is refused by a verifier of this product. */
  readonly verifier?: { readonly product: string; readonly ignorable: boolean };
  /** Fault: `POST installations` is refused since the configuration of this product is not complete. */
  readonly incomplete?: string;
  /** Fault: the listing of v0 answers 500. */
  readonly listingFails?: true;
  /** Fault: `regenerate` fails for the leaves of these references. */
  readonly regenerateFails?: readonly string[];
  /** It does not serve yet: not set up, locked with this passphrase, or starting until an instant of its own clock. */
  readonly startup?: { readonly setup: true } | { readonly passphrase: string } | { readonly until: number };
  /** Private key of every leaf that the lab shows with bytes; absent: it shows none but configurable ones. */
  readonly leafKey?: string;
  /** Certificate of the web interface, where an operator has set one. */
  readonly web?: string;
  /** What a user or client may do, where that is less than everything. */
  readonly scopes?: Readonly<Record<string, LabScope>>;
  /** The call that is processed ends then, by its own clock. */
  readonly busyUntil?: number;
  /** What was lost for good. */
  readonly damage?: readonly string[];
  /** Once-transitions applied: `deploy <leaf> generation n` and the like. */
  readonly effects: Readonly<Record<string, number>>;
}
