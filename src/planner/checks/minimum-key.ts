import type { MinimumKey } from "../../model/policy.ts";
import type { KeyFacts } from "../../model/slot.ts";
import { type Check, violation } from "./check.ts";

/** The key is smaller than the policy demands of its type, or of a type that the policy does not name. */
export const minimumKey: Check = ({ slot, policy }) => {
  const { minimumKey: minimum } = policy;
  const { key } = slot;
  if (minimum === undefined || key === undefined) return undefined;
  const wanted = minimumFor(key, minimum);
  const name = key.size === undefined ? key.type : `${key.type} ${key.size}`;
  const evidence = { key: { ...key }, minimumKey: { ...minimum }, policy: policy.name };
  if (wanted === undefined) {
    const types = Object.keys(minimum).join(", ");
    return violation(slot, "KeyType", `has a key of type ${name}; policy ${policy.name} allows ${types}`, evidence);
  }
  if (key.size === undefined || key.size >= wanted) return undefined;
  return violation(slot, "MinimumKey", `has a key of ${name} bits; policy ${policy.name} demands ${wanted}`, evidence);
};

/** Least size of this type in bits, 0 for any; undefined if the type is not allowed. RSA-PSS keys are RSA keys. */
function minimumFor(key: KeyFacts, minimum: MinimumKey): number | undefined {
  if (key.type === "rsa" || key.type === "rsa-pss") return minimum.rsa;
  if (key.type === "ec") return minimum.ec;
  return key.type === "ed25519" && minimum.ed25519 === "any" ? 0 : undefined;
}
