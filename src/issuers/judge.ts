import { CertplanError } from "../messages/error.ts";
import {
  anchorsOf,
  type CertificateFacts,
  type ChainProblem,
  createCertificateReader,
  matchesName,
  type OpenCertificate,
  parsePemBundle,
  pemOf,
  spkiOf,
  verifyChain,
} from "../pki/index.ts";
import { type Instant, iso, skewMs } from "../time/instant.ts";
import type { CertificateRequest } from "./request.ts";

/** What a leaf has to be. */
export interface LeafWanted extends Pick<CertificateRequest, "sans" | "usages"> {
  /** `spki:…` of its key. */
  readonly spki: string;
}

/**
 * Everything that is wrong with a chain (PEM, leaf first) as an answer to what was wanted, in words; empty if it can be
 * used. The chain has to fit together, but whom to trust is not judged: its last certificate counts as the anchor.
 * A leaf whose validity begins within the skew margin from now is not wrong yet.
 */
export async function problemsOf(chainPem: string, wanted: LeafWanted, now: Instant): Promise<readonly string[]> {
  const read = createCertificateReader();
  const chain = certificatesIn(chainPem);
  const [first] = chain;
  if (first === undefined) return ["there is no PEM certificate in what it gave"];
  const leaf = await read(first);
  if (leaf === undefined) return ["the first certificate that it gave cannot be read"];
  const { facts } = leaf;
  const problems: string[] = [];
  if (spkiOf(first) !== wanted.spki)
    problems.push(`${named(facts)} is for another key than the one that was asked for`);
  if (facts.isCa) problems.push(`${named(facts)} is a CA, not a leaf`);
  const missing = wanted.sans.filter((san) => !covers(leaf, san));
  if (missing.length > 0) problems.push(`${named(facts)} does not cover ${missing.join(", ")}`);
  if (facts.notBefore > now + skewMs) problems.push(`${named(facts)} is not valid before ${iso(facts.notBefore)}`);
  // Judged at its begin where that is still ahead, so that what was just said is not said again.
  const at = Math.max(now, facts.notBefore);
  const anchors = anchorsOf([pemOf(chain.at(-1) ?? first)]);
  for (const purpose of wanted.usages) {
    const verdict = await verifyChain({ sent: chain, anchors, at, purpose, read });
    if (!verdict.verified) problems.push(...verdict.problems.map(sentenceOf));
  }
  return [...new Set(problems)];
}

/** Without a way to the last certificate nothing else can be said, least of all what is trusted. */
function sentenceOf({ code, sentence }: ChainProblem): string {
  const noWay = ["UnknownIssuer", "MissingIntermediate", "BadSignature", "SelfSigned"].includes(code);
  return noWay ? "its certificates are no chain, in which each is signed by the next" : sentence;
}

function certificatesIn(text: string): readonly Uint8Array[] {
  try {
    return parsePemBundle(text);
  } catch (error) {
    if (error instanceof CertplanError && error.code === "CertificateUnreadable") return [];
    throw error;
  }
}

/** A wildcard is covered by itself only; any other name also by a wildcard. */
function covers(leaf: OpenCertificate, san: string): boolean {
  const name = san.slice(san.indexOf(":") + 1);
  const listed = leaf.facts.sans.some((one) => one.toLowerCase() === san.toLowerCase());
  return listed || (!name.includes("*") && matchesName(leaf, name));
}

function named(facts: CertificateFacts): string {
  return facts.subject === "" ? `the certificate ${facts.fingerprint.slice(0, 16)}…` : facts.subject;
}
