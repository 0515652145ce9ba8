import { digestOf } from "../model/digest.ts";
import { entryOf } from "../model/json.ts";
import {
  type Plan,
  type PlanSummary,
  type PlanTarget,
  planFormatVersion,
  type Refusal,
  type Selection,
} from "../model/plan.ts";
import type { Registry } from "../model/provider.ts";
import type { Step } from "../model/step.ts";
import type { PlannedCut, TrustProof } from "../model/trust.ts";
import { type Instant, iso } from "../time/instant.ts";
import { latestStarts, scheduleOf } from "../trust/index.ts";
import { type KnownTarget, planTarget, type TargetContext, type TargetPlan } from "./plan-target.ts";
import type { Reading } from "./readings.ts";

export interface BuildPlanInput {
  readonly estate: { readonly name: string; readonly digest: string };
  /** In the order of the estate. */
  readonly readings: readonly Reading[];
  readonly registry: Registry;
  readonly selection: Selection;
  readonly now: Instant;
  readonly certplanVersion: string;
  readonly lineage: string;
  /** Targets that were ever applied. */
  readonly known: Readonly<Record<string, KnownTarget>>;
  /** Targets held by an open run, with its id. */
  readonly openRuns: Readonly<Record<string, string>>;
  readonly continues?: string;
  readonly arrivesWithinSeconds?: number;
}

/** (desired, observed, state, now) → Plan. Pure: the same input gives the same bytes. */
export function buildPlan(input: BuildPlanInput): Plan {
  const shared = sharedSystems(input.readings);
  const planned = planInOrder(input.readings, input.now, (reading, begins) =>
    planTarget(reading, { ...contextOf(reading, input, shared), begins }),
  );
  const targets = planned.map((plan) => plan.target);
  const steps = withLatestStarts(planned);
  const body = {
    formatVersion: planFormatVersion,
    certplanVersion: input.certplanVersion,
    estate: input.estate,
    evaluatedAt: iso(input.now),
    ...validUntil(steps),
    lineage: input.lineage,
    selection: input.selection,
    applyable: isApplyable(targets, input),
    summary: summarise(targets, steps),
    targets,
    steps,
    trust: joinProofs(planned.map((plan) => plan.proof)),
    observations: input.readings.flatMap((reading) => {
      if ("error" in reading) return [];
      const { principal, complete, facts } = reading.observation;
      return [{ target: reading.target.name, principal, complete, facts }];
    }),
    ...(input.continues === undefined ? {} : { continues: input.continues }),
  };
  return { ...body, digest: planDigest(body) };
}

/** Over what is decided and assumed; not over clocks, versions of the program, serials, prose, evidence, or targets that are not due. */
export function planDigest(plan: Omit<Plan, "digest">): string {
  const due = plan.targets.filter((target) => target.verdict === "due");
  return digestOf({
    formatVersion: plan.formatVersion,
    estate: plan.estate.name,
    selection: plan.selection,
    continues: plan.continues,
    targets: due.map(({ name, type, system, connection, reasons }) => ({
      name,
      type,
      system,
      connection,
      reasons: [...new Set(reasons.map((reason) => reason.code))],
    })),
    steps: plan.steps.map(({ estimatedSeconds: _estimate, latestStart: _latest, title: _title, ...step }) => {
      const { reason, delivery, ...decided } = step;
      return {
        ...decided,
        reason: reason.code,
        ...(delivery === undefined
          ? {}
          : { delivery: { arrivesWithinSeconds: delivery.arrivesWithinSeconds, whenUnknown: delivery.whenUnknown } }),
      };
    }),
    trust: plan.trust.verdict,
    ...(plan.trust.cuts === undefined ? {} : { cuts: plan.trust.cuts.map(decidedCut) }),
  });
}

/** Something can be run; of a run that is gone on with, also its mere closing where nothing is left to do. */
function isApplyable(targets: readonly PlanTarget[], { continues }: BuildPlanInput): boolean {
  const some = (verdict: PlanTarget["verdict"]): boolean => targets.some((target) => target.verdict === verdict);
  return some("due") || (continues !== undefined && !some("blocked") && !some("unreadable"));
}

/** Estimate, sentence and number of connections may differ between two plans of the same decision. */
function decidedCut({ target, code, members, fromStep, toStep, acceptance }: PlannedCut): object {
  return { target, code, members, fromStep, toStep, acceptance };
}

function contextOf(
  reading: Reading,
  input: BuildPlanInput,
  shared: ReadonlyMap<string, SharedSystem>,
): Omit<TargetContext, "begins"> {
  const { name, type } = reading.target;
  const provider = input.registry[type];
  const openRun = entryOf(input.openRuns, name);
  if (provider === undefined) throw new Error(`no provider for ${type}: the estate should have refused it`);
  return {
    provider,
    now: input.now,
    known: entryOf(input.known, name),
    openRun: openRun === input.continues ? undefined : openRun,
    requested: input.selection.rotate.includes(name),
    refusals: provider.capabilities.rotates ? twoWriters(name, shared.get(name)) : [],
    arrivesWithinSeconds: input.arrivesWithinSeconds,
  };
}

/** Targets that turned out to be one live system, by its identity. */
interface SharedSystem {
  readonly system: string;
  readonly names: readonly string[];
}

/** By the name of each target that shares its system with another. */
function sharedSystems(readings: readonly Reading[]): ReadonlyMap<string, SharedSystem> {
  const bySystem = new Map<string, string[]>();
  for (const reading of readings) {
    if ("error" in reading) continue;
    const { system } = reading.observation;
    const names = bySystem.get(system);
    if (names === undefined) bySystem.set(system, [reading.target.name]);
    else names.push(reading.target.name);
  }
  const shared = [...bySystem].filter(([, names]) => names.length > 1);
  return new Map(shared.flatMap(([system, names]) => names.map((name) => [name, { system, names }])));
}

