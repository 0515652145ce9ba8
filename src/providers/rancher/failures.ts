import type { CertplanError } from "../../messages/error.ts";
import type { Json } from "../../model/json.ts";
import type { Session } from "../../model/provider.ts";
import type { HttpReply } from "../../ports/index.ts";
import { accessRefusedFor, jsonOf, refusedHere, unexpectedReply } from "../../web/index.ts";
import { principalOf } from "./connection.ts";
import { errorText } from "./reply.ts";

export function accessRefused(session: Session, path: string, reply: HttpReply): CertplanError {
  return accessRefusedFor(
    session,
    `${path} answered ${reply.status} ${errorText(reply)} (as ${principalOf(session)})`,
    "check the token of the target, that it has not ended, and what its owner may do with this cluster",
  );
}

/** Rancher said no to a change: nothing happened. */
export function refusedChange(session: Session, path: string, reply: HttpReply): CertplanError {
  if (reply.status === 401 || reply.status === 403) return accessRefused(session, path, reply);
  return refusedHere(session, `${path} was refused with ${reply.status}: ${errorText(reply)}`);
}

/** The body as JSON. Throws PlatformReply. */
export function parseReply(session: Session, path: string, reply: HttpReply): Json {
  const value = jsonOf(reply.body);
  if (value === undefined) throw unexpectedReply(session, path, "JSON");
  return value;
}
