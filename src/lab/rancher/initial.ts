import { rfc3339 } from "./conditions.ts";
import { makeCa, spkiOf } from "./issue.ts";
import type { LabLeaf } from "./parts.ts";
import { commonLeaves, etcdLeafOf, kubeCaSubject, leafNameOf, processesOf, withBytes } from "./rke1-certificates.ts";
import { expirationsOf } from "./rke1-runs.ts";
import type { Rke1Cluster, Rke1Node, Rke1Process } from "./rke1-state.ts";
import type { LabToken, OtherCluster, RancherSettings, RancherState } from "./state.ts";
import { type InitialV2, initialV2 } from "./v2-initial.ts";

const day = 86_400_000;
const tenYearsMs = 3650 * day;

/** An RKE1 cluster at rest: three nodes of etcd and control plane, two workers. */
export interface InitialRke1 {
  /** Default `c-fgltw` and `rke-prod`. */
  readonly id?: string;
  readonly name?: string;
  /** When its leaves end; default: in 20 days. */
  readonly leavesEnd?: number;
  /** When its kube-ca ends, ten years after it was made; default: in five years. */
  readonly caEnds?: number;
  /** Default 2. */
  readonly workers?: number;
  /** An etcd node that is gone, whose key old releases keep listing: its address. */
  readonly removedNode?: string;
  /** `kube-kubelet-…` for each node; default: none. */
  readonly kubeletServing?: boolean;
}

/** What a scenario may choose; everything else has a plain default. */
export interface InitialRancher {
  readonly now: number;
  /** Private keys, PEM, RSA: of CAs, drawn in turn, and of all leaves that are shown. */
  readonly caKeys: readonly string[];
  readonly leafKey: string;
  /** Owners and members by their whole token `name:secret`. */
  readonly tokens: Readonly<Record<string, "owner" | "member">>;
  /** PEM of what agents check Rancher's own certificate against. */
  readonly cacerts?: string;
  readonly rke1?: readonly InitialRke1[];
  readonly v2?: readonly InitialV2[];
  /** Default: the cluster `local`. */
  readonly others?: readonly OtherCluster[];
  /** Default: v2.8.9, a run of 90 s, workers within 120 s. */
  readonly settings?: Partial<RancherSettings>;
}

/** A Rancher at rest. */
export function initialRancher(options: InitialRancher): RancherState {
  const { now, tokens, caKeys, leafKey } = options;
  const empty: RancherState = {
    settings: { ...defaultSettings, ...options.settings },
    tokens: Object.entries(tokens).map(([token, role], index) => tokenOf(token, `user-${role}-${index + 1}`, now)),
    tokensIssued: 0,
    owners: Object.values(tokens).flatMap((role, index) => (role === "owner" ? [`user-${role}-${index + 1}`] : [])),
    rke1: [],
    v2: [],
    others: options.others ?? [
      { id: "local", name: "local", driver: "local", provider: "k3s", created: now - 900 * day },
    ],
    caKeys,
    leafKey,
    leafSpki: spkiOf(leafKey).toString("base64"),
    cacerts: options.cacerts ?? "",
    effects: {},
  };
  const rke1 = (options.rke1 ?? []).map((wanted) => initialRke1(empty, wanted, now));
  const v2 = (options.v2 ?? []).map((wanted, index) => initialV2(empty, { ...wanted, index }, now));
  return { ...empty, rke1, v2 };
}

function tokenOf(token: string, user: string, now: number): LabToken {
  const [name = "", secret = ""] = token.split(":");
  return { name, secret, user, description: "", createdAt: now - 30 * day };
}

function initialRke1(state: RancherState, wanted: InitialRke1, now: number): Rke1Cluster {
  const { id = "c-fgltw", name = "rke-prod" } = wanted;
  const notBefore = (wanted.caEnds ?? now + 5 * 365 * day) - tenYearsMs;
  const ca = makeCa(kubeCaSubject, 1, state.caKeys, notBefore);
  const bare = nodesOf(id, wanted.workers ?? 2);
  const removed = wanted.removedNode === undefined ? [] : [etcdLeafOf({ address: wanted.removedNode })];
  const names = [
    ...commonLeaves,
    ...bare.filter(({ roles }) => roles.includes("etcd")).map(etcdLeafOf),
    ...removed,
    ...(wanted.kubeletServing === true
      ? bare.map(({ address }) => `kube-kubelet-${address.replaceAll(".", "-")}`)
      : []),
  ];
  const first: LabLeaf = { generation: 1, ca: 1, notBefore, notAfter: wanted.leavesEnd ?? now + 20 * day };
  const bundle = Object.fromEntries(
    names.map((leaf) => [leaf, withBytes(state, { nodes: bare }, { name: leaf, leaf: first, ca })]),
  );
  const cluster: Rke1Cluster = {
    id,
    name,
    uuid: "3e5b7f1c-0000-4000-8000-00000000c001",
    created: notBefore,
    kubernetesVersion: "v1.24.8-rancher1-1",
    cas: [ca],
    requestHeaderCa: 1,
    nodes: bare.map((node) => ({ ...node, running: runningOf(node, bundle) })),
    bundle,
    expirations: {},
    caCert: 1,
    rotate: null,
    failed: false,
    attempts: 0,
    conditions: ["Updated", "Provisioned", "Ready"].map((type) => ({
      type,
      status: "True",
      reason: "",
      message: "",
      lastUpdateTime: rfc3339(notBefore),
    })),
    later: [],
    kubeconfigs: [],
    pods: [],
    backups: [now - day / 2],
    runs: 0,
  };
  return { ...cluster, expirations: expirationsOf(state, cluster) };
}

function nodesOf(cluster: string, workers: number): readonly Rke1Node[] {
  const servers = [11, 12, 13].map((host) => ({ host, roles: ["etcd", "controlplane"] as const }));
  const others = Array.from({ length: workers }, (_, index) => ({ host: 21 + index, roles: ["worker"] as const }));
  return [...servers, ...others].map(({ host, roles }, index) => ({
    id: `${cluster}:m-${String(index + 1).padStart(5, "0")}`,
    name: `${roles[0] === "worker" ? "worker" : "server"}-${(host % 10).toString()}`,
    address: `10.2.0.${host}`,
    roles,
    state: "active",
    listens: { etcd: `10.2.0.${host}:2379`, apiServer: `10.2.0.${host}:6443` },
    running: {},
    accepts: 1,
  }));
}

function runningOf(node: Rke1Node, bundle: Rke1Cluster["bundle"]): Rke1Node["running"] {
  const running: Partial<Record<Rke1Process, LabLeaf>> = {};
  for (const process of processesOf(node)) {
    const leaf = bundle[leafNameOf(node, process)];
    if (leaf !== undefined) running[process] = leaf;
  }
  return running;
}

const defaultSettings: RancherSettings = {
  version: "v2.8.9",
  replyMs: 100,
  lagMs: 2000,
  runMs: 90_000,
  settleMs: 1000,
  unavailableMs: 15_000,
  refreshMs: 30_000,
  agentPollMs: 120_000,
  etcdReloads: "at-each-handshake",
  etcdProtocol: "TLSv1.3",
  machineMs: 120_000,
  probeMs: 20_000,
  workerRestartRenews: true,
  nullEndsRetries: true,
  clockSkewMs: 0,
};
