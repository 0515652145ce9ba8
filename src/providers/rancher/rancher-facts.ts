import type { IsoInstant } from "../../time/instant.ts";

/** `facts` of an observation: public, JSON. */
export type RancherFacts = ActionFacts | GenerationFacts | UnmanagedFacts;

interface CommonFacts {
  /** Of Rancher, as it names itself. */
  readonly version: string;
  readonly kubernetesVersion: string;
  /** Its clock against ours, where that is more than a minute. */
  readonly clockSkewSeconds?: number;
  readonly nodes: readonly NodeFact[];
}

export interface NodeFact {
  readonly name: string;
  readonly state: string;
  /** `node-1 etcd, controlplane`. */
  readonly words: string;
  readonly etcd: boolean;
  readonly controlPlane: boolean;
  readonly worker: boolean;
}

/** Where an endpoint was looked at, and what it showed. */
export interface WireFact {
  readonly address: string;
  /** Its key in the listing, where it has one of its own. */
  readonly key?: string;
  readonly fingerprint?: string;
  readonly notAfter?: IsoInstant;
  /** Why it was not seen. */
  readonly why?: string;
}

/** RKE1: rotated by an action. */
export interface ActionFacts extends CommonFacts {
  readonly engine: "rke1";
  readonly cluster: string;
  readonly name: string;
  readonly state: string;
  readonly transitioning: string;
  readonly message: string;
  /** What was asked for and has not ended. */
  readonly rotation: { readonly ca: boolean; readonly service: string } | null;
  readonly hasFailed: boolean;
  /** When its condition Updated changed last; empty where Rancher does not say. */
  readonly updatedAt: IsoInstant;
  /** Null: not to be told with a token that may only read. */
  readonly offersRotation: boolean | null;
  readonly kubeCa: { readonly fingerprint: string; readonly notAfter: IsoInstant } | null;
  /** Of nodes that live, by key. */
  readonly expirations: Readonly<Record<string, IsoInstant>>;
  readonly orphans: readonly string[];
  readonly etcd: readonly WireFact[];
  readonly api: WireFact | null;
  /** When the newest listed snapshot of etcd was made. */
  readonly snapshotAt: IsoInstant | null;
  /** Endpoints of etcd that serve a certificate older than the listed one. */
  readonly staleEtcd: readonly string[];
  /** Something on the wire is newer than the listing: Rancher has not refreshed it yet. */
  readonly listingLags: boolean;
}

/** RKE2 and K3s: rotated by a number that Rancher follows. */
export interface GenerationFacts extends CommonFacts {
  readonly engine: "rke2" | "k3s";
  readonly cluster: string;
  readonly generation: number;
  readonly services: readonly string[];
  readonly completed: number;
  readonly isInitialised: boolean;
  readonly state: string;
  readonly isError: boolean;
  readonly message: string;
  /** What Ready and Reconciled of the control plane say beside True. */
  readonly unready: readonly string[];
  readonly snapshotAt: IsoInstant | null;
  /** Nodes that warn of certificates in their renewal window. */
  readonly warning: readonly string[];
  /** By slot. */
  readonly looks: Readonly<Record<string, WireFact>>;
}

/** What Rancher did not launch, or does not rotate by either way. */
export interface UnmanagedFacts extends CommonFacts {
  readonly engine: "unmanaged";
  readonly cluster: string;
  readonly why: string;
  /** What to write or do instead. */
  readonly instead: string;
}
