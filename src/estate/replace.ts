import type { Replace } from "../generated/estate.ts";
import type { Replacement } from "../model/target.ts";

/** `replace`, with its digests as the core compares them: lower-case hex, neither prefix nor colons. */
export function replacementsOf(declared: Replace): readonly Replacement[] {
  return declared.map(({ fingerprint, spki, thumbprint, reason, ticket }) => ({
    ...(fingerprint === undefined ? {} : { fingerprint: plainHex(fingerprint) }),
    ...(spki === undefined ? {} : { spki: plainHex(spki) }),
    ...(thumbprint === undefined ? {} : { thumbprint: plainHex(thumbprint) }),
    reason,
    ...(ticket === undefined ? {} : { ticket }),
  }));
}

/** Hex digits of a digest that may begin with its algorithm and hold colons. */
export function plainHex(digest: string): string {
  return digest
    .replace(/^sha(?:1|256):/, "")
    .replaceAll(":", "")
    .toLowerCase();
}
