import { escapeText } from "../messages/escape.ts";
import { type Anchors, type Candidate, nameKey, type SignatureCheck } from "./anchors.ts";
import { oneLine } from "./distinguished-name.ts";
import type { OpenCertificate } from "./parse.ts";
import { findPaths, issuersNamedBy } from "./path.ts";
import { type ChainProblem, named, problemWith } from "./problem.ts";

export interface DeadEnd {
  readonly leaf: Candidate;
  readonly pool: readonly Candidate[];
  /** CA certificates seen elsewhere. */
  readonly known: readonly Candidate[];
  readonly anchors: Anchors;
  /** From the leaf on, each signed by the next; the last has no signer at hand. Not empty. */
  readonly reached: readonly OpenCertificate[];
  readonly signed: SignatureCheck;
}

/**
 * Why no path leads from the leaf to an anchor. What was not sent cannot be seen, so a leaf sent alone is both of an
 * unknown issuer and perhaps short of an intermediate; `known` certificates make the second certain.
 */
export function noPathProblems({ leaf, pool, known, anchors, reached, signed }: DeadEnd): ChainProblem[] {
  const last = reached.at(-1);
  if (last === undefined) return [];
  const { facts } = last;
  if (signed(last, last)) return [selfSigned(last, reached.length === 1)];
  const found = known.length === 0 ? undefined : findPaths(leaf, [...pool, ...known], anchors, signed).paths[0];
  if (found !== undefined) {
    const sent = new Set([leaf, ...pool].map((one) => one.fingerprint));
    const missing = found.filter((one) => !sent.has(one.fingerprint) && !anchors.fingerprints.has(one.fingerprint));
    const names = missing.map((one) => oneLine(one.openssl.subject));
    const sentence = `the server did not send ${escapeText(names.join(" and "))}`;
    return [problemWith("MissingIntermediate", facts, sentence, { missing: names })];
  }
  const issuer = escapeText(facts.issuer);
  const forged = issuersNamedBy(last, pool, anchors).find((one) => !signed(one, last) && claims(last, one));
  if (forged !== undefined) {
    const sentence = `the signature of ${named(facts)} was not made by the key of ${issuer}`;
    return [
      problemWith("BadSignature", facts, sentence, { issuer: facts.issuer, issuerFingerprint: forged.fingerprint }),
    ];
  }
  const namesake = anchors.bySubject.get(nameKey(last.openssl.issuer))?.[0];
  const why =
    namesake === undefined ? "is neither trusted nor sent" : "is trusted under this name with another key only";
  const unknown = problemWith("UnknownIssuer", facts, `the issuer of ${named(facts)}, ${issuer}, ${why}`, {
    issuer: facts.issuer,
    ...(namesake === undefined ? {} : { sameNameAnotherKey: namesake.fingerprint }),
  });
  if (reached.length > 1 || namesake !== undefined) return [unknown];
  const sentence = `the server sent no CA certificate; if ${issuer} is an intermediate, it must be sent too`;
  return [unknown, problemWith("MissingIntermediate", facts, sentence, { issuer: facts.issuer })];
}

function selfSigned({ facts }: OpenCertificate, isLeaf: boolean): ChainProblem {
  if (isLeaf) return problemWith("SelfSigned", facts, `${named(facts)} is self-signed and not trusted`);
  const sentence = `the chain ends in the root ${named(facts)}, which is not trusted`;
  return problemWith("UnknownIssuer", facts, sentence, { issuer: facts.issuer });
}

/** True if the certificate names this very key as its signer; without key identifiers nobody can tell. */
function claims({ openssl, facts }: OpenCertificate, issuer: Candidate): boolean {
  return facts.authorityKeyId !== undefined && openssl.checkIssued(issuer.openssl);
}
