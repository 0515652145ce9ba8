import type { JsonObject } from "../../model/json.ts";
import type { Session } from "../../model/provider.ts";
import { read } from "./client.ts";
import { asObject, object, rows, textOr } from "./reply.ts";

/** An item of `/v3/nodes`. */
export interface NodeRow {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  /** The inner one first; empty ones are left out. */
  readonly addresses: readonly string[];
  readonly etcd: boolean;
  readonly controlPlane: boolean;
  readonly worker: boolean;
}

/**
 * The nodes of a cluster (its management id), sorted by name. Norman ignores a filter that it does not know, so what is
 * of another cluster is left out here as well; long lists come in pages (Source: reference/rancher, section 2).
 */
export async function readNodes(session: Session, cluster: string): Promise<readonly NodeRow[]> {
  const found: JsonObject[] = [];
  let path: string | undefined = `/v3/nodes?clusterId=${encodeURIComponent(cluster)}`;
  const seen = new Set<string>();
  while (path !== undefined && !seen.has(path)) {
    seen.add(path);
    const page: JsonObject = object(await read(session, path), "the list of nodes");
    found.push(...rows(page["data"], "the list of nodes"));
    path = nextOf(asObject(page["pagination"]));
  }
  return found
    .filter((row) => row["clusterId"] === cluster)
    .map(nodeRow)
    .toSorted((left, right) => (left.name < right.name ? -1 : 1));
}

/** The next page on the same system, whatever host the link names. */
function nextOf({ next }: JsonObject): string | undefined {
  if (typeof next !== "string" || !URL.canParse(next)) return undefined;
  const { pathname, search } = new URL(next);
  return `${pathname}${search}`;
}

function nodeRow(row: JsonObject): NodeRow {
  const id = textOr(row["id"], "");
  const names = [row["nodeName"], row["requestedHostname"], row["hostname"]].map((name) => textOr(name, ""));
  const addresses = [row["ipAddress"], row["externalIpAddress"]].map((address) => textOr(address, ""));
  return {
    id,
    name: names.find((name) => name !== "") ?? id,
    state: textOr(row["state"], ""),
    addresses: [...new Set(addresses.filter((address) => address !== ""))],
    etcd: row["etcd"] === true,
    controlPlane: row["controlPlane"] === true,
    worker: row["worker"] === true,
  };
}

/** As the fact `nodes` and plans have it: `node-1 etcd, controlplane`. */
export function nodeWords({ name, etcd, controlPlane, worker }: NodeRow): string {
  const roles = [etcd ? "etcd" : "", controlPlane ? "controlplane" : "", worker ? "worker" : ""];
  return `${name} ${roles.filter((role) => role !== "").join(", ")}`.trim();
}

/** Those that a rotation would not reach, as `node-1 is unavailable`. */
export function inactiveWords(nodes: readonly NodeRow[]): readonly string[] {
  return nodes.filter(({ state }) => state !== "active").map(({ name, state }) => `${name} is ${state || "unknown"}`);
}
