import type { RotationFacts } from "./ca-facts.ts";
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
