import type { IsoInstant } from "../../time/instant.ts";
import type { CaPhase } from "./ca-phase.ts";
import type { ChangeRow } from "./wire.ts";

/** One root CA, by its own certificate. */
export interface CaFact {
  readonly guid: string;
  readonly fingerprint: string;
  readonly active: boolean;
  readonly notAfter: string;
  readonly keyType: string;
  readonly selfSigned: boolean;
  /** Only where somebody outside gets it. */
  readonly pem?: string;
}

/** A leaf that people paste into a property of a product. */
export interface ConfigurableFact {
  readonly guid: string;
  /** Type of the product, as the estate names it. */
  readonly product: string;
  /** The property; of an element of a collection, the collection's. */
  readonly property: string;
  /** Name of the element, where it is one. */
  readonly element?: string;
  /** As the listing names it. */
  readonly reference: string;
  readonly notAfter: string;
}

/** What the recipe reads of an observation; a JSON value. Instants in ISO form. */
export interface OpsmanFacts {
  readonly cas: readonly CaFact[];
  readonly products: readonly { readonly guid: string; readonly type: string; readonly version: string }[];
  readonly pending: readonly ChangeRow[];
  /** Of `pending`, what staged certificates do not explain. */
  readonly unexplained: readonly ChangeRow[];
  /** 0 if nothing was ever installed. */
  readonly newestInstallation: number;
  readonly newestStatus: string;
  /** Id of the install that runs now, or 0. */
  readonly running: number;
  /** When the product that was deployed least recently was deployed; null if that is not known. */
  readonly deployedEverywhere: string | null;
  /** Seconds of the last whole and successful installs, newest first, five at most. */
  readonly durations: readonly number[];
  /** The Director would recreate persistent disks at its next deploy; null where the release does not tell. */
  readonly recreatesDisks: boolean | null;
  /** Configurable leaves that are listed, sorted. */
  readonly configurable: readonly ConfigurableFact[];
  /** Seconds by which its clock is ahead of ours (behind: negative), where that is more than a minute. */
  readonly clockSkewSeconds?: number;
  /** How many rows `deployed/certificates` has. */
  readonly listed: number;
  /** Only of a target that may rotate its CA. */
  readonly rotation?: RotationFacts;
}

/** A tile whose service instances an errand must reach. */
export interface Broker {
  readonly guid: string;
  readonly type: string;
  readonly errand: string;
  /** The errand that recreates their VMs, where the tile has one. */
  readonly recreateErrand?: string;
}

/** What a CA rotation is planned from; a JSON value. Read only for targets that may rotate their CA. */
export interface RotationFacts {
  readonly phase: CaPhase;
  /** What the phase was told by. */
  readonly seen: string;
  /** Leaves that begin from then on may be by the newer CA; null before every product trusts it. */
  readonly trustedAt: IsoInstant | null;
  /** Id and finish of the install that proves S2 or S5; null in other phases. */
  readonly provedBy: { readonly installation: number; readonly finishedAt: IsoInstant } | null;
  readonly brokers: readonly Broker[];
  /** Configurable leaves that go down with the old root. */
  readonly configurable: readonly ConfigurableFact[];
  /** With one CA: leaves from before it was made, which another root must have signed. */
  readonly orphans: readonly string[];
  /** CredHub paths of CAs that the customer provided. */
  readonly customerCas: readonly string[];
  /** CredHub paths of all CAs. */
  readonly caPaths: readonly string[];
  /** Why VMs have to be recreated at each apply; empty where they need not. */
  readonly recreation: readonly string[];
  /** Deployments that lag behind and are not waived; null where the release does not tell (before 3.0). */
  readonly outdated: readonly string[] | null;
  /** Every deployment that has a certificate; null where the release does not tell. */
  readonly deployments: readonly string[] | null;
  /** When each NATS CA ends, by guid of its root; empty where the release does not show it (before 3.1). */
  readonly natsEnds: Readonly<Record<string, IsoInstant>>;
  /** Whole installs that started since the active CA was made. */
  readonly wholeSinceActive: number;
  /** The CA that the estate wants uploaded; absent: the platform makes it. */
  readonly upload?: UploadFact;
}

/** The CA that the estate wants uploaded, by its own certificate; a JSON value. */
export interface UploadFact {
  /** Name of the issuer in the estate. */
  readonly issuer: string;
  readonly pem: string;
  readonly fingerprint: string;
  readonly subject: string;
  readonly isCa: boolean;
  readonly keyType: string;
  readonly keySize: number | null;
  readonly notBefore: IsoInstant;
  readonly notAfter: IsoInstant;
}
