import { type Anchors, type Candidate, nameKey, type SignatureCheck } from "./anchors.ts";

/** Paths from a leaf to an anchor, leaf first; or how far the certificates at hand lead. */
export interface PathSearch {
  readonly paths: readonly (readonly Candidate[])[];
  /** The longest run of certificates from the leaf on, each signed by the next, where none ends in an anchor. */
  readonly reach: readonly Candidate[];
}

/** Signature checks before a search gives up: a server could send certificates that all sign each other. */
const maximumChecks = 100;
const maximumLength = 12;

/**
 * Every way from the leaf to an anchor over the certificates of `pool`, shortest turn to an anchor first. Whether a
 * path is good (dates, rights, constraints) is not decided here, so that a renewed root or a cross-signed CA next to
 * an expired one never hides the path that holds.
 */
export function findPaths(
  leaf: Candidate,
  pool: readonly Candidate[],
  anchors: Anchors,
  signed: SignatureCheck,
): PathSearch {
  const paths: (readonly Candidate[])[] = [];
  let reach: readonly Candidate[] = [leaf];
  let checks = 0;
  const extend = (path: readonly Candidate[], last: Candidate): void => {
    if (anchors.fingerprints.has(last.fingerprint)) {
      paths.push(path);
      return;
    }
    if (path.length > reach.length) reach = path;
    if (path.length >= maximumLength) return;
    for (const issuer of issuersNamedBy(last, pool, anchors)) {
      if (path.some((one) => one.fingerprint === issuer.fingerprint)) continue;
      if (checks >= maximumChecks) return;
      checks += 1;
      if (signed(issuer, last)) extend([...path, issuer], issuer);
    }
  };
  extend([leaf], leaf);
  return { paths, reach };
}

/** Anchors first, then the pool; only by name, the signature is not looked at. */
export function issuersNamedBy(certificate: Candidate, pool: readonly Candidate[], anchors: Anchors): Candidate[] {
  const key = nameKey(certificate.openssl.issuer);
  const known = anchors.bySubject.get(key) ?? [];
  const others = pool.filter(
    (one) => nameKey(one.openssl.subject) === key && !anchors.fingerprints.has(one.fingerprint),
  );
  return [...known, ...others];
}
