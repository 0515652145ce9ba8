import type { LabStemcell, OpsmanSettings, SpareRoot } from "./state.ts";

/** What a scenario may choose; everything else has a plain default. */
export interface InitialOpsman {
  readonly now: number;
  /** PEM of the active root CA, and when it ends. */
  readonly root: {
    readonly pem: string;
    /** Its private key: with it the platform shows leaves with bytes. */
    readonly key?: string;
    readonly notBefore: number;
    readonly notAfter: number;
    readonly natsPem?: string;
    /** Default: with the root. */
    readonly natsNotAfter?: number;
  };
  readonly clients: Readonly<Record<string, string>>;
  /** When the deployed leaves end; default: in 20 days. */
  readonly leavesEnd?: number;
  /** Default: 2.10.43 with a whole set of safety checks. */
  readonly settings?: Partial<OpsmanSettings>;
  /** What `generate` hands out; default: nothing, and it answers 500. */
  readonly spareRoots?: readonly SpareRoot[];
  /** Of every product but the Director; default: one that takes agent settings without recreation. */
  readonly stemcell?: LabStemcell;
  /** A group of service instances of the MySQL tile, which then has its two errands; default: none. */
  readonly serviceInstances?: boolean;
  /** `credhub`: two CAs in CredHub, of which one is `/services/tls_ca`, with leaves; default: none. */
  readonly credhub?: boolean;
  /** Which errands that tile has for them; default: both. */
  readonly instanceErrands?: "both" | "upgrade" | "none";
  /** A deployment made with the BOSH CLI, which no apply reaches, and which runs the DNS leaf; default: none. */
  readonly outside?: boolean;
  /** Further tiles by type, such as `pivotal-container-service` or `p-ipsec-addon`. */
  readonly tiles?: readonly string[];
  /** A configurable leaf of the MySQL tile, in a property of its own: `.properties.tls`. */
  readonly configurable?: PastedLeaf;
  /** Configurable leaves of `cf` in the collection `.properties.networking_poe_ssl_certs`, by name. */
  readonly collection?: readonly (PastedLeaf & { readonly name: string })[];
  /** The leaves of NATS, which v0 lists from 2.10.9; default: left out. */
  readonly natsLeaves?: boolean;
  /** Private key of every leaf that is shown with bytes; default: none is. */
  readonly leafKey?: string;
}

/** A certificate that an operator has pasted, with its dates. */
export interface PastedLeaf {
  readonly pem: string;
  readonly validFrom: number;
  readonly validUntil: number;
  /** `elsewhere`: not by the platform's root; default: by it. */
  readonly ca?: "elsewhere";
}
