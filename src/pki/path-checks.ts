import type { Instant } from "../time/instant.ts";
import { iso } from "../time/instant.ts";
import { nameConstraintProblems } from "./name-constraints.ts";
import type { OpenCertificate } from "./parse.ts";
import { type ChainProblem, named, problemWith, validity } from "./problem.ts";

/** What the leaf is to be used for. */
export type Purpose = "serverAuth" | "clientAuth";

const purposeOids: Readonly<Record<Purpose, string>> = {
  serverAuth: "1.3.6.1.5.5.7.3.1",
  clientAuth: "1.3.6.1.5.5.7.3.2",
};
const anyPurpose = "2.5.29.37.0";

/** Everything that RFC 5280 asks of a path whose signatures hold, leaf first, the anchor last. */
export async function pathProblems(
  path: readonly OpenCertificate[],
  at: Instant,
  purpose: Purpose,
): Promise<ChainProblem[]> {
  return [
    ...path.flatMap((certificate) => dateProblems(certificate, at)),
    ...path.flatMap((certificate, index) => (index === 0 ? [] : issuerProblems(path, certificate, index))),
    ...path.flatMap((certificate, index) => usageProblems(certificate, index, purpose)),
    ...(await nameConstraintProblems(path)),
    ...path.flatMap(criticalProblems),
  ];
}

/** Both ends of the validity are inside it (RFC 5280, 4.1.2.5; OpenSSL counts the last instant as expired). */
export function dateProblems({ facts }: OpenCertificate, at: Instant): ChainProblem[] {
  if (at >= facts.notBefore && at <= facts.notAfter) return [];
  const evidence = { ...validity(facts), at: iso(at) };
  return [
    at > facts.notAfter
      ? problemWith("Expired", facts, `${named(facts)} expired on ${iso(facts.notAfter)}`, evidence)
      : problemWith("NotYetValid", facts, `${named(facts)} is not valid before ${iso(facts.notBefore)}`, evidence),
  ];
}

function issuerProblems(path: readonly OpenCertificate[], { facts }: OpenCertificate, index: number): ChainProblem[] {
  const problems: ChainProblem[] = [];
  // An anchor without the extension is an old root: it is trusted as it is, as OpenSSL and Go do.
  const isOldRoot = index === path.length - 1 && !facts.hasBasicConstraints;
  if (!facts.isCa && !isOldRoot) {
    problems.push(problemWith("NotACa", facts, `${named(facts)} signed a certificate and is not a CA`));
  }
  if (facts.keyUsage !== undefined && !facts.keyUsage.includes("keyCertSign")) {
    const sentence = `${named(facts)} signed a certificate, which its key usage does not allow`;
    problems.push(problemWith("NotACa", facts, sentence, { keyUsage: facts.keyUsage }));
  }
  const below = path.slice(1, index).filter((one) => one.facts.subject !== one.facts.issuer).length;
  if (facts.pathLength !== undefined && below > facts.pathLength) {
    const sentence = `${named(facts)} allows ${facts.pathLength} CAs below it; this path has ${below}`;
    problems.push(problemWith("PathLength", facts, sentence, { pathLength: facts.pathLength, below }));
  }
  return problems;
}

/** An extended usage on a CA limits everything below it, as in OpenSSL, Go and browsers. */
export function usageProblems({ facts }: OpenCertificate, index: number, purpose: Purpose): ChainProblem[] {
  const problems: ChainProblem[] = [];
  const { usages, keyUsage } = facts;
  if (usages !== undefined && !usages.includes(purposeOids[purpose]) && !usages.includes(anyPurpose)) {
    const sentence = `${named(facts)} may not be used for ${purpose}`;
    problems.push(problemWith("WrongUsage", facts, sentence, { usages }));
  }
  const forTls = ["digitalSignature", "keyEncipherment", "keyAgreement"] as const;
  if (index === 0 && keyUsage !== undefined && !forTls.some((usage) => keyUsage.includes(usage))) {
    const sentence = `the key usage of ${named(facts)} allows no TLS handshake`;
    problems.push(problemWith("WrongUsage", facts, sentence, { keyUsage }));
  }
  return problems;
}

function criticalProblems({ facts }: OpenCertificate): ChainProblem[] {
  if (facts.unknownCritical.length === 0) return [];
  const sentence = `${named(facts)} has a critical extension that certplan does not understand`;
  return [problemWith("UnknownCriticalExtension", facts, sentence, { extensions: facts.unknownCritical })];
}
