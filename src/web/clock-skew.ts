import type { Session } from "../model/provider.ts";
import type { HttpReply } from "../ports/index.ts";

/** Beyond this the dates of certificates cannot be judged: what we take for valid the platform may not. */
const toleratedMs = 60_000;

/** Remembers by how much the platform's clock (HTTP `Date`, whole seconds) differs at least from ours. */
export function noteClock(session: Session, reply: HttpReply, askedAt: number): void {
  const shown = Date.parse(reply.headers["date"] ?? "");
  if (Number.isNaN(shown)) return;
  const ahead = shown - session.clock.now();
  const behind = askedAt - (shown + 1000);
  session.memory.set(key, ahead > 0 ? ahead : behind > 0 ? -behind : 0);
}

/** Seconds by which the platform's clock is ahead of ours (behind: negative) where that is more than a minute; else 0. */
export function clockSkewOf(session: Session): number {
  const skewMs = session.memory.get(key);
  return typeof skewMs === "number" && Math.abs(skewMs) > toleratedMs ? Math.round(skewMs / 1000) : 0;
}

const key = "clockSkewMs";
