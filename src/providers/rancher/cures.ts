import type { Violation } from "../../model/provider.ts";
import type { Target } from "../../model/target.ts";
import { kubeCa, renews } from "./expiry.ts";
import { renewsServed } from "./generation-looks.ts";
import { serverCa } from "./observe-generations.ts";
import type { RancherOptions } from "./options.ts";
import { isWebSlot } from "./own-web.ts";

/**
 * Would a rotation of what the target lists cure this? New certificates have key, hash and lifetime of the old ones, and
 * begin when their CA begins: no rotation of leaves makes one younger (Source: reference/rancher, section 4). One service
 * renews its own leaves alone; a new CA renews everything.
 */
export function rancherCures({ slot, code }: Violation, { rotate, options }: Target): boolean {
  if (isWebSlot(slot.name) || slot.name === serverCa) return false;
  if (slot.name === kubeCa)
    return rotate.includes("ca") && ["Expired", "NearExpiry", "MaximumAge", "Replace"].includes(code);
  if (rotate.length === 0 || !["Expired", "NearExpiry", "Replace"].includes(code)) return false;
  const { services } = options as unknown as RancherOptions;
  return slot.name.includes("@") ? renewsServed(slot.name, services) : renews(services, slot.name);
}
