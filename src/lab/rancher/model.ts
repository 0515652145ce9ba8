import type { LabModel, LabRequest, Transition } from "../model.ts";
import { broken } from "./broken.ts";
import { canonical } from "./canonical.ts";
import { handshake } from "./handshake.ts";
import { withoutLogin } from "./login.ts";
import { pathOf } from "./replies.ts";
import { advanceRke1 } from "./rke1-runs.ts";
import { route, withNormanHeaders } from "./routes.ts";
import type { RancherState } from "./state.ts";
import { advanceV2 } from "./v2-planner.ts";

/**
 * Rancher as far as the rotation of its clusters' certificates needs it; BEHAVIOUR.md lists by number what it enforces.
 * Pure: no clock, no randomness.
 */
export const rancherModel: LabModel<RancherState> = { step, advance, canonical, broken, effects, handshake };

function step(state: RancherState, request: LabRequest, now: number): Transition<RancherState> {
  const here = now + state.settings.clockSkewMs;
  const refused = withoutLogin(state, request, here);
  const answer = refused ?? route(state, request, here);
  const isNorman = pathOf(request).startsWith("/v3");
  const reply = refused !== undefined && isNorman ? withNormanHeaders(request, answer.reply) : answer.reply;
  const headers = { date: new Date(here).toUTCString(), ...reply.headers };
  return { state: answer.state, reply: { ...reply, headers }, takesMs: state.settings.replyMs };
}

/** The same value where nothing was due. */
function advance(state: RancherState, now: number): RancherState {
  const here = now + state.settings.clockSkewMs;
  const rke1 = state.rke1.map((cluster) => advanceRke1(state, cluster, here));
  const v2 = state.v2.map((cluster) => advanceV2(state, cluster, here));
  const changed =
    rke1.some((one, index) => one !== state.rke1[index]) || v2.some((one, index) => one !== state.v2[index]);
  return changed ? { ...state, rke1, v2 } : state;
}

function effects(state: RancherState): Readonly<Record<string, number>> {
  return Object.assign({}, state.effects, ...state.v2.map((cluster) => cluster.effects));
}
