import type { Refusal } from "../model/plan.ts";
import type { Acceptance, Cut } from "../model/trust.ts";
import { printDuration } from "../time/duration.ts";
import { type Instant, iso, parseInstant } from "../time/instant.ts";
import type { Schedule } from "./schedule.ts";

/** Whether the estate accepts a cut: the acceptance that covers it, or why none does, with the line to add or change. */
export type CutVerdict =
  | { readonly kind: "accepted"; readonly acceptance: Acceptance }
  | { readonly kind: "refused"; readonly refusal: Refusal };

interface CutSight {
  readonly target: string;
  readonly accept: readonly Acceptance[];
  readonly schedule: Schedule;
  /** `certplan.yaml:41`, where the target's `accept` stands, if it does. */
  readonly place?: string;
}

/**
 * An acceptance covers a cut if it names its code, all its members (or none), lasts at least as long as the cut's
 * estimate, and ends after it. A cut without an estimate is not longer than anything.
 * Refuses with CutNotAccepted, CutTooLong or AcceptanceExpired.
 */
export function judgeCut(cut: Cut, see: CutSight): CutVerdict {
  const ofCode = see.accept.filter((acceptance) => acceptance.cut === cut.code);
  const faults = ofCode.map((acceptance) => faultOf(cut, acceptance, see));
  const covering = ofCode.find((_acceptance, index) => faults[index] === undefined);
  if (covering !== undefined) return { kind: "accepted", acceptance: covering };
  const refusal = faults.find((fault) => fault !== undefined) ?? notAccepted(cut, see);
  return { kind: "refused", refusal };
}

function faultOf(cut: Cut, acceptance: Acceptance, see: CutSight): Refusal | undefined {
  const { members, maximumSeconds, until } = acceptance;
  const more = members === undefined ? [] : cut.members.filter((member) => !members.includes(member));
  const where = `${see.place ?? `target ${see.target}, accept`}, cut ${cut.code}`;
  if (more.length > 0) {
    return {
      code: "CutNotAccepted",
      sentence: `${cut.sentence}: the estate accepts that for ${(members ?? []).join(", ")}, not for ${more.join(", ")}`,
      hint: `${where}: change members to [${cut.members.join(", ")}]`,
      kind: "refused",
    };
  }
  const { estimatedSeconds } = cut;
  if (estimatedSeconds !== undefined && estimatedSeconds > maximumSeconds) {
    return {
      code: "CutTooLong",
      sentence: `${cut.sentence}: that takes about ${lengthOf(estimatedSeconds)}, and the estate accepts at most ${lengthOf(maximumSeconds)}`,
      hint: `${where}: change maximum to ${lengthOf(estimatedSeconds)}`,
      kind: "refused",
    };
  }
  const ends = endOf(cut, see.schedule);
  if (parseInstant(until) >= ends) return undefined;
  const over = parseInstant(until) < see.schedule.now;
  return {
    code: "AcceptanceExpired",
    sentence: over
      ? `${cut.sentence}: the estate accepted that until ${until}`
      : `${cut.sentence}: that would be over about ${iso(ends)}, and the estate accepts it until ${until}`,
    hint: `${where}: change until to ${dayAfter(ends)}`,
    kind: "refused",
  };
}

function notAccepted(cut: Cut, { target, schedule, place }: CutSight): Refusal {
  const maximum = lengthOf(cut.estimatedSeconds ?? 3600);
  const line = `{ cut: ${cut.code}, members: [${cut.members.join(", ")}], maximum: ${maximum}, until: ${dayAfter(endOf(cut, schedule))} }`;
  return {
    code: "CutNotAccepted",
    sentence: `${cut.sentence}: nothing in the estate accepts that`,
    hint: place === undefined ? `target ${target}: add accept: [ ${line} ]` : `${place}: add ${line}`,
    kind: "refused",
  };
}

function endOf(cut: Cut, schedule: Schedule): Instant {
  return schedule.passes(cut.toStep);
}

/** The first day that is wholly after it, so that a date alone is enough. */
function dayAfter(instant: Instant): string {
  return iso(instant + 86_400_000).slice(0, 10);
}

/** As the estate writes it, in whole minutes: `90m`, `2h`. */
function lengthOf(seconds: number): string {
  return printDuration(Math.ceil(seconds / 60) * 60_000);
}
