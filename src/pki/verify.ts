import type { Fingerprint } from "../model/slot.ts";
import type { Instant } from "../time/instant.ts";
import { type Anchors, type SignatureCheck, signed as signedBy } from "./anchors.ts";
import { noPathProblems } from "./dead-end.ts";
import { nameProblems } from "./host-name.ts";
import type { CertificateFacts, OpenCertificate } from "./parse.ts";
import { findPaths } from "./path.ts";
import { dateProblems, type Purpose, pathProblems, usageProblems } from "./path-checks.ts";
import { type ChainProblem, problemWith } from "./problem.ts";
import { type CertificateReader, createCertificateReader } from "./reader.ts";
import { secondOpinion } from "./second-opinion.ts";

export interface ChainInput {
  /** DER, in the order of the wire: the leaf first. */
  readonly sent: readonly Uint8Array[];
  readonly anchors: Anchors;
  /** The leaf's fingerprint. With anchors too, either is enough; a pin waives issuer and name, never dates. */
  readonly pins?: readonly Fingerprint[];
  /** DNS name or IP address that the leaf must be for; absent: no name is asked. */
  readonly name?: string;
  readonly at: Instant;
  readonly purpose: Purpose;
  /** CA certificates seen elsewhere: not used for the verdict, only to tell a missing intermediate from an unknown issuer. */
  readonly known?: readonly Uint8Array[];
  /** Shared by calls that see the same certificates; absent: each is opened anew. */
  readonly read?: CertificateReader;
  /** Likewise for signatures; absent: each is checked anew. */
  readonly signed?: SignatureCheck;
}

export type ChainVerdict =
  | { readonly verified: true /** Leaf first, anchor last. */; readonly path: readonly CertificateFacts[] }
  | { readonly verified: false; readonly problems: readonly ChainProblem[] };

/**
 * Says whether the chain holds at the given instant, and if not, everything that is wrong with it, in the order:
 * pin, path, dates, rights, constraints, name. Signatures are OpenSSL's word (node:crypto), constraints on
 * names and policies pkijs's. Pure: no clock, no network; no revocation. After `loadPki` it settles within microtasks. Never throws for
 * what the chain holds.
 */
export async function verifyChain(input: ChainInput): Promise<ChainVerdict> {
  const [first, ...rest] = input.sent;
  if (first === undefined) return refused({ code: "NothingSent", sentence: "no certificate was sent", evidence: {} });
  const read = input.read ?? createCertificateReader();
  const leaf = await read(first);
  if (leaf === undefined) {
    const evidence = { bytes: first.length };
    return refused({ code: "Unreadable", sentence: "the leaf cannot be read as a certificate", evidence });
  }
  if (input.pins?.includes(leaf.facts.fingerprint) === true) {
    return verdictOf(dateProblems(leaf, input.at), [leaf]);
  }
  const byIssuer = await verifyByIssuer(input, leaf, { pool: await readAll(rest, read), read });
  if (byIssuer.verified || input.pins === undefined || input.pins.length === 0) return byIssuer;
  const mismatch = problemWith("PinMismatch", leaf.facts, "the certificate is not a pinned one", { pins: input.pins });
  const onlyPins = input.anchors.fingerprints.size === 0;
  return { verified: false, problems: [mismatch, ...(onlyPins ? dateProblems(leaf, input.at) : byIssuer.problems)] };
}

interface Readings {
  readonly pool: readonly OpenCertificate[];
  readonly read: CertificateReader;
}

async function verifyByIssuer(input: ChainInput, leaf: OpenCertificate, readings: Readings): Promise<ChainVerdict> {
  const { anchors, at, purpose, name, signed = signedBy } = input;
  const { pool, read } = readings;
  const { paths, reach } = findPaths(leaf, pool, anchors, signed);
  const aboutLeaf = nameProblems(leaf, name);
  let best: { readonly path: readonly OpenCertificate[]; readonly problems: readonly ChainProblem[] } | undefined;
  for (const found of paths) {
    const path = await readAll(
      found.map((one) => one.der),
      read,
    );
    const problems = [...(await problemsOfPath(path, at, purpose)), ...aboutLeaf];
    if (best === undefined || problems.length < best.problems.length) best = { path, problems };
  }
  if (best !== undefined) return verdictOf(best.problems, best.path);
  const reached = await readAll(
    reach.map((one) => one.der),
    read,
  );
  const known = await readAll(input.known ?? [], read);
  const problems = [
    ...noPathProblems({ leaf, pool, known, anchors, reached, signed }),
    ...reached.flatMap((one) => dateProblems(one, at)),
    ...usageProblems(leaf, 0, purpose),
    ...aboutLeaf,
  ];
  return { verified: false, problems };
}

/** Those that can be read, each once, in order. */
async function readAll(ders: readonly Uint8Array[], read: CertificateReader): Promise<OpenCertificate[]> {
  const opened = await Promise.all(ders.map(read));
  return [...new Set(opened.filter((one) => one !== undefined))];
}

async function problemsOfPath(
  path: readonly OpenCertificate[],
  at: Instant,
  purpose: Purpose,
): Promise<ChainProblem[]> {
  const problems = await pathProblems(path, at, purpose);
  const [leaf] = path;
  if (problems.length > 0 || leaf === undefined || path.length < 2) return problems;
  const objection = await secondOpinion(path, at);
  if (objection === undefined) return [];
  return [
    problemWith("PathRefused", leaf.facts, "the certificate policies on the path do not allow it", { objection }),
  ];
}

function refused(problem: ChainProblem): ChainVerdict {
  return { verified: false, problems: [problem] };
}

function verdictOf(problems: readonly ChainProblem[], path: readonly OpenCertificate[]): ChainVerdict {
  if (problems.length > 0) return { verified: false, problems };
  return { verified: true, path: path.map((one) => one.facts) };
}
