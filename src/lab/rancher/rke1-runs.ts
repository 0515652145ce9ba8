import { withCondition } from "./conditions.ts";
import type { LabLeaf } from "./parts.ts";
import { atLeast } from "./release.ts";
import { etcdLeafOf, leafNameOf, processesOf, rotateBundle } from "./rke1-certificates.ts";
import type { Rke1Cluster, Rke1Later, Rke1Node, Rke1Process, RotateSpec } from "./rke1-state.ts";
import type { RancherState } from "./state.ts";

/** Everything of this cluster that is due up to `now`, in order. The same value where nothing is. */
export function advanceRke1(state: RancherState, cluster: Rke1Cluster, now: number): Rke1Cluster {
  let current = cluster;
  for (;;) {
    const due = first(current.later);
    if (due === undefined || due.at > now) return current;
    current = happen(state, { ...current, later: current.later.filter((later) => later !== due) }, due);
  }
}

function first(later: readonly Rke1Later[]): Rke1Later | undefined {
  return later.reduce<Rke1Later | undefined>(
    (best, one) => (best === undefined || one.at < best.at ? one : best),
    undefined,
  );
}

function happen(state: RancherState, cluster: Rke1Cluster, due: Rke1Later): Rke1Cluster {
  switch (due.kind) {
    case "begin":
    case "retry":
      return begin(state, cluster, due.at);
    case "end":
      return end(state, cluster, due.spec, due.at);
    case "updated":
      return updated(state, cluster, due.at);
    case "ready": {
      const conditions = withCondition(cluster.conditions, { type: "Ready", status: "True" }, due.at);
      return { ...cluster, conditions };
    }
    case "expirations":
      return { ...cluster, expirations: expirationsOf(state, cluster) };
    case "workers":
      return { ...cluster, nodes: cluster.nodes.map((node) => (isWorkerOnly(node) ? reached(cluster, node) : node)) };
  }
}

/** Behaviour 3: a request that the handler has stored. It is lost where a run is on its way, and a retry is not waited for. */
export function requested(state: RancherState, cluster: Rke1Cluster, rotate: RotateSpec, now: number): Rke1Cluster {
  const running = cluster.later.some(({ kind }) => kind === "end" || kind === "begin");
  const later = cluster.later.filter(({ kind }) => kind !== "retry");
  const begins = { at: now + state.settings.lagMs, kind: "begin" } as const;
  return { ...cluster, rotate, later: running ? later : [...later, begins] };
}

/** A person has taken the request out of the spec: a run that is on its way goes on, and no other follows. */
export function cleared(state: RancherState, cluster: Rke1Cluster, now: number): Rke1Cluster {
  const later = cluster.later.filter(({ kind }) => kind !== "retry" && kind !== "begin");
  return { ...cluster, rotate: null, later: [...later, { at: now + state.settings.lagMs, kind: "begin" }] };
}

/** Nothing is asked for: what failed before counts no more. */
function settled(cluster: Rke1Cluster, at: number): Rke1Cluster {
  if (!cluster.failed) return cluster;
  const conditions = withCondition(cluster.conditions, { type: "Updated", status: "True" }, at);
  return { ...cluster, failed: false, attempts: 0, conditions };
}

function begin(state: RancherState, cluster: Rke1Cluster, at: number): Rke1Cluster {
  if (cluster.rotate === null) return settled(cluster, at);
  const message = atLeast(state, 2, 6, 3) ? "" : "Rotating Kubernetes cluster certificates";
  const conditions = cluster.failed
    ? cluster.conditions
    : withCondition(cluster.conditions, { type: "Updated", status: "Unknown", message }, at);
  const fails = failureOf(state, cluster, cluster.rotate, at) !== undefined;
  const endsAt = at + (fails ? state.settings.runMs / 2 : state.settings.runMs);
  return { ...cluster, conditions, later: [...cluster.later, { at: endsAt, kind: "end", spec: cluster.rotate }] };
}

function end(state: RancherState, cluster: Rke1Cluster, spec: RotateSpec, at: number): Rke1Cluster {
  const message = failureOf(state, cluster, spec, at);
  if (message !== undefined) return failedRun(state, cluster, { spec, message, at });
  const { settleMs, refreshMs, agentPollMs } = state.settings;
  const done = deployed(rotateBundle(state, cluster, spec, at), spec);
  const updatedAt = at + settleMs;
  return {
    ...done,
    rotate: null,
    failed: false,
    attempts: 0,
    caCert: done.cas.length,
    runs: cluster.runs + 1,
    later: [
      ...done.later,
      { at: updatedAt, kind: "updated" },
      { at: updatedAt + refreshMs, kind: "expirations" },
      { at: at + agentPollMs, kind: "workers" },
    ],
  };
}

