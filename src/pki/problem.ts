import { escapeText } from "../messages/escape.ts";
import type { JsonObject } from "../model/json.ts";
import { iso } from "../time/instant.ts";
import type { CertificateFacts } from "./parse.ts";

/** Why a chain does not verify. The codes are contract. */
export type ChainProblemCode =
  | "NothingSent"
  | "Unreadable"
  | "PinMismatch"
  | "SelfSigned"
  | "UnknownIssuer"
  | "MissingIntermediate"
  | "BadSignature"
  | "Expired"
  | "NotYetValid"
  | "WrongName"
  | "NotACa"
  | "PathLength"
  | "WrongUsage"
  | "NameConstraint"
  | "UnknownCriticalExtension"
  | "PathRefused";

/** One reason, with the facts it came from. `evidence` holds text as it stands in the certificate; `sentence` is safe. */
export interface ChainProblem {
  readonly code: ChainProblemCode;
  readonly sentence: string;
  readonly evidence: JsonObject;
}

/** Builds a problem about one certificate: its subject and fingerprint are always in the evidence. */
export function problemWith(
  code: ChainProblemCode,
  certificate: CertificateFacts,
  sentence: string,
  evidence: JsonObject = {},
): ChainProblem {
  const { subject, fingerprint } = certificate;
  return { code, sentence, evidence: { subject, fingerprint, ...evidence } };
}

/** How a sentence names a certificate. */
export function named(certificate: CertificateFacts): string {
  return escapeText(certificate.subject || certificate.sans[0] || certificate.fingerprint.slice(0, 16));
}

export function validity(certificate: CertificateFacts): JsonObject {
  return { notBefore: iso(certificate.notBefore), notAfter: iso(certificate.notAfter) };
}
