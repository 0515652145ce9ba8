import { X509Certificate } from "node:crypto";
import type { Json, JsonObject } from "../../model/json.ts";
import type { Session } from "../../model/provider.ts";
import { parsePemBundle } from "../../pki/index.ts";
import { type Instant, type IsoInstant, iso, parseInstant } from "../../time/instant.ts";
import { unreachable } from "../../web/index.ts";
import { readIfThere } from "./client.ts";
import { connectionOf } from "./connection.ts";
import { asObject, isObject, object, rows, text, textOr, unlike } from "./reply.ts";

/** A rotation that was asked for and has not ended: what stands in the field of the spec. */
export interface RotationField {
  readonly ca: boolean;
  /** One service, or empty for all. */
  readonly service: string;
}

/** An item of `/v3/clusters`, reduced to what we use. Source of all shapes: reference/rancher, sections 1, 3 and 4. */
export interface ClusterRow {
  readonly id: string;
  readonly uuid: string;
  readonly name: string;
  readonly driver: string;
  readonly provider: string;
  /** It was launched by RKE1: only then can the action rotate it. */
  readonly isRke1: boolean;
  readonly state: string;
  readonly transitioning: string;
  readonly message: string;
  readonly kubernetesVersion: string;
  /** `host:port` of its API server; undefined where Rancher shows none. */
  readonly apiAddress: string | undefined;
  /** PEM of kube-ca. */
  readonly caPem: string | undefined;
  readonly rotation: RotationField | undefined;
  readonly hasFailedSpec: boolean;
  readonly updated: { readonly status: string; readonly at: IsoInstant };
  /** By key of `certificatesExpiration`. */
  readonly expirations: Readonly<Record<string, IsoInstant>>;
  /** This token is offered the action. */
  readonly offersRotation: boolean;
}

/** The cluster of this target on `/v3`. Throws what `read` throws. */
export async function readCluster(session: Session, id: string = connectionOf(session).cluster): Promise<ClusterRow> {
  const found = await readIfThere(session, `/v3/clusters/${encodeURIComponent(id)}`);
  if (found === undefined) throw noCluster(session, id);
  return clusterRow(object(found, "the cluster"));
}

/** The field is null for a moment before Updated is True, and Ready is False for a while after it. */
export function isSettled({ rotation, state, transitioning, updated }: ClusterRow): boolean {
  return rotation === undefined && updated.status === "True" && state === "active" && transitioning === "no";
}

/**
 * The last rotation or update failed and Rancher tries it again. The state is no sign of it: it stays `updating`
 * (Source: reference/rancher, section 3).
 */
export function hasFailed({ transitioning, hasFailedSpec, updated }: ClusterRow): boolean {
  return transitioning === "error" || hasFailedSpec || updated.status === "False";
}

function noCluster(session: Session, id: string): Error {
  return unreachable(session, `there is no cluster ${id}`, "check `cluster` of the target, and what its token may see");
}

function clusterRow(row: JsonObject): ClusterRow {
  const config = row["rancherKubernetesEngineConfig"];
  const driver = textOr(row["driver"], "");
  const updated = rows(row["conditions"], "conditions").find(({ type }) => type === "Updated");
  return {
    id: text(row["id"], "id"),
    uuid: textOr(row["uuid"], text(row["id"], "id")),
    name: textOr(row["name"], ""),
    driver,
    provider: textOr(row["provider"], ""),
    isRke1: isObject(config) && driver === "rancherKubernetesEngine",
    state: textOr(row["state"], ""),
    transitioning: textOr(row["transitioning"], "no"),
    message: textOr(row["transitioningMessage"], ""),
    kubernetesVersion: textOr(asObject(row["version"])["gitVersion"], ""),
    apiAddress: addressOf(textOr(row["apiEndpoint"], "")),
    caPem: pemOf(textOr(row["caCert"], "")),
    rotation: rotationOf(asObject(config)["rotateCertificates"]),
    hasFailedSpec: isObject(row["failedSpec"]),
    updated: { status: textOr(updated?.["status"], "True"), at: instantOr(updated?.["lastUpdateTime"]) },
    expirations: expirationsOf(asObject(row["certificatesExpiration"])),
    offersRotation: typeof asObject(row["actions"])["rotateCertificates"] === "string",
  };
}

/** Stored as a list, shown as its first element (Source: reference/rancher, section 3). */
function rotationOf(value: Json | undefined): RotationField | undefined {
  if (!isObject(value)) return undefined;
  const { services, caCertificates } = value;
  const service = Array.isArray(services) ? services[0] : services;
  return { ca: caCertificates === true, service: typeof service === "string" ? service : "" };
}

function expirationsOf(value: JsonObject): Readonly<Record<string, IsoInstant>> {
  const entries = Object.entries(value).flatMap(([key, shown]) => {
    const date = asObject(shown)["expirationDate"];
    return date === undefined ? [] : [[key, iso(instantOf(date, `the date of ${key}`))] as const];
  });
  return Object.fromEntries(entries.toSorted(([left], [right]) => (left < right ? -1 : 1)));
}

function instantOf(value: Json | undefined, what: string): Instant {
  try {
    return parseInstant(text(value, what));
  } catch {
    throw unlike(what, "an instant");
  }
}

function instantOr(value: Json | undefined): IsoInstant {
  return value === undefined || value === null || value === "" ? "" : iso(instantOf(value, "lastUpdateTime"));
}

/** Base64 of a PEM. */
function pemOf(shown: string): string | undefined {
  if (shown === "") return undefined;
  const pem = Buffer.from(shown, "base64").toString("utf8");
  if (!isCertificate(pem)) throw unlike("caCert", "a certificate");
  return pem;
}

function isCertificate(pem: string): boolean {
  try {
    return parsePemBundle(pem).every((der) => new X509Certificate(der).raw.length > 0) && /BEGIN CERTIFICATE/.test(pem);
  } catch {
    return false;
  }
}

function addressOf(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { hostname, port } = new URL(url);
  return hostname === "" ? undefined : `${hostname}:${port === "" ? "443" : port}`;
}
