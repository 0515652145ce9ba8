import type { Plan, PlanTarget } from "../model/plan.ts";
import type { Slot } from "../model/slot.ts";
import type { Evidence, Step } from "../model/step.ts";
import type { Break, Credential, PlannedCut } from "../model/trust.ts";
import type { Instant } from "../time/instant.ts";
import {
  certificateWords,
  classCount,
  count,
  distance,
  duration,
  ends,
  kindWords,
  listed,
  minuteOf,
  safe,
  short,
  stepNumbers,
  thousands,
  withShortIds,
} from "./words.ts";

/** A step with its number within its target, counted from 1. */
export interface NumberedStep {
  readonly number: number;
  readonly step: Step;
}

/** The steps of each target, numbered in plan order. */
export function stepsByTarget(plan: Plan): ReadonlyMap<string, readonly NumberedStep[]> {
  const byTarget = new Map<string, NumberedStep[]>();
  for (const step of plan.steps) {
    const steps = byTarget.get(step.target) ?? [];
    steps.push({ number: steps.length + 1, step });
    byTarget.set(step.target, steps);
  }
  return byTarget;
}

/** Steps that nothing takes back, or that take something down: a reader must see each of them. */
export function mustBeSeen(step: Step): boolean {
  return step.final || step.disruption !== "none";
}

const evidenceWords: Readonly<Record<Evidence, string>> = {
  wire: "on the wire",
  platform: "platform's word",
  attested: "people's word",
};

function evidenceOf({ kind }: Step, gate: Evidence): string {
  return kind === "certplan.write-output" ? "read back" : evidenceWords[gate];
}

/** Estimates from here on are told; a call of some seconds is not worth a reader's eye. */
const tellingSeconds = 120;

/**
 * What stands beside a step's title. `FINAL` comes first: it must not be missed. That the platform itself says whether a
 * call worked is the rule, so it is told of pure gates only.
 */
export function stepNotes(step: Step): string {
  const isRule = step.performs && step.gate === "platform" && step.kind !== "certplan.write-output";
  const proof = step.gate === undefined || isRule ? [] : [evidenceOf(step, step.gate)];
  const takes = [
    ...(step.disruption === "none" ? [] : [step.disruption]),
    ...(isTold(step) ? [duration((step.estimatedSeconds ?? 0) * 1000)] : []),
  ];
  const notes = [
    ...(step.final ? ["FINAL"] : []),
    ...(step.performs ? [] : ["gate"]),
    ...(takes.length === 0 ? [] : [takes.join(" ")]),
    ...proof,
  ];
  return notes.join(", ");
}

function isTold({ disruption, estimatedSeconds }: Step): boolean {
  if (estimatedSeconds === undefined) return false;
  return disruption !== "none" || estimatedSeconds >= tellingSeconds;
}

/** `11 in about 6 h 20`, or what is known of it. */
export function stepsWords(steps: readonly NumberedStep[]): string {
  const known = steps.flatMap(({ step }) => step.estimatedSeconds ?? []);
  const total = duration(known.reduce((sum, seconds) => sum + seconds, 0) * 1000);
  const disruptive = steps.filter(({ step }) => step.disruption !== "none" && step.estimatedSeconds === undefined);
  if (known.length === 0) return `${steps.length}, no history to estimate from`;
  const gap = disruptive.length === 0 ? "" : `, no history for ${stepNumbers(disruptive.map(({ number }) => number))}`;
  return `${steps.length} in about ${total}${gap}`;
}

/** When the first of a target's certificates ends; undefined if the platform shows no date. */
export function firstEnd({ expires, slots }: Pick<PlanTarget, "expires" | "slots">): string | undefined {
  let first = expires;
  for (const { notAfter, renewsItself } of slots) {
    if (renewsItself !== true && notAfter !== undefined && (first === undefined || notAfter < first)) first = notAfter;
  }
  return first;
}

/** When it ends, must start and would be finished: the dates of a target's head line; undefined if none is known. */
export function datesWords(target: PlanTarget, now: Instant): string | undefined {
  const end = firstEnd(target);
  const words = [
    ...(end === undefined ? [] : [`${Date.parse(end) < now ? "expired" : "expires"} ${distance(end, now)}`]),
    ...(target.latestStart === undefined ? [] : [`start by ${minuteOf(target.latestStart)}`]),
  ];
  return words.length === 0 ? undefined : words.join(", ");
}

/** One slot before and after. */
export interface Change {
  readonly slot: Slot;
  readonly before: string;
  readonly after: string;
}

