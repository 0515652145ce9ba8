import { createHash } from "node:crypto";
import { CertplanError } from "../messages/error.ts";
import type { Fingerprint } from "../model/slot.ts";

const block = /-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----([\s\S]*?)-----END (?:TRUSTED |X509 )?CERTIFICATE-----/g;

/**
 * The certificates of a PEM text as DER, in its order; text between them is passed over. The bytes are not read as
 * certificates here.
 * @throws CertificateUnreadable (input) if it holds none.
 */
export function parsePemBundle(text: string): readonly Uint8Array[] {
  const found = Array.from(text.matchAll(block), (match) => new Uint8Array(Buffer.from(match[1] ?? "", "base64")));
  if (found.length === 0) {
    throw new CertplanError({ code: "CertificateUnreadable", message: "there is no PEM certificate in the text" });
  }
  return found;
}

/** DER as PEM with lines of 64 characters and a newline at the end. */
export function pemOf(der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString("base64")
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`;
}

/** SHA-256 of the DER, as `openssl x509 -fingerprint -sha256` counts it. */
export function fingerprintOf(der: Uint8Array): Fingerprint {
  return createHash("sha256").update(der).digest("hex") as Fingerprint;
}
