import type { CertificateRow } from "./wire.ts";

/** What CA rotation concludes from the rows of `deployed/certificates`. Source: reference/opsman, sections 1 and 4. */

/** Never rotated by these calls: apps hold it, and it has a procedure of its own. */
export const servicesCa = "/services/tls_ca";

/** Issuer names of the root CAs; v0 shows no fingerprint, and two roots of one organisation have one name. */
function rootIssuers(rows: readonly CertificateRow[]): ReadonlySet<string> {
  const roots = rows.filter((row) => row.isCa && row.reference.startsWith(".properties.root_ca."));
  return new Set(roots.map((row) => row.issuer));
}

/**
 * Non-configurable leaves that a rotation of the root moves: all but those under a CA that it leaves alone. What the
 * same name could be under either counts as moving.
 */
export function movingLeaves(rows: readonly CertificateRow[], exclude: readonly string[]): readonly CertificateRow[] {
  const roots = rootIssuers(rows);
  const left = rows.filter((row) => row.isCa && [servicesCa, ...exclude].includes(row.reference));
  const alone = new Set(left.map((row) => row.issuer).filter((issuer) => !roots.has(issuer)));
  return rows.filter((row) => !row.isCa && !row.configurable && !alone.has(row.issuer));
}

/** Leaves that a root of this name signed before this one was made: the one that signed them is gone. */
export function orphanedLeaves(rows: readonly CertificateRow[], madeAt: number): readonly string[] {
  const roots = rootIssuers(rows);
  const orphans = rows.filter((row) => !row.isCa && roots.has(row.issuer) && row.validFrom < madeAt);
  return [...new Set(orphans.map((row) => `${row.productGuid ?? "none"} ${row.reference}`))].toSorted();
}

/** Configurable leaves by a root, which only people can replace, unless they were made since both roots are trusted. */
export function configurableUnderRoot(
  rows: readonly CertificateRow[],
  trustedAt: number | undefined,
): readonly CertificateRow[] {
  const roots = rootIssuers(rows);
  const underRoot = rows.filter((row) => !row.isCa && row.configurable && (roots.size === 0 || roots.has(row.issuer)));
  return underRoot.filter((row) => trustedAt === undefined || row.validFrom < trustedAt);
}

/** CredHub paths of CAs that the customer provided. */
export function customerCas(rows: readonly CertificateRow[]): readonly string[] {
  const own = rows.filter((row) => row.isCa && row.configurable && row.location === "credhub");
  return [...new Set(own.map((row) => row.reference))].filter((path) => path !== servicesCa).toSorted();
}

/** CredHub paths of all CAs. */
export function caPaths(rows: readonly CertificateRow[]): readonly string[] {
  const inCredhub = rows.filter((row) => row.isCa && row.location === "credhub");
  return [...new Set(inCredhub.map((row) => row.reference))].toSorted();
}
