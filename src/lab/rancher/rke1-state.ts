import type { ClusterCa, Condition, LabLeaf, OutsideClient } from "./parts.ts";

/** Processes of a node, each of which holds the leaf that it was started with. */
export type Rke1Process =
  | "etcd"
  | "kube-apiserver"
  | "kube-apiserver-proxy-client"
  | "kube-controller-manager"
  | "kube-scheduler"
  | "kube-proxy"
  | "kubelet";

export interface Rke1Node {
  readonly id: string;
  /** Also its host name. */
  readonly name: string;
  readonly address: string;
  readonly roles: readonly ("etcd" | "controlplane" | "worker")[];
  readonly state: string;
  /** `host:port` where its processes listen. */
  readonly listens: { readonly etcd: string; readonly apiServer: string };
  readonly running: Readonly<Partial<Record<Rke1Process, LabLeaf>>>;
  /** The etcd certificate beside the process, where that is newer than the one it was started with. */
  readonly etcdFile?: LabLeaf;
  /** Generation of kube-ca that its processes accept. */
  readonly accepts: number;
  /** Two CAs behind: its kubelet stopped posting status, and its agent does not help. */
  readonly stranded?: true;
}

/** What a request asks for. An empty list is a different thing from a list of an empty text. */
export interface RotateSpec {
  readonly caCertificates: boolean;
  readonly services: readonly string[];
}

/** Transitions of the platform that are due later. */
export type Rke1Later =
  | { readonly at: number; readonly kind: "begin" | "retry" }
  | { readonly at: number; readonly kind: "end"; readonly spec: RotateSpec }
  | { readonly at: number; readonly kind: "updated" | "ready" | "expirations" | "workers" };

/** What goes wrong in a run; those after `unreachable` leave no new certificates, `late` fails after they were stored. */
export type Rke1Fault =
  | { readonly kind: "unreachable"; readonly host: string }
  | { readonly kind: "no-old-certificates" }
  | { readonly kind: "no-ca-certificate" }
  | { readonly kind: "late" };

export interface Rke1Cluster {
  readonly id: string;
  readonly name: string;
  readonly uuid: string;
  readonly created: number;
  readonly kubernetesVersion: string;
  /** `kube-ca`, oldest first; the last one signs. */
  readonly cas: readonly ClusterCa[];
  readonly requestHeaderCa: number;
  readonly nodes: readonly Rke1Node[];
  /** Rancher's stored certificates by their name in `certificatesExpiration`, hidden ones too. */
  readonly bundle: Readonly<Record<string, LabLeaf>>;
  /** What `certificatesExpiration` shows: refreshed a little after the bundle. */
  readonly expirations: Readonly<Record<string, number>>;
  /** Generation of the CA in `caCert`. */
  readonly caCert: number;
  readonly rotate: RotateSpec | null;
  readonly failed: boolean;
  /** Failed attempts in a row. */
  readonly attempts: number;
  readonly conditions: readonly Condition[];
  readonly later: readonly Rke1Later[];
  readonly fault?: Rke1Fault;
  /** Fault: the next request meets a conflict of Kubernetes, which the server does not try again. */
  readonly conflictsNext?: true;
  readonly kubeconfigs: readonly OutsideClient[];
  readonly pods: readonly OutsideClient[];
  /** Snapshots of etcd that exist, newest last. */
  readonly backups: readonly number[];
  /** Runs that succeeded. */
  readonly runs: number;
}
