import type { CertificateRow, ChangeRow } from "./wire.ts";

/**
 * The staged changes that staged certificates do not explain. Whether pending_changes shows them at all is UNCONFIRMED;
 * if it does, regenerate touches every product that has a leaf of its own, so every one of them is an `update` that
 * changes neither version nor stemcell. A change of one product's configuration does not look like that.
 */
export function unexplained(
  pending: readonly ChangeRow[],
  certificates: readonly CertificateRow[],
): readonly ChangeRow[] {
  const holders = new Set(certificates.flatMap((row) => (row.isCa || row.configurable ? [] : (row.productGuid ?? []))));
  const touched = new Set(pending.filter((change) => !change.structural).map((change) => change.guid));
  const everywhere = holders.size > 0 && [...holders].every((guid) => touched.has(guid));
  return everywhere ? pending.filter((change) => change.structural || !holders.has(change.guid)) : pending;
}
