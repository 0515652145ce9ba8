import type { SlotClass } from "./slot.ts";

/** A length of time, or a share of a certificate's lifetime. */
export type Span = { readonly milliseconds: number } | { readonly fraction: number };

export interface MinimumKey {
  readonly rsa?: number;
  readonly ec?: number;
  readonly ed25519?: "any";
}

/** Certificates issued from `from` on may last at most `maximumMs`. `from` in ms since the epoch. */
export interface LifetimeRule {
  readonly from: number;
  readonly maximumMs: number;
}

/** What an estate demands of certificates, with `extends` resolved. Absent means no rule. */
export interface Policy {
  readonly name: string;
  readonly renewBefore?: Span;
  /** Margin between estimated finish and expiry. */
  readonly finishBeforeMs: number;
  readonly maximumAge?: Span;
  readonly signatureHash?: readonly string[];
  readonly minimumKey?: MinimumKey;
  /** Ordered by `from`; the last whose `from` is not after notBefore applies. */
  readonly maximumLifetime?: readonly LifetimeRule[];
  /** Classes the lifetime rule is for. */
  readonly lifetimeClasses: readonly SlotClass[];
}
