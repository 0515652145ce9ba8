import type { Violation } from "../../model/provider.ts";
import type { Target } from "../../model/target.ts";
import { hasOwnProcedure } from "./own-procedure.ts";

/**
 * Would a rotation of what the target lists cure this? New certificates have the key, hash and lifetime of the old ones:
 * only dates move. Whoever may rotate the CA may rotate the leaves under it: they are a part of it.
 */
export function opsmanCures({ slot, code }: Violation, { rotate }: Target): boolean {
  if (!curedByNewDates.includes(code) || hasOwnProcedure(slot.name)) return false;
  if (slot.class === "leaf") return rotate.includes("leaves") || rotate.includes("ca");
  return slot.class === "root" && rotate.includes("ca");
}

const curedByNewDates: readonly string[] = ["Expired", "NearExpiry", "MaximumAge"];
