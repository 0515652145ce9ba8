import { canonicalForm } from "../model/digest.ts";
import { lifetimeMs } from "../model/lifetime.ts";
import type { Finding, PlanTarget, Reason, Refusal } from "../model/plan.ts";
import type { Provider, Recipe, Violation } from "../model/provider.ts";
import type { Slot } from "../model/slot.ts";
import type { Step } from "../model/step.ts";
import { type Target, verifiesNothing } from "../model/target.ts";
import type { Break, NamedStep, TrustProof, TrustWorld } from "../model/trust.ts";
import type { Instant } from "../time/instant.ts";
import { type Deadline, examine, prove, scheduleOf, skewMs } from "../trust/index.ts";
import { checkSlot } from "./checks/index.ts";
import { judgeCuts } from "./cuts.ts";
import { targetDates } from "./dates.ts";
import { unknownConsumers } from "./outsiders.ts";
import { placeOf } from "./place.ts";
import type { Reading } from "./readings.ts";
import { findReplacements } from "./replacements.ts";
import { expiredWaivers, waiverFindings } from "./waivers.ts";

/** What the state says of a target. */
export interface KnownTarget {
  readonly serial: number;
  /** What the last run that ended saw of it; absent where that run was abandoned. */
  readonly verified?: { readonly slots: readonly Slot[] };
}

/** What the state and the selection know of one target. */
export interface TargetContext {
  readonly provider: Provider;
  readonly now: Instant;
  /** When its first step can start: `now`, or when what it comes after has switched. */
  readonly begins: Instant;
  /** Undefined where it was never applied. */
  readonly known: KnownTarget | undefined;
  /** Id of the open run that holds the target; undefined if none does, or if this plan continues it. */
  readonly openRun: string | undefined;
  /** `--rotate` names it. */
  readonly requested: boolean;
  /** Refusals found by looking at all targets together. */
  readonly refusals: readonly Refusal[];
  readonly arrivesWithinSeconds: number | undefined;
}

/** The decision on one target, with the steps that it would take; a blocked one has none. */
export interface TargetPlan {
  readonly target: PlanTarget;
  readonly steps: readonly Step[];
  readonly proof: TrustProof;
  /** What the latest starts of its steps are counted back from. */
  readonly deadlines: readonly Deadline[];
}

const nothingToProve: TrustWorld = { presents: {}, accepts: {}, edges: [], notModelled: [] };
const noSteps = { steps: [], proof: prove([], nothingToProve), deadlines: [] } as const;

/** Decides one target: due and why, what only is a finding, or why it is not touched. Pure. */
export function planTarget(reading: Reading, context: TargetContext): TargetPlan {
  const { target } = reading;
  const base = {
    name: target.name,
    type: target.type,
    serial: context.known?.serial ?? 0,
    connection: target.connection,
  };
  if ("error" in reading) {
    const { code, kind, message, hint } = reading.error;
    const unreadable = { code, kind, sentence: message, ...(hint === undefined ? {} : { hint }) };
    return {
      target: { ...base, verdict: "unreadable", reasons: [], findings: [], refusals: [], slots: [], unreadable },
      ...noSteps,
    };
  }
  const { observation } = reading;
  const judged = judge(reading, context);
  const seen = {
    ...base,
    system: observation.system,
    ...(observation.version === undefined ? {} : { version: observation.version }),
    slots: observation.slots,
    findings: [
      ...unverified(target),
      ...unknownConsumers(target, context.provider.capabilities),
      ...waiverFindings(target, observation, context.now),
      ...observation.findings,
      ...(isVerified(observation.slots, context.known) ? [] : (observation.doubts ?? [])),
      ...judged.findings,
    ],
  };
  if (context.openRun !== undefined) {
    return {
      target: { ...seen, verdict: "blocked", reasons: [openRunReason(context.openRun)], refusals: [] },
      ...noSteps,
    };
  }
  const { reasons } = judged;
  if (reasons.length === 0) return { target: { ...seen, verdict: "unchanged", reasons, refusals: [] }, ...noSteps };
  const due: PlanTarget = { ...seen, verdict: "due", reasons, refusals: [] };
  const blocked = (refusals: readonly Refusal[]): TargetPlan => ({
    target: { ...due, findings: due.findings.filter((one) => !isRefused(one, refusals)), verdict: "blocked", refusals },
    ...noSteps,
  });
  const { now, arrivesWithinSeconds } = context;
  const refusals = [...context.refusals, ...expiredWaivers(target, now)];
  if (refusals.length > 0) return blocked(refusals);
  const recipe = context.provider.recipe({
    target,
    observation,
    reasons,
    now,
    ...(arrivesWithinSeconds === undefined ? {} : { arrivesWithinSeconds }),
  });
  return recipe.kind === "refused" ? blocked(recipe.refusals) : proved(due, { target, recipe, context });
}

