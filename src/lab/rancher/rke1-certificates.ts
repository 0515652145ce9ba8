import { issueLeaf, makeCa, type Subject } from "./issue.ts";
import type { ClusterCa, LabLeaf } from "./parts.ts";
import { atLeast } from "./release.ts";
import type { Rke1Cluster, Rke1Node, Rke1Process, RotateSpec } from "./rke1-state.ts";
import type { RancherState } from "./state.ts";

const day = 86_400_000;

/** The names that CAs of RKE1 have in all their generations. */
export const kubeCaSubject: Subject = [["CN", "kube-ca"]];

/** Names of the leaves that every cluster has, beside those of single nodes. `kube-admin` is never listed. */
export const commonLeaves: readonly string[] = [
  "kube-apiserver",
  "kube-apiserver-proxy-client",
  "kube-controller-manager",
  "kube-scheduler",
  "kube-proxy",
  "kube-node",
  "kube-admin",
];

/** As `certificatesExpiration` names the leaf of an etcd member. */
export function etcdLeafOf({ address }: Pick<Rke1Node, "address">): string {
  return `kube-etcd-${address.replaceAll(".", "-").toLowerCase()}`;
}

/** The name of the leaf that a process of this node is started with. */
export function leafNameOf(node: Pick<Rke1Node, "address">, process: Rke1Process): string {
  if (process === "etcd") return etcdLeafOf(node);
  return process === "kubelet" ? "kube-node" : process;
}

export function processesOf({ roles }: Pick<Rke1Node, "roles">): readonly Rke1Process[] {
  const everywhere: readonly Rke1Process[] = ["kubelet", "kube-proxy"];
  return [
    ...(roles.includes("etcd") ? (["etcd"] as const) : []),
    ...(roles.includes("controlplane") ? controlPlane : []),
    ...everywhere,
  ];
}

const controlPlane: readonly Rke1Process[] = [
  "kube-apiserver",
  "kube-apiserver-proxy-client",
  "kube-controller-manager",
  "kube-scheduler",
];

/** Behaviour 6: which leaves a request makes anew; none for a service that it does not know. */
export function leavesOf(cluster: Rke1Cluster, { caCertificates, services }: RotateSpec): readonly string[] {
  const live = new Set(cluster.nodes.filter(({ roles }) => roles.includes("etcd")).map(etcdLeafOf));
  const all = Object.keys(cluster.bundle).filter((name) => !name.startsWith("kube-etcd-") || live.has(name));
  const wanted = services.filter((service) => service !== "");
  if (caCertificates || wanted.length === 0) return all;
  return all.filter((name) => wanted.some((service) => isOf(service, name)));
}

function isOf(service: string, leaf: string): boolean {
  if (service === "etcd") return leaf.startsWith("kube-etcd-");
  if (service === "kubelet") return leaf === "kube-node" || leaf.startsWith("kube-kubelet-");
  return single.includes(service) && leaf === service;
}

const single: readonly string[] = ["kube-apiserver", "kube-controller-manager", "kube-scheduler", "kube-proxy"];

/** A cluster whose stored certificates are as this request leaves them. */
export function rotateBundle(state: RancherState, cluster: Rke1Cluster, spec: RotateSpec, now: number): Rke1Cluster {
  const cas = spec.caCertificates ? [...cluster.cas, nextCa(state, cluster, now)] : cluster.cas;
  const ca = cas.at(-1);
  if (ca === undefined) return cluster;
  const bundle = { ...cluster.bundle };
  const lifetime = (atLeast(state, 2, 2) ? 3650 : 365) * day;
  for (const name of leavesOf(cluster, spec)) {
    const generation = (bundle[name]?.generation ?? 0) + 1;
    const leaf = { generation, ca: ca.generation, notBefore: ca.notBefore, notAfter: now + lifetime };
    bundle[name] = withBytes(state, cluster, { name, leaf, ca });
  }
  const requestHeaderCa = cluster.requestHeaderCa + (spec.caCertificates ? 1 : 0);
  return { ...cluster, cas, bundle, requestHeaderCa };
}

function nextCa({ caKeys }: RancherState, { cas }: Rke1Cluster, now: number): ClusterCa {
  return makeCa(kubeCaSubject, cas.length + 1, caKeys, now);
}

/** Those that are seen on the wire get bytes: what etcd and the API servers show. */
export function withBytes(
  { leafSpki }: Pick<RancherState, "leafSpki">,
  { nodes }: Pick<Rke1Cluster, "nodes">,
  { name, leaf, ca }: { readonly name: string; readonly leaf: LabLeaf; readonly ca: ClusterCa },
): LabLeaf {
  const isEtcd = name.startsWith("kube-etcd-");
  if (!isEtcd && name !== "kube-apiserver") return leaf;
  const role = isEtcd ? "etcd" : "controlplane";
  const addresses = nodes.filter(({ roles }) => roles.includes(role)).map(({ address }) => address);
  const subject: Subject = [["CN", isEtcd ? "kube-etcd" : "kube-apiserver"]];
  const own = isEtcd ? [name.slice("kube-etcd-".length).replaceAll("-", ".")] : [];
  const pem = issueLeaf(ca, leaf, {
    subject,
    issuer: kubeCaSubject,
    dns: ["localhost", "kubernetes", "kubernetes.default", "kubernetes.default.svc"],
    // a member's own address comes first: that is what tells its certificate from another member's
    addresses: [...new Set([...own, ...addresses, "127.0.0.1"])],
    spki: Buffer.from(leafSpki, "base64"),
  });
  return { ...leaf, pem };
}
