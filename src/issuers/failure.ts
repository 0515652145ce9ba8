import { CertplanError } from "../messages/error.ts";
import { escapeText } from "../messages/escape.ts";

/** Of an issuer that gave nothing usable. `why` may hold text of a certificate. */
export function issuerFailed(issuerName: string, why: string): CertplanError {
  return new CertplanError({
    code: "IssuerFailed",
    message: `issuer ${issuerName}: ${escapeText(why)}`,
    hint: "mend the issuer, then: certplan apply",
  });
}

/** Of a key that is not the certificate's. Never holds the key. */
export function keyMismatch(name: string, why: string): CertplanError {
  return new CertplanError({
    code: "KeyMismatch",
    message: `the private key of ${name} ${why}`,
    hint: "give the key that the certificate was made for, then: certplan apply",
  });
}
