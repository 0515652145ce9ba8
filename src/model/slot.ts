import type { IsoInstant } from "../time/instant.ts";

/** SHA-256 of a DER certificate: 64 lower-case hex digits. */
export type Fingerprint = string & { readonly __brand: "Fingerprint" };

export type SlotClass = "root" | "intermediate" | "leaf" | "client";

export interface KeyFacts {
  /** `rsa`, `ec`, `ed25519`, or what node:crypto calls it. */
  readonly type: string;
  /** Bits of the modulus (rsa) or of the curve (ec); absent where it has no meaning. */
  readonly size?: number;
}

/**
 * A named place that holds one certificate, with what the platform shows of it.
 * A field that the platform does not show is absent, never guessed.
 */
export interface Slot {
  readonly name: string;
  readonly class: SlotClass;
  readonly fingerprint?: Fingerprint;
  readonly subject?: string;
  readonly issuer?: string;
  /** Upper-case hex, no leading zeros. */
  readonly serialNumber?: string;
  readonly notBefore?: IsoInstant;
  readonly notAfter?: IsoInstant;
  readonly key?: KeyFacts;
  /** Signature hash in lower case (`sha256`); `none` for algorithms that have none of their own (Ed25519). */
  readonly signature?: string;
  /** `DNS:name` or `IP:address`, in the order of the certificate. */
  readonly sans?: readonly string[];
  /** The platform renews this one itself: it is due only when that renewal is overdue. */
  readonly renewsItself?: boolean;
  /** How long before its end the platform renews it itself, milliseconds; absent: not known. */
  readonly renewsBeforeMs?: number;
  /** The platform adds and removes such places by itself, as with the nodes of a pool: a new or a gone one is no drift. */
  readonly comesAndGoes?: boolean;
}
