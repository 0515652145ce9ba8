import type { LabRequest } from "../model.ts";
import { type Answer, json } from "./replies.ts";
import type { LabScope, OpsmanState } from "./state.ts";
import { userOf } from "./token.ts";

/** 403 for what the scope of the caller does not hold. Source: reference, section 2 (RBAC scopes). */
export function forbidden(state: OpsmanState, request: LabRequest): Answer | undefined {
  const scope = state.scopes?.[userOf(state, request)];
  if (scope === undefined || isAllowed(scope, request)) return undefined;
  return { state, reply: json(403, { errors: { errors: ["Not authorized"] } }) };
}

function isAllowed(scope: LabScope, { method, path }: LabRequest): boolean {
  const isCredential = path.includes("/credentials");
  switch (scope) {
    case "opsman.full_control":
      return true;
    case "opsman.full_view":
      return method === "GET";
    case "opsman.restricted_control":
      return !isCredential;
    case "opsman.restricted_view":
      return method === "GET" && !isCredential;
  }
}
