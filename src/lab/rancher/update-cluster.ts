import { noSuchCluster, oneCluster } from "./clusters.ts";
import { mayUpdate, notPermitted } from "./login.ts";
import { type Answer, type Call, json, kubernetesError, normanError, parsed, record } from "./replies.ts";
import { cleared } from "./rke1-runs.ts";
import { replaced } from "./rotate-action.ts";

/**
 * `PUT /v3/clusters/<id>`, of which only `rotateCertificates: null` counts: whether that ends a retry loop no source
 * decides, and a setting does here.
 */
export function updateCluster(call: Call): Answer {
  const { state, request, user } = call;
  const [id = ""] = call.named;
  const cluster = state.rke1.find((one) => one.id === id);
  if (cluster === undefined) return { state, reply: noSuchCluster(id) };
  if (!mayUpdate(state, user)) return notPermitted(state, "can not update cluster");
  const body = record(parsed(request.body));
  if (body === undefined) return { state, reply: normanError(422, "InvalidBodyContent", "Failed to parse body") };
  if (!clears(body) || !state.settings.nullEndsRetries || cluster.rotate === null) {
    return { state, reply: oneCluster(call) };
  }
  const next = replaced(state, cleared(state, cluster, call.now));
  return { state: next, reply: oneCluster({ ...call, state: next }) };
}

/**
 * A merge patch of the management object on the cluster that Rancher runs on, as `kubectl patch` sends it. Of it, too,
 * only `rotateCertificates: null` counts; what is written to the store itself takes effect.
 */
export function patchManagement(call: Call): Answer {
  const { state, request, user } = call;
  const [id = ""] = call.named;
  const label = `clusters.management.cattle.io "${id}"`;
  const cluster = state.rke1.find((one) => one.id === id);
  if (cluster === undefined) return { state, reply: kubernetesError(404, "NotFound", `${label} not found`) };
  if (!mayUpdate(state, user)) return { state, reply: kubernetesError(403, "Forbidden", `${label} is forbidden`) };
  const next =
    clears(record(parsed(request.body))?.["spec"]) && cluster.rotate !== null
      ? replaced(state, cleared(state, cluster, call.now))
      : state;
  const object = { apiVersion: "management.cattle.io/v3", kind: "Cluster", metadata: { name: id } };
  return { state: next, reply: json(200, object) };
}

function clears(spec: unknown): boolean {
  const config = record(record(spec)?.["rancherKubernetesEngineConfig"]);
  return config !== undefined && config["rotateCertificates"] === null;
}
