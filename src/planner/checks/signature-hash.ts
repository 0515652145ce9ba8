import type { Slot } from "../../model/slot.ts";
import { type Check, violation } from "./check.ts";

/**
 * The certificate is signed with a hash that the policy does not name. Algorithms without a hash of their own (Ed25519)
 * have no rule, and nobody checks the signature of a self-signed root: whoever trusts it holds it.
 */
export const signatureHash: Check = ({ slot, policy }) => {
  const { signatureHash: allowed } = policy;
  const { signature } = slot;
  if (allowed === undefined || signature === undefined || signature === "none") return undefined;
  if (isSelfSignedRoot(slot) || allowed.includes(signature.toLowerCase())) return undefined;
  const fact = `is signed with ${signature}; policy ${policy.name} allows ${allowed.join(", ")}`;
  return violation(slot, "SignatureHash", fact, { signature, allowed, policy: policy.name });
};

function isSelfSignedRoot(slot: Slot): boolean {
  return slot.class === "root" && (slot.issuer === undefined || slot.issuer === slot.subject);
}
