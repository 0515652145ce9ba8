import type { Json, JsonObject } from "../../model/json.ts";
import type { Session } from "../../model/provider.ts";
import { read, readIfThere } from "./client.ts";
import { object, rows, text } from "./wire.ts";

/** What only a CA rotation reads. Source of all shapes: reference/opsman, sections 0, 4 and 5. */
export interface StemcellRow {
  /** Guid of the product. */
  readonly product: string;
  readonly os: string;
  readonly version: string;
}

/** Stemcells of the VMs, deployed and staged; undefined where this release does not tell. Sorted. */
export async function readStemcells(session: Session): Promise<readonly StemcellRow[] | undefined> {
  const body = await readIfThere(session, "/api/v0/stemcell_associations");
  if (body === undefined) return undefined;
  const found = rows(object(body)["products"]).flatMap((product) =>
    ["staged_stemcells", "deployed_stemcells"].flatMap((key) => stemcellsIn(product, key)),
  );
  const unique = new Map(found.map((row) => [`${row.product} ${row.os} ${row.version}`, row]));
  return [...unique].toSorted(([left], [right]) => (left < right ? -1 : 1)).map(([, row]) => row);
}

function stemcellsIn(product: JsonObject, key: string): readonly StemcellRow[] {
  const list = product[key];
  if (list === undefined || list === null) return [];
  return rows(list).map((row) => ({
    product: text(product["guid"]),
    os: text(row["os"]),
    version: text(row["version"]),
  }));
}

/** Names of the errands that a product has, sorted. */
export async function readErrands(session: Session, guid: string): Promise<readonly string[]> {
  const body = object(await read(session, `/api/v0/staged/products/${guid}/errands`));
  return rows(body["errands"])
    .map((row) => text(row["name"]))
    .toSorted();
}

/** Names of deployments, sorted. */
export interface DeploymentNames {
  /** Everything that has a certificate, deployments made outside Ops Manager too. */
  readonly all: readonly string[];
  /** Those that do not run the newest version of some certificate. */
  readonly outdated: readonly string[];
}

/**
 * Who runs which certificates; undefined where the release does not tell (before 3.0). `rotation_status` is not read: its
 * values are documented nowhere.
 */
export async function readDeployments(session: Session): Promise<DeploymentNames | undefined> {
  const body = await readIfThere(session, "/api/v1/deployed/certificates?no_cache=true");
  if (body === undefined) return undefined;
  const list = object(body)["certificates"];
  const named = (key: string): readonly string[] => [...new Set(namesUnder(list, key))].toSorted();
  const outdated = named("outdated_deployments");
  return { all: [...new Set([...named("deployments"), ...outdated])].toSorted(), outdated };
}

/** Leaves are nested under their CA. */
function namesUnder(list: Json | undefined, key: string): readonly string[] {
  return rows(list ?? []).flatMap((row) => [
    ...namesIn(row[key]),
    ...(row["signs"] === undefined || row["signs"] === null ? [] : namesUnder(row["signs"], key)),
  ]);
}

/** UNCONFIRMED whether they are names or objects with a name. */
function namesIn(list: Json | undefined): readonly string[] {
  if (!Array.isArray(list)) return [];
  return list.map((item: Json) => (typeof item === "string" ? item : text(object(item)["name"])));
}

/** What the Director will do to VMs at its next deploy. */
export interface RecreateFlags {
  readonly vms: boolean;
  /** Undefined before 2.9. */
  readonly director: boolean | undefined;
  /** certplan never sets it. */
  readonly persistentDisks: boolean;
}

/** Undefined where the release does not tell. */
export async function readRecreateFlags(session: Session): Promise<RecreateFlags | undefined> {
  const body = await readIfThere(session, "/api/v0/staged/director/properties?redact=true");
  if (body === undefined) return undefined;
  const configuration = object(object(body)["director_configuration"]);
  const director = configuration["bosh_director_recreate_on_next_deploy"];
  return {
    vms: configuration["bosh_recreate_on_next_deploy"] === true,
    director: typeof director === "boolean" ? director : undefined,
    persistentDisks: configuration["bosh_recreate_persistent_disks_on_next_deploy"] === true,
  };
}
