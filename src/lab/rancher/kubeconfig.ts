import { createHash } from "node:crypto";
import type { LabReply } from "../model.ts";
import { noSuchCluster } from "./clusters.ts";
import { normanCollection } from "./collection.ts";
import { rfc3339 } from "./conditions.ts";
import { type Answer, baseOf, type Call, json } from "./replies.ts";
import type { LabToken, RancherState } from "./state.ts";

const thirtyDaysMs = 43_200 * 60_000;

/** `POST …?action=generateKubeconfig`: each call makes a token. Behaviour 9. */
export function generateKubeconfig(call: Call): Answer {
  const { state, user, now } = call;
  const [id = ""] = call.named;
  const cluster = directOf(state, id);
  if (cluster === undefined) return { state, reply: noSuchCluster(id) };
  const count = state.tokensIssued + 1;
  const secret = createHash("sha256").update(`kubeconfig ${id} ${count}`).digest("hex").slice(0, 54);
  const token: LabToken = {
    name: `kubeconfig-${user}-${String(count).padStart(5, "0")}`,
    secret,
    user,
    description: "Kubeconfig token",
    createdAt: now,
    expiresAt: now + thirtyDaysMs,
  };
  const config = kubeconfigOf(baseOf(call.request), id, { ...cluster, token: `${token.name}:${secret}` });
  const reply = json(200, { baseType: "generateKubeConfigOutput", type: "generateKubeConfigOutput", config });
  return { state: { ...state, tokens: [...state.tokens, token], tokensIssued: count }, reply };
}

/** `GET /v3/tokens`; secrets never. */
export function listTokens(call: Call): LabReply {
  const rows = call.state.tokens
    .filter(({ user }) => user === call.user)
    .map(({ name: id, user, description, createdAt, expiresAt, clusterName }) => ({
      id,
      name: id,
      type: "token",
      baseType: "token",
      userId: user,
      description,
      clusterId: clusterName ?? null,
      created: rfc3339(createdAt),
      createdTS: createdAt,
      expired: expiresAt !== undefined && expiresAt <= call.now,
      expiresAt: expiresAt === undefined ? "" : rfc3339(expiresAt),
      ttl: expiresAt === undefined ? 0 : expiresAt - createdAt,
      links: { self: `${baseOf(call.request)}/v3/tokens/${id}` },
      actions: {},
    }));
  return normanCollection(
    call,
    { type: "token", plural: "tokens", filters: ["id", "name", "userId", "description"] },
    rows,
  );
}

interface Direct {
  readonly name: string;
  readonly caPem: string;
  /** Addresses of API servers, by the name of their node. */
  readonly servers: readonly (readonly [node: string, address: string])[];
}

function directOf({ rke1, v2, others }: RancherState, id: string): Direct | undefined {
  const one = rke1.find((cluster) => cluster.id === id);
  if (one !== undefined) {
    const servers = one.nodes.filter(({ roles }) => roles.includes("controlplane"));
    const caPem = one.cas[one.caCert - 1]?.pem ?? "";
    return { name: one.name, caPem, servers: servers.map(({ name, listens }) => [name, listens.apiServer]) };
  }
  const other = v2.find((cluster) => cluster.managementId === id) ?? others.find((cluster) => cluster.id === id);
  return other === undefined ? undefined : { name: other.name, caPem: "", servers: [] };
}

/** The context of the proxy trusts Rancher's own CA; the direct ones embed kube-ca, and die with it. */
function kubeconfigOf(
  base: string,
  id: string,
  { name, caPem, servers, token }: Direct & { readonly token: string },
): string {
  const data = Buffer.from(caPem).toString("base64");
  const entries = [
    { name, lines: [`    server: "${base}/k8s/clusters/${id}"`] },
    ...servers.map(([node, address]) => ({
      name: `${name}-${node}`,
      lines: [`    server: "https://${address}"`, `    certificate-authority-data: "${data}"`],
    })),
  ];
  return [
    "apiVersion: v1",
    "kind: Config",
    "clusters:",
    ...entries.flatMap((entry) => [`- name: "${entry.name}"`, "  cluster:", ...entry.lines]),
    "users:",
    `- name: "${name}"`,
    "  user:",
    `    token: "${token}"`,
    "contexts:",
    ...entries.flatMap((entry) => [
      `- name: "${entry.name}"`,
      "  context:",
      `    user: "${name}"`,
      `    cluster: "${entry.name}"`,
    ]),
    `current-context: "${name}"`,
    "",
  ].join("\n");
}
