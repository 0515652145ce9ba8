import type { Violation } from "../../model/provider.ts";
import type { Target } from "../../model/target.ts";
import { isConfigurableSlot, isReplacedSlot } from "./configurable.ts";
import type { OpsmanOptions } from "./options.ts";
import { hasOwnProcedure } from "./own-procedure.ts";

/**
 * Would a rotation of what the target lists cure this? New certificates have the type of key, the hash and the lifetime of
 * the old ones: only dates move, and what has to go goes. Whoever may rotate the CA may rotate the leaves under it: they
 * are a part of it. A configurable leaf gets a new one only where the estate gives it an issuer.
 */
export function opsmanCures({ slot, code }: Violation, { rotate, options }: Target): boolean {
  const { configurable } = options as OpsmanOptions;
  if (isConfigurableSlot(slot.name))
    return rotate.length > 0 && isReplacedSlot(slot.name, configurable) && curedByNewLeaf.includes(code);
  if (!curedByNewOnes.includes(code) || hasOwnProcedure(slot.name)) return false;
  if (slot.class === "leaf") return rotate.includes("leaves") || rotate.includes("ca");
  return slot.class === "root" && rotate.includes("ca");
}

const curedByNewOnes: readonly string[] = ["Expired", "NearExpiry", "MaximumAge", "Replace"];

/** Of a pasted leaf the listing shows nothing but dates. */
const curedByNewLeaf: readonly string[] = ["Expired", "NearExpiry", "MaximumAge"];