/** What one row says: of one slot, or of several that change alike. */
export interface ChangeRow {
  /** The slot's name, or how many there are. */
  readonly what: string;
  readonly slots: number;
  readonly before: string;
  readonly after: string;
}

/** Up to so many changes have a row each. */
const changesShown = 2;

/** Many changes put together where they are alike: `37 leaves: RSA 2048, ends 2026-12-11 → known after apply`. */
export function changeRows(changes: readonly Change[], now: Instant): readonly ChangeRow[] {
  const groups = new Map<string, Change[]>();
  for (const [index, change] of changes.entries()) {
    const alike = `${change.slot.class} ${kindWords(change.slot, now)} ${change.after}`;
    const key = changes.length <= changesShown ? String(index) : alike;
    groups.set(key, [...(groups.get(key) ?? []), change]);
  }
  return [...groups.values()].map((group) => changeRow(group, now));
}

function changeRow(group: readonly Change[], now: Instant): ChangeRow {
  const [first] = group;
  const slots = group.length;
  if (first === undefined) return { what: "", slots, before: "", after: "" };
  if (slots === 1) return { what: first.slot.name, slots, before: first.before, after: first.after };
  const what = classCount(slots, new Set([first.slot.class]));
  return { what, slots, before: kindWords(first.slot, now) || "not shown", after: first.after };
}

/**
 * Slots that get another certificate: those that a step replaces, those that a step presents something new in, and
 * those that a reason is about. In the order of the target's slots.
 */
export function changesOf(target: PlanTarget, steps: readonly NumberedStep[], now: Instant): readonly Change[] {
  const presented = new Map<string, Credential>();
  const changed = new Set<string>();
  for (const { step } of steps) {
    for (const name of step.replaces ?? []) changed.add(name);
    for (const effect of step.effects) {
      if (effect.effect === "present") presented.set(effect.presenter, effect.credential);
    }
  }
  for (const { evidence } of target.reasons) if (typeof evidence["slot"] === "string") changed.add(evidence["slot"]);
  return target.slots
    .filter(({ name }) => changed.has(name) || presented.has(name))
    .map((slot) => ({
      slot,
      before: certificateWords(slot, now),
      after: afterWords(presented.get(slot.name), now),
    }));
}

function afterWords(credential: Credential | undefined, now: Instant): string {
  if (credential === undefined) return "known after apply";
  const end = credential.notAfter === undefined ? "" : ` (${ends(credential.notAfter, now)})`;
  return `${/^(ca|pin):/.test(credential.id) ? credentialWords(credential.id) : "known after apply"}${end}`;
}

/** A credential by its id (`ca:…`, `pin:…`, `new:…`, or the provider's own words), for people. */
export function credentialWords(id: string): string {
  if (id.startsWith("ca:")) return `a certificate by ${short(id.slice(3))}`;
  if (id.startsWith("pin:")) return `certificate ${short(id.slice(4))}`;
  if (id.startsWith("new:")) return `the new certificate of ${safe(id.slice(4))}`;
  return withShortIds(safe(id));
}

/** The connections that the plan would break, by the target whose steps break them. */
export function breaksByTarget(plan: Plan): ReadonlyMap<string, readonly Break[]> {
  const byTarget = new Map<string, Break[]>();
  for (const one of plan.trust.breaks) {
    const step = one.trace[0]?.step ?? "";
    const target = step.slice(0, Math.max(0, step.indexOf("/")));
    const known = byTarget.get(target);
    if (known === undefined) byTarget.set(target, [one]);
    else known.push(one);
  }
  return byTarget;
}

/** The hard cuts of the plan, by target. */
export function cutsByTarget(plan: Plan): ReadonlyMap<string, readonly PlannedCut[]> {
  const byTarget = new Map<string, PlannedCut[]>();
  for (const cut of plan.trust.cuts ?? []) byTarget.set(cut.target, [...(byTarget.get(cut.target) ?? []), cut]);
  return byTarget;
}

/** An anchor by its id: what a verifier accepts. */
export function anchorWords(id: string): string {
  if (id.startsWith("new:")) return `the new certificate of ${safe(id.slice(4))}`;
  return short(id.replace(/^(ca|pin):/, ""));
}

/** Slots that this plan leaves as they are, the soonest end first. */
export function keptSlots(target: PlanTarget, changes: readonly Change[]): readonly Slot[] {
  const changed = new Set(changes.map(({ slot }) => slot.name));
  return target.slots
    .filter(({ name }) => !changed.has(name))
    .toSorted((a, b) => ((a.notAfter ?? "9999") < (b.notAfter ?? "9999") ? -1 : 1));
}

