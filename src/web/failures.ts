import { CertplanError } from "../messages/error.ts";
import type { Session } from "../model/provider.ts";
import { HttpFailure } from "../ports/index.ts";
import { originOf } from "./request.ts";

/** Each says the origin first: an estate may have several platforms of one type. */

/** What went wrong with a request, as certplan's own error, with the path. A defect is thrown on. */
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

/** PlatformUnreachable: it cannot be reached, or does not serve what it should. */
export function unreachable(session: Session, detail: string, hint?: string): CertplanError {
  return failure("PlatformUnreachable", session, detail, hint);
}

/** PlatformRefused: nothing is sent, or nothing came of it. */
export function refusedHere(session: Session, detail: string, hint?: string): CertplanError {
  return failure("PlatformRefused", session, detail, hint);
}

/** OutcomeUnknown: a change was sent, and may have happened. */
export function outcomeUnknown(session: Session, path: string, detail: string): CertplanError {
  return failure("OutcomeUnknown", session, `${path}: ${detail}`);
}

/** AccessRefused; `detail` says as whom. */
export function accessRefusedFor(session: Session, detail: string, hint: string): CertplanError {
  return failure("AccessRefused", session, detail, hint);
}

/** PlatformReply: `what` is that which the reply is not. */
export function unexpectedReply(session: Session, path: string, what: string): CertplanError {
  return failure("PlatformReply", session, `${path} answered with something that is not ${what}`);
}

function failure(code: CertplanError["code"], session: Session, detail: string, hint?: string): CertplanError {
  const message = `${originOf(session)}: ${detail}`;
  return new CertplanError({ code, message, ...(hint === undefined ? {} : { hint }) });
}
