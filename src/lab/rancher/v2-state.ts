import type { ClusterCa, LabLeaf, OutsideClient } from "./parts.ts";

export type Runtime = "rke2" | "k3s";

export interface V2Machine {
  /** Of the machine object; the messages of a rotation have it in brackets. */
  readonly name: string;
  readonly node: string;
  readonly nodeId: string;
  readonly address: string;
  readonly roles: readonly ("etcd" | "controlplane" | "worker")[];
  /** `host:port` where its processes listen. */
  readonly listens: {
    readonly etcd: string;
    readonly apiServer: string;
    readonly supervisor: string;
    readonly kubelet: string;
  };
  /** By the names of the services, and `self-signed …` for what controller-manager and scheduler serve. */
  readonly leaves: Readonly<Record<string, LabLeaf>>;
  /** Commands that it remembers as executed: `<services>@<generation>`. */
  readonly executed: readonly string[];
  readonly state: string;
}

export interface RotateGeneration {
  readonly generation: number;
  /** Null or empty: all. */
  readonly services: readonly string[] | null;
}

/** A rotation under way. */
export interface V2Rotation {
  readonly spec: RotateGeneration;
  /** Names of the machines that it will touch, in order. */
  readonly order: readonly string[];
  /** Place in `order`; its length while it is finishing. */
  readonly index: number;
  readonly phase: "planned" | "starting" | "waiting" | "probes" | "failed" | "done";
  /** When the phase ends; absent: never by itself. */
  readonly endsAt?: number;
  /** A command of this rotation has failed: the next attempt of the same machine is a retry. */
  readonly failed?: true;
  /** No rotation at all: the planner looks at another change of the spec. */
  readonly plain?: true;
}

/** What goes wrong on a machine: its command fails, or it is down and says nothing. */
export interface V2Fault {
  readonly machine: string;
  readonly kind: "command-fails" | "down";
}

export interface V2Cluster {
  readonly namespace: string;
  readonly name: string;
  readonly managementId: string;
  readonly uid: string;
  readonly created: number;
  readonly runtime: Runtime;
  /** The spec of the provisioning object as it is stored: unknown keys are gone. */
  readonly spec: Readonly<Record<string, unknown>>;
  /** What the nodes run: a rotation holds back every other change. */
  readonly runningVersion: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  /** Grows with each write, the platform's own included. */
  readonly resourceVersion: number;
  readonly metadataGeneration: number;
  /** Of the spec that the nodes are at. */
  readonly observedGeneration: number;
  /** `status.certificateRotationGeneration` of the control plane object; absent before the first. */
  readonly rotated?: number;
  /** False: rotations are skipped without a word. */
  readonly initialised: boolean;
  /** The CAPI cluster is paused. */
  readonly paused: boolean;
  readonly rotation?: V2Rotation;
  readonly ca: ClusterCa;
  readonly machines: readonly V2Machine[];
  readonly fault?: V2Fault;
  /** When its conditions changed last. */
  readonly changedAt: number;
  /** Etcd snapshots that exist, newest last. */
  readonly snapshots: readonly number[];
  readonly kubeconfigs: readonly OutsideClient[];
  /** What was really run on machines. */
  readonly effects: Readonly<Record<string, number>>;
}
