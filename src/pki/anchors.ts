import { X509Certificate } from "node:crypto";
import type { Fingerprint } from "../model/slot.ts";
import { fingerprintOf, parsePemBundle } from "./pem.ts";

/** A certificate as far as a path search needs it. */
export interface Candidate {
  readonly der: Uint8Array;
  readonly fingerprint: Fingerprint;
  readonly openssl: X509Certificate;
}

/** Certificates that end a path, whatever their kind; found by subject. Building one of 150 roots takes some 15 ms. */
export interface Anchors {
  readonly bySubject: ReadonlyMap<string, readonly Candidate[]>;
  readonly fingerprints: ReadonlySet<Fingerprint>;
}

export const noAnchors: Anchors = { bySubject: new Map(), fingerprints: new Set() };

/**
 * Anchors from PEM bundles. Certificates that OpenSSL cannot read are passed over: they could end no path.
 * @throws CertificateUnreadable (input) if a bundle holds no PEM certificate.
 */
export function anchorsOf(bundles: readonly string[]): Anchors {
  const bySubject = new Map<string, Candidate[]>();
  const fingerprints = new Set<Fingerprint>();
  for (const der of bundles.flatMap(parsePemBundle)) {
    const candidate = candidateOf(der);
    if (candidate === undefined || fingerprints.has(candidate.fingerprint)) continue;
    fingerprints.add(candidate.fingerprint);
    const key = nameKey(candidate.openssl.subject);
    bySubject.set(key, [...(bySubject.get(key) ?? []), candidate]);
  }
  return { bySubject, fingerprints };
}

/** Undefined for bytes that OpenSSL cannot read as a certificate, or whose key it does not know. */
function candidateOf(der: Uint8Array): Candidate | undefined {
  try {
    const openssl = new X509Certificate(der);
    return openssl.publicKey.type === "public" ? { der, fingerprint: fingerprintOf(der), openssl } : undefined;
  } catch {
    return undefined;
  }
}

/** True if `issuer` has the name that `certificate` names and its key made the signature. Dates and rights are not looked at. */
export function signed(issuer: Candidate, certificate: Candidate): boolean {
  if (nameKey(certificate.openssl.issuer) !== nameKey(issuer.openssl.subject)) return false;
  try {
    return certificate.openssl.verify(issuer.openssl.publicKey);
  } catch {
    return false;
  }
}

/** Says whether one certificate signed another, as `signed` does. */
export type SignatureCheck = typeof signed;

const remembered = 20_000;

/**
 * A check that makes each signature's verification once and remembers some thousands: one costs 0.1 ms, and a thousand
 * endpoints share their intermediates. The memory only repeats what a pure function said.
 */
export function createSignatureCheck(): SignatureCheck {
  const known = new Map<string, boolean>();
  return (issuer, certificate) => {
    const key = `${issuer.fingerprint} ${certificate.fingerprint}`;
    const answer = known.get(key) ?? signed(issuer, certificate);
    if (known.size >= remembered) known.clear();
    known.set(key, answer);
    return answer;
  };
}

/** Names are compared without regard to case and runs of spaces (RFC 5280, 7.1); an empty name is undefined in node:crypto. */
export function nameKey(name: string | undefined): string {
  return (name ?? "").toLowerCase().replace(/ +/g, " ");
}
