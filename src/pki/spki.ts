import { createHash, createPublicKey, type KeyObject, X509Certificate } from "node:crypto";
import { CertplanError } from "../messages/error.ts";

/** `spki:` and the SHA-256 of a SubjectPublicKeyInfo: how a key is named where it may be known. */
export type SpkiName = string;

/**
 * The name of the key in the first certificate of a PEM, or in a DER.
 * @throws CertificateUnreadable (input) if it is none.
 */
export function spkiOf(certificate: string | Uint8Array): SpkiName {
  return nameOf("certificate", () => new X509Certificate(certificate).publicKey);
}

/**
 * The name of a key: PEM of a private or a public one, without passphrase.
 * @throws CertificateUnreadable (input) if it is none.
 */
export function spkiOfKey(pem: string): SpkiName {
  return nameOf("key", () => createPublicKey(pem));
}

/** The library's error is no cause here: it may hold what was read. */
function nameOf(what: string, read: () => KeyObject): SpkiName {
  let key: KeyObject;
  try {
    key = read();
  } catch {
    throw new CertplanError({ code: "CertificateUnreadable", message: `the text cannot be read as a ${what} in PEM` });
  }
  return `spki:${createHash("sha256")
    .update(key.export({ type: "spki", format: "der" }))
    .digest("hex")}`;
}
