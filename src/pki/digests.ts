import { createHash } from "node:crypto";
import type { CertificateDigests } from "../model/provider.ts";
import { spkiOf } from "./spki.ts";

/** What else than its fingerprint names a certificate (DER). Throws CertificateUnreadable (input) if it is none. */
export function digestsOf(der: Uint8Array): CertificateDigests {
  return {
    spki: spkiOf(der).replace(/^spki:/, ""),
    thumbprint: createHash("sha1").update(der).digest("hex"),
  };
}
