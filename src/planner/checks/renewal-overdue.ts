import { lifetimeMs } from "../../model/lifetime.ts";
import { iso } from "../../time/instant.ts";
import { type Check, violation } from "./check.ts";

/**
 * A certificate that its platform renews itself, a day inside the time in which it does so, or with less than a tenth of
 * its lifetime left where that time is not known: the renewal did not happen.
 */
export const renewalOverdue: Check = ({ slot, now, notBefore, notAfter }) => {
  if (notBefore === undefined || notAfter === undefined || now > notAfter) return undefined;
  const { renewsBeforeMs } = slot;
  const late = renewsBeforeMs === undefined ? lifetimeMs(notBefore, notAfter) / 10 : renewsBeforeMs - dayMs;
  if (notAfter - now >= late) return undefined;
  const fact = `ends ${iso(notAfter)}; its platform renews it itself, and has not done so`;
  return violation(slot, "RenewalOverdue", fact, { notBefore: iso(notBefore), notAfter: iso(notAfter) });
};

const dayMs = 86_400_000;
