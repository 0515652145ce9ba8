import { CertplanError } from "../messages/error.ts";
import type { Fingerprint } from "../model/slot.ts";
import { type OpenCertificate, openCertificate } from "./parse.ts";
import { fingerprintOf } from "./pem.ts";

/** Opens a certificate; undefined for bytes that cannot be read as one. */
export type CertificateReader = (der: Uint8Array) => Promise<OpenCertificate | undefined>;

const remembered = 5000;

/**
 * A reader that opens each certificate once and remembers some thousands: a thousand endpoints share
 * a handful of CAs. The memory only repeats what a pure function said.
 */
export function createCertificateReader(): CertificateReader {
  const known = new Map<Fingerprint, Promise<OpenCertificate | undefined>>();
  return (der) => {
    const fingerprint = fingerprintOf(der);
    const opened = known.get(fingerprint) ?? openReadable(der);
    if (known.size >= remembered) known.clear();
    known.set(fingerprint, opened);
    return opened;
  };
}

async function openReadable(der: Uint8Array): Promise<OpenCertificate | undefined> {
  try {
    return await openCertificate(der);
  } catch (error) {
    if (error instanceof CertplanError && error.code === "CertificateUnreadable") return undefined;
    throw error;
  }
}
