import { iso } from "../../time/instant.ts";
import { type Check, violation } from "./check.ts";

/** The certificate has ended. It is still valid at notAfter itself (RFC 5280, 4.1.2.5). Needs no policy. */
export const expired: Check = ({ slot, now, notAfter }) => {
  if (notAfter === undefined || now <= notAfter) return undefined;
  return violation(slot, "Expired", `ended ${iso(notAfter)}`, { notAfter: iso(notAfter) });
};
