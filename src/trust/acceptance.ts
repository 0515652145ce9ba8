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
  readonly accept: readonly Acceptance[];
  readonly schedule: Schedule;
  /** Where a key of the target stands: `accept`, `accept.0.until`. */
  readonly placeOf: (key: string) => string;
}

/**
 * An acceptance covers a cut if it names its code, all its members (or none), lasts at least as long as the cut's
 * estimate, and ends after it. A cut without an estimate is not longer than anything.
 * Refuses with CutNotAccepted, CutTooLong or AcceptanceExpired.
 */
export function judgeCut(cut: Cut, see: CutSight): CutVerdict {
  const faults: Refusal[] = [];
  for (const [index, acceptance] of see.accept.entries()) {
    if (acceptance.cut !== cut.code) continue;
    const fault = faultOf(cut, acceptance, { see, key: `accept.${index}` });
    if (fault === undefined) return { kind: "accepted", acceptance };
    faults.push(fault);
  }
  return { kind: "refused", refusal: faults[0] ?? notAccepted(cut, see) };
}

function faultOf(
  cut: Cut,
  acceptance: Acceptance,
  { see, key }: { readonly see: CutSight; readonly key: string },
): Refusal | undefined {
  const { members = cut.members, maximumSeconds, until } = acceptance;
  const where = (part: string): string => `${see.placeOf(`${key}.${part}`)}, cut ${cut.code}`;
  const more = cut.members.filter((member) => !members.includes(member));
  if (more.length > 0) {
    return {
      code: "CutNotAccepted",
      sentence: `${cut.sentence}: the estate accepts that for ${members.join(", ")}, not for ${more.join(", ")}`,
      hint: `${where("members")}: change members to [${cut.members.join(", ")}]`,
      kind: "refused",
    };
  }
  const { estimatedSeconds } = cut;
  if (estimatedSeconds !== undefined && estimatedSeconds > maximumSeconds) {
    return {
      code: "CutTooLong",
      sentence: `${cut.sentence}: that takes about ${lengthOf(estimatedSeconds)}, and the estate accepts at most ${lengthOf(maximumSeconds)}`,
      hint: `${where("maximum")}: change maximum to ${lengthOf(estimatedSeconds)}`,
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
    hint: `${where("until")}: change until to ${dayAfter(ends)}`,
    kind: "refused",
  };
}

function notAccepted(cut: Cut, { accept, schedule, placeOf }: CutSight): Refusal {
  const maximum = lengthOf(cut.estimatedSeconds ?? 3600);
  const line = `{ cut: ${cut.code}, members: [${cut.members.join(", ")}], maximum: ${maximum}, until: ${dayAfter(endOf(cut, schedule))} }`;
  return {
    code: "CutNotAccepted",
    sentence: `${cut.sentence}: nothing in the estate accepts that`,
    hint: accept.length === 0 ? `${placeOf("")}: add accept: [ ${line} ]` : `${placeOf("accept")}: add ${line}`,
    kind: "refused",
  };
}

function endOf(cut: Cut, schedule: Schedule): Instant {
  return schedule.passes(cut.toStep);
}

/** The day after: until its end there is room for a later start. */
function dayAfter(instant: Instant): string {
  return iso(instant + 86_400_000).slice(0, 10);
}

/** As the estate writes it, in whole minutes: `90m`, `2h`. */
function lengthOf(seconds: number): string {
  return printDuration(Math.ceil(seconds / 60) * 60_000);
}
