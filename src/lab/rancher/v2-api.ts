import type { LabReply } from "../model.ts";
import { mayUpdate } from "./login.ts";
import { atLeast } from "./release.ts";
import {
  type Answer,
  baseOf,
  type Call,
  json,
  kubernetesError,
  parsed,
  pathOf,
  record,
  steveError,
} from "./replies.ts";
import type { RancherState } from "./state.ts";
import {
  capiObject,
  controlPlaneObject,
  otherProvisioningObject,
  provisioningObject,
  snapshotObjects,
  steveObject,
} from "./v2-objects.ts";
import { planned } from "./v2-planner.ts";
import { invalid, mergePatch, pruned, rotateOf } from "./v2-spec.ts";
import type { V2Cluster } from "./v2-state.ts";

type Json = Readonly<Record<string, unknown>>;

/** Which objects can be asked for: by Steve's type, and by group, version and plural of Kubernetes. */
const kinds: Readonly<Record<string, (cluster: V2Cluster) => readonly Json[]>> = {
  "provisioning.cattle.io.cluster": (cluster) => [provisioningObject(cluster)],
  "rke.cattle.io.rkecontrolplane": (cluster) => [controlPlaneObject(cluster)],
  "rke.cattle.io.etcdsnapshot": snapshotObjects,
  "cluster.x-k8s.io.cluster": (cluster) => [capiObject(cluster)],
};

/** Who answers: Steve, or Kubernetes itself. They word the same things differently. */
type Dialect = "steve" | "kubernetes";

/** `/v1/<group>.<plural>[/<namespace>[/<name>]]`. */
export function steve(call: Call): Answer {
  const [plural = "", namespace, name] = call.named;
  return serve(call, { dialect: "steve", type: plural.replace(/s$/, ""), namespace, name });
}

/** `/apis/<group>/<version>/namespaces/<namespace>/<plural>[/<name>]`, on Rancher itself. */
export function kubernetes(call: Call): Answer {
  const [group = "", namespace, plural = "", name] = call.named;
  return serve(call, { dialect: "kubernetes", type: `${group}.${plural.replace(/s$/, "")}`, namespace, name });
}

interface Asked {
  readonly dialect: Dialect;
  readonly type: string;
  readonly namespace: string | undefined;
  readonly name: string | undefined;
}

function serve(call: Call, asked: Asked): Answer {
  const { state, request } = call;
  const objectsOf = kinds[asked.type];
  // Steve came with 2.5, these kinds with 2.6
  if (objectsOf === undefined || !atLeast(state, 2, 6))
    return refused(state, asked, [404, "NotFound", "404 page not found"]);
  const inside = state.v2.filter(({ namespace }) => asked.namespace === undefined || namespace === asked.namespace);
  const objects = [...inside.flatMap(objectsOf), ...(asked.type === provisioning ? notLaunched(state, asked) : [])];
  if (asked.name === undefined) return { state, reply: collection(call, asked, objects) };
  const cluster = inside.find(({ name }) => name === asked.name);
  const object = objects.find((one) => record(one["metadata"])?.["name"] === asked.name);
  if (object === undefined) {
    return refused(state, asked, [404, "NotFound", `${resourceOf(asked)} "${asked.name}" not found`]);
  }
  if (request.method === "GET") return { state, reply: shown(call, asked, object) };
  if (asked.type !== provisioning) {
    return refused(state, asked, [
      405,
      "MethodNotAllowed",
      "the server does not allow this method on the requested resource",
    ]);
  }
  // nothing of one that Rancher did not launch is acted upon
  return cluster === undefined ? { state, reply: shown(call, asked, object) } : write(call, asked, cluster);
}

const provisioning = "provisioning.cattle.io.cluster";

function notLaunched({ others }: RancherState, { namespace }: Asked): readonly Json[] {
  const objects = others.map(otherProvisioningObject);
  return objects.filter(({ metadata }) => namespace === undefined || metadata.namespace === namespace);
}

function resourceOf({ type }: Asked): string {
  const dot = type.lastIndexOf(".");
  return `${type.slice(dot + 1)}s.${type.slice(0, dot)}`;
}

function refused(state: RancherState, { dialect }: Asked, why: readonly [number, string, string]): Answer {
  return { state, reply: dialect === "steve" ? steveError(...why) : kubernetesError(...why) };
}

function shown({ request }: Call, { dialect, type }: Asked, object: Json): LabReply {
  return json(200, dialect === "steve" ? steveObject(request, type, object) : object);
}

