import { CertplanError } from "../../messages/error.ts";
import type { Json } from "../../model/json.ts";
import type { Session } from "../../model/provider.ts";
import { HttpFailure, type HttpReply } from "../../ports/index.ts";
import { connectionOf, principalOf } from "./connection.ts";
import { errorText } from "./reply.ts";

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

export function accessRefused(session: Session, path: string, reply: HttpReply): CertplanError {
  return new CertplanError({
    code: "AccessRefused",
    message: `${connectionOf(session).origin}: ${path} answered ${reply.status} ${errorText(reply)} (as ${principalOf(session)})`,
    hint: "check the token of the target, that it has not ended, and what its owner may do with this cluster",
  });
}

/** Rancher said no to a change: nothing happened. */
export function refusedChange(session: Session, path: string, reply: HttpReply): CertplanError {
  if (reply.status === 401 || reply.status === 403) return accessRefused(session, path, reply);
  return refusedHere(session, `${path} was refused with ${reply.status}: ${errorText(reply)}`);
}

/** Nothing is sent, or nothing came of it. */
export function refusedHere(session: Session, detail: string, hint?: string): CertplanError {
  return new CertplanError({
    code: "PlatformRefused",
    message: `${connectionOf(session).origin}: ${detail}`,
    ...(hint === undefined ? {} : { hint }),
  });
}

export function outcomeUnknown(session: Session, path: string, detail: string): CertplanError {
  return new CertplanError({ code: "OutcomeUnknown", message: `${connectionOf(session).origin}: ${path}: ${detail}` });
}

/** Deepest nesting that is read: what is nested deeper exhausts the stack of whatever walks it. */
const deepest = 100;

/** The body as JSON. Throws PlatformReply. */
export function parseReply(session: Session, path: string, reply: HttpReply): Json {
  const value = jsonOf(reply.body);
  if (value !== undefined && !isDeeper(value, deepest)) return value;
  throw new CertplanError({
    code: "PlatformReply",
    message: `${connectionOf(session).origin}: ${path} answered with something that is not JSON`,
  });
}

function jsonOf(body: string): Json | undefined {
  try {
    return JSON.parse(body) as Json;
  } catch {
    return undefined;
  }
}

function isDeeper(value: Json, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((part: Json) => isDeeper(part, levels - 1));
}
