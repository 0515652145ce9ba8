import type { LabRequest } from "../model.ts";
import { rfc3339, type Summary, summarise } from "./conditions.ts";
import type { Condition } from "./parts.ts";
import { baseOf, record } from "./replies.ts";
import type { OtherCluster } from "./state.ts";
import type { V2Cluster } from "./v2-state.ts";

type Json = Readonly<Record<string, unknown>>;

/** What the platform says of a rotation as it goes on. Source: reference, section 5. */
export function progressOf({ rotation, initialised }: V2Cluster): Pick<Condition, "status" | "reason" | "message"> {
  if (!initialised)
    return { status: "Unknown", reason: "Waiting", message: "waiting for control plane to be available" };
  const ready = { status: "True", reason: "", message: "" } as const;
  if (rotation === undefined || rotation.plain === true) return ready;
  const machine = rotation.order[rotation.index] ?? "";
  const waiting = (message: string): Pick<Condition, "status" | "reason" | "message"> => ({
    status: "Unknown",
    reason: "Waiting",
    message,
  });
  switch (rotation.phase) {
    case "planned":
      return ready;
    case "starting":
      return waiting(`starting [${machine}] certificate rotation`);
    case "waiting":
      return waiting(`waiting for [${machine}] certificate rotation`);
    case "probes":
      return waiting(`waiting for [${machine}] certificate rotation probes`);
    case "done":
      return waiting("certificate rotation done");
    case "failed":
      return { status: "False", reason: "Error", message: `operation [${machine}] certificate rotation failed` };
  }
}

/** Conditions of the provisioning and of the management cluster. */
export function clusterConditions(cluster: V2Cluster): readonly Condition[] {
  return ["Updated", "Provisioned", "Ready"].map((type) => ({
    type,
    ...progressOf(cluster),
    lastUpdateTime: rfc3339(cluster.changedAt),
  }));
}

export function isReady(cluster: V2Cluster): boolean {
  return progressOf(cluster).status === "True";
}

/** `provisioning.cattle.io/v1 Cluster` as Kubernetes has it. */
export function provisioningObject(cluster: V2Cluster): Json {
  const { name, managementId, namespace, observedGeneration } = cluster;
  return {
    apiVersion: "provisioning.cattle.io/v1",
    kind: "Cluster",
    metadata: metadataOf(cluster),
    spec: cluster.spec,
    status: {
      agentDeployed: true,
      clientSecretName: `${name}-kubeconfig`,
      clusterName: managementId,
      conditions: clusterConditions(cluster),
      fleetWorkspaceName: namespace,
      observedGeneration,
      ready: isReady(cluster),
    },
  };
}

/** The same of a cluster that Rancher did not launch: without `rkeConfig`. The local one has a namespace of its own. */
export function otherProvisioningObject({
  id,
  name,
  driver,
  created,
}: OtherCluster): Json & { readonly metadata: Json & { readonly namespace: string } } {
  const namespace = driver === "local" ? "fleet-local" : "fleet-default";
  const metadata = { name, namespace, creationTimestamp: rfc3339(created), generation: 1, resourceVersion: "100000" };
  const status = { agentDeployed: true, clusterName: id, conditions: [], observedGeneration: 1, ready: true };
  const kind = { apiVersion: "provisioning.cattle.io/v1", kind: "Cluster" };
  return { ...kind, metadata: { ...metadata, labels: {}, annotations: {} }, spec: {}, status };
}

/** `rke.cattle.io/v1 RKEControlPlane`: the only place that says which generation is done. */
export function controlPlaneObject(cluster: V2Cluster): Json {
  const { changedAt, initialised, observedGeneration, rotated } = cluster;
  const lastUpdateTime = rfc3339(changedAt);
  const progress = progressOf(cluster);
  const done = { status: initialised ? "True" : "Unknown", reason: "", message: "" };
  const conditions = [
    { type: "Bootstrapped", ...done, lastUpdateTime },
    { type: "Provisioned", ...done, lastUpdateTime },
    { type: "Stable", ...done, lastUpdateTime },
    { type: "Reconciled", ...progress, lastUpdateTime },
    { type: "Ready", ...progress, lastUpdateTime },
  ];
  const spec = record(cluster.spec["rkeConfig"]) ?? {};
  return {
    apiVersion: "rke.cattle.io/v1",
    kind: "RKEControlPlane",
    metadata: { ...metadataOf(cluster), labels: {}, annotations: {} },
    spec: {
      ...spec,
      clusterName: cluster.name,
      kubernetesVersion: cluster.spec["kubernetesVersion"],
      managementClusterName: cluster.managementId,
    },
    status: {
      agentConnected: true,
      ...(rotated === undefined ? {} : { certificateRotationGeneration: rotated }),
      conditions,
      initialized: initialised,
      observedGeneration,
      ready: isReady(cluster),
    },
  };
}

/** `cluster.x-k8s.io/v1beta1 Cluster`: paused while a rotation goes on. */
export function capiObject(cluster: V2Cluster): Json {
  return {
    apiVersion: "cluster.x-k8s.io/v1beta1",
    kind: "Cluster",
    metadata: { ...metadataOf(cluster), labels: {}, annotations: {} },
    spec: { paused: cluster.paused },
    status: { controlPlaneReady: cluster.initialised, phase: "Provisioned" },
  };
}

/** `rke.cattle.io/v1 ETCDSnapshot`, one for each. */
export function snapshotObjects(cluster: V2Cluster): readonly Json[] {
  return cluster.snapshots.map((createdAt, index) => ({
    apiVersion: "rke.cattle.io/v1",
    kind: "ETCDSnapshot",
    metadata: {
      name: `${cluster.name}-etcd-snapshot-${index + 1}`,
      namespace: cluster.namespace,
      resourceVersion: "1",
    },
    spec: { clusterName: cluster.name },
    snapshotFile: { name: `etcd-snapshot-${index + 1}`, createdAt: rfc3339(createdAt), status: "successful" },
  }));
}

function metadataOf(cluster: V2Cluster): Json {
  const { name, namespace, uid, labels, annotations, resourceVersion, metadataGeneration, created } = cluster;
  return {
    name,
    namespace,
    uid,
    creationTimestamp: rfc3339(created),
    generation: metadataGeneration,
    resourceVersion: String(resourceVersion),
    labels,
    annotations,
  };
}

/** The same as Steve shows it: an id, a type, links, and a summary in the metadata. */
export function steveObject(request: LabRequest, type: string, object: Json): Json {
  const metadata = record(object["metadata"]) ?? {};
  const id = `${String(metadata["namespace"])}/${String(metadata["name"])}`;
  const self = `${baseOf(request)}/v1/${type}s/${id}`;
  const summary = summarise(conditionsIn(object));
  return {
    id,
    type,
    links: { self, view: self, update: self, patch: self, remove: self },
    ...object,
    metadata: { ...metadata, relationships: [], fields: [String(metadata["name"])], state: stateOf(summary) },
  };
}

function stateOf({ state: name, error, transitioning, message }: Summary): object {
  return { name, error, transitioning, message };
}

function conditionsIn(object: Json): readonly Condition[] {
  const conditions = record(object["status"])?.["conditions"];
  return Array.isArray(conditions) ? (conditions as readonly Condition[]) : [];
}
