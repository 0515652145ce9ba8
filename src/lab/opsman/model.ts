import type { LabModel, LabReply, LabRequest, Transition } from "../model.ts";
import { deployUpTo } from "./install.ts";
import { errorsBase, html } from "./replies.ts";
import { route } from "./routes.ts";
import type { OpsmanState } from "./state.ts";

/**
 * Ops Manager as far as `rotate: [leaves]` needs it; BEHAVIOUR.md lists by number what it enforces.
 * Pure: no clock, no randomness.
 */
export const opsmanModel: LabModel<OpsmanState> = { step, advance: deployUpTo, canonical, broken, effects };

function step(state: OpsmanState, request: LabRequest, now: number): Transition<OpsmanState> {
  const here = now + state.settings.clockSkewMs;
  const answer = authenticated(state, request, here) ?? route(state, request, here);
  return {
    state: answer.state,
    reply: withDate(answer.reply, here),
    takesMs: state.settings.replyMs,
  };
}

interface Answer {
  readonly state: OpsmanState;
  readonly reply: LabReply;
}

/** An answer if the request may not pass: no such token, or expired. Behaviour 1. */
function authenticated(state: OpsmanState, request: LabRequest, now: number): Answer | undefined {
  const path = request.path.split("?")[0] ?? "";
  if (path === "/uaa/oauth/token" || path === "/api/v0/info") return undefined;
  if (!path.startsWith("/api/")) return { state, reply: html(404, "Not Found") };
  const bearer = /^bearer (.+)$/i.exec(request.headers["authorization"] ?? "")?.[1];
  const token = state.tokens.find((candidate) => candidate.value === bearer);
  if (token !== undefined && token.expiresAt > now) return undefined;
  return {
    state,
    reply: errorsBase(401, "Unable to successfully verify the access token with UAA. Is it expired?"),
  };
}

function withDate(reply: LabReply, now: number): LabReply {
  return { ...reply, headers: { date: new Date(now).toUTCString(), ...reply.headers } };
}

/** Up to dates, tokens and ids: which generation of each leaf runs, by which CA, and what is staged or pending. */
function canonical(state: OpsmanState): unknown {
  return {
    cas: state.cas.map((ca, index) => ({ order: index, active: ca.active })),
    leaves: state.leaves.map((leaf) => ({
      leaf: `${leaf.product} ${leaf.reference}`,
      generation: leaf.deployed.generation,
      ca: state.cas.findIndex((ca) => ca.guid === leaf.deployed.ca),
      staged: leaf.staged !== undefined,
    })),
    products: state.products.map((product) => ({ type: product.type, accepts: product.accepts.length })),
    installing: state.installations.some((installation) => installation.status === "running"),
    failed: state.installations[0]?.status === "failed",
    pending: state.pending,
  };
}

/** Which product refuses which, computed from what runs: issuer not accepted, or leaf outside its dates. */
function broken(state: OpsmanState, now: number): readonly string[] {
  const here = now + state.settings.clockSkewMs;
  const lines: string[] = [];
  for (const leaf of state.leaves) {
    const presented = leaf.deployed;
    const outside = here > presented.validUntil || here < presented.validFrom;
    for (const peer of state.products) {
      if (outside || !peer.accepts.includes(presented.ca))
        lines.push(`${peer.guid} refuses ${leaf.product} ${leaf.reference}`);
    }
  }
  return lines;
}

function effects(state: OpsmanState): Readonly<Record<string, number>> {
  return state.effects;
}
