import type { Finding, PlanTarget, Reason, Refusal } from "../model/plan.ts";
import type { Provider, Violation } from "../model/provider.ts";
import type { Slot } from "../model/slot.ts";
import type { Step } from "../model/step.ts";
import { type Target, verifiesNothing } from "../model/target.ts";
import type { TrustProof, TrustWorld } from "../model/trust.ts";
import { type Instant, iso } from "../time/instant.ts";
import { prove } from "../trust/index.ts";
import { checkSlot } from "./checks/index.ts";
import type { Reading } from "./readings.ts";

/** What the state and the selection know of one target. */
export interface TargetContext {
  readonly provider: Provider;
  readonly now: Instant;
  readonly serial: number;
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
}

const nothingToProve: TrustWorld = { presents: {}, accepts: {}, edges: [], notModelled: [] };

/** Decides one target: due and why, what only is a finding, or why it is not touched. Pure. */
export function planTarget(reading: Reading, context: TargetContext): TargetPlan {
  const { target } = reading;
  const base = { name: target.name, type: target.type, serial: context.serial, connection: target.connection };
  const noSteps = { steps: [], proof: prove([], nothingToProve) };
  if ("error" in reading) {
    const { code, kind, message } = reading.error;
    const unreadable = { code, kind, sentence: message };
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
    findings: [...unverified(target), ...observation.findings, ...judged.findings],
  };
  if (context.openRun !== undefined) {
    return {
      target: { ...seen, verdict: "blocked", reasons: [openRunReason(context.openRun)], refusals: [] },
      ...noSteps,
    };
  }
  const { reasons } = judged;
  if (reasons.length === 0) return { target: { ...seen, verdict: "unchanged", reasons, refusals: [] }, ...noSteps };
  const blocked = (refusals: readonly Refusal[], proof: TrustProof = noSteps.proof): TargetPlan => ({
    target: { ...seen, verdict: "blocked", reasons, refusals },
    steps: [],
    proof,
  });
  if (context.refusals.length > 0) return blocked(context.refusals);
  const { now, arrivesWithinSeconds } = context;
  const recipe = context.provider.recipe({
    target,
    observation,
    reasons,
    now,
    ...(arrivesWithinSeconds === undefined ? {} : { arrivesWithinSeconds }),
  });
  if (recipe.kind === "refused") return blocked(recipe.refusals);
  const proof = prove(recipe.steps, recipe.world);
  if (proof.verdict === "breaks") return blocked([losesTrust(proof)], withTitles(proof, recipe.steps));
  return {
    target: {
      ...seen,
      verdict: "due",
      reasons,
      refusals: [],
      ...datesOf(observation.slots, recipe.steps, reading.target.policy.finishBeforeMs, now),
    },
    steps: recipe.steps,
    proof,
  };
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
  for (const violation of observation.slots.flatMap((slot) => checkSlot(slot, target.policy, now))) {
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
  const lifetime = lifetimeMs(violation.slot);
  return typeof window !== "number" || lifetime === undefined || window < lifetime;
}

function lifetimeMs(slot: Slot): number | undefined {
  if (slot.notBefore === undefined || slot.notAfter === undefined) return undefined;
  return Date.parse(slot.notAfter) - Date.parse(slot.notBefore);
}

function unverified(target: Target): readonly Finding[] {
  if (!verifiesNothing(target.connection)) return [];
  const sentence = "trust has verify: false: whoever answers at this address is believed, and gets the credentials";
  return [{ code: "VerificationOff", sentence, evidence: {} }];
}

function openRunReason(run: string): Reason {
  return { code: "OpenRun", sentence: `run ${run} is open: certplan apply goes on with it`, evidence: { run } };
}

function losesTrust(proof: TrustProof): Refusal {
  const sentence = `somebody would lose trust: ${proof.breaks.length} connection${proof.breaks.length === 1 ? "" : "s"} would break`;
  return { code: "TrustBreaks", sentence, kind: "refused" };
}

function withTitles(proof: TrustProof, steps: readonly Step[]): TrustProof {
  const titles = new Map(steps.map((step) => [step.id, step.title]));
  const breaks = proof.breaks.map((found) => ({
    ...found,
    trace: found.trace.map((moment) => ({ ...moment, title: titles.get(moment.step) ?? moment.step })),
  }));
  return { ...proof, breaks };
}

/** When the first certificate ends, when the work would end, and the last moment to start it. */
function datesOf(slots: readonly Slot[], steps: readonly Step[], marginMs: number, now: Instant): Partial<PlanTarget> {
  const ends = slots.map((slot) => slot.notAfter).filter((end) => end !== undefined);
  const expires = ends.toSorted()[0];
  const estimates = steps.map((step) => step.estimatedSeconds);
  if (estimates.includes(undefined)) return expires === undefined ? {} : { expires };
  const workMs = estimates.reduce((sum: number, seconds) => sum + (seconds ?? 0), 0) * 1000;
  const estimatedFinish = iso(now + workMs);
  if (expires === undefined) return { estimatedFinish };
  return { expires, estimatedFinish, latestStart: iso(Date.parse(expires) - marginMs - workMs) };
}
