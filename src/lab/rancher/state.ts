import type { Rke1Cluster } from "./rke1-state.ts";
import type { V2Cluster } from "./v2-state.ts";

/** A caller's token. `<name>:<secret>` is what the caller shows. */
export interface LabToken {
  readonly name: string;
  readonly secret: string;
  readonly user: string;
  /** Bound to one cluster: refused for every other. */
  readonly clusterName?: string;
  readonly expiresAt?: number;
  readonly description: string;
  readonly createdAt: number;
}

/** Imported, hosted or local: nothing here rotates. */
export interface OtherCluster {
  readonly id: string;
  readonly name: string;
  /** Such as `imported`, `local`, `EKS`. */
  readonly driver: string;
  readonly provider: string;
  readonly created: number;
}

/** What differs between releases, or is known for none (BEHAVIOUR.md marks those UNCONFIRMED). Times in milliseconds. */
export interface RancherSettings {
  /** As `/rancherversion` says it, with its `v`. */
  readonly version: string;
  readonly replyMs: number;
  /** From a request to the controller that takes it up: the state is `active` until then. */
  readonly lagMs: number;
  /** How long one run of RKE takes. */
  readonly runMs: number;
  /** From the field that is null to `Updated=True`. */
  readonly settleMs: number;
  /** How long `Ready=False` lasts after a success. */
  readonly unavailableMs: number;
  /** From a success to new dates in `certificatesExpiration`. */
  readonly refreshMs: number;
  /** How often the agents of worker-only nodes look: how late their certificates come. */
  readonly agentPollMs: number;
  /** How etcd takes up a certificate that was replaced beside it. */
  readonly etcdReloads: "at-each-handshake" | "with-sni" | "never";
  /** The newest version that etcd speaks; over TLS 1.2 it shows nothing to who has no certificate. */
  readonly etcdProtocol: "TLSv1.2" | "TLSv1.3";
  /** RKE2 and K3s: commands on one machine, and its probes after that. */
  readonly machineMs: number;
  readonly probeMs: number;
  /** UNCONFIRMED: worker-only machines obtain new leaves when their unit restarts. */
  readonly workerRestartRenews: boolean;
  /** UNCONFIRMED: `PUT` of the cluster with `rotateCertificates: null` ends a retry loop. */
  readonly nullEndsRetries: boolean;
  /** Its clock minus the world's. */
  readonly clockSkewMs: number;
}

export interface RancherState {
  readonly settings: RancherSettings;
  readonly tokens: readonly LabToken[];
  readonly tokensIssued: number;
  /** Who may update clusters; everyone else only reads. */
  readonly owners: readonly string[];
  readonly rke1: readonly Rke1Cluster[];
  readonly v2: readonly V2Cluster[];
  readonly others: readonly OtherCluster[];
  /** Keys that CAs are made with, one after another and then from the beginning: the model makes none. PEM, RSA. */
  readonly caKeys: readonly string[];
  /** The key of every leaf that is shown on the wire. PEM, RSA. */
  readonly leafKey: string;
  /** Its public half: DER in base64. */
  readonly leafSpki: string;
  /** PEM of the setting `cacerts`. */
  readonly cacerts: string;
  /** What must happen once, by object and purpose. */
  readonly effects: Readonly<Record<string, number>>;
}
