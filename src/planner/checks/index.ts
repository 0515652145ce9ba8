import type { Policy } from "../../model/policy.ts";
import type { Violation } from "../../model/provider.ts";
import type { Slot } from "../../model/slot.ts";
import { type Instant, parseInstant } from "../../time/instant.ts";
import type { Check, CheckInput } from "./check.ts";
import { expired } from "./expired.ts";
import { maximumAge } from "./maximum-age.ts";
import { maximumLifetime } from "./maximum-lifetime.ts";
import { minimumKey } from "./minimum-key.ts";
import { nearExpiry } from "./near-expiry.ts";
import { renewalOverdue } from "./renewal-overdue.ts";
import { signatureHash } from "./signature-hash.ts";

/** What is asked of a certificate, in the order in which plans tell it. */
const checks: readonly Check[] = [
  expired, // it has ended
  nearExpiry, // it ends within `renewBefore`
  maximumAge, // it is older than `maximumAge`
  signatureHash, // it is signed with a hash outside `signatureHash`
  minimumKey, // its key is smaller than `minimumKey`, or of a type outside it
  maximumLifetime, // it was made to last longer than `maximumLifetime`
];

/** What is asked of a certificate that its platform renews itself: only that this happens. */
const checksOfRenewal: readonly Check[] = [
  expired, // it has ended
  renewalOverdue, // less than a tenth of its lifetime is left
];

/** All rules that the certificate in the slot breaks, in a fixed order. Pure; facts that are not shown break no rule. */
export function checkSlot(slot: Slot, policy: Policy, now: Instant): readonly Violation[] {
  const input: CheckInput = {
    slot,
    policy,
    now,
    ...(slot.notBefore === undefined ? {} : { notBefore: parseInstant(slot.notBefore) }),
    ...(slot.notAfter === undefined ? {} : { notAfter: parseInstant(slot.notAfter) }),
  };
  const list = slot.renewsItself === true ? checksOfRenewal : checks;
  return list.flatMap((check) => check(input) ?? []);
}
