import { spanMs } from "../../model/lifetime.ts";
import { formatDuration, printSpan } from "../../time/duration.ts";
import { iso } from "../../time/instant.ts";
import { type Check, violation } from "./check.ts";

/** The certificate is older than the policy allows, counted from notBefore. */
export const maximumAge: Check = ({ slot, policy, now, notBefore, notAfter }) => {
  const { maximumAge: span } = policy;
  if (span === undefined || notBefore === undefined) return undefined;
  const limit = spanMs(span, notBefore, notAfter);
  if (limit === undefined || now - notBefore <= limit) return undefined;
  const rule = "fraction" in span ? `${printSpan(span)} of the lifetime` : formatDuration(limit);
  return violation(slot, "MaximumAge", `began ${iso(notBefore)}; policy ${policy.name} allows an age of ${rule}`, {
    notBefore: iso(notBefore),
    maximumAge: printSpan(span),
    policy: policy.name,
  });
};
