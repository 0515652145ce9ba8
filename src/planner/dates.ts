import type { Finding, PlanTarget, Reason, Refusal } from "../model/plan.ts";
import type { Policy } from "../model/policy.ts";
import type { Slot } from "../model/slot.ts";
import type { Step } from "../model/step.ts";
import { printDuration } from "../time/duration.ts";
import { type Instant, iso, parseInstant } from "../time/instant.ts";
import { type Deadline, latestStarts, type Schedule, skewMs, type TrustDeadline } from "../trust/index.ts";

/** What the dates of a target's certificates mean for its steps. */
export interface TargetDates {
  readonly shown: Pick<PlanTarget, "expires" | "latestStart" | "estimatedFinish">;
  /** FinishesLate: inside `finishBefore` of the policy. */
  readonly findings: readonly Finding[];
  /** TooLate: something would end before the work that needs it is done. */
  readonly refusals: readonly Refusal[];
  /** What each step's latest start is counted back from. */
  readonly deadlines: readonly Deadline[];
}

export interface DateSight {
  readonly slots: readonly Slot[];
  readonly reasons: readonly Reason[];
  readonly steps: readonly Step[];
  readonly policy: Policy;
  readonly schedule: Schedule;
  /** Where `renewBefore` of the policy stands or would stand: `certplan.yaml:4:15`; absent without a file. */
  readonly renewBeforeAt?: string | undefined;
  /** From the proof: credentials of the world that end. */
  readonly trust: readonly TrustDeadline[];
}

/**
 * Until when the work must be done: what it replaces by the estimate of the step that replaces it, the certificate
 * authorities above that by the estimate of its last step. What has ended already is what the work cures: no deadline.
 */
export function targetDates(see: DateSight): TargetDates {
  const { slots, steps, policy, schedule } = see;
  const deadlines = [...slotDeadlines(see), ...see.trust].filter(({ by }) => by >= schedule.now);
  const expires = slots
    .flatMap(({ notAfter, renewsItself }) => (renewsItself === true ? [] : (notAfter ?? [])))
    .toSorted()[0];
  const latest = latestStart(see, deadlines);
  const late = deadlines.filter(({ step, by }) => passes(step, schedule) > by);
  const near = deadlines.filter(({ step, notAfter }) => passes(step, schedule) > notAfter - policy.finishBeforeMs);
  const isEstimated = steps.every((step) => step.estimatedSeconds !== undefined);
  return {
    shown: {
      ...(expires === undefined ? {} : { expires }),
      ...(isEstimated && latest !== undefined ? { latestStart: iso(latest) } : {}),
      ...(isEstimated ? { estimatedFinish: iso(schedule.finish) } : {}),
    },
    findings:
      late.length > 0
        ? []
        : near
            .toSorted(bySoonest)
            .slice(0, 1)
            .map((one) => finishesLate(one, see)),
    refusals: late
      .toSorted(bySoonest)
      .slice(0, 1)
      .map((one) => tooLate(one, see)),
    deadlines,
  };
}

function slotDeadlines({ slots, reasons, steps }: DateSight): readonly TrustDeadline[] {
  const dueFor = new Set(reasons.map(({ evidence }) => evidence["slot"]));
  return slots.flatMap((slot): readonly TrustDeadline[] => {
    if (slot.notAfter === undefined || slot.renewsItself === true) return [];
    const replacing = steps.findLast((step) => step.replaces?.includes(slot.name));
    const isAuthority = slot.class === "root" || slot.class === "intermediate";
    if (replacing === undefined && !isAuthority && !dueFor.has(slot.name)) return [];
    const notAfter = parseInstant(slot.notAfter);
    return [{ step: replacing?.id, by: notAfter - skewMs, notAfter, what: slot.name }];
  });
}

function passes(step: string | undefined, schedule: Schedule): Instant {
  return step === undefined ? schedule.finish : schedule.passes(step);
}

function bySoonest(left: TrustDeadline, right: TrustDeadline): number {
  return left.notAfter - right.notAfter;
}

/** With the policy's margin while that is ahead, else without. */
function latestStart({ steps, policy, schedule }: DateSight, deadlines: readonly TrustDeadline[]): Instant | undefined {
  const first = (of: readonly Deadline[]): Instant | undefined => {
    const starts = [...latestStarts(steps, of).values()];
    return starts.length === 0 ? undefined : starts.reduce((soonest, start) => Math.min(soonest, start));
  };
  const margin = first(deadlines.map((one) => ({ ...one, by: one.notAfter - policy.finishBeforeMs })));
  return margin !== undefined && margin >= schedule.now ? margin : first(deadlines);
}

function finishesLate({ step, notAfter, what }: TrustDeadline, { policy, schedule }: DateSight): Finding {
  const finish = iso(passes(step, schedule));
  const margin = printDuration(policy.finishBeforeMs);
  return {
    code: "FinishesLate",
    sentence: `${what} ends ${iso(notAfter)}, and what replaces it is done about ${finish}: policy ${policy.name} wants that ${margin} before (finishBefore)`,
    evidence: { notAfter: iso(notAfter), estimatedFinish: finish, finishBefore: margin },
    about: what,
  };
}

const dayMs = 86_400_000;

function tooLate({ step, notAfter, what }: TrustDeadline, see: DateSight): Refusal {
  const { steps, policy, schedule, renewBeforeAt } = see;
  const where = [...(renewBeforeAt === undefined ? [] : [renewBeforeAt]), `policy ${policy.name}`].join(", ");
  const index = steps.findIndex(({ id }) => id === step);
  const title = steps[index]?.title;
  const done = title === undefined ? "the last step" : `step ${index + 1} (${title})`;
  const finish = passes(step, schedule);
  const needed = Math.ceil((finish - schedule.now + policy.finishBeforeMs) / dayMs);
  const { renewBefore } = policy;
  const isEnough =
    renewBefore !== undefined && "milliseconds" in renewBefore && renewBefore.milliseconds >= needed * dayMs;
  return {
    code: "TooLate",
    sentence: `${what} ends ${iso(notAfter)}, and ${done} is done about ${iso(finish)} at the earliest`,
    hint: `replace it by hand, or plan again once it has ended; for the next time, ${where}: ${isEnough ? "apply soon after renewBefore begins, or make it longer" : `renewBefore: ${needed}d or more`}`,
    kind: "refused",
  };
}
