import { escapeText } from "../../messages/escape.ts";
import type { JsonObject } from "../../model/json.ts";
import type { Finding } from "../../model/plan.ts";
import { hasNameParts, matchesName, type OpenCertificate } from "../../pki/index.ts";
import { iso } from "../../time/instant.ts";
import type { TlsExpectations } from "./endpoint.ts";
import { findingCodeOf, type Miss, missInWords, type Sighting } from "./sighting.ts";

/** What one endpoint shows that a reader should know, apart from the verdict on its chain. */
export function sightingFindings(sighting: Sighting, expect: TlsExpectations): readonly Finding[] {
  const found = (code: string, sentence: string, evidence: JsonObject): Finding => ({
    code,
    sentence,
    evidence,
    about: sighting.endpoint.slot,
  });
  const { leaf } = sighting;
  const rest = sighting.chain.slice(1);
  const { protocol, clientCertificateRequested } = sighting;
  const findings: Finding[] = [];
  if (leaf !== undefined) findings.push(...expectationFindings(leaf, expect, found));
  if (rest.includes(undefined)) {
    const at = rest.indexOf(undefined) + 1;
    findings.push(
      found("CertificateUnreadable", `certificate ${at + 1} of the chain cannot be read`, { position: at }),
    );
  }
  findings.push(...orderFindings(sighting, found), ...earlyEndFindings(sighting, found));
  if (protocol === "TLSv1" || protocol === "TLSv1.1") {
    findings.push(found("LegacyProtocol", `the best protocol that it speaks is ${protocol}`, { protocol }));
  }
  if (clientCertificateRequested) {
    findings.push(found("ClientCertificateRequested", "it asks for a client certificate", { protocol }));
  }
  return findings;
}

/** An endpoint that showed nothing that can be read, where others did or where it at least sent something. */
export function missFinding(miss: Miss): Finding {
  const { outcome, detail, endpoint } = miss;
  const code = findingCodeOf(miss) ?? "EndpointUnobserved";
  const sentence = `${missInWords(miss)} (${escapeText(detail)})`;
  return { code, sentence, evidence: { address: endpoint.address, outcome, detail }, about: endpoint.slot };
}

/** Endpoints of one name that do not show the same leaf, unless `expect.same` is false. */
export function differenceFindings(sightings: readonly Sighting[], expect: TlsExpectations): readonly Finding[] {
  const shown = new Map<string, string[]>();
  for (const { chain, endpoint } of sightings) {
    const fingerprint = chain[0]?.fingerprint ?? "unreadable";
    shown.set(fingerprint, [...(shown.get(fingerprint) ?? []), endpoint.address]);
  }
  if (expect.same === false || shown.size < 2) return [];
  const evidence = { shown: Object.fromEntries(shown) };
  const groups = Array.from(
    shown,
    ([fingerprint, addresses]) => `${addresses.join(", ")}: ${fingerprint.slice(0, 16)}`,
  );
  return [
    { code: "BackendsDiffer", sentence: `${shown.size} different leaves are shown (${groups.join("; ")})`, evidence },
  ];
}

type Found = (code: string, sentence: string, evidence: JsonObject) => Finding;

function expectationFindings(leaf: OpenCertificate, expect: TlsExpectations, found: Found): Finding[] {
  const findings: Finding[] = [];
  const missing = (expect.names ?? []).filter((name) => !covers(leaf, name));
  if (missing.length > 0) {
    findings.push(
      found("NamesMissing", `the leaf is not for ${missing.join(", ")}`, { missing, sans: leaf.facts.sans }),
    );
  }
  if (expect.issuer !== undefined && !hasNameParts(leaf.facts.issuer, expect.issuer)) {
    const sentence = `the leaf is issued by ${escapeText(leaf.facts.issuer)}, not by ${expect.issuer}`;
    findings.push(found("UnexpectedIssuer", sentence, { issuer: leaf.facts.issuer, expected: expect.issuer }));
  }
  return findings;
}

/** A wanted wildcard must stand in the certificate as it is. */
function covers(leaf: OpenCertificate, name: string): boolean {
  if (!name.startsWith("*.")) return matchesName(leaf, name);
  return leaf.facts.sans.some((san) => san.toLowerCase() === `dns:${name.toLowerCase()}`);
}

/** TLS 1.2 wants each certificate to certify the one before it (RFC 5246, 7.4.2); clients that build no paths insist. */
function orderFindings({ chain }: Sighting, found: Found): Finding[] {
  const at = chain.findIndex((one, index) => index > 0 && one?.subject !== chain[index - 1]?.issuer);
  const [wrong, before] = [chain[at], chain[at - 1]];
  if (wrong === undefined || before === undefined) return [];
  const sentence = `${escapeText(wrong.subject)} follows ${escapeText(before.subject)} in the chain and is not its issuer`;
  return [found("ChainOrder", sentence, { position: at, subjects: chain.map((one) => one?.subject ?? null) })];
}

/** The leaf is worth nothing once what signed it has ended. */
function earlyEndFindings({ chain }: Sighting, found: Found): Finding[] {
  const [leaf, ...issuers] = chain;
  if (leaf === undefined) return [];
  return issuers.flatMap((issuer) => {
    if (issuer === undefined || !issuer.isCa || issuer.notAfter >= leaf.notAfter) return [];
    const evidence = { subject: issuer.subject, notAfter: iso(issuer.notAfter), leafNotAfter: iso(leaf.notAfter) };
    const sentence = `${escapeText(issuer.subject)} in the chain ends on ${iso(issuer.notAfter)}, before the leaf`;
    return [found("IssuerEndsFirst", sentence, evidence)];
  });
}
