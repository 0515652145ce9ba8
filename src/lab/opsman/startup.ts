import type { LabRequest } from "../model.ts";
import { type Answer, bodyOf, errors, errorsBase, html, json } from "./replies.ts";
import type { OpsmanState } from "./state.ts";

/** An answer of the appliance itself: what it says while it is locked, starting or not set up. Behaviour 1. */
export function beforeService(state: OpsmanState, request: LabRequest, now: number): Answer | undefined {
  const path = request.path.split("?")[0] ?? "";
  if (request.method === "PUT" && path === "/api/v0/unlock") return unlock(state, request, now);
  if (path === "/login/ensure_availability") return { state, reply: availability(state, now) };
  if (isServing(state, now)) return undefined;
  const { startup } = state;
  if (startup !== undefined && "setup" in startup) {
    return { state, reply: json(400, { errors: { errors: ["Setup is not completed"] } }) };
  }
  if (path.startsWith("/uaa/")) return { state, reply: html(502, "Bad Gateway") };
  return { state, reply: errorsBase(503, "Authentication is starting up.") };
}

function isServing({ startup }: OpsmanState, now: number): boolean {
  return startup === undefined || ("until" in startup && startup.until <= now);
}

/** Without a token. Already unlocked: 200, whatever the passphrase. */
function unlock(state: OpsmanState, request: LabRequest, now: number): Answer {
  const { startup } = state;
  if (startup === undefined || !("passphrase" in startup)) return { state, reply: json(200, {}) };
  if (bodyOf(request.body)["passphrase"] !== startup.passphrase) {
    return { state, reply: errors(403, "Decryption passphrase is wrong") };
  }
  const times = Object.keys(state.effects).filter((name) => name.startsWith("unlock ")).length;
  const effects = { ...state.effects, [`unlock ${times + 1}`]: 1 };
  return { state: { ...state, startup: { until: now + state.settings.startMs }, effects }, reply: json(200, {}) };
}

function availability(state: OpsmanState, now: number): ReturnType<typeof html> {
  const { startup } = state;
  if (startup !== undefined && "setup" in startup) return { status: 302, headers: { location: "/setup" }, body: "" };
  if (isServing(state, now)) return { status: 302, headers: { location: "/auth/cloudfoundry" }, body: "" };
  const body = "<html><body>Waiting for authentication system to start...</body></html>";
  return { status: 200, headers: { "content-type": "text/html" }, body };
}
