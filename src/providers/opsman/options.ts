/** A configurable leaf: replaced by a new one of this issuer, or kept, and why. `element`: its name in a collection. */
export type ConfigurableOption =
  | {
      readonly product: string;
      readonly property: string;
      readonly element?: string;
      readonly issuer: string;
      readonly sans: readonly string[];
    }
  | { readonly product: string; readonly property: string; readonly element?: string; readonly keep: string };

/** The options of an opsman target; what was not declared is filled in by the estate, and absent in tests of the recipe. */
export interface OpsmanOptions {
  /** `platform`, or the name of a `files` issuer: its certificate is uploaded as the new root. */
  readonly issuer?: string;
  /** CredHub paths of CAs that a CA rotation leaves alone, besides the services' own. */
  readonly exclude?: readonly string[];
  readonly configurable?: readonly ConfigurableOption[];
  readonly apply?: ApplyOptions;
  /** Longest time for any other step. */
  readonly timeoutSeconds?: number;
}

export interface ApplyOptions {
  readonly pendingChanges?: "refuse" | { readonly allow: readonly string[] };
  /** By product type, then errand: run, skip, default. */
  readonly errands?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** How service instances of a product are reached. */
  readonly instances?: Readonly<Record<string, "errand" | "manual">>;
  readonly recreate?: "auto" | "always";
  readonly forceLatestVariables?: "auto" | boolean;
  /** Types of verifiers that may fail. */
  readonly ignoreWarnings?: readonly string[];
  readonly timeoutSeconds?: number;
}