function twoWriters(name: string, shared: SharedSystem | undefined): readonly Refusal[] {
  if (shared === undefined) return [];
  const others = shared.names.filter((other) => other !== name).join(", ");
  const sentence = `${others} and ${name} are one live system, ${shared.system}`;
  return [{ code: "TwoWriters", sentence, hint: "keep one of them", kind: "refused" }];
}

/** A target that comes after another waits until that has switched; where that one may not run, neither may this. */
function planInOrder(
  readings: readonly Reading[],
  now: Instant,
  planOf: (reading: Reading, begins: Instant) => TargetPlan,
): readonly TargetPlan[] {
  const byName = new Map(readings.map((reading) => [reading.target.name, reading]));
  const done = new Map<string, { readonly plan: TargetPlan; readonly switchedAt: Instant }>();
  const visit = (reading: Reading): { readonly plan: TargetPlan; readonly switchedAt: Instant } => {
    const { name, after } = reading.target;
    const ready = done.get(name);
    if (ready !== undefined) return ready;
    const before = after.flatMap((other) => byName.get(other) ?? []).map(visit);
    const begins = Math.max(now, ...before.map(({ switchedAt }) => switchedAt));
    const made = planOf(reading, begins);
    const plan =
      made.target.verdict === "due"
        ? placeAfter(
            made,
            before.map((other) => other.plan),
          )
        : made;
    const result = { plan, switchedAt: switchedAt(plan.steps, { now, begins }) };
    done.set(name, result);
    return result;
  };
  return readings.map((reading) => visit(reading).plan);
}

function switchedAt(steps: readonly Step[], when: { readonly now: Instant; readonly begins: Instant }): Instant {
  if (steps.length === 0) return when.begins;
  const schedule = scheduleOf(steps, when);
  return Math.max(when.begins, ...switched(steps).map((step) => schedule.passes(step)));
}

function placeAfter(plan: TargetPlan, before: readonly TargetPlan[]): TargetPlan {
  const stuck = before.filter((other) => other.target.verdict === "blocked" || other.target.verdict === "unreadable");
  if (stuck.length > 0) {
    const sentence = `it comes after ${stuck.map((other) => `${other.target.name}, which is ${other.target.verdict}`).join(" and ")}`;
    const refusals: readonly Refusal[] = [{ code: "AfterBlocked", sentence, kind: "refused" }];
    return { ...plan, steps: [], target: { ...plan.target, verdict: "blocked", refusals } };
  }
  const last = before.flatMap((other) => switched(other.steps));
  const steps = plan.steps.map((step) => (step.after.length === 0 ? { ...step, after: last } : step));
  return { ...plan, steps };
}

/** The last steps of everything up to the switch: once these have passed, the target has switched and was verified. */
function switched(steps: readonly Step[]): readonly string[] {
  const upToSwitch = steps.filter((step) => step.phase !== "drop");
  const followed = new Set(upToSwitch.flatMap((step) => step.after));
  return upToSwitch.map((step) => step.id).filter((id) => !followed.has(id));
}

function joinProofs(proofs: readonly TrustProof[]): TrustProof {
  const cuts = proofs.flatMap((proof) => proof.cuts ?? []);
  return {
    verdict: proofs.some((proof) => proof.verdict === "breaks") ? "breaks" : "holds",
    proved: proofs.reduce((sum, proof) => sum + proof.proved, 0),
    breaks: proofs.flatMap((proof) => proof.breaks),
    brokenBefore: proofs.flatMap((proof) => proof.brokenBefore),
    platformsWord: proofs.flatMap((proof) => proof.platformsWord),
    notModelled: [...new Set(proofs.flatMap((proof) => proof.notModelled))],
    ...(cuts.length === 0 ? {} : { cuts }),
  };
}

function summarise(targets: readonly PlanTarget[], steps: readonly Step[]): PlanSummary {
  const count = (verdict: PlanTarget["verdict"]): number =>
    targets.filter((target) => target.verdict === verdict).length;
  const estimates = steps.flatMap((step) => step.estimatedSeconds ?? []);
  return {
    targets: targets.length,
    due: count("due"),
    unchanged: count("unchanged"),
    blocked: count("blocked"),
    unreadable: count("unreadable"),
    steps: steps.length,
    disruptive: steps.filter((step) => step.disruption === "restart" || step.disruption === "redeploy").length,
    final: steps.filter((step) => step.final).length,
    ...(steps.length === 0 || estimates.length < steps.length
      ? {}
      : { estimatedSeconds: estimates.reduce((sum, seconds) => sum + seconds, 0) }),
  };
}

/** The steps of all targets, each with the latest start that follows for it and for everything that waits for it. */
function withLatestStarts(planned: readonly TargetPlan[]): readonly Step[] {
  const steps = planned.flatMap((plan) => plan.steps);
  const deadlines = planned.flatMap((plan) =>
    plan.deadlines.flatMap(({ step, by }) =>
      step === undefined ? plan.steps.map(({ id }) => ({ step: id, by })) : { step, by },
    ),
  );
  if (deadlines.length === 0) return steps;
  const latest = latestStarts(steps, deadlines);
  return steps.map((step) => {
    const start = latest.get(step.id);
    return start === undefined ? step : { ...step, latestStart: iso(start) };
  });
}

/** The first latest start of a step: later than that, the plan's first steps are refused. */
function validUntil(steps: readonly Step[]): { readonly validUntil?: string } {
  let first: string | undefined;
  for (const { latestStart } of steps) {
    if (latestStart !== undefined && (first === undefined || latestStart < first)) first = latestStart;
  }
  return first === undefined ? {} : { validUntil: first };
}
