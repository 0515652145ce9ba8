import { createHash } from "node:crypto";
import type { Session } from "../../model/provider.ts";
import { readIfThere } from "./client.ts";
import { asObject, textOr } from "./reply.ts";

/** `v2.8.5`, or what a build of a branch calls itself. Answered without a login. */
export async function readVersion(session: Session): Promise<string> {
  return textOr(asObject(await readIfThere(session, "/rancherversion"))["Version"], "");
}

/** What agents believe Rancher's own certificate by; empty where that is the system's CAs. Answered without a login. */
export async function readCacerts(session: Session): Promise<string> {
  return textOr(asObject(await readIfThere(session, "/v3/settings/cacerts"))["value"], "");
}

/** What agents compare with their `CATTLE_CA_CHECKSUM`: SHA-256 of the setting, lower-case hex. */
export function cacertsChecksum(value: string): string {
  return createHash("sha256").update(value).digest("hex");
}
