import type { LabRequest } from "../model.ts";
import { type Answer, errorsBase, html, json } from "./replies.ts";
import type { OpsmanState } from "./state.ts";

/** An answer if the request may not pass: no such token, or expired. Behaviour 1. */
export function authenticated(state: OpsmanState, request: LabRequest, now: number): Answer | undefined {
  const path = request.path.split("?")[0] ?? "";
  if (path === "/uaa/oauth/token" || path === "/api/v0/info") return undefined;
  if (!path.startsWith("/api/") && path !== "/download_root_ca_cert") return { state, reply: html(404, "Not Found") };
  const bearer = /^bearer (.+)$/i.exec(request.headers["authorization"] ?? "")?.[1];
  const token = state.tokens.find((candidate) => candidate.value === bearer);
  if (token !== undefined && token.expiresAt > now) return undefined;
  return {
    state,
    reply: errorsBase(401, "Unable to successfully verify the access token with UAA. Is it expired?"),
  };
}

/** Behaviour 1: machine grant and user grant; both ways of naming the `opsman` client. */
export function token(state: OpsmanState, request: LabRequest, now: number): Answer {
  const form = new URLSearchParams(request.body);
  const basic = /^basic (.+)$/i.exec(request.headers["authorization"] ?? "")?.[1];
  const [id = "", secret = ""] = basic === undefined ? [] : decodeBasic(basic);
  const user = form.get("grant_type") === "client_credentials" ? id : (form.get("username") ?? "");
  const given = form.get("grant_type") === "client_credentials" ? secret : form.get("password");
  if (state.clients[user] === undefined || state.clients[user] !== given) {
    return { state, reply: json(401, { error: "unauthorized", error_description: "Bad credentials" }) };
  }
  const lifetime = state.settings.tokenLifetimeMs;
  const value = `token-${state.tokensIssued + 1}`;
  const tokens = [...state.tokens.filter((old) => old.expiresAt > now), { value, user, expiresAt: now + lifetime }];
  return {
    state: { ...state, tokens, tokensIssued: state.tokensIssued + 1 },
    reply: json(200, {
      access_token: value,
      token_type: "bearer",
      expires_in: Math.floor(lifetime / 1000),
      scope: state.scopes?.[user] ?? "opsman.admin",
      jti: value,
    }),
  };
}

function decodeBasic(encoded: string): readonly string[] {
  const text = Buffer.from(encoded, "base64").toString("utf8");
  const colon = text.indexOf(":");
  return [text.slice(0, colon), text.slice(colon + 1)].map((part) => decodeURIComponent(part));
}

/** Who sent the request. */
export function userOf(state: OpsmanState, request: LabRequest): string {
  const bearer = /^bearer (.+)$/i.exec(request.headers["authorization"] ?? "")?.[1];
  return state.tokens.find((token) => token.value === bearer)?.user ?? "";
}
