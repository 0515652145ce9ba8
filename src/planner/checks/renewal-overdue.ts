import { iso } from "../../time/instant.ts";
import { type Check, lifetimeMs, violation } from "./check.ts";

/** A certificate that its platform renews itself, with less than a tenth of its lifetime left: that renewal did not happen. */
export const renewalOverdue: Check = ({ slot, now, notBefore, notAfter }) => {
  if (notBefore === undefined || notAfter === undefined || now > notAfter) return undefined;
  if (notAfter - now >= lifetimeMs(notBefore, notAfter) / 10) return undefined;
  const fact = `ends ${iso(notAfter)}; its platform renews it itself, and has not done so`;
  return violation(slot, "RenewalOverdue", fact, { notBefore: iso(notBefore), notAfter: iso(notAfter) });
};
