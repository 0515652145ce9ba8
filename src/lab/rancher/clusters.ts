import type { LabReply } from "../model.ts";
import { normanCollection, type Resource } from "./collection.ts";
import { rfc3339, summarise } from "./conditions.ts";
import { mayUpdate } from "./login.ts";
import type { Condition } from "./parts.ts";
import { actionOf, atLeast } from "./release.ts";
import { baseOf, type Call, json, normanError } from "./replies.ts";
import type { Rke1Cluster } from "./rke1-state.ts";
import type { OtherCluster } from "./state.ts";
import { clusterConditions } from "./v2-objects.ts";
import type { V2Cluster } from "./v2-state.ts";

const filters = ["id", "name", "state", "driver", "provider", "transitioning", "created", "description"];

/** `GET /v3/clusters`. */
export function listClusters(call: Call): LabReply {
  const kind = { type: "cluster", plural: "clusters", filters, actions: ["createFromTemplate"] };
  return normanCollection(call, kind, all(call));
}

/** `GET /v3/clusters/<id>`. */
export function oneCluster(call: Call): LabReply {
  const [id = ""] = call.named;
  const found = all(call).find((cluster) => cluster.id === id);
  return found === undefined ? noSuchCluster(id) : json(200, found);
}

export function noSuchCluster(id: string): LabReply {
  return normanError(404, "NotFound", `clusters.management.cattle.io "${id}" not found`);
}

function all(call: Call): readonly Resource[] {
  const { rke1, v2, others } = call.state;
  return [
    ...rke1.map((cluster) => rke1Resource(call, cluster)),
    ...v2.map((cluster) => v2Resource(call, cluster)),
    ...others.map((cluster) => otherResource(call, cluster)),
  ];
}

/** Spec and status on one level, as Norman has them. Source: reference, section 3. */
function rke1Resource(call: Call, cluster: Rke1Cluster): Resource {
  const { rotate, kubernetesVersion, cas, caCert } = cluster;
  const config = (wanted: Rke1Cluster["rotate"]): object => ({
    type: "/v3/schemas/rancherKubernetesEngineConfig",
    kubernetesVersion,
    services: { type: "/v3/schemas/rkeConfigServices" },
    // a list in the store, but an enum on the wire: its first element, as a text
    rotateCertificates:
      wanted === null
        ? null
        : {
            type: "/v3/schemas/rotateCertificates",
            caCertificates: wanted.caCertificates,
            services: wanted.services[0] ?? "",
          },
  });
  const spec = {
    type: "/v3/schemas/clusterSpec",
    displayName: cluster.name,
    rancherKubernetesEngineConfig: config(null),
  };
  return {
    ...common(call, cluster, cluster.conditions),
    driver: "rancherKubernetesEngine",
    provider: "rke",
    apiEndpoint: apiEndpointOf(cluster.nodes),
    caCert: Buffer.from(cas[caCert - 1]?.pem ?? "").toString("base64"),
    nodeCount: cluster.nodes.length,
    nodeVersion: 1,
    version: { type: "/v3/schemas/info", gitVersion: kubernetesVersion.replace(/-rancher.*/, "") },
    rancherKubernetesEngineConfig: config(rotate),
    appliedSpec: spec,
    failedSpec: cluster.failed ? { ...spec, rancherKubernetesEngineConfig: config(rotate) } : null,
    certificatesExpiration: Object.fromEntries(
      Object.entries(cluster.expirations).map(([name, end]) => [
        name,
        { type: "/v3/schemas/certExpiration", expirationDate: rfc3339(end) },
      ]),
    ),
    actions: actionsOf(call, cluster.id, true),
  };
}

/** A cluster of RKE2 or K3s: no rke config, no dates, and no action link. */
function v2Resource(call: Call, cluster: V2Cluster): Resource {
  const { managementId: id, name, uid: uuid, created, runtime } = cluster;
  return {
    ...common(call, { id, name, uuid, created }, clusterConditions(cluster)),
    driver: runtime,
    provider: runtime,
    apiEndpoint: apiEndpointOf(cluster.machines),
    caCert: Buffer.from(cluster.ca.pem).toString("base64"),
    nodeCount: cluster.machines.length,
    version: { type: "/v3/schemas/info", gitVersion: cluster.runningVersion },
    fleetWorkspaceName: cluster.namespace,
    actions: actionsOf(call, id, false),
  };
}

function otherResource(call: Call, { id, name, created, driver, provider }: OtherCluster): Resource {
  const uuid = `00000000-0000-4000-8000-${Buffer.from(id).toString("hex").padStart(12, "0").slice(-12)}`;
  const conditions = [
    { type: "Ready", status: "True", reason: "", message: "", lastUpdateTime: rfc3339(created) },
  ] as const;
  const actions = actionsOf(call, id, false);
  return { ...common(call, { id, name, uuid, created }, conditions), driver, provider, nodeCount: 1, actions };
}

function common(
  { request }: Call,
  cluster: Pick<Rke1Cluster, "id" | "name" | "uuid" | "created">,
  conditions: readonly Condition[],
): Resource {
  const { id, name, uuid, created } = cluster;
  const { state, error, transitioning, message } = summarise(conditions);
  const self = `${baseOf(request)}/v3/clusters/${id}`;
  return {
    id,
    type: "cluster",
    baseType: "cluster",
    name,
    uuid,
    created: rfc3339(created),
    createdTS: created,
    state,
    transitioning: error ? "error" : transitioning ? "yes" : "no",
    transitioningMessage: message,
    conditions: conditions.map(({ message: text, ...rest }) => ({ ...rest, message: text })),
    links: { self, update: self, remove: self, nodes: `${baseOf(request)}/v3/nodes?clusterId=${id}` },
  };
}

/**
 * Behaviour 8: whatever the state of the cluster. Releases before 2.6.4 showed the action to who may not use it, too
 * (seen up to 2.6.0; where between the two is our guess).
 */
function actionsOf({ state, user, request }: Call, id: string, isRke1: boolean): Readonly<Record<string, string>> {
  const action = actionOf(state);
  const isOffered = isRke1 && (action === "with-input" || action === "without-input");
  const maySee = mayUpdate(state, user) || !atLeast(state, 2, 6, 4);
  const names = [
    "generateKubeconfig",
    "importYaml",
    "exportYaml",
    ...(isOffered && maySee ? ["rotateCertificates"] : []),
  ];
  return Object.fromEntries(names.map((name) => [name, `${baseOf(request)}/v3/clusters/${id}?action=${name}`]));
}

function apiEndpointOf(
  nodes: readonly { readonly roles: readonly string[]; readonly listens: { readonly apiServer: string } }[],
): string {
  const server = nodes.find(({ roles }) => roles.includes("controlplane"));
  return server === undefined ? "" : `https://${server.listens.apiServer}`;
}
