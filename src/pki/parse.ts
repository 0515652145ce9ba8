import { type KeyObject, X509Certificate } from "node:crypto";
import { CertplanError } from "../messages/error.ts";
import type { Fingerprint, KeyFacts, Slot, SlotClass } from "../model/slot.ts";
import { type Instant, iso } from "../time/instant.ts";
import type { Candidate } from "./anchors.ts";
import { oneLine } from "./distinguished-name.ts";
import { type ExtensionFacts, readExtensions } from "./extensions.ts";
import { type Extension, outlineOf } from "./outline.ts";
import { fingerprintOf, parsePemBundle } from "./pem.ts";
import { unreadableCritical } from "./rare-extensions.ts";
import { signatureHashOf } from "./signature-hash.ts";

/** What a certificate says. Text is as it stands in the certificate: escape it before a terminal. */
export interface CertificateFacts extends ExtensionFacts {
  readonly der: Uint8Array;
  readonly fingerprint: Fingerprint;
  /** On one line, in the order of the certificate: `CN=portal,O=Acme`; special characters escaped as in RFC 4514. */
  readonly subject: string;
  readonly issuer: string;
  /** Upper-case hex, no leading zeros. */
  readonly serialNumber: string;
  /** Both ends belong to the validity (RFC 5280, 4.1.2.5). */
  readonly notBefore: Instant;
  readonly notAfter: Instant;
  readonly key: KeyFacts;
  /** Hash of the signature: `sha256`, `none` for Ed25519. */
  readonly signature: string;
}

/** A certificate that is open for verifying: its facts, and what they were read from (node:crypto is OpenSSL). */
export interface OpenCertificate extends Candidate {
  readonly facts: CertificateFacts;
  readonly extensions: readonly Extension[];
}

/**
 * Reads one certificate, PEM (the first in the text) or DER.
 * @throws CertificateUnreadable (input) if it is none.
 */
export async function parseCertificate(pemOrDer: string | Uint8Array): Promise<CertificateFacts> {
  return (await openCertificate(pemOrDer)).facts;
}

/** As `parseCertificate`, kept open. */
export async function openCertificate(pemOrDer: string | Uint8Array): Promise<OpenCertificate> {
  const der = typeof pemOrDer === "string" ? firstOf(pemOrDer) : pemOrDer;
  try {
    const openssl = new X509Certificate(der);
    const { signatureAlgorithm, extensions } = outlineOf(der);
    const facts = {
      ...opensslFacts(der, openssl),
      signature: signatureHashOf(signatureAlgorithm),
      ...readExtensions(extensions),
    };
    const unreadable = await unreadableCritical(der, extensions);
    const all =
      unreadable.length === 0 ? facts : { ...facts, unknownCritical: [...facts.unknownCritical, ...unreadable] };
    return { der, fingerprint: facts.fingerprint, openssl, facts: all, extensions };
  } catch (cause) {
    throw new CertplanError({
      code: "CertificateUnreadable",
      message: `${der.length} bytes cannot be read as a certificate`,
      cause,
    });
  }
}

/** A slot that holds this certificate. */
export function slotOf(facts: CertificateFacts, name: string, slotClass: SlotClass): Slot {
  return {
    name,
    class: slotClass,
    fingerprint: facts.fingerprint,
    subject: facts.subject,
    issuer: facts.issuer,
    serialNumber: facts.serialNumber,
    notBefore: iso(facts.notBefore),
    notAfter: iso(facts.notAfter),
    key: facts.key,
    signature: facts.signature,
    sans: facts.sans,
  };
}

function firstOf(pem: string): Uint8Array {
  return parsePemBundle(pem)[0] ?? new Uint8Array();
}

function opensslFacts(
  der: Uint8Array,
  openssl: X509Certificate,
): Omit<CertificateFacts, "signature" | keyof ExtensionFacts> {
  return {
    der,
    fingerprint: fingerprintOf(der),
    subject: oneLine(openssl.subject),
    issuer: oneLine(openssl.issuer),
    serialNumber: openssl.serialNumber.toUpperCase().replace(/^0+(?=.)/, ""),
    notBefore: instantOf(openssl.validFrom),
    notAfter: instantOf(openssl.validTo),
    key: keyFactsOf(openssl.publicKey),
  };
}

function instantOf(text: string): Instant {
  const instant = Date.parse(text);
  if (Number.isNaN(instant)) throw new RangeError(`"${text}" is not a date`);
  return instant;
}

function keyFactsOf(key: KeyObject): KeyFacts {
  const type = key.asymmetricKeyType ?? "unknown";
  const size = key.asymmetricKeyDetails?.modulusLength ?? curveBits(key.asymmetricKeyDetails?.namedCurve);
  return size === undefined ? { type } : { type, size };
}

/** Every name of a curve in OpenSSL holds its size: prime256v1, secp384r1, brainpoolP512r1. */
function curveBits(curve: string | undefined): number | undefined {
  const digits = curve?.match(/\d{3}/)?.[0];
  return digits === undefined ? undefined : Number(digits);
}
