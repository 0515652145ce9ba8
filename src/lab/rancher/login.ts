import type { LabRequest } from "../model.ts";
import { atLeast } from "./release.ts";
import { type Answer, json, normanError, pathOf, unauthorised } from "./replies.ts";
import type { LabToken, RancherState } from "./state.ts";

/** Whose token a request shows; undefined: nobody's that lives, or one that is bound to another cluster. */
export function tokenOf(state: RancherState, request: LabRequest, now: number): LabToken | undefined {
  const [name, secret] = shown(request);
  const token = state.tokens.find((one) => one.name === name && one.secret === secret);
  if (token === undefined || (token.expiresAt !== undefined && token.expiresAt <= now)) return undefined;
  if (token.clusterName !== undefined && token.clusterName !== clusterIn(pathOf(request))) return undefined;
  return token;
}

/** Bearer and Basic, whose scheme may be written as one likes, and the cookie of a browser. */
function shown({ headers }: LabRequest): readonly [name: string, secret: string] {
  const [scheme = "", value = ""] = (headers["authorization"] ?? "").split(" ");
  if (scheme.toLowerCase() === "bearer") return halves(value.replace(/^ext\//, ""));
  if (scheme.toLowerCase() === "basic") return halves(Buffer.from(value, "base64").toString("utf8"));
  return halves(/(?:^|;\s*)R_SESS=([^;]+)/.exec(headers["cookie"] ?? "")?.[1] ?? "");
}

function halves(text: string): readonly [string, string] {
  const colon = text.indexOf(":");
  return colon === -1 ? [text, ""] : [text.slice(0, colon), text.slice(colon + 1)];
}

function clusterIn(path: string): string | undefined {
  return /^\/(?:v3\/clusters|k8s\/clusters)\/([^/]+)/.exec(path)?.[1];
}

/** Paths that need no login. */
export function isOpen(path: string): boolean {
  return (
    path === "/rancherversion" ||
    path === "/v3/settings/cacerts" ||
    path === "/v3/settings/first-login" ||
    path === "/ping"
  );
}

/** An answer where the request may not pass. Behaviour 1. */
export function withoutLogin(state: RancherState, request: LabRequest, now: number): Answer | undefined {
  const path = pathOf(request);
  if (isOpen(path)) return undefined;
  if (tokenOf(state, request, now) === undefined) return { state, reply: unauthorised() };
  return csrf(request) ? undefined : { state, reply: normanError(422, "InvalidCSRFToken", "Invalid CSRF token") };
}

/** Only what says that it is a browser needs the double cookie. */
function csrf({ method, headers }: LabRequest): boolean {
  if (method === "GET" || !/mozilla/i.test(headers["user-agent"] ?? "")) return true;
  const cookie = /(?:^|;\s*)CSRF=([^;]+)/.exec(headers["cookie"] ?? "")?.[1];
  return cookie !== undefined && cookie === headers["x-api-csrf"];
}

export function mayUpdate({ owners }: RancherState, user: string): boolean {
  return owners.includes(user);
}

/** On 2.0 and 2.1 a missing permission is 401 in Norman's shape. Source: reference, section 0. */
export function notPermitted(state: RancherState, message: string): Answer {
  const reply = atLeast(state, 2, 2)
    ? normanError(403, "PermissionDenied", message)
    : normanError(401, "Unauthorized", message);
  return { state, reply };
}

export function rancherVersion({ settings: { version } }: RancherState): ReturnType<typeof json> {
  return json(200, { Version: version, GitCommit: "0a1b2c3d4", RancherPrime: "false" });
}
