import type { Instant } from "../time/instant.ts";
import type { Span } from "./policy.ts";

/** How long a certificate lasts, in milliseconds: both ends are in, so one second more than their difference (RFC 5280). */
export function lifetimeMs(notBefore: Instant, notAfter: Instant): number {
  return notAfter - notBefore + 1000;
}

/** In milliseconds. Undefined for a share of a lifetime whose beginning or end is not shown. */
export function spanMs(span: Span, notBefore: Instant | undefined, notAfter: Instant | undefined): number | undefined {
  if ("milliseconds" in span) return span.milliseconds;
  return notBefore === undefined || notAfter === undefined
    ? undefined
    : span.fraction * lifetimeMs(notBefore, notAfter);
}
