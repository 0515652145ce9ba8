import { CertplanError } from "../../../src/messages/error.ts";
import type { JsonObject } from "../../../src/model/json.ts";
import type { Session } from "../../../src/model/provider.ts";
import { HttpFailure, type HttpReply, type HttpRequest } from "../../../src/ports/index.ts";

/** What the platform shows of itself. */
export interface ToyFacts {
  readonly id: string;
  readonly serving: number;
  /** The newest generation that can be seen. */
  readonly newest: number;
  /** Whether one that is issued and not in use can be seen. */
  readonly lists: boolean;
  readonly ends: number;
  readonly accepts: Readonly<Record<string, readonly number[]>>;
}

export async function readToy(session: Session): Promise<ToyFacts> {
  const reply = await exchange(session, "GET", "/state").catch((cause: unknown) => {
    throw cause instanceof HttpFailure ? unreachable(cause.message) : cause;
  });
  if (reply.status !== 200) throw unreachable(`it answered ${reply.status}`);
  return JSON.parse(reply.body) as ToyFacts;
}

/** Sends a change, once. Throws OutcomeUnknown or PlatformRefused. */
export async function sendToy(session: Session, method: "POST" | "PUT" | "DELETE", path: string): Promise<ToyFacts> {
  const reply = await exchange(session, method, path).catch((cause: unknown) => {
    if (!(cause instanceof HttpFailure)) throw cause;
    throw cause.sent
      ? new CertplanError({ code: "OutcomeUnknown", message: cause.message })
      : unreachable(cause.message);
  });
  if (reply.status >= 500) throw new CertplanError({ code: "OutcomeUnknown", message: `it answered ${reply.status}` });
  if (reply.status >= 300) throw new CertplanError({ code: "PlatformRefused", message: `it answered ${reply.status}` });
  return JSON.parse(reply.body) as ToyFacts;
}

function exchange(session: Session, method: HttpRequest["method"], path: string): Promise<HttpReply> {
  const { origin, trust } = session.connection as JsonObject & Pick<HttpRequest, "origin" | "trust">;
  return session.http.request({
    origin,
    trust,
    method,
    path,
    headers: {},
    timeoutMs: session.timing.requestTimeoutMs,
    maxBytes: 100_000,
  });
}

function unreachable(message: string): CertplanError {
  return new CertplanError({ code: "PlatformUnreachable", message });
}