/** Until where there is a way back. */
export function wayBackWords(steps: readonly NumberedStep[]): string {
  const final = steps.find(({ step }) => step.final);
  if (final !== undefined) return `none after step ${final.number}`;
  const withoutInverse = steps.filter(({ step }) => step.performs && step.inverse === undefined);
  if (withoutInverse.length === 0) return "every step has an inverse";
  return `no step is final; ${stepNumbers(withoutInverse.map(({ number }) => number))} cannot be undone by certplan`;
}

/** What a lost reply means here: what is waited for, and which steps can stop for a person to decide. */
export function lostReplyWords(steps: readonly NumberedStep[]): readonly string[] {
  const waits = grouped(steps, ({ step }) =>
    step.delivery === undefined || step.delivery.arrivesWithinSeconds === 0
      ? undefined
      : `the platform is asked ${duration(step.delivery.arrivesWithinSeconds * 1000)} later, when the call can no longer arrive`,
  );
  const stops = grouped(steps, ({ step }) =>
    step.delivery?.whenUnknown === "stop"
      ? `can stop for a person to decide (exit 9): ${safe(step.delivery.whenUnknownReason)}`
      : undefined,
  );
  const many = (of: readonly number[]): string =>
    of.length === steps.filter(({ step }) => step.performs).length ? "any step" : stepNumbers(of);
  return [
    ...waits.map(([text, of]) => `a lost reply of ${many(of)}: ${text}`),
    ...stops.map(([text, of]) => `${stepNumbers(of)} ${text}`),
  ];
}

function grouped(
  steps: readonly NumberedStep[],
  textOf: (step: NumberedStep) => string | undefined,
): readonly (readonly [string, readonly number[]])[] {
  const groups = new Map<string, number[]>();
  for (const step of steps) {
    const text = textOf(step);
    if (text !== undefined) groups.set(text, [...(groups.get(text) ?? []), step.number]);
  }
  return [...groups];
}

/** What the proof says and what it rests on. */
export function proofWords(plan: Plan): string {
  const { trust } = plan;
  if (trust.verdict === "breaks") return `fails for ${count(trust.breaks.length, "connection")}; ${trust.proved} hold`;
  const word = trust.platformsWord.length;
  const rests = word === 0 ? "" : `; ${count(word, "gate rests", "gates rest")} on the platform's word`;
  const cut = (trust.cuts ?? []).reduce((sum, { connections }) => sum + connections, 0);
  const off = cut === 0 ? "" : `; ${count(cut, "connection is", "connections are")} cut off for a while, as accepted`;
  const attested = plan.steps.filter(({ gate }) => gate === "attested").length;
  const said = attested === 0 ? "" : `; ${count(attested, "gate rests", "gates rest")} on people or their programs`;
  return `holds at every moment for ${count(trust.proved, "connection")}${off}${rests}${said}`;
}

/** Unchanged targets that a reader should look at all the same. */
export function unchangedWithFindings(plan: Plan): number {
  return plan.targets.filter(({ verdict, findings }) => verdict === "unchanged" && findings.length > 0).length;
}

/** `1 to rotate, 3 unchanged and 1 unreadable`; `found` of the unchanged have findings, if that is to be said. */
export function verdictCounts({ summary }: Plan, found = 0): string {
  const { due, unchanged, blocked, unreadable } = summary;
  const words = [
    due > 0 ? `${thousands(due)} to rotate` : undefined,
    blocked > 0 ? `${thousands(blocked)} blocked` : undefined,
    unchanged > 0
      ? `${thousands(unchanged)} unchanged${found > 0 ? ` (${thousands(found)} with findings)` : ""}`
      : undefined,
    unreadable > 0 ? `${thousands(unreadable)} unreadable` : undefined,
  ].filter((word) => word !== undefined);
  return words.length === 0 ? "no targets" : listed(words);
}

/** `11 steps, 3 redeploy, 2 final`. */
export function stepCounts(plan: Plan): string {
  const { steps, final } = plan.summary;
  const disruptions = new Map<string, number>();
  for (const { disruption } of plan.steps) {
    if (disruption !== "none") disruptions.set(disruption, (disruptions.get(disruption) ?? 0) + 1);
  }
  const disturb = [...disruptions].map(([disruption, times]) => `${thousands(times)} ${disruption}`);
  return [
    count(steps, "step"),
    ...(disturb.length === 0 ? ["none disruptive"] : disturb),
    `${thousands(final)} final`,
  ].join(", ");
}
