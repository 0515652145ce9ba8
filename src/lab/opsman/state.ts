/** A certificate authority of the simulated Ops Manager. Instants in milliseconds, lab time. */
export interface LabCa {
  /** 20 hex digits. */
  readonly guid: string;
  readonly organisation: string;
  readonly createdOn: number;
  readonly expiresOn: number;
  readonly active: boolean;
  readonly pem: string;
}

/** One version of a leaf. `generation` counts from 1 for each leaf and grows when an apply takes a staged one up. */
export interface LeafVersion {
  readonly generation: number;
  /** Guid of the CA that signed it. */
  readonly ca: string;
  readonly validFrom: number;
  readonly validUntil: number;
}

/** A non-configurable leaf of one product. */
export interface LabLeaf {
  readonly product: string;
  readonly location: "ops_manager" | "credhub";
  /** property_reference or variable_path, by location. */
  readonly reference: string;
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
}

export interface LabToken {
  readonly value: string;
  readonly user: string;
  readonly expiresAt: number;
}

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
  readonly installMs: number;
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
  readonly products: readonly LabProduct[];
  readonly leaves: readonly LabLeaf[];
  readonly installations: readonly LabInstallation[];
  readonly pending: readonly LabChange[];
  /** Fault: the next installation fails at this product. */
  readonly nextFailsAt?: string;
  /** Once-transitions applied: `deploy <leaf> generation n` and the like. */
  readonly effects: Readonly<Record<string, number>>;
}
