import { exitCodeOf } from "../messages/error.ts";
import type { DriftLine, DriftReport, DriftTarget } from "../model/drift.ts";
import type { Finding, PlanTarget } from "../model/plan.ts";
import type { Provider, Registry } from "../model/provider.ts";
import type { Slot } from "../model/slot.ts";
import { buildPlan, type Reading, waiverLines } from "../planner/index.ts";
import type { ObservedState } from "../state/index.ts";
import { iso } from "../time/instant.ts";
import type { CommandContext, DriftResult } from "./context.ts";
import { firstOf, planOrder } from "./exit-order.ts";
import { type KnownState, lastSeen, loadState, openTargets } from "./known-state.ts";
import { loadProviders, providerOf } from "./load-providers.ts";
import { readTargets } from "./read-targets.ts";

/** `certplan drift`: live against estate and state. Takes no lock, writes nothing. */
export async function driftCommand(context: CommandContext): Promise<DriftResult> {
  const known = await loadState(context);
  const readings = await readTargets(context, context.estate.targets);
  const types = readings.map(({ target }) => target.type);
  const see = { known, registry: await loadProviders(context.registry, types) };
  const planned = decide(context, readings, see);
  const targets = readings.map((reading, index) => driftTarget(context, { ...see, reading, planned: planned[index] }));
  const count = (status: DriftTarget["status"]): number => targets.filter((target) => target.status === status).length;
  const report: DriftReport = {
    formatVersion: 1,
    certplanVersion: context.certplanVersion,
    estate: context.estate.name,
    evaluatedAt: iso(nowOf(context)),
    targets,
    summary: {
      targets: targets.length,
      matches: count("matches"),
      drifted: count("drifted"),
      unreadable: count("unreadable"),
    },
  };
  const codes = targets.map((target) => {
    if (target.unreadable !== undefined) return exitCodeOf[target.unreadable.kind];
    return target.status === "drifted" ? 2 : 0;
  });
  return { report, exitCode: firstOf(planOrder, codes) };
}

function nowOf(context: CommandContext): number {
  return context.evaluateAt ?? context.ports.clock.now();
}

/** What all targets are seen with. */
interface Seen {
  readonly known: KnownState;
  readonly registry: Registry;
}

/** The same decision as `plan` makes: what is due is said in the same words. */
function decide(
  context: CommandContext,
  readings: readonly Reading[],
  { known, registry }: Seen,
): readonly PlanTarget[] {
  return buildPlan({
    estate: { name: context.estate.name, digest: context.estate.digest },
    readings,
    registry: withoutReviews(registry),
    selection: { only: [], exclude: [], rotate: [] },
    now: nowOf(context),
    certplanVersion: context.certplanVersion,
    lineage: known.state.lineage,
    known: known.state.targets,
    openRuns: openTargets(known.open),
  }).targets;
}

/** What a recipe finds is about its steps, which drift does not show. */
function withoutReviews(registry: Registry): Registry {
  const entries = Object.entries(registry).map(([type, provider]) => {
    const recipe: Provider["recipe"] = (input) => {
      const made = provider.recipe(input);
      return made.kind === "steps" ? { ...made, findings: [] } : made;
    };
    return [type, { ...provider, recipe }] as const;
  });
  return Object.fromEntries(entries);
}

function driftTarget(
  context: CommandContext,
  see: Seen & { readonly reading: Reading; readonly planned: PlanTarget | undefined },
): DriftTarget {
  const { reading, planned, known, registry } = see;
  const { target } = reading;
  const base = { name: target.name, type: target.type };
  if ("error" in reading) {
    const { code, kind, message, hint } = reading.error;
    return {
      ...base,
      status: "unreadable",
      unreadable: { code, kind, sentence: message, ...(hint === undefined ? {} : { hint }) },
      lines: [],
      findings: [],
      slots: [],
    };
  }
  const { observation } = reading;
  const recorded = lastSeen(known.state, target.name);
  const provider = providerOf(registry, target.type);
  const findings = planned?.findings ?? observation.findings;
  const ending = findings.filter(
    (finding) => endingCodes.includes(finding.code) && !observation.findings.includes(finding),
  );
  const members = waiverLines(target, observation, nowOf(context));
  const lines = [
    ...identityLines(recorded, observation.system),
    ...(provider.capabilities.rotates ? changedLines(recorded, observation.slots) : []),
    ...dueLines(planned),
    ...endingLines(ending),
    ...members,
    ...provider.drift({
      target,
      observation,
      recorded,
      now: nowOf(context),
    }),
  ];
  return {
    ...base,
    system: observation.system,
    ...(observation.version === undefined ? {} : { version: observation.version }),
    status: lines.some((line) => line.severity === "drift") ? "drifted" : "matches",
    lines,
    findings: findings.filter(
      (finding) => !ending.includes(finding) && !lines.some(({ sentence }) => sentence === finding.sentence),
    ),
    slots: observation.slots,
  };
}

