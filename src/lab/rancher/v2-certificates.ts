import { issueLeaf, type Subject } from "./issue.ts";
import type { ClusterCa, LabLeaf } from "./parts.ts";
import { atLeast } from "./release.ts";
import type { RancherState } from "./state.ts";
import type { RotateGeneration, Runtime, V2Cluster, V2Machine } from "./v2-state.ts";

const day = 86_400_000;
const lifetimeMs = 365 * day;

type Roles = V2Machine["roles"];

/** Leaves of a machine by the name of the service that renews each. */
export function leafNamesOf(runtime: Runtime, roles: Roles): readonly string[] {
  const isServer = roles.includes("etcd") || roles.includes("controlplane");
  return [
    ...(roles.includes("etcd") ? ["etcd"] : []),
    ...(roles.includes("controlplane") ? [...controlPlane, `${runtime}-controller`] : []),
    ...(isServer ? [`${runtime}-server`] : []),
    "kubelet",
    "kube-proxy",
  ];
}

const controlPlane: readonly string[] = [
  "api-server",
  "controller-manager",
  "scheduler",
  "admin",
  "auth-proxy",
  "cloud-controller",
  "self-signed kube-controller-manager",
  "self-signed kube-scheduler",
];

/** Behaviour 11: which names make a machine take part. Not all that the node's own program accepts is here. */
export function takesPart({ roles }: V2Machine, services: readonly string[]): boolean {
  if (services.length === 0) return true;
  const names = new Set(roles.flatMap((role) => relevant[role]));
  return services.some((service) => names.has(service));
}

const worker: readonly string[] = ["api-server", "kubelet", "kube-proxy", "auth-proxy", "rke2-server", "k3s-server"];

const relevant: Readonly<Record<Roles[number], readonly string[]>> = {
  worker,
  controlplane: [
    ...worker,
    "controller-manager",
    "scheduler",
    "rke2-controller",
    "k3s-controller",
    "admin",
    "cloud-controller",
  ],
  etcd: ["etcd", "kubelet", "rke2-server", "k3s-server"],
};

/** What the node's own program does not know and fails with; undefined where it knows all of them. */
export function unknownToRuntime(runtime: Runtime, services: readonly string[]): string | undefined {
  const other = runtime === "rke2" ? "k3s" : "rke2";
  return services.find((service) => service.startsWith(`${other}-`));
}

export function isWorkerOnly({ roles }: Pick<V2Machine, "roles">): boolean {
  return roles.every((role) => role === "worker");
}

/** The leaves of a machine after its commands have run: `certificate rotate`, and the restart of its unit. */
export function rotateMachine(
  state: RancherState,
  cluster: V2Cluster,
  machine: V2Machine,
  { spec, now }: { readonly spec: RotateGeneration; readonly now: number },
): V2Machine["leaves"] {
  const services = spec.services ?? [];
  const isNew = (name: string, leaf: LabLeaf): boolean =>
    isWorkerOnly(machine)
      ? state.settings.workerRestartRenews
      : isNamed(state, name, services) || isRenewedAtStart(name, leaf, now);
  return renewed(state, cluster, machine, { now, isNew });
}

/** A restart of the unit alone: by hand, or of a worker. */
export function restartMachine(
  state: RancherState,
  cluster: V2Cluster,
  machine: V2Machine,
  now: number,
): V2Machine["leaves"] {
  return renewed(state, cluster, machine, { now, isNew: (name, leaf) => isRenewedAtStart(name, leaf, now) });
}

/** `certificate rotate` without services, and the restart, by hand; what is self-signed nobody removes. */
export function renewMachine(
  state: RancherState,
  cluster: V2Cluster,
  machine: V2Machine,
  now: number,
): V2Machine["leaves"] {
  return renewed(state, cluster, machine, { now, isNew: (name) => !name.startsWith("self-signed") });
}

function renewed(
  state: RancherState,
  cluster: V2Cluster,
  machine: V2Machine,
  { now, isNew }: { readonly now: number; readonly isNew: (name: string, leaf: LabLeaf) => boolean },
): V2Machine["leaves"] {
  const leaves = Object.entries(machine.leaves).map(
    ([name, leaf]) => [name, isNew(name, leaf) ? next(state, cluster, { machine, name, leaf, now }) : leaf] as const,
  );
  return Object.fromEntries(leaves);
}

/** Self-signed ones are removed by Rancher itself, from 2.7.5 on (rancher/rancher#41125). */
function isNamed(state: RancherState, name: string, services: readonly string[]): boolean {
  const selfSigned = /^self-signed kube-(.*)$/.exec(name)?.[1];
  if (selfSigned !== undefined && !atLeast(state, 2, 7, 5)) return false;
  return services.length === 0 || services.includes(selfSigned ?? name);
}

function isRenewedAtStart(name: string, { notAfter }: LabLeaf, now: number): boolean {
  return !name.startsWith("self-signed") && notAfter - now <= 120 * day;
}

function next(
  state: RancherState,
  cluster: V2Cluster,
  {
    machine,
    name,
    leaf: old,
    now,
  }: { readonly machine: V2Machine; readonly name: string; readonly leaf: LabLeaf; readonly now: number },
): LabLeaf {
  const leaf = { generation: old.generation + 1, ca: 1, notBefore: cluster.ca.notBefore, notAfter: now + lifetimeMs };
  return withBytes(state, cluster, { machine, name, leaf });
}

/** Subject of a cluster's CA: it carries the instant at which it was made. */
export function caSubjectOf(runtime: Runtime, made: number): Subject {
  return [["CN", `${runtime}-server-ca@${Math.floor(made / 1000)}`]];
}

/** Subjects of those that are seen on the wire; that of etcd and the API server apart, ours. */
function commonNameOf(name: string, node: string): string | undefined {
  switch (name) {
    case "etcd":
      return "etcd-server";
    case "api-server":
      return "kube-apiserver";
    case supervisor:
      return "rke2";
    case "kubelet":
      return node;
    default:
      return undefined;
  }
}

/** The leaf that RKE2 serves on a port of its own; on K3s that is the port of the API server. */
export const supervisor = "rke2-server";

/** Those that are seen on the wire get bytes. */
export function withBytes(
  { leafSpki }: Pick<RancherState, "leafSpki">,
  { ca, runtime }: { readonly ca: ClusterCa; readonly runtime: Runtime },
  {
    machine,
    name,
    leaf,
  }: { readonly machine: Pick<V2Machine, "address" | "node">; readonly name: string; readonly leaf: LabLeaf },
): LabLeaf {
  const commonName = commonNameOf(name, machine.node);
  if (commonName === undefined) return leaf;
  const pem = issueLeaf(ca, leaf, {
    subject: [["CN", commonName]],
    issuer: caSubjectOf(runtime, ca.notBefore),
    dns: ["localhost", "kubernetes", "kubernetes.default", "kubernetes.default.svc", machine.node],
    addresses: [machine.address, "127.0.0.1"],
    spki: Buffer.from(leafSpki, "base64"),
  });
  return { ...leaf, pem };
}
