import type { LabReply, LabRequest } from "../model.ts";
import type { RancherState } from "./state.ts";

/** What an endpoint makes of a request. */
export interface Answer {
  readonly state: RancherState;
  readonly reply: LabReply;
}

/** A call that has passed the login. */
export interface Call {
  readonly state: RancherState;
  readonly request: LabRequest;
  readonly user: string;
  /** What the path names, in order. */
  readonly named: readonly string[];
  /** The platform's own clock. */
  readonly now: number;
}

export function json(status: number, body: unknown): LabReply {
  return { status, headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
}

/** Norman's error, which is not what a missing login looks like. Source: reference, section 2. */
export function normanError(status: number, code: string, message: string): LabReply {
  return json(status, normanErrorBody(status, code, message));
}

export function normanErrorBody(status: number, code: string, message: string): object {
  return { baseType: "error", code, message, status, type: "error" };
}

/** Behaviour 1: `status` is a text, and there is no `code`. */
export function unauthorised(): LabReply {
  return json(401, { type: "error", status: "401", message: "Unauthorized 401: must authenticate" });
}

/** Steve's error: no `baseType`. Source: reference, section 5. */
export function steveError(status: number, code: string, message: string): LabReply {
  return json(status, { type: "error", status, code, message });
}

/** As Kubernetes itself says it. */
export function kubernetesError(status: number, reason: string, message: string): LabReply {
  return json(status, {
    kind: "Status",
    apiVersion: "v1",
    metadata: {},
    status: "Failure",
    message,
    reason,
    code: status,
  });
}

/** Address that links begin with: the headers of proxies come first. Source: reference, section 2. */
export function baseOf({ headers }: LabRequest): string {
  const host =
    headers["x-api-host"] ?? headers["x-forwarded-host"]?.split(",")[0]?.trim() ?? headers["host"] ?? "rancher.local";
  const scheme = headers["x-forwarded-proto"]?.split(",")[0]?.trim() ?? "https";
  return `${scheme}://${host}${headers["x-api-url-prefix"] ?? ""}`;
}

export function pathOf({ path }: LabRequest): string {
  return path.split("?")[0] ?? "";
}

export function queryOf({ path }: LabRequest): URLSearchParams {
  return new URLSearchParams(path.split("?")[1] ?? "");
}

/** The value as an object; undefined if it is none. */
export function record(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : undefined;
}

/** Undefined for what is no JSON. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
