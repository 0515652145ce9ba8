import { CertplanError } from "../../messages/error.ts";
import type { Json } from "../../model/json.ts";
import type { Session } from "../../model/provider.ts";
import { HttpFailure, type HttpReply } from "../../ports/index.ts";
import { connectionOf, principalOf } from "./connection.ts";
import { errorText } from "./reply-words.ts";
import { violationWords } from "./safety.ts";

/** What went wrong with a request, as certplan's own error, with the address and the path. */
export function translate(session: Session, path: string, cause: unknown): CertplanError {
  if (cause instanceof CertplanError) return cause;
  if (!(cause instanceof HttpFailure)) throw cause;
  if (cause.code !== "untrusted") return unreachable(session, `${path}: ${cause.message}`);
  return new CertplanError({
    code: "PlatformUntrusted",
    message: cause.message,
    hint: "compare its certificate with what you expect, then change trust",
    cause,
  });
}

export function unreachable(session: Session, detail: string, hint?: string): CertplanError {
  return new CertplanError({
    code: "PlatformUnreachable",
    message: `${connectionOf(session).origin}: ${detail}`,
    ...(hint === undefined ? {} : { hint }),
  });
}

export function accessRefused(session: Session, detail: string, hint?: string): CertplanError {
  return new CertplanError({
    code: "AccessRefused",
    message: `${connectionOf(session).origin}: ${detail} (as ${principalOf(session)})`,
    hint: hint ?? "check the credentials of the target and what they may do",
  });
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
  try {
    return violationWords(JSON.parse(reply.body) as Json);
  } catch {
    return [];
  }
}

export function outcomeUnknown(session: Session, path: string, detail: string): CertplanError {
  return new CertplanError({ code: "OutcomeUnknown", message: `${connectionOf(session).origin}: ${path}: ${detail}` });
}

export function unexpected(session: Session, path: string): CertplanError {
  return new CertplanError({
    code: "PlatformReply",
    message: `${connectionOf(session).origin}: ${path} answered with something that is not its documented reply`,
  });
}

/** Deepest nesting that is read: what is nested deeper exhausts the stack of whatever walks it. */
const deepest = 100;

/** The body as JSON. Throws PlatformReply. */
export function parseReply(session: Session, path: string, reply: HttpReply): Json {
  const value = jsonOf(reply.body);
  if (value === undefined || isDeeper(value, deepest)) throw unexpected(session, path);
  return value;
}

function jsonOf(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function isDeeper(value: Json, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((part: Json) => isDeeper(part, levels - 1));
}

/** Nothing is sent: what was read right before says why not. */
export function refusedHere(session: Session, detail: string, hint?: string): CertplanError {
  return new CertplanError({
    code: "PlatformRefused",
    message: `${connectionOf(session).origin}: ${detail}`,
    ...(hint === undefined ? {} : { hint }),
  });
}
