import type { JsonObject } from "../../model/json.ts";
import type { Session } from "../../model/provider.ts";
import { unreachable } from "../../web/index.ts";
import { readIfThere } from "./client.ts";
import { connectionOf } from "./connection.ts";
import { asObject, count, isObject, object, rows, textOr } from "./reply.ts";

/** A `provisioning.cattle.io.cluster`, reduced to what we use. Source of all shapes: reference/rancher, section 5. */
export interface ProvisionedCluster {
  readonly uid: string;
  /** Launched by Rancher: it has a configuration that Rancher follows. */
  readonly isLaunched: boolean;
  readonly kubernetesVersion: string;
  readonly generation: number;
  /** Sorted; empty means all. */
  readonly services: readonly string[];
  /** Id of its management object, by which nodes are listed; empty until there is one. */
  readonly managementId: string;
  readonly state: { readonly name: string; readonly isError: boolean; readonly message: string };
  /** The object as it was read: what a write sends back. */
  readonly object: JsonObject;
}

/** Its `rkecontrolplane`: the one place that says which number was followed. */
export interface ControlPlane {
  /** The last number that was completed. */
  readonly completed: number;
  readonly isInitialised: boolean;
  readonly conditions: Readonly<Record<string, { readonly status: string; readonly message: string }>>;
}

export function clusterPath(session: Session): string {
  return `/v1/provisioning.cattle.io.clusters/${pathOf(session)}`;
}

function pathOf(session: Session): string {
  return connectionOf(session).cluster.split("/").map(encodeURIComponent).join("/");
}

/** Throws what `read` throws; PlatformUnreachable where there is no such cluster. */
export async function readProvisioned(session: Session): Promise<ProvisionedCluster> {
  const found = await readIfThere(session, clusterPath(session));
  const { cluster } = connectionOf(session);
  if (found === undefined) {
    const hint = "check `cluster` of the target, and what its token may see";
    throw unreachable(session, `there is no cluster ${cluster}`, hint);
  }
  return provisioned(object(found, "the cluster"));
}

/** Undefined where the cluster has none: then Rancher did not launch it. */
export async function readControlPlane(session: Session): Promise<ControlPlane | undefined> {
  const found = await readIfThere(session, `/v1/rke.cattle.io.rkecontrolplanes/${pathOf(session)}`);
  return found === undefined ? undefined : controlPlane(object(found, "the control plane"));
}

/** What is read of a cluster, also from the reply to a write. Throws PlatformReply. */
export function provisioned(row: JsonObject): ProvisionedCluster {
  const metadata = object(row["metadata"], "metadata");
  const spec = asObject(row["spec"]);
  const status = asObject(row["status"]);
  const state = asObject(metadata["state"]);
  const wish = asObject(asObject(spec["rkeConfig"])["rotateCertificates"]);
  const services = Array.isArray(wish["services"]) ? wish["services"].map(String) : [];
  return {
    uid: textOr(metadata["uid"], textOr(row["id"], "")),
    isLaunched: isObject(spec["rkeConfig"]),
    kubernetesVersion: textOr(spec["kubernetesVersion"], ""),
    generation: count(wish["generation"], "the generation of the spec"),
    services: services.toSorted(),
    managementId: textOr(status["clusterName"], ""),
    state: {
      name: textOr(state["name"], ""),
      isError: state["error"] === true,
      message: textOr(state["message"], ""),
    },
    object: row,
  };
}

function controlPlane(row: JsonObject): ControlPlane {
  const status = asObject(row["status"]);
  const conditions = rows(status["conditions"], "conditions").map(
    ({ type, status: value, message }) =>
      [textOr(type, ""), { status: textOr(value, "Unknown"), message: textOr(message, "") }] as const,
  );
  const initialization = asObject(status["initialization"]);
  return {
    completed: count(status["certificateRotationGeneration"], "the generation of the status"),
    isInitialised: status["initialized"] === true || initialization["controlPlaneInitialized"] === true,
    conditions: Object.fromEntries(conditions),
  };
}

/**
 * The object with another wish, as Steve takes it back: without what it adds by itself. Both keys are always written,
 * since a service that stands there from before would stay (Source: reference/rancher, section 5).
 */
export function withGeneration(
  { object: row }: ProvisionedCluster,
  generation: number,
  services: readonly string[],
): JsonObject {
  const { links: _links, actions: _actions, ...rest } = row;
  const { state: _state, relationships: _relationships, fields: _fields, ...metadata } = asObject(row["metadata"]);
  const spec = asObject(row["spec"]);
  const rotateCertificates = { generation, services };
  return { ...rest, metadata, spec: { ...spec, rkeConfig: { ...asObject(spec["rkeConfig"]), rotateCertificates } } };
}
