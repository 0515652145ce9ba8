import { spanMs } from "../../model/lifetime.ts";
import { formatDuration, printSpan } from "../../time/duration.ts";
import { iso } from "../../time/instant.ts";
import { type Check, violation } from "./check.ts";

/** The certificate is inside its renewal window and has not ended; the window's first moment is inside. */
export const nearExpiry: Check = ({ slot, policy, now, notBefore, notAfter }) => {
  const { renewBefore } = policy;
  if (renewBefore === undefined || notAfter === undefined || now > notAfter) return undefined;
  const window = spanMs(renewBefore, notBefore, notAfter);
  if (window === undefined || notAfter - now > window) return undefined;
  const rule = "fraction" in renewBefore ? `at ${printSpan(renewBefore)} of the lifetime` : formatDuration(window);
  return violation(slot, "NearExpiry", `ends ${iso(notAfter)}; policy ${policy.name} renews ${rule} before`, {
    notAfter: iso(notAfter),
    renewBefore: printSpan(renewBefore),
    windowMs: Math.floor(window),
    policy: policy.name,
  });
};
