import type { Instant } from "../time/instant.ts";
import { extensionIds } from "./extensions.ts";
import { loadPkijs } from "./libraries.ts";
import type { OpenCertificate } from "./parse.ts";
import { openWithPkijs } from "./rare-extensions.ts";

/**
 * Answers of the pkijs engine that are not asked for, because it is wrong about them or `pathProblems` says it better:
 * 8 dates, 10 name chaining (it takes a PrintableString and the same UTF8String for two names), 14 CA rights (it
 * refuses old roots and never looks at path length), 41 and 42 name constraints (one permitted name lets all pass,
 * and of several permitted directory names only the last counts).
 */
const decidedHere: ReadonlySet<number> = new Set([8, 10, 14, 41, 42]);

/**
 * What the chain engine of pkijs has against a finished path (leaf first, at least two); undefined if nothing. It is
 * asked for what certplan does not work out itself: certificate policies, their mappings and constraints. It builds
 * no path: its own builder fails when any issuer leads nowhere, does not end on certificates that sign each other,
 * takes the shortest path even if expired, and knows no Ed25519. Without a certificate that demands or maps policies
 * there is nothing to ask: every policy is then acceptable (RFC 5280, 6.1.1 to 6.1.5).
 */
export async function secondOpinion(path: readonly OpenCertificate[], at: Instant): Promise<string | undefined> {
  if (!path.some(demandsPolicies)) return undefined;
  const { CertificateChainValidationEngine } = await loadPkijs();
  const certificates = await Promise.all(path.map((one) => openWithPkijs(one.der)));
  const anchor = certificates.slice(-1);
  const engine = new CertificateChainValidationEngine({
    trustedCerts: anchor,
    certs: certificates.slice(0, -1).reverse(),
    checkDate: new Date(at),
    findIssuer: async (certificate) => {
      const issuer = certificates[certificates.indexOf(certificate) + 1];
      return issuer === undefined ? [] : [issuer];
    },
  });
  const answer = await engine.verify();
  if (answer.result || decidedHere.has(answer.resultCode)) return undefined;
  return answer.resultMessage;
}

function demandsPolicies({ extensions }: OpenCertificate): boolean {
  return extensions.some(({ oid }) => oid === extensionIds.policyConstraints || oid === extensionIds.policyMappings);
}
