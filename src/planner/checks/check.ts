import type { JsonObject } from "../../model/json.ts";
import type { Policy } from "../../model/policy.ts";
import type { Violation } from "../../model/provider.ts";
import type { Slot } from "../../model/slot.ts";
import type { Instant } from "../../time/instant.ts";

export interface CheckInput {
  readonly slot: Slot;
  readonly policy: Policy;
  readonly now: Instant;
  /** From the slot, absent if the platform does not show them. */
  readonly notBefore?: Instant;
  readonly notAfter?: Instant;
}

/** One rule. Undefined if it is kept, or if what it asks is not shown: nothing is concluded from missing facts. */
export type Check = (input: CheckInput) => Violation | undefined;

/**
 * The slot breaks a rule; `fact` goes on after its name, with its date in UTC: `ends 2026-12-21T16:10:00Z`. It never
 * tells a distance from now, so that the sentence stays true.
 */
export function violation(slot: Slot, code: string, fact: string, evidence: JsonObject): Violation {
  const shown = slot.fingerprint === undefined ? {} : { fingerprint: slot.fingerprint };
  return { code, sentence: `${subjectOf(slot)} ${fact}`, evidence: { ...shown, ...evidence }, slot };
}

/** `leaf router`, but `leaf@10.0.0.7:443` and `the leaf`: a name that says the class is not told it again. */
function subjectOf({ name, class: slotClass }: Slot): string {
  if (name === slotClass) return `the ${name}`;
  return name.startsWith(slotClass) && !/^[a-z]/i.test(name.slice(slotClass.length)) ? name : `${slotClass} ${name}`;
}
