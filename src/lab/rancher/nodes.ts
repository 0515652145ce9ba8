import type { LabReply } from "../model.ts";
import { normanCollection, type Resource } from "./collection.ts";
import { baseOf, type Call, json, normanError } from "./replies.ts";

/** What the two kinds of nodes have in common on the wire. */
interface NodeFacts {
  readonly id: string;
  readonly clusterId: string;
  readonly name: string;
  readonly address: string;
  readonly roles: readonly ("etcd" | "controlplane" | "worker")[];
  readonly state: string;
}

const filters = ["id", "clusterId", "name", "nodeName", "state", "etcd", "controlPlane", "worker"];

/** `GET /v3/nodes`. Behaviour 10. */
export function listNodes(call: Call): LabReply {
  return normanCollection(call, { type: "node", plural: "nodes", filters }, all(call));
}

/** `GET /v3/nodes/<id>`. */
export function oneNode(call: Call): LabReply {
  const [id = ""] = call.named;
  const found = all(call).find((node) => node.id === id);
  return found === undefined
    ? normanError(404, "NotFound", `nodes.management.cattle.io "${id}" not found`)
    : json(200, found);
}

function all(call: Call): readonly Resource[] {
  const { rke1, v2 } = call.state;
  const facts: readonly NodeFacts[] = [
    ...rke1.flatMap(({ id: clusterId, nodes }) => nodes.map((node) => ({ ...node, clusterId }))),
    ...v2.flatMap(({ managementId: clusterId, machines }) =>
      machines.map(({ nodeId: id, node: name, address, roles, state }) => ({
        id,
        clusterId,
        name,
        address,
        roles,
        state,
      })),
    ),
  ];
  return facts.map((node) => resource(call, node));
}

function resource({ request }: Call, { id, clusterId, name, address, roles, state }: NodeFacts): Resource {
  const self = `${baseOf(request)}/v3/nodes/${id}`;
  const labels = Object.fromEntries(roles.map((role) => [`node-role.kubernetes.io/${role}`, "true"]));
  return {
    id,
    type: "node",
    baseType: "node",
    clusterId,
    name: "",
    nodeName: name,
    hostname: name,
    requestedHostname: name,
    ipAddress: address,
    externalIpAddress: address,
    etcd: roles.includes("etcd"),
    controlPlane: roles.includes("controlplane"),
    worker: roles.includes("worker"),
    state,
    transitioning: state === "active" ? "no" : "error",
    transitioningMessage: state === "active" ? "" : "Kubelet stopped posting node status.",
    labels: { "kubernetes.io/hostname": name, ...labels },
    links: { self, update: self, remove: self },
    actions: {},
  };
}
