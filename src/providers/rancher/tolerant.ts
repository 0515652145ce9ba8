import { CertplanError } from "../../messages/error.ts";
import type { JsonObject } from "../../model/json.ts";
import type { Session } from "../../model/provider.ts";
import { type IsoInstant, iso, parseInstant } from "../../time/instant.ts";
import { readIfThere } from "./client.ts";
import { asObject, rows, textOr } from "./reply.ts";

/** What is worth telling and not worth a target that cannot be read: empty where the token may not see it. */
async function rowsIfAllowed(session: Session, path: string, list: "data" | "items"): Promise<readonly JsonObject[]> {
  try {
    return rows(asObject(await readIfThere(session, path))[list], path);
  } catch (error) {
    if (error instanceof CertplanError && error.code === "AccessRefused") return [];
    throw error;
  }
}

/** When the newest listed snapshot of etcd of an RKE1 cluster was made; null where none is listed. */
export async function readBackup(session: Session, cluster: string): Promise<IsoInstant | null> {
  const path = `/v3/etcdbackups?clusterId=${encodeURIComponent(cluster)}`;
  const own = (await rowsIfAllowed(session, path, "data")).filter((row) => row["clusterId"] === cluster);
  return newest(own.map((row) => textOr(row["created"], "")));
}

/** As `readBackup`, of RKE2 and K3s: `workspace/name`. */
export async function readSnapshot(session: Session, cluster: string): Promise<IsoInstant | null> {
  const [workspace = "", name = ""] = cluster.split("/");
  const all = await rowsIfAllowed(session, `/v1/rke.cattle.io.etcdsnapshots/${encodeURIComponent(workspace)}`, "data");
  const own = all.filter((row) => asObject(row["spec"])["clusterName"] === name);
  return newest(own.map((row) => textOr(asObject(row["snapshotFile"])["createdAt"], "")));
}

/** Nodes that warn of leaves in their renewal window of 120 days. Source: reference/rancher, section 5 (node facts). */
export async function readWarningNodes(session: Session, managementId: string): Promise<readonly string[]> {
  if (managementId === "") return [];
  const all = await rowsIfAllowed(session, `/k8s/clusters/${encodeURIComponent(managementId)}/api/v1/events`, "items");
  const own = all.filter((row) => row["reason"] === "CertificateExpirationWarning");
  return [...new Set(own.map((row) => textOr(asObject(row["involvedObject"])["name"], "")))].toSorted();
}

function newest(dates: readonly string[]): IsoInstant | null {
  const instants = dates.flatMap((date) => {
    try {
      return [parseInstant(date)];
    } catch {
      return [];
    }
  });
  return instants.length === 0 ? null : iso(Math.max(...instants));
}