/** Behaviour 5: it stays in the spec, and is tried again for ever. */
function failedRun(
  state: RancherState,
  cluster: Rke1Cluster,
  { spec, message, at }: { readonly spec: RotateSpec; readonly message: string; readonly at: number },
): Rke1Cluster {
  const stored = cluster.fault?.kind === "late";
  const left = stored ? deployed(rotateBundle(state, cluster, spec, at), spec) : cluster;
  const retryAt = at + Math.min(30_000 * 2 ** cluster.attempts, 600_000);
  return {
    ...left,
    failed: true,
    attempts: cluster.attempts + 1,
    conditions: withCondition(left.conditions, { type: "Updated", status: "False", reason: "Error", message }, at),
    later: [
      ...left.later,
      { at: retryAt, kind: "retry" },
      ...(stored ? [{ at: at + state.settings.refreshMs, kind: "expirations" } as const] : []),
    ],
  };
}

/** Why a run fails, as RKE says it; undefined if it does not. Texts but those of the reference are ours. */
function failureOf(state: RancherState, cluster: Rke1Cluster, spec: RotateSpec, at: number): string | undefined {
  const { fault } = cluster;
  if (fault?.kind === "unreachable")
    return `Failed to reach host [${fault.host}]: dial tcp ${fault.host}:22: i/o timeout`;
  const ca = cluster.cas.at(-1);
  const ended = ca !== undefined && ca.notAfter < at;
  // RKE 1.0.7 and later; which Rancher brought it first is our guess
  if (ended && !spec.caCertificates && atLeast(state, 2, 4))
    return "Failed to rotate certificates: CA certificate is invalid, please use the --rotate-ca flag to rotate CA certificate";
  if (fault?.kind === "no-old-certificates") return "Failed to rotate certificates: can't find old certificates";
  if (fault?.kind === "no-ca-certificate") return "Failed to rotate certificates: can't find CA certificate";
  if (fault?.kind === "late") return "[controlPlane] Failed to bring up Control Plane: [Failed to verify healthcheck]";
  return undefined;
}

function updated(state: RancherState, cluster: Rke1Cluster, at: number): Rke1Cluster {
  const message = "Failed to communicate with API server";
  const active = withCondition(cluster.conditions, { type: "Updated", status: "True" }, at);
  const { unavailableMs } = state.settings;
  if (unavailableMs === 0) return { ...cluster, conditions: active };
  return {
    ...cluster,
    conditions: withCondition(active, { type: "Ready", status: "False", reason: "Disconnected", message }, at),
    later: [...cluster.later, { at: at + unavailableMs, kind: "ready" }],
  };
}

/** Hosts of etcd and control plane take everything up at once; whether etcd restarts is a matter of its own. */
function deployed(cluster: Rke1Cluster, spec: RotateSpec): Rke1Cluster {
  const restartsEtcd = spec.caCertificates || spec.services.length === 0 || spec.services.includes("etcd");
  const nodes = cluster.nodes.map((node) => {
    if (isWorkerOnly(node)) return node;
    const next = reached(cluster, node);
    const old = node.running.etcd;
    if (restartsEtcd || old === undefined || next.running.etcd === undefined) return next;
    return { ...next, running: { ...next.running, etcd: old }, etcdFile: next.running.etcd };
  });
  return { ...cluster, nodes };
}

/** A node whose processes were all started again with what is stored. */
function reached(cluster: Rke1Cluster, before: Rke1Node): Rke1Node {
  const { etcdFile: _, ...node } = before;
  const accepts = cluster.cas.length;
  // rancher/rancher#25125: kubelets of workers stop posting status after repeated rotations of the CA
  if (isWorkerOnly(node) && accepts > node.accepts + 1) return { ...node, stranded: true, state: "unavailable" };
  const running: Partial<Record<Rke1Process, LabLeaf>> = {};
  for (const process of processesOf(node)) {
    const leaf = cluster.bundle[leafNameOf(node, process)];
    if (leaf !== undefined) running[process] = leaf;
  }
  return { ...node, running, accepts };
}

export function isWorkerOnly({ roles }: Pick<Rke1Node, "roles">): boolean {
  return roles.length === 1 && roles[0] === "worker";
}

/** Behaviour 6: from the stored bundle; hidden names never, those of removed nodes on old releases only. */
export function expirationsOf(state: RancherState, cluster: Rke1Cluster): Readonly<Record<string, number>> {
  const live = new Set(cluster.nodes.filter(({ roles }) => roles.includes("etcd")).map(etcdLeafOf));
  const ends: Record<string, number> = {};
  const ca = cluster.cas.at(-1);
  if (ca !== undefined) ends["kube-ca"] = ca.notAfter;
  for (const [name, { notAfter }] of Object.entries(cluster.bundle)) {
    const orphan = name.startsWith("kube-etcd-") && !live.has(name);
    // rancher-archives/rke#1824; which Rancher brought it first is our guess
    if (!/token|header|admin/.test(name) && !(orphan && atLeast(state, 2, 4))) ends[name] = notAfter;
  }
  return ends;
}
