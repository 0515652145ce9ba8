import type { LabReply } from "../model.ts";
import { noSuchCluster } from "./clusters.ts";
import { mayUpdate, notPermitted } from "./login.ts";
import { actionOf, atLeast } from "./release.ts";
import { type Answer, type Call, json, normanError, normanErrorBody, parsed, record } from "./replies.ts";
import { requested } from "./rke1-runs.ts";
import type { Rke1Cluster, RotateSpec } from "./rke1-state.ts";
import type { RancherState } from "./state.ts";

/** `POST /v3/clusters/<id>?action=rotateCertificates`. Behaviours 2, 3, 4 and 8. */
export function rotateCertificates(call: Call): Answer {
  const { state, request, user } = call;
  const [id = ""] = call.named;
  const action = actionOf(state);
  if (action === "absent") return invalidAction(state, "rotateCertificates");
  if (action === "handler-removed") return { state, reply: normanError(404, "NotFound", "not found") };
  if (!mayUpdate(state, user)) return notPermitted(state, "can not rotate certificates");
  const cluster = state.rke1.find((one) => one.id === id);
  const known =
    cluster ?? [...state.v2.map(({ managementId }) => managementId), ...state.others.map((one) => one.id)].includes(id);
  if (known === false) return { state, reply: noSuchCluster(id) };
  const rotate = action === "without-input" ? everything(state) : readInput(request.body);
  if (typeof rotate === "string") return { state, reply: unreadable(rotate) };
  // a nil dereference in a handler that takes every cluster for one of RKE1
  if (cluster === undefined) return { state, reply: { status: 500, body: "" } };
  if (cluster.conflictsNext === true) {
    const { conflictsNext: _, ...rest } = cluster;
    return { state: replaced(state, rest), reply: conflict(id) };
  }
  const next = requested(state, cluster, rotate, call.now);
  const effect = `request ${id} ${purposeOf(rotate)} after run ${cluster.runs}`;
  const effects = { ...state.effects, [effect]: (state.effects[effect] ?? 0) + 1 };
  return { state: { ...replaced(state, next), effects }, reply: accepted(rotate) };
}

/** Behaviour 8: an action that no release knows. */
export function invalidAction(state: RancherState, action: string): Answer {
  return { state, reply: normanError(422, "InvalidAction", `Invalid action: ${action}`) };
}

export function replaced(state: RancherState, cluster: Rke1Cluster): RancherState {
  return { ...state, rke1: state.rke1.map((one) => (one.id === cluster.id ? cluster : one)) };
}

/** RKE gets an empty list on releases without input, and a list of one empty text on later ones. */
function everything(state: RancherState): RotateSpec {
  return { caCertificates: false, services: atLeast(state, 2, 2) ? [""] : [] };
}

/** Whatever the Content-Type says. A text: why it cannot be read. */
function readInput(body: string): RotateSpec | string {
  if (body.trim() === "") return "EOF";
  const value = parsed(body);
  if (value === undefined) return "invalid character in JSON";
  const input = value === null ? {} : record(value);
  if (input === undefined) return "cannot unmarshal value into Go value of type map[string]interface {}";
  const { services = null, caCertificates = null } = input;
  if (services !== null && typeof services !== "string")
    return "cannot unmarshal array into Go struct field .services of type string";
  if (caCertificates !== null && typeof caCertificates !== "boolean")
    return "cannot unmarshal value into Go struct field .caCertificates of type bool";
  return { caCertificates: caCertificates === true, services: [services ?? ""] };
}

function accepted(rotate: RotateSpec): LabReply {
  const [service = ""] = rotate.services;
  const one = service === "" ? "rotating certificates for all components" : `rotating ${service} certificates`;
  return json(200, output(rotate.caCertificates ? "rotating CA certificates and all components" : one));
}

function purposeOf({ caCertificates, services }: RotateSpec): string {
  return caCertificates ? "ca" : services[0] || "all";
}

/** The handler writes, and then returns an error that is written too. Behaviour 2. */
function unreadable(why: string): LabReply {
  return twoDocuments(400, "failed to parse request content", `unmarshaling input error: ${why}`);
}

function conflict(id: string): LabReply {
  const why = `Operation cannot be fulfilled on clusters.management.cattle.io "${id}": the object has been modified; please apply your changes to the latest version and try again`;
  return twoDocuments(500, "failed to update cluster object", why);
}

function twoDocuments(status: number, message: string, error: string): LabReply {
  const first = JSON.stringify(output(message));
  const second = JSON.stringify(normanErrorBody(500, "ServerError", error));
  return { ...json(status, ""), body: `${first}\n${second}\n` };
}

function output(message: string): object {
  return { baseType: "rotateCertificateOutput", message, type: "rotateCertificateOutput" };
}