function collection({ state, request }: Call, { dialect, type }: Asked, objects: readonly Json[]): LabReply {
  const revision = String(Math.max(0, ...state.v2.map(({ resourceVersion }) => resourceVersion)));
  if (dialect === "kubernetes") {
    return json(200, { apiVersion: "v1", kind: "List", metadata: { resourceVersion: revision }, items: objects });
  }
  const self = `${baseOf(request)}${pathOf(request)}`;
  return json(200, {
    type: "collection",
    resourceType: type,
    links: { self },
    createTypes: { [type]: self },
    actions: {},
    revision,
    count: objects.length,
    data: objects.map((object) => steveObject(request, type, object)),
  });
}

/** Behaviour 11: optimistic locking, merge patches that keep what they do not name, unknown keys dropped. */
function write(call: Call, asked: Asked, cluster: V2Cluster): Answer {
  const { state, request, user } = call;
  const label = `${resourceOf(asked)} "${cluster.name}"`;
  if (!mayUpdate(state, user)) {
    return refused(state, asked, [
      403,
      "Forbidden",
      `${label} is forbidden: User "${user}" cannot ${request.method.toLowerCase()} it`,
    ]);
  }
  const current = provisioningObject(cluster);
  const body = parsed(request.body);
  const wanted = request.method === "PATCH" ? patched(request.headers["content-type"], current, body) : record(body);
  if (wanted === "unsupported") return refused(state, asked, [415, "UnsupportedMediaType", unsupported]);
  if (wanted === undefined) return refused(state, asked, [400, "BadRequest", "the body is not a JSON object"]);
  const version = record(wanted["metadata"])?.["resourceVersion"];
  if (typeof version !== "string" || version === "") return refused(state, asked, withoutVersion(asked, label));
  if (version !== String(cluster.resourceVersion)) {
    const why = `Operation cannot be fulfilled on ${label}: the object has been modified; please apply your changes to the latest version and try again`;
    return refused(state, asked, [409, "Conflict", why]);
  }
  const spec = pruned(record(wanted["spec"]) ?? {});
  const why = invalid(spec);
  if (why !== undefined) return refused(state, asked, [422, "Invalid", `${label} is invalid: ${why}`]);
  const next = stored(call, cluster, { spec, metadata: record(wanted["metadata"]) ?? {} });
  const v2 = state.v2.map((one) => (one === cluster ? next : one));
  return { state: { ...state, v2 }, reply: shown(call, asked, provisioningObject(next)) };
}

function patched(contentType: string | undefined, current: Json, body: unknown): Json | "unsupported" | undefined {
  // without a Content-Type it is taken for a strategic merge, which these kinds do not have
  if (contentType?.split(";")[0]?.trim() !== "application/merge-patch+json") return "unsupported";
  return record(body) === undefined ? undefined : record(mergePatch(current, body));
}

const unsupported =
  "the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml";

function withoutVersion({ dialect }: Asked, label: string): readonly [number, string, string] {
  return dialect === "steve"
    ? [500, "ServerError", "metadata.resourceVersion is required for update"]
    : [
        422,
        "Invalid",
        `${label} is invalid: metadata.resourceVersion: Invalid value: 0x0: must be specified for an update`,
      ];
}

/** What changes nothing is no write: the version stays. */
function stored(
  { state, now }: Call,
  cluster: V2Cluster,
  wanted: { readonly spec: Json; readonly metadata: Json },
): V2Cluster {
  const labels = texts(wanted.metadata["labels"]);
  const annotations = texts(wanted.metadata["annotations"]);
  const hasSpec = !same(wanted.spec, cluster.spec);
  if (!hasSpec && same(labels, cluster.labels) && same(annotations, cluster.annotations)) return cluster;
  const next: V2Cluster = {
    ...cluster,
    labels,
    annotations,
    spec: wanted.spec,
    resourceVersion: cluster.resourceVersion + 1,
    metadataGeneration: cluster.metadataGeneration + (hasSpec ? 1 : 0),
  };
  if (!hasSpec) return next;
  const [before, after] = [rotateOf(cluster.spec), rotateOf(wanted.spec)];
  if (after === undefined || same(before, after)) return planned(state, next, now);
  const effect = `write ${cluster.namespace}/${cluster.name} generation ${after.generation}`;
  const effects = { ...next.effects, [effect]: (next.effects[effect] ?? 0) + 1 };
  return planned(state, { ...next, effects }, now);
}

function texts(value: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(record(value) ?? {}).map(([key, text]) => [key, String(text)]));
}

/** Equal up to the order of keys. */
function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(ordered(a)) === JSON.stringify(ordered(b));
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  const object = record(value);
  if (object === undefined) return value;
  return Object.entries(object)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, own]) => [key, ordered(own)]);
}
