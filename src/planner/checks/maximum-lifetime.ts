import { lifetimeMs } from "../../model/lifetime.ts";
import { iso } from "../../time/instant.ts";
import { type Check, violation } from "./check.ts";

/**
 * The certificate lasts longer than the rule for its date of issue (notBefore) allows. A day is 86,400 s, both ends are
 * in, and a second too much is too much (CA/Browser Forum Baseline Requirements 6.3.2; zlint counts alike).
 */
export const maximumLifetime: Check = ({ slot, policy, notBefore, notAfter }) => {
  if (notBefore === undefined || notAfter === undefined || !policy.lifetimeClasses.includes(slot.class))
    return undefined;
  const rule = policy.maximumLifetime?.findLast(({ from }) => from <= notBefore);
  const lifetime = lifetimeMs(notBefore, notAfter);
  if (rule === undefined || lifetime <= rule.maximumMs) return undefined;
  const limit = `${rule.maximumMs / 86_400_000} days`;
  const fact = `lasts from ${iso(notBefore)} to ${iso(notAfter)}; policy ${policy.name} allows ${limit} for that date of issue`;
  return violation(slot, "MaximumLifetime", fact, {
    notBefore: iso(notBefore),
    notAfter: iso(notAfter),
    lifetimeSeconds: Math.floor(lifetime / 1000),
    maximumSeconds: Math.floor(rule.maximumMs / 1000),
    policy: policy.name,
  });
};
