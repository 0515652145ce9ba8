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
  /** How many rows `deployed/certificates` has. */
  readonly listed: number;
  /** Only of a target that may rotate its CA. */
  readonly rotation?: RotationFacts;
}