/** Rules about an end: what breaks them needs somebody soon, also where certplan only observes. */
const endingCodes: readonly string[] = ["Expired", "NearExpiry", "RenewalOverdue"];

/** Findings, no reasons: no plan cures them. */
function endingLines(ending: readonly Finding[]): readonly DriftLine[] {
  return ending.map((finding) => ({
    ...finding,
    severity: "drift" as const,
    next: `certplan explain ${finding.code}`,
  }));
}

function identityLines(recorded: ObservedState | undefined, system: string): readonly DriftLine[] {
  if (recorded === undefined || recorded.system === system) return [];
  const sentence = `this is another system: ${system}, certplan knows ${recorded.system} under this name`;
  return [
    { code: "SystemChanged", sentence, severity: "drift", evidence: { recorded: recorded.system, found: system } },
  ];
}

/** Slot by slot against what the last run verified; a slot that its platform renews itself may change. */
function changedLines(recorded: ObservedState | undefined, slots: readonly Slot[]): readonly DriftLine[] {
  if (recorded === undefined) return [];
  const before = new Map(recorded.slots.map((slot) => [slot.name, slot]));
  const now = new Map(slots.map((slot) => [slot.name, slot]));
  const lines: DriftLine[] = [];
  for (const [name, slot] of now) {
    const old = before.get(name);
    if (old !== undefined && isSame(old, slot)) continue;
    lines.push({
      code: old === undefined ? "SlotAppeared" : "ChangedOutside",
      sentence:
        old === undefined
          ? `${name} is new since the last apply`
          : `${name} was changed outside certplan: ${words(old)} → ${words(slot)}`,
      severity: slot.renewsItself === true || (old === undefined && slot.comesAndGoes === true) ? "expected" : "drift",
      evidence: { slot: name, before: old === undefined ? null : identity(old), found: identity(slot) },
      about: name,
      next: "certplan apply",
    });
  }
  for (const [name, { comesAndGoes }] of before) {
    if (now.has(name)) continue;
    lines.push({
      code: "SlotGone",
      sentence: `${name} is gone since the last apply`,
      severity: comesAndGoes === true ? "expected" : "drift",
      evidence: { slot: name },
      about: name,
    });
  }
  return lines;
}

/** By fingerprint where both show it, else by what both show of issuer and dates: what one lacks decides nothing. */
function isSame(old: Slot, now: Slot): boolean {
  if (old.fingerprint !== undefined && now.fingerprint !== undefined) return old.fingerprint === now.fingerprint;
  return (["issuer", "notBefore", "notAfter"] as const).every(
    (part) => old[part] === undefined || now[part] === undefined || old[part] === now[part],
  );
}

/** The strongest identity that the platform shows: fingerprint, or dates and issuer. */
function identity(slot: Slot): string {
  return slot.fingerprint ?? JSON.stringify([slot.issuer, slot.notBefore, slot.notAfter]);
}

function words(slot: Slot): string {
  const end = slot.notAfter === undefined ? "" : `, ends ${slot.notAfter}`;
  return `${slot.fingerprint?.slice(0, 12) ?? `made ${slot.notBefore ?? "unknown"}`}${end}`;
}

function dueLines(planned: PlanTarget | undefined): readonly DriftLine[] {
  if (planned === undefined || planned.verdict === "unchanged" || planned.verdict === "unreadable") return [];
  const open = planned.reasons.find((reason) => reason.code === "OpenRun");
  const next = open === undefined ? `certplan plan --only ${planned.name}` : "certplan apply";
  return planned.reasons.map((reason) => ({
    code: reason.code,
    sentence: reason.sentence,
    severity: "drift" as const,
    evidence: reason.evidence,
    next,
  }));
}
