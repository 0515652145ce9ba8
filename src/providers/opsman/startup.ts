import type { Session } from "../../model/provider.ts";
import { HttpFailure, type HttpReply } from "../../ports/index.ts";
import { requestBase, unreachable } from "../../web/index.ts";
import { connectionOf } from "./connection.ts";
import { accessRefused } from "./failures.ts";

/** How often a starting system is looked at; a read session does not wait for long. */
const polls = { waiting: 10, reading: 2 } as const;

/**
 * Makes a request that may be repeated; where Ops Manager does not serve yet (502 of its web server, 503), waits until it
 * does, and asks once more. Throws PlatformUnreachable where it does not come, AccessRefused for a wrong passphrase.
 */
export async function onceServing(session: Session, ask: () => Promise<HttpReply>): Promise<HttpReply> {
  const reply = await ask();
  if (reply.status !== 502 && reply.status !== 503) return reply;
  await waitForService(session);
  return ask();
}

/**
 * After a reboot the store is encrypted, and it looks as if it were starting for ever: an apply unlocks it once, where
 * the target has a passphrase. Source: reference/opsman, section 2.
 */
async function waitForService(session: Session): Promise<void> {
  const mayUnlock = session.access === "write" || session.mayUnlock === true;
  const passphrase = connectionOf(session).unlock?.passphrase;
  const limit = mayUnlock ? polls.waiting : polls.reading;
  for (let poll = 1; ; poll += 1) {
    const availability = await readAvailability(session);
    if (availability === "ready") return;
    if (availability === "not-set-up")
      throw unreachable(session, "Ops Manager is not set up", "set it up in its web page, then plan again");
    if (mayUnlock && passphrase !== undefined && !session.memory.has("unlocked")) await unlock(session, passphrase);
    if (poll === limit) throw notServing(session, passphrase !== undefined);
    await session.clock.sleep(session.timing.pollMs);
  }
}

type Availability = "ready" | "not-set-up" | "waiting";

/** `GET /login/ensure_availability`: 302 to the login, 302 to /setup, or a page that says that it waits. */
async function readAvailability(session: Session): Promise<Availability> {
  const path = "/login/ensure_availability";
  const reply = await session.http
    .request({ ...requestBase(session), method: "GET", path, headers: {} })
    .catch((cause: unknown) => {
      if (cause instanceof HttpFailure && cause.code !== "untrusted") return undefined;
      throw cause;
    });
  const location = reply?.status === 302 ? (reply.headers["location"] ?? "") : "";
  if (location.includes("/setup")) return "not-set-up";
  return location.includes("/auth") ? "ready" : "waiting";
}

/** Once in a session. A locked store takes it without a token; one that is not locked says 200 too, or 404. */
async function unlock(session: Session, reference: Parameters<Session["secrets"]["resolve"]>[0]): Promise<void> {
  const passphrase = await session.secrets.resolve(reference);
  const path = "/api/v0/unlock";
  const body = JSON.stringify({ passphrase: passphrase.reveal() });
  const headers = { accept: "application/json", "content-type": "application/json" };
  const reply = await session.http
    .request({ ...requestBase(session), method: "PUT", path, headers, body })
    .catch((cause: unknown) => {
      if (cause instanceof HttpFailure && cause.code !== "untrusted") return undefined;
      throw cause;
    });
  if (reply?.status === 403)
    throw accessRefused(
      session,
      "Ops Manager is locked, and the passphrase was refused",
      "mend unlock: { passphrase }",
    );
  if (reply?.status === 200 || reply?.status === 404) session.memory.set("unlocked", true);
}

function notServing(session: Session, hasPassphrase: boolean): Error {
  const hint = hasPassphrase
    ? "wait if it is starting; if it is locked, certplan apply unlocks it with the passphrase of the target"
    : "wait if it is starting; if it is locked, unlock it in its web page, or name its passphrase under unlock of the target";
  return unreachable(session, "Ops Manager does not serve: it is starting, or locked after a reboot", hint);
}
