import type { LabReply } from "../model.ts";
import { normanCollection, type Resource } from "./collection.ts";
import { baseOf, type Call, json, normanError } from "./replies.ts";
import type { RancherState } from "./state.ts";

/** `GET /v3/settings`. */
export function listSettings(call: Call): LabReply {
  return normanCollection(call, { type: "setting", plural: "settings", filters: ["id", "name", "value"] }, all(call));
}

/** `GET /v3/settings/<name>`; `cacerts` and `first-login` need no login. */
export function oneSetting(call: Call): LabReply {
  const [id = ""] = call.named;
  const found = all(call).find((setting) => setting.id === id);
  return found === undefined
    ? normanError(404, "NotFound", `settings.management.cattle.io "${id}" not found`)
    : json(200, found);
}

function all(call: Pick<Call, "state" | "request">): readonly Resource[] {
  return Object.entries(valuesOf(call.state)).map(([id, value]) => ({
    id,
    name: id,
    type: "setting",
    baseType: "setting",
    value,
    default: "",
    customized: false,
    source: "",
    links: { self: `${baseOf(call.request)}/v3/settings/${id}` },
    actions: {},
  }));
}

function valuesOf({ cacerts, settings }: RancherState): Readonly<Record<string, string>> {
  return {
    "agent-tls-mode": "strict",
    cacerts,
    "first-login": "false",
    "internal-cacerts": cacerts,
    "kubeconfig-default-token-ttl-minutes": "43200",
    "kubeconfig-generate-token": "true",
    "rotate-certs-if-expiring-in-days": "7",
    "server-version": settings.version,
  };
}
