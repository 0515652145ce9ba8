import { CertplanError } from "../messages/error.ts";
import type { Session } from "../model/provider.ts";
import type { HttpReply, HttpRequest, Secret, TrustAnchors } from "../ports/index.ts";

/** What the connection of every platform on the web has. */
interface WebConnection {
  readonly origin: string;
  readonly trust: TrustAnchors;
}

/** `https://host[:port]`, as the estate says. */
export function originOf(session: Session): string {
  return connectionOf(session).origin;
}

/** What every request of this session has in common. */
export function requestBase(session: Session): Pick<HttpRequest, "origin" | "trust" | "timeoutMs" | "maxBytes"> {
  const { origin, trust } = connectionOf(session);
  return { origin, trust, timeoutMs: session.timing.requestTimeoutMs, maxBytes: 32 * 1024 * 1024 };
}

/** A request as an API of JSON takes it. */
export interface Exchange {
  readonly method: HttpRequest["method"];
  readonly path: string;
  readonly body?: string;
}

/** Sends it once, as the bearer of the token. Rejects with HttpFailure. No User-Agent is sent. */
export function exchange(session: Session, token: Secret, request: Exchange): Promise<HttpReply> {
  return session.http.request({
    ...requestBase(session),
    ...request,
    headers: {
      accept: "application/json",
      authorization: `Bearer ${token.reveal()}`,
      ...(request.body === undefined ? {} : { "content-type": "application/json" }),
    },
  });
}

/** Asks again twice, a poll apart, where the platform was unreachable. `attempt` answers with what it would throw. */
export async function readPatiently<T>(session: Session, attempt: () => Promise<T | CertplanError>): Promise<T> {
  for (let times = 1; ; times += 1) {
    const outcome = await attempt();
    if (!(outcome instanceof CertplanError)) return outcome;
    if (times === 3 || outcome.code !== "PlatformUnreachable") throw outcome;
    await session.clock.sleep(session.timing.pollMs);
  }
}

function connectionOf(session: Session): WebConnection {
  return session.connection as unknown as WebConnection;
}
