import type { LabReply, LabRequest } from "../model.ts";
import type { Resource } from "./collection.ts";
import { actionOf } from "./release.ts";
import { baseOf, type Call, json, normanError } from "./replies.ts";

/** `GET /v3`. */
export function apiRoot({ request }: Call): LabReply {
  const v3 = `${baseOf(request)}/v3`;
  return json(200, {
    type: "apiRoot",
    baseType: "apiRoot",
    apiVersion: { group: "management.cattle.io", version: "v3", path: "/v3" },
    links: {
      root: v3,
      self: v3,
      ...Object.fromEntries([...plurals.values()].map((plural) => [plural, `${v3}/${plural}`])),
      schemas: `${v3}/schemas`,
    },
  });
}

/** `GET /v3/schemas`: official clients begin with it, and refuse to work without links and methods. Behaviour 1. */
export function listSchemas(call: Call): LabReply {
  const self = `${baseOf(call.request)}/v3/schemas`;
  return json(200, { type: "collection", resourceType: "schema", links: { self }, data: all(call) });
}

/** `GET /v3/schemas/<id>`; the case of the name does not count. */
export function oneSchema(call: Call): LabReply {
  const [id = ""] = call.named;
  const found = all(call).find((schema) => schema.id.toLowerCase() === id.toLowerCase());
  return found === undefined ? normanError(404, "NotFound", `no such schema ${id}`) : json(200, found);
}

type Fields = Readonly<Record<string, string>>;

const plurals: ReadonlyMap<string, string> = new Map([
  ["cluster", "clusters"],
  ["node", "nodes"],
  ["setting", "settings"],
  ["token", "tokens"],
]);

const fields: Readonly<Record<string, Fields>> = {
  cluster: {
    id: "string",
    name: "string",
    uuid: "string",
    created: "date",
    state: "string",
    transitioning: "enum",
    transitioningMessage: "string",
    driver: "string",
    provider: "string",
    apiEndpoint: "string",
    caCert: "string",
    nodeCount: "int",
    version: "info",
    rancherKubernetesEngineConfig: "rancherKubernetesEngineConfig",
    appliedSpec: "clusterSpec",
    failedSpec: "clusterSpec",
    certificatesExpiration: "map[certExpiration]",
    conditions: "array[clusterCondition]",
  },
  node: {
    id: "string",
    clusterId: "reference[cluster]",
    state: "string",
    nodeName: "string",
    hostname: "string",
    requestedHostname: "string",
    ipAddress: "string",
    externalIpAddress: "string",
    etcd: "boolean",
    controlPlane: "boolean",
    worker: "boolean",
    labels: "map[string]",
  },
  setting: { id: "string", name: "string", value: "string", default: "string", customized: "boolean", source: "enum" },
  token: {
    id: "string",
    name: "string",
    userId: "reference[user]",
    description: "string",
    expiresAt: "string",
    ttl: "int",
  },
  rotateCertificateInput: { caCertificates: "boolean", services: "enum" },
  rotateCertificateOutput: { message: "string" },
  generateKubeConfigOutput: { config: "string" },
  certExpiration: { expirationDate: "string" },
  error: { code: "string", message: "string", status: "int", fieldName: "string" },
  collection: { data: "array[json]", pagination: "pagination", filters: "map[json]" },
  schema: { id: "string", pluralName: "string", resourceFields: "map[json]", collectionMethods: "array[string]" },
};

function all({ state, request }: Call): readonly Resource[] {
  const action = actionOf(state);
  const rotate = {
    ...(action === "with-input" || action === "handler-removed" ? { input: "rotateCertificateInput" } : {}),
    output: "rotateCertificateOutput",
  };
  const actions = {
    generateKubeconfig: { output: "generateKubeConfigOutput" },
    ...(action === "absent" ? {} : { rotateCertificates: rotate }),
  };
  return Object.keys(fields)
    .filter((id) => action !== "absent" || !id.startsWith("rotateCertificate"))
    .map((id) => schemaOf(request, id, id === "cluster" ? actions : {}));
}

function schemaOf(request: LabRequest, id: string, resourceActions: object): Resource {
  const v3 = `${baseOf(request)}/v3`;
  const plural = plurals.get(id);
  const collection = plural === undefined ? {} : { collection: `${v3}/${plural}` };
  const known = fields[id] ?? {};
  const filterable = Object.entries(known).filter(([, type]) => /^(string|enum|int|date|boolean|reference)/.test(type));
  return {
    id,
    type: "schema",
    baseType: "schema",
    pluralName: plural ?? `${id}s`,
    version: { group: "management.cattle.io", version: "v3", path: "/v3" },
    links: { self: `${v3}/schemas/${id}`, ...collection },
    collectionMethods: plural === undefined ? [] : ["GET"],
    resourceMethods: plural === undefined ? [] : ["GET", ...(id === "cluster" ? ["PUT"] : [])],
    resourceFields: Object.fromEntries(Object.entries(known).map(([name, type]) => [name, fieldOf(name, type)])),
    resourceActions,
    collectionFilters: Object.fromEntries(
      filterable.map(([name, type]) => [
        name,
        { modifiers: type === "boolean" ? ["eq", "ne"] : ["eq", "ne", "in", "notin"] },
      ]),
    ),
  };
}

function fieldOf(name: string, type: string): object {
  const options = name === "services" ? { options: services } : {};
  return { type, nullable: true, create: false, update: false, ...options };
}

/** What the field offers, and the server does not enforce. Behaviour 4. */
const services = ["etcd", "kubelet", "kube-apiserver", "kube-proxy", "kube-scheduler", "kube-controller-manager"];
