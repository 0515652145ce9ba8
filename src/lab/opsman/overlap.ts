import type { LabRequest } from "../model.ts";
import { atLeast } from "./release.ts";
import { type Answer, json } from "./replies.ts";
import type { OpsmanState } from "./state.ts";

/**
 * A change that arrives while another call is processed: up to 3.0 it is lost, and no error code tells of it. Later
 * releases queue it, which is what the model does with everything else. Behaviour 7.
 */
export function lostToAnother(state: OpsmanState, request: LabRequest, now: number): Answer | undefined {
  if (!isLosing(state) || !isCall(request) || request.method === "GET") return undefined;
  if ((state.busyUntil ?? 0) <= now) return undefined;
  return { state, reply: json(200, {}) };
}

/** The state while it processes this request. A part of its time only, so that no clock's jitter makes an overlap. */
export function busyWith(state: OpsmanState, request: LabRequest, now: number): OpsmanState {
  if (!isLosing(state) || !isCall(request)) return state;
  return { ...state, busyUntil: now + state.settings.replyMs * 0.8 };
}

function isLosing(state: OpsmanState): boolean {
  const { overlap } = state.settings;
  return overlap === undefined ? !atLeast(state, 3, 1) : overlap === "lost";
}

function isCall({ path }: LabRequest): boolean {
  return path.startsWith("/api/") && !path.startsWith("/api/v0/info") && !path.startsWith("/api/v0/unlock");
}
