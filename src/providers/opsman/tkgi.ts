import type { Slot } from "../../model/slot.ts";
import type { Cut } from "../../model/trust.ts";
import { caPaths, movingLeaves, servicesCa } from "./ca-rows.ts";
import type { CertificateRow } from "./wire.ts";

/** TKGI: with it, only certificates that Ops Manager manages itself move. Source: reference/opsman, sections 3, 6 and 9. */
const tkgiType = "pivotal-container-service";

export function hasTkgi(products: readonly { readonly type: string }[]): boolean {
  return products.some(({ type }) => type === tkgiType);
}

/** CredHub paths of the CAs that a rotation of the root leaves alone here: with TKGI, all of them. */
export function leftAlone(
  products: readonly { readonly type: string }[],
  exclude: readonly string[],
  caPaths: readonly string[],
): readonly string[] {
  const all = hasTkgi(products) ? [...exclude, ...caPaths] : exclude;
  return [...new Set(all)].filter((path) => path !== servicesCa).toSorted();
}

/** Marks the leaves that stay as they are where TKGI is installed: nothing here renews them. */
export function markStaying(
  slots: readonly Slot[],
  products: readonly { readonly type: string }[],
  rows: readonly CertificateRow[],
): readonly Slot[] {
  if (!hasTkgi(products)) return slots;
  const moving = new Set(movingLeaves(rows, leftAlone(products, [], caPaths(rows))).map(({ reference }) => reference));
  const stays = ({ name }: Slot): boolean => name.startsWith("credhub:") && !moving.has(name.slice("credhub:".length));
  return slots.map((slot) => (stays(slot) ? { ...slot, name: `tkgi:${slot.name}` } : slot));
}

export const tkgiScope = "opsman-tkgi-scope";

/** What a rotation of the root means for the clusters of TKGI: nobody here can tell. */
export function tkgiCut(section: Pick<Cut, "fromStep" | "toStep">): Cut {
  return {
    code: tkgiScope,
    members: ["TKGI clusters"],
    ...section,
    sentence:
      "TKGI is installed: only certificates that Ops Manager manages itself move, and its clusters have CAs of their own that the rotation can damage",
  };
}
