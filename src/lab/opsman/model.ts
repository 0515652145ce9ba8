import type { LabModel, LabReply, LabRequest, Transition } from "../model.ts";
import { broken } from "./broken.ts";
import { canonical } from "./canonical.ts";
import { deployUpTo } from "./install.ts";
import { busyWith, lostToAnother } from "./overlap.ts";
import { route } from "./routes.ts";
import { forbidden } from "./scopes.ts";
import { beforeService } from "./startup.ts";
import type { OpsmanState } from "./state.ts";
import { authenticated } from "./token.ts";

/**
 * Ops Manager as far as the rotation of leaves and CAs needs it; BEHAVIOUR.md lists by number what it enforces.
 * Pure: no clock, no randomness.
 */
export const opsmanModel: LabModel<OpsmanState> = { step, advance: deployUpTo, canonical, broken, effects };

function step(state: OpsmanState, request: LabRequest, now: number): Transition<OpsmanState> {
  const here = now + state.settings.clockSkewMs;
  const answer =
    beforeService(state, request, here) ??
    authenticated(state, request, here) ??
    forbidden(state, request) ??
    lostToAnother(state, request, here) ??
    route(state, request, here);
  return {
    state: busyWith(answer.state, request, here),
    reply: withDate(answer.reply, here),
    takesMs: state.settings.replyMs,
  };
}

function withDate(reply: LabReply, now: number): LabReply {
  return { ...reply, headers: { date: new Date(now).toUTCString(), ...reply.headers } };
}

function effects(state: OpsmanState): Readonly<Record<string, number>> {
  return state.effects;
}
