import type { LabReply } from "../model.ts";
import { normanCollection } from "./collection.ts";
import { rfc3339 } from "./conditions.ts";
import { baseOf, type Call } from "./replies.ts";

/** `GET /v3/etcdbackups`: the snapshots of RKE1 clusters. Fields beside those that are named here are ours. */
export function etcdBackups(call: Call): LabReply {
  const rows = call.state.rke1.flatMap(({ id: clusterId, backups }) =>
    backups.map((createdAt, index) => {
      const id = `${clusterId}:rs-${index + 1}`;
      return {
        id,
        type: "etcdBackup",
        baseType: "etcdBackup",
        clusterId,
        name: `rs-${index + 1}`,
        filename: `rs-${index + 1}.zip`,
        manual: false,
        created: rfc3339(createdAt),
        createdTS: createdAt,
        state: "active",
        transitioning: "no",
        links: { self: `${baseOf(call.request)}/v3/etcdbackups/${id}` },
        actions: {},
      };
    }),
  );
  return normanCollection(
    call,
    { type: "etcdBackup", plural: "etcdbackups", filters: ["id", "clusterId", "name", "state"] },
    rows,
  );
}
