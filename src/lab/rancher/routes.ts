import type { LabReply, LabRequest } from "../model.ts";
import { etcdBackups } from "./backups.ts";
import { listClusters, oneCluster } from "./clusters.ts";
import { events } from "./events.ts";
import { generateKubeconfig, listTokens } from "./kubeconfig.ts";
import { rancherVersion, tokenOf } from "./login.ts";
import { listNodes, oneNode } from "./nodes.ts";
import { type Answer, baseOf, type Call, normanError, pathOf, queryOf } from "./replies.ts";
import { invalidAction, rotateCertificates } from "./rotate-action.ts";
import { apiRoot, listSchemas, oneSchema } from "./schemas.ts";
import { listSettings, oneSetting } from "./settings.ts";
import type { RancherState } from "./state.ts";
import { patchManagement, updateCluster } from "./update-cluster.ts";
import { kubernetes, steve } from "./v2-api.ts";

/** Answers a request that may pass. `now` is the platform's own clock. */
export function route(state: RancherState, request: LabRequest, now: number): Answer {
  const path = pathOf(request);
  const user = tokenOf(state, request, now)?.user ?? "";
  for (const [method, pattern, answer] of routes) {
    const match = method === request.method ? pattern.exec(path) : null;
    if (match === null) continue;
    const named = match.slice(1).flatMap((part) => (part === undefined ? [] : [decoded(part)]));
    const done = answer({ state, request, user, named, now });
    return path.startsWith("/v3") ? { ...done, reply: withNormanHeaders(request, done.reply) } : done;
  }
  const known = routes.some(([, pattern]) => pattern.test(path));
  const reply = known
    ? normanError(405, "MethodNotAllow", `Method ${request.method} not supported`)
    : normanError(404, "NotFound", "not found");
  return { state, reply: withNormanHeaders(request, reply) };
}

/** Clients find the schemas by them. Behaviour 1. */
export function withNormanHeaders(request: LabRequest, reply: LabReply): LabReply {
  const own = { "x-api-schemas": `${baseOf(request)}/v3/schemas`, expires: "Wed 24 Feb 1982 18:42:00 GMT" };
  return { ...reply, headers: { ...own, ...reply.headers } };
}

/** As it stands where it is no good encoding: nothing is called so. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

type Route = readonly [method: string, pattern: RegExp, answer: (call: Call) => Answer];

const one = "([^/]+)";

/** The first that fits answers. */
const routes: readonly Route[] = [
  read("/rancherversion", ({ state }) => rancherVersion(state)),
  read("/v3/?", apiRoot),
  read("/v3/schemas", listSchemas),
  read(`/v3/schemas/${one}`, oneSchema),
  read("/v3/clusters", listClusters),
  read(`/v3/clusters/${one}`, oneCluster),
  ["PUT", at(`/v3/clusters/${one}`), updateCluster],
  ["POST", at(`/v3/clusters/${one}`), act],
  read("/v3/nodes", listNodes),
  read(`/v3/nodes/${one}`, oneNode),
  read("/v3/etcdbackups", etcdBackups),
  read("/v3/settings", listSettings),
  read(`/v3/settings/${one}`, oneSetting),
  read("/v3/tokens", listTokens),
  ...["GET", "PUT", "PATCH"].flatMap((method): readonly Route[] => [
    [method, at(`/v1/([a-z0-9.-]+)(?:/${one}(?:/${one})?)?`), steve],
    [method, at(`(?:/k8s/clusters/local)?/apis/${one}/v1(?:beta1)?/namespaces/${one}/${one}(?:/${one})?`), kubernetes],
  ]),
  ["PATCH", at(`(?:/k8s/clusters/local)?/apis/management.cattle.io/v3/clusters/${one}`), patchManagement],
  read(`/k8s/clusters/${one}/api/v1/events`, events),
];

function act(call: Call): Answer {
  const action = queryOf(call.request).get("action") ?? "";
  if (action === "rotateCertificates") return rotateCertificates(call);
  if (action === "generateKubeconfig") return generateKubeconfig(call);
  return invalidAction(call.state, action);
}

function at(pattern: string): RegExp {
  return new RegExp(`^${pattern}$`);
}

function read(pattern: string, reply: (call: Call) => LabReply): Route {
  return ["GET", at(pattern), (call) => ({ state: call.state, reply: reply(call) })];
}
