import type { LabReply } from "../model.ts";
import { rfc3339 } from "./conditions.ts";
import { type Call, json, kubernetesError } from "./replies.ts";

const warnWithinMs: number = 120 * 86_400_000;

/** `GET /k8s/clusters/<id>/api/v1/events`: RKE2 and K3s warn of leaves that end soon. The text is ours. */
export function events({ state, named, now }: Call): LabReply {
  const [id = ""] = named;
  const cluster = state.v2.find(({ managementId }) => managementId === id);
  const known = cluster ?? [...state.rke1, ...state.others].find((one) => one.id === id);
  if (known === undefined) return kubernetesError(404, "NotFound", `clusters.management.cattle.io "${id}" not found`);
  const items = (cluster?.machines ?? []).flatMap(({ node, leaves }) => {
    const soon = Object.entries(leaves).filter(([, { notAfter }]) => notAfter - now <= warnWithinMs);
    if (soon.length === 0) return [];
    const list = soon.map(([name, { notAfter }]) => `${name} at ${rfc3339(notAfter)}`).join(", ");
    return [
      {
        metadata: { name: `${node}.certificates`, namespace: "default" },
        involvedObject: { kind: "Node", name: node },
        reason: "CertificateExpirationWarning",
        type: "Warning",
        message: `Node certificates require attention - restart ${cluster?.runtime} on this node to trigger automatic rotation: ${list}`,
        lastTimestamp: rfc3339(now),
      },
    ];
  });
  return json(200, { apiVersion: "v1", kind: "EventList", metadata: {}, items });
}
