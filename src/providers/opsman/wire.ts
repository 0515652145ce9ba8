import { CertplanError } from "../../messages/error.ts";
import type { Json, JsonObject } from "../../model/json.ts";
import type { Session } from "../../model/provider.ts";
import { type CertificateFacts, parseCertificate } from "../../pki/index.ts";
import { type Instant, parseInstant } from "../../time/instant.ts";
import { read } from "./client.ts";

/** Rows that we read, reduced to what we use. Instants in ms. Source of all shapes: reference/opsman, sections 3 to 5. */
export interface CaRow {
  readonly guid: string;
  readonly active: boolean;
  readonly pem: string;
  readonly createdOn: number;
  /** Of the NATS CA beside it; shown from 3.1. */
  readonly natsPem: string | undefined;
}

export interface CertificateRow {
  readonly isCa: boolean;
  readonly configurable: boolean;
  readonly location: string;
  readonly productGuid: string | undefined;
  /** property_reference or variable_path. */
  readonly reference: string;
  readonly issuer: string;
  readonly validFrom: number;
  readonly validUntil: number;
}

export interface ProductRow {
  readonly guid: string;
  readonly type: string;
  readonly version: string;
}

export interface InstallationRow {
  readonly id: number;
  readonly user: string;
  readonly status: string;
  readonly startedAt: number;
  readonly finishedAt: number | undefined;
  readonly members: readonly { readonly guid: string; readonly status: string }[];
}

export interface ChangeRow {
  readonly guid: string;
  readonly action: string;
  /** A change of product version or of stemcell, an install or a deletion: not a mere change of configuration. */
  readonly structural: boolean;
}

export async function readVersion(session: Session): Promise<string> {
  return text(object(object(await read(session, "/api/v0/info"))["info"])["version"]);
}

export async function readCas(session: Session): Promise<readonly CaRow[]> {
  const body = object(await read(session, "/api/v0/certificate_authorities"));
  return rows(body["certificate_authorities"]).map((row) => ({
    guid: text(row["guid"]),
    active: row["active"] === true,
    pem: text(row["cert_pem"]),
    createdOn: instant(row["created_on"]),
    natsPem: typeof row["nats_cert_pem"] === "string" ? row["nats_cert_pem"] : undefined,
  }));
}

export async function readCertificates(session: Session): Promise<readonly CertificateRow[]> {
  const body = object(await read(session, "/api/v0/deployed/certificates"));
  return rows(body["certificates"]).map((row) => ({
    isCa: row["is_ca"] === true,
    configurable: row["configurable"] === true,
    location: text(row["location"]),
    productGuid: typeof row["product_guid"] === "string" ? row["product_guid"] : undefined,
    reference: text(row["property_reference"] ?? row["variable_path"] ?? "unnamed"),
    issuer: typeof row["issuer"] === "string" ? row["issuer"] : "",
    validFrom: instant(row["valid_from"]),
    validUntil: instant(row["valid_until"]),
  }));
}

/** Sorted by guid: the platform promises no order. */
export async function readProducts(session: Session): Promise<readonly ProductRow[]> {
  const body = await read(session, "/api/v0/deployed/products");
  return rows(body)
    .map((row) => ({ guid: text(row["guid"]), type: text(row["type"]), version: text(row["product_version"]) }))
    .toSorted((left, right) => (left.guid < right.guid ? -1 : 1));
}

/** Newest first. */
export async function readInstallations(session: Session): Promise<readonly InstallationRow[]> {
  const body = object(await read(session, "/api/v0/installations"));
  return rows(body["installations"])
    .map(installationRow)
    .toSorted((left, right) => right.id - left.id);
}

/** Everything that is not `unchanged`, sorted by guid. */
export async function readPending(session: Session): Promise<readonly ChangeRow[]> {
  const body = object(await read(session, "/api/v0/staged/pending_changes"));
  return rows(body["product_changes"])
    .map((row) => ({ guid: text(row["guid"]), action: text(row["action"]), structural: isStructural(row) }))
    .filter((row) => row.action !== "unchanged")
    .toSorted((left, right) => (left.guid < right.guid ? -1 : 1));
}

function isStructural(row: JsonObject): boolean {
  if (row["action"] !== "update") return true;
  const staged = row["staged"];
  const deployed = row["deployed"];
  if (!isObject(staged) || !isObject(deployed)) return false;
  return ["product_version", "stemcell", "stemcells"].some(
    (key) => JSON.stringify(staged[key]) !== JSON.stringify(deployed[key]),
  );
}

function installationRow(row: JsonObject): InstallationRow {
  const members = ["additions", "updates", "unchanged"].flatMap((key) =>
    row[key] === undefined ? [] : rows(row[key]),
  );
  const finished = row["finished_at"];
  return {
    id: integer(row["id"]),
    user: typeof row["user_name"] === "string" ? row["user_name"] : "",
    status: text(row["status"]),
    startedAt: instant(row["started_at"]),
    finishedAt: typeof finished === "string" ? instant(finished) : undefined,
    members: members.map((member) => ({ guid: text(member["guid"]), status: text(member["deployment_status"] ?? "") })),
  };
}

/** The value as a list of objects. Throws PlatformReply. */
export function rows(value: Json | undefined): readonly JsonObject[] {
  if (!Array.isArray(value)) throw unexpected("a list");
  return value.map((row) => object(row as Json));
}

/** The value as an object. Throws PlatformReply. */
export function object(value: Json | undefined): JsonObject {
  if (!isObject(value)) throw unexpected("an object");
  return value;
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value as a text. Throws PlatformReply. */
export function text(value: Json | undefined): string {
  if (typeof value !== "string") throw unexpected("a text");
  return value;
}

/** The value as a whole number. Throws PlatformReply. */
function integer(value: Json | undefined): number {
  if (typeof value !== "number" || !Number.isSafeInteger(value)) throw unexpected("a whole number");
  return value;
}

/** The value, an RFC 3339 text, as an instant in ms. Throws PlatformReply. */
function instant(value: Json | undefined): Instant {
  const shown = text(value);
  try {
    return parseInstant(shown);
  } catch {
    throw unexpected("an instant");
  }
}

/** The first certificate of a PEM text that the platform showed. Throws PlatformReply. */
export async function certificateIn(pem: string): Promise<CertificateFacts> {
  return parseCertificate(pem).catch(() => {
    throw unexpected("a certificate");
  });
}

function unexpected(what: string): CertplanError {
  return new CertplanError({
    code: "PlatformReply",
    message: `Ops Manager's reply lacks ${what} where its reference has one`,
  });
}
