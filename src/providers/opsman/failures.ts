import { CertplanError } from "../../messages/error.ts";
import type { Json } from "../../model/json.ts";
import type { Session } from "../../model/provider.ts";
import type { HttpReply } from "../../ports/index.ts";
import { accessRefusedFor, jsonOf, unexpectedReply } from "../../web/index.ts";
import { connectionOf, principalOf } from "./connection.ts";
import { errorText } from "./reply-words.ts";
import { violationWords } from "./safety.ts";

export function accessRefused(session: Session, detail: string, hint?: string): CertplanError {
  return accessRefusedFor(
    session,
    `${detail} (as ${principalOf(session)})`,
    hint ?? "check the credentials of the target and what they may do",
  );
}

/** The platform said no to a change. Says what safety checks found, with the step that is missing. */
export function refusedChange(session: Session, path: string, reply: HttpReply): CertplanError {
  const violations = violationsIn(reply);
  const why = [errorText(reply), ...violations].filter((text) => text !== "").join("; ");
  return new CertplanError({
    code: reply.status === 401 || reply.status === 403 ? "AccessRefused" : "PlatformRefused",
    message: `${connectionOf(session).origin}: ${path} was refused with ${reply.status}: ${why}`,
    ...(violations.length === 0 ? {} : { hint: "do what is missing, then: certplan apply" }),
  });
}

function violationsIn(reply: HttpReply): readonly string[] {
  const body = jsonOf(reply.body);
  return body === undefined ? [] : violationWords(body);
}

export function unexpected(session: Session, path: string): CertplanError {
  return unexpectedReply(session, path, "its documented reply");
}

/** The body as JSON. Throws PlatformReply. */
export function parseReply(session: Session, path: string, reply: HttpReply): Json {
  const value = jsonOf(reply.body);
  if (value === undefined) throw unexpected(session, path);
  return value;
}