/** The steps of a recipe, if nobody loses trust but for accepted cuts, and everything is done before it ends. */
function proved(
  due: PlanTarget,
  see: {
    readonly target: Target;
    readonly recipe: Extract<Recipe, { kind: "steps" }>;
    readonly context: TargetContext;
  },
): TargetPlan {
  const { target, recipe, context } = see;
  const { steps, world, cuts = [] } = recipe;
  const schedule = scheduleOf(steps, context);
  const { proof, cuts: examined, deadlines: trust } = examine(steps, world, { schedule, cuts });
  const judged = judgeCuts(target, recipe, schedule, examined);
  const { slots, reasons } = due;
  const renewBeforeAt = target.place === undefined ? undefined : placeOf(target, "policy.renewBefore");
  const dates = targetDates({ slots, reasons, steps, policy: target.policy, renewBeforeAt, schedule, trust });
  const lost = proof.breaks.filter((found) => !isTooLate(found, context.now));
  const refusals = [...judged.refusals, ...(lost.length === 0 ? [] : [losesTrust(lost.length)]), ...dates.refusals];
  if (refusals.length > 0) {
    return {
      target: { ...due, verdict: "blocked", refusals },
      steps: [],
      proof: withTitles(proof, steps),
      deadlines: [],
    };
  }
  return {
    target: { ...due, findings: [...(recipe.findings ?? []), ...due.findings, ...dates.findings], ...dates.shown },
    steps,
    proof: judged.accepted.length === 0 ? proof : { ...proof, cuts: judged.accepted },
    deadlines: [...dates.deadlines, ...judged.deadlines],
  };
}

/** An expired waiver is a finding where nothing is due, and a refusal where something is: told once. */
function isRefused({ code }: Finding, refusals: readonly Refusal[]): boolean {
  return code === "WaiverExpired" && refusals.some((refusal) => refusal.code === code);
}

/** What ends while it is still needed: that is refused as TooLate, with the date. */
function isTooLate({ dates }: Break, now: Instant): boolean {
  return dates?.notAfter !== undefined && Date.parse(dates.notAfter) - skewMs >= now;
}

/** Reasons are what this platform's rotation cures; every other violation is a finding. */
function judge(
  reading: Extract<Reading, { observation: unknown }>,
  context: TargetContext,
): { readonly reasons: readonly Reason[]; readonly findings: readonly Finding[] } {
  const { target, observation } = reading;
  const { provider, now } = context;
  const reasons: Reason[] = [];
  const findings: Finding[] = [];
  const { violations, gone } = findReplacements(target, observation);
  for (const violation of [
    ...observation.slots.flatMap((slot) => checkSlot(slot, target.policy, now)),
    ...violations,
  ]) {
    const evidence = { slot: violation.slot.name, ...violation.evidence };
    const curable = provider.capabilities.rotates && provider.cures(violation, target) && outlivesItsRule(violation);
    if (curable) reasons.push({ code: violation.code, sentence: violation.sentence, evidence });
    else if (!observation.findings.some((finding) => tellsTheSame(finding, violation)))
      findings.push({
        code: violation.code,
        sentence: provider.capabilities.rotates ? `${violation.sentence} (not curable here)` : violation.sentence,
        evidence,
        about: violation.slot.name,
      });
  }
  findings.push(...gone);
  reasons.push(...observation.reasons);
  if (context.requested && provider.capabilities.rotates) {
    reasons.push({ code: "Requested", sentence: "asked for with --rotate", evidence: {} });
  }
  return { reasons, findings };
}

/** The provider found the same of the same certificate, and says more about it. */
function tellsTheSame({ code, about, evidence }: Finding, violation: Violation): boolean {
  const { fingerprint, name } = violation.slot;
  return code === violation.code && about === name && evidence["fingerprint"] === fingerprint;
}

/** A renewal window as long as the lifetime would make the new certificate due at once: the plan after an apply is empty. */
function outlivesItsRule(violation: Violation): boolean {
  const window = violation.evidence["windowMs"];
  const { notBefore, notAfter } = violation.slot;
  if (typeof window !== "number" || notBefore === undefined || notAfter === undefined) return true;
  return window < lifetimeMs(Date.parse(notBefore), Date.parse(notAfter));
}

/** What is live is what a run of this state left. */
function isVerified(live: readonly Slot[], known: KnownTarget | undefined): boolean {
  return known?.verified !== undefined && canonicalForm(known.verified.slots) === canonicalForm(live);
}

function unverified(target: Target): readonly Finding[] {
  if (!verifiesNothing(target.connection)) return [];
  const sentence = "trust has verify: false: whoever answers at this address is believed, and gets the credentials";
  return [{ code: "VerificationOff", sentence, evidence: {} }];
}

function openRunReason(run: string): Reason {
  return { code: "OpenRun", sentence: `run ${run} is open: certplan apply goes on with it`, evidence: { run } };
}

function losesTrust(count: number): Refusal {
  const sentence = `somebody would lose trust: ${count} connection${count === 1 ? "" : "s"} would break`;
  return { code: "TrustBreaks", sentence, kind: "refused" };
}

/** The plan holds no steps of a blocked target: the counterexamples say which they mean. */
function withTitles(proof: TrustProof, steps: readonly Step[]): TrustProof {
  const known = new Map(steps.map(({ id, title }, index) => [id, { title, number: index + 1 }]));
  const named = <T extends NamedStep>(one: T): T => ({ ...one, title: one.step, ...known.get(one.step) });
  const breaks = proof.breaks.map((found) => ({
    ...found,
    trace: found.trace.map(named),
    ...(found.awaited === undefined ? {} : { awaited: found.awaited.map(named) }),
  }));
  return { ...proof, breaks };
}
