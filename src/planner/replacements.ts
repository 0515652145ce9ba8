import type { JsonObject } from "../model/json.ts";
import type { Finding } from "../model/plan.ts";
import type { Observation, Violation } from "../model/provider.ts";
import type { Slot } from "../model/slot.ts";
import type { Replacement, Target } from "../model/target.ts";
import { violation } from "./checks/check.ts";

/** Where certificates that have to go (`replace`) are still seen, and which of them nobody sees any more. */
export interface Replacements {
  /** Replace: due where the platform's rotation cures it. */
  readonly violations: readonly Violation[];
  /** ReplaceGone: the entry has done its work. */
  readonly gone: readonly Finding[];
}

/** Looks for each entry of `replace` in all slots. Pure. */
export function findReplacements(target: Target, observation: Observation): Replacements {
  const violations: Violation[] = [];
  const gone: Finding[] = [];
  for (const replacement of target.replace ?? []) {
    const found = observation.slots.filter((slot) => isNamedBy(replacement, slot, observation));
    for (const slot of found) violations.push(hasToGo(slot, replacement));
    if (found.length === 0) gone.push(isGone(replacement, observation.slots));
  }
  return { violations, gone };
}

function isNamedBy({ fingerprint, spki, thumbprint }: Replacement, slot: Slot, { digests = {} }: Observation): boolean {
  if (slot.fingerprint === undefined) return false;
  if (fingerprint !== undefined) return fingerprint === slot.fingerprint;
  const known = digests[slot.fingerprint];
  return known !== undefined && (spki === undefined ? known.thumbprint === thumbprint : known.spki === spki);
}

function hasToGo(slot: Slot, replacement: Replacement): Violation {
  const { reason, ticket } = replacement;
  const why = ticket === undefined ? reason : `${reason}, ${ticket}`;
  return violation(slot, "Replace", `has to go (${why})`, evidenceOf(replacement));
}

function isGone(replacement: Replacement, slots: readonly Slot[]): Finding {
  const unseen = slots.filter(({ fingerprint }) => fingerprint === undefined).length;
  const beyond = unseen === 0 ? "" : `; ${unseen} of ${slots.length} slots do not show their certificate`;
  return {
    code: "ReplaceGone",
    sentence: `${wordsOf(replacement)} is seen nowhere${beyond}: its entry under replace can go`,
    evidence: evidenceOf(replacement),
  };
}

function wordsOf({ fingerprint, spki, thumbprint = "" }: Replacement): string {
  if (fingerprint !== undefined) return `the certificate ${fingerprint.slice(0, 12)}`;
  return spki === undefined ? `the certificate ${thumbprint.toUpperCase()}` : `the key ${spki.slice(0, 12)}`;
}

function evidenceOf({ fingerprint, spki, thumbprint, reason, ticket }: Replacement): JsonObject {
  return {
    ...(fingerprint === undefined ? {} : { fingerprint }),
    ...(spki === undefined ? {} : { spki }),
    ...(thumbprint === undefined ? {} : { thumbprint }),
    reason,
    ...(ticket === undefined ? {} : { ticket }),
  };
}
