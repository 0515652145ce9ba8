import { CertplanError } from "../../messages/error.ts";
import type { Json, JsonObject } from "../../model/json.ts";
import type { Session } from "../../model/provider.ts";
import { HttpFailure, type HttpReply } from "../../ports/index.ts";
import {
  type Exchange,
  exchange as exchangeAs,
  noteClock,
  outcomeUnknown,
  readPatiently,
  translate,
  unreachable,
} from "../../web/index.ts";
import { accessRefused, parseReply, refusedChange } from "./failures.ts";
import { forgetToken, tokenOf } from "./login.ts";
import { errorText } from "./reply-words.ts";
import { violationWords } from "./safety.ts";
import { onceServing } from "./startup.ts";

/**
 * Reads a path as JSON. A busy or starting server is asked again twice.
 * Throws AccessRefused, PlatformUnreachable, PlatformUntrusted, PlatformReply.
 */
export async function read(session: Session, path: string): Promise<Json> {
  const value = await readIfThere(session, path);
  if (value === undefined) throw unreachable(session, `${path} answered 404`);
  return value;
}

/** As `read`; undefined where this release does not have the path (404). */
export function readIfThere(session: Session, path: string): Promise<Json | undefined> {
  return readPatiently(session, () => attemptRead(session, path));
}

/**
 * Sends a mutating request, once. Throws PlatformRefused (it said no: nothing happened), OutcomeUnknown (it may have
 * happened), or what `read` throws where nothing was sent.
 */
export async function send(
  session: Session,
  method: "POST" | "PUT" | "DELETE",
  path: string,
  body: JsonObject,
): Promise<Json> {
  const request = { method, path, body: JSON.stringify(body) };
  let reply = await sendOnce(session, request);
  if (reply.status === 401) {
    forgetToken(session);
    reply = await sendOnce(session, request);
  }
  if (reply.status >= 500)
    throw outcomeUnknown(session, path, `it answered ${reply.status} ${errorText(reply)}`.trim());
  if (reply.status >= 300) throw refusedChange(session, path, reply);
  const answer = parseReply(session, path, reply);
  if (violationWords(answer).length > 0) throw refusedChange(session, path, reply);
  if (method !== "PUT" && isEmpty(answer)) {
    throw outcomeUnknown(
      session,
      path,
      "its answer is empty, as of a call that another one at the same time has displaced",
    );
  }
  return answer;
}

/** What a PUT is to change, and how it shows that it did. */
export interface Put {
  readonly path: string;
  readonly body: JsonObject;
  readonly hasTaken: () => Promise<boolean>;
}

/**
 * Sends a PUT, once, and looks whether it has taken: it answers `{}` either way. Throws what `send` throws, and
 * OutcomeUnknown where the look fails or shows that it has not.
 */
export async function put(session: Session, { path, body, hasTaken }: Put): Promise<void> {
  await send(session, "PUT", path, body);
  const isThere = await hasTaken().catch((error: unknown) => {
    if (!(error instanceof CertplanError)) throw error;
    return false;
  });
  if (isThere) return;
  throw outcomeUnknown(
    session,
    path,
    "it was answered, but it does not read as changed, as after a call that another one at the same time has displaced",
  );
}

/**
 * Every change but a PUT answers something. Up to 3.0 a call made while another is processed can fail without an error
 * code (Source: reference/opsman, section 2).
 */
function isEmpty(answer: Json): boolean {
  return answer === null || (typeof answer === "object" && Object.keys(answer).length === 0);
}

async function sendOnce(session: Session, request: Exchange): Promise<HttpReply> {
  return exchange(session, request).catch((cause: unknown) => {
    if (cause instanceof HttpFailure && cause.sent) throw outcomeUnknown(session, request.path, cause.message);
    throw translate(session, request.path, cause);
  });
}

async function attemptRead(session: Session, path: string): Promise<Json | undefined | CertplanError> {
  const ask = (): Promise<HttpReply> => onceServing(session, () => exchange(session, { method: "GET", path }));
  const askedAt = session.clock.now();
  try {
    let reply = await ask();
    if (reply.status === 401) {
      forgetToken(session);
      reply = await ask();
    }
    noteClock(session, reply, askedAt);
    if (reply.status === 401 || reply.status === 403) throw accessRefused(session, `${path}: ${errorText(reply)}`);
    if (reply.status === 404) return undefined;
    if (reply.status !== 200) throw unreachable(session, answered(path, reply));
    return parseReply(session, path, reply);
  } catch (cause) {
    return translate(session, path, cause);
  }
}

function answered(path: string, reply: HttpReply): string {
  const text = errorText(reply);
  return `${path} answered ${reply.status}${text === "" ? "" : `: ${text}`}`;
}

async function exchange(session: Session, request: Exchange): Promise<HttpReply> {
  return exchangeAs(session, await tokenOf(session), request);
}
