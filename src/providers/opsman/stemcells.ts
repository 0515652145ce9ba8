import { atLeast } from "./release.ts";
import type { StemcellRow } from "./rotation-wire.ts";
import { someOf } from "./some-of.ts";

/**
 * From these on the Director gives agents new settings without recreating their VMs.
 * Source: reference/opsman, section 6, note 1.
 */
const firstWithoutRecreation: Readonly<Record<string, readonly number[]>> = {
  "ubuntu-xenial": [621, 171],
  "ubuntu-bionic": [1, 36],
  "ubuntu-jammy": [1, 8],
  windows2019: [2019, 41],
};

/** Why VMs would have to be recreated at each apply, a sentence for each cause; empty where none must. */
export function recreationCauses(version: string, stemcells: readonly StemcellRow[] | undefined): readonly string[] {
  if (!atLeast(version, 2, 10, 20)) return [`Ops Manager ${version} is older than 2.10.20`];
  if (stemcells === undefined) return ["Ops Manager does not tell which stemcells the VMs use"];
  const products = new Map<string, Set<string>>();
  for (const { product, os, version: own } of stemcells) {
    const first = firstWithoutRecreation[os];
    if (first !== undefined && atLeast(own, ...first)) continue;
    const rule = first === undefined ? "of which no source tells" : `older than ${first.join(".")}`;
    const cause = `stemcell ${os} ${own}, ${rule}`;
    products.set(cause, (products.get(cause) ?? new Set()).add(product));
  }
  return [...products].map(([cause, of]) => `${cause} (${someOf([...of])})`);
}
