import { CertplanError } from "../../messages/error.ts";
import type { Json, JsonObject } from "../../model/json.ts";
import type { Session } from "../../model/provider.ts";
import { HttpFailure, type HttpReply, type Secret } from "../../ports/index.ts";
import {
  type Exchange,
  exchange as exchangeAs,
  noteClock,
  outcomeUnknown,
  readPatiently,
  translate,
  unreachable,
} from "../../web/index.ts";
import { credentialsOf } from "./connection.ts";
import { accessRefused, parseReply, refusedChange } from "./failures.ts";
import { errorText } from "./reply.ts";

/**
 * Reads a path as JSON. A busy or starting server is asked again twice.
 * Throws AccessRefused, PlatformUnreachable, PlatformUntrusted, PlatformReply.
 */
export async function read(session: Session, path: string): Promise<Json> {
  const value = await readIfThere(session, path);
  if (value === undefined)
    throw unreachable(
      session,
      `there is no ${path}`,
      "check url and cluster of the target, and what its token may see",
    );
  return value;
}

/** As `read`; undefined where there is no such thing (404). */
export function readIfThere(session: Session, path: string): Promise<Json | undefined> {
  return readPatiently(session, () => attemptRead(session, path));
}

/** What a change came to, where it may say no in a way that its caller knows an answer to. */
export type Sent = { readonly reply: Json } | { readonly conflict: string };

/**
 * Sends a mutating request, once. `conflict`: the object has changed since it was read, and nothing happened (409).
 * Throws PlatformRefused or AccessRefused (it said no: nothing happened), OutcomeUnknown (it may have happened), or what
 * `read` throws where nothing was sent. A 5xx is unknown: Rancher answers so also after it has stored the request.
 */
export async function send(
  session: Session,
  method: "POST" | "PUT",
  path: string,
  body: JsonObject | undefined,
): Promise<Sent> {
  const request = { method, path, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
  const reply = await exchange(session, request).catch((cause: unknown) => {
    if (cause instanceof HttpFailure && cause.sent) throw outcomeUnknown(session, path, cause.message);
    throw translate(session, path, cause);
  });
  if (reply.status >= 500) {
    throw outcomeUnknown(session, path, `it answered ${reply.status} ${errorText(reply)}`.trim());
  }
  if (reply.status === 409) return { conflict: errorText(reply) };
  if (reply.status >= 300) throw refusedChange(session, path, reply);
  return { reply: parseReply(session, path, reply) };
}

async function attemptRead(session: Session, path: string): Promise<Json | undefined | CertplanError> {
  const askedAt = session.clock.now();
  try {
    const reply = await exchange(session, { method: "GET", path });
    noteClock(session, reply, askedAt);
    if (reply.status === 401 || reply.status === 403) throw accessRefused(session, path, reply);
    if (reply.status === 404) return undefined;
    if (reply.status !== 200) throw unreachable(session, `${path} answered ${reply.status} ${errorText(reply)}`.trim());
    return parseReply(session, path, reply);
  } catch (cause) {
    return translate(session, path, cause);
  }
}

/** A User-Agent of a browser would be asked for a CSRF token; none is sent (Source: reference/rancher, section 2). */
async function exchange(session: Session, request: Exchange): Promise<HttpReply> {
  return exchangeAs(session, await tokenOf(session), request);
}

/** Resolved once for a session. */
async function tokenOf(session: Session): Promise<Secret> {
  const known = session.memory.get("token") as Secret | undefined;
  const token = known ?? (await session.secrets.resolve(credentialsOf(session).token));
  session.memory.set("token", token);
  return token;
}
