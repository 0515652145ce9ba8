import type { DriftLine } from "../model/drift.ts";
import type { Finding, Refusal } from "../model/plan.ts";
import type { Observation, Stranded } from "../model/provider.ts";
import type { Target, Waiver } from "../model/target.ts";
import { type Instant, parseInstant } from "../time/instant.ts";
import { placeOf } from "./place.ts";

/** What drift says of a member. */
type MemberLine = DriftLine & { readonly about: string };

/**
 * Members that are left behind, and the waivers of those that may be. Stranded: a waived one, which is told in every
 * drift and is no drift, or one that nobody waived; WaiverExpired; WaiverUnneeded, where the platform shows who is left
 * behind and this one is not. Pure.
 */
export function waiverLines(target: Target, observation: Observation, now: Instant): readonly MemberLine[] {
  const { stranded } = observation;
  const waivers = target.waive ?? [];
  const unwaived = (stranded ?? []).filter(({ member }) => !waivers.some((waiver) => waiver.member === member));
  return [
    ...waivers.map((waiver, index) => {
      const left = stranded?.find(({ member }) => member === waiver.member);
      if (isOver(waiver, now)) return expired(waiver, left, placeOf(target, `waive.${index}.until`));
      return stranded !== undefined && left === undefined ? unneeded(waiver) : waived(waiver, left);
    }),
    ...unwaived.map(leftBehind),
  ];
}

/** The same for a plan, which refuses to go on with an expired waiver: that stands among its refusals. */
export function waiverFindings(target: Target, observation: Observation, now: Instant): readonly Finding[] {
  return waiverLines(target, observation, now).map(({ code, sentence, evidence, about }) => ({
    code,
    sentence,
    evidence,
    about,
  }));
}

/** WaiverExpired, with the date and the place of the line to change. */
export function expiredWaivers(target: Target, now: Instant): readonly Refusal[] {
  return (target.waive ?? []).flatMap((waiver, index): readonly Refusal[] => {
    if (!isOver(waiver, now)) return [];
    const { member } = waiver;
    return [
      {
        code: "WaiverExpired",
        sentence: sentenceOfExpired(waiver),
        hint: `${placeOf(target, `waive.${index}.until`)}: mend ${member} and remove its waiver, or change until`,
        kind: "refused",
      },
    ];
  });
}

/** From its `until` on it no longer counts. */
function isOver({ until }: Waiver, now: Instant): boolean {
  return parseInstant(until) <= now;
}

function sentenceOfExpired({ member, why, until }: Waiver): string {
  return `the waiver of ${member} (${why}) ended ${until}`;
}

function expired(waiver: Waiver, left: Stranded | undefined, place: string): MemberLine {
  const { member, until } = waiver;
  return {
    code: "WaiverExpired",
    sentence: `${sentenceOfExpired(waiver)}: ${place}`,
    severity: "drift",
    evidence: { member, until },
    about: member,
    ...(left === undefined ? {} : { next: left.repair }),
  };
}

function waived({ member, why, until }: Waiver, left: Stranded | undefined): MemberLine {
  const state = left === undefined ? "may be left behind" : `is left behind: it ${left.lacks}`;
  return {
    code: "Stranded",
    sentence: `${member} ${state}; waived until ${until} (${why})`,
    severity: "expected",
    evidence: { member, until },
    about: member,
    ...(left === undefined ? {} : { next: left.repair }),
  };
}

function unneeded({ member, until }: Waiver): MemberLine {
  return {
    code: "WaiverUnneeded",
    sentence: `${member} is not left behind: its waiver can go`,
    severity: "expected",
    evidence: { member, until },
    about: member,
  };
}

function leftBehind({ member, lacks, repair }: Stranded): MemberLine {
  return {
    code: "Stranded",
    sentence: `${member} is left behind: it ${lacks}`,
    severity: "drift",
    evidence: { member },
    about: member,
    next: repair,
  };
}
