import type { Plan, PlanTarget } from "../model/plan.ts";
import { columns } from "./lines.ts";
import { nextCommands, withFlags } from "./next.ts";
import { type Page, page } from "./page.ts";
import { findingRows, planTargetRows } from "./plan-target-text.ts";
import {
  breaksByTarget,
  cutsByTarget,
  firstEnd,
  proofWords,
  stepCounts,
  stepsByTarget,
  unchangedWithFindings,
  verdictCounts,
} from "./plan-words.ts";
import type { Style } from "./style.ts";
import { signs } from "./style.ts";
import { count, distance, duration, ends, minuteOf, prose, safe, shortDigest, thousands } from "./words.ts";

/** What only the caller knows of how a plan came about. */
export interface PlanOccasion {
  /** How long the reads took, milliseconds. */
  readonly readMs?: number;
  /** The file that `-o` wrote. */
  readonly planFile?: string;
}

const unchangedShown = 20;

/** A plan for people at a terminal: the sentence first, then a block for each target, then what to do. */
export function planText(plan: Plan, style: Style, occasion: PlanOccasion = {}): string {
  const out = page(style);
  headline(plan, style, occasion, out);
  const steps = stepsByTarget(plan);
  const breaks = breaksByTarget(plan);
  const cuts = cutsByTarget(plan);
  const quiet = quietTargets(plan, style);
  for (const target of plan.targets) {
    if (quiet.has(target)) continue;
    if (target.verdict === "due" || target.verdict === "blocked") {
      out.blank();
      planTargetRows({
        target,
        steps: steps.get(target.name) ?? [],
        broken: breaks.get(target.name) ?? [],
        cuts: cuts.get(target.name) ?? [],
        style,
        out,
      });
      out.blank();
    } else plainTarget(target, style, out);
  }
  foldedTargets([...quiet], style, out);
  out.blank();
  conclusion(plan, style, occasion, out);
  return out.text();
}

/** What an apply of the plan left untouched, and what to do about it; empty if that is nothing. */
export function untouchedText(plan: Plan, style: Style): string {
  const left = plan.targets.filter(({ verdict }) => verdict === "blocked" || verdict === "unreadable");
  if (left.length === 0) return "";
  const out = page(style);
  const breaks = breaksByTarget(plan);
  for (const target of left) {
    if (target.verdict === "unreadable") plainTarget(target, style, out);
    else planTargetRows({ target, steps: [], broken: breaks.get(target.name) ?? [], cuts: [], style, out });
  }
  for (const { what, command } of nextCommands({ ...plan, applyable: false }, { flags: style.flags })) {
    out.exact(`${what}:  ${command}`, style.palette.cyan);
  }
  return out.text();
}

function headline(plan: Plan, style: Style, { readMs }: PlanOccasion, out: Page): void {
  const rest = plan.continues === undefined ? "" : `, the rest of run ${safe(plan.continues)}`;
  const state = `${safe(plan.estate.name)}: ${verdictCounts(plan, unchangedWithFindings(plan))}${rest}.`;
  const read = readMs === undefined ? "As" : `Read in ${duration(readMs)}, as`;
  const when = `${read} of ${minuteOf(plan.evaluatedAt)}`;
  const fits = columns(`${state} ${when}`) <= style.width;
  out.say("", fits ? `${state} ${when}` : state, undefined, style.palette.bold);
  if (!fits) out.say("", when);
  out.blank();
}

/** Unchanged targets without findings, where there are so many that they would bury the rest. */
function quietTargets(plan: Plan, style: Style): ReadonlySet<PlanTarget> {
  const quiet = plan.targets.filter(({ verdict, findings }) => verdict === "unchanged" && findings.length === 0);
  return new Set(style.verbose || quiet.length <= unchangedShown ? [] : quiet);
}

function foldedTargets(targets: readonly PlanTarget[], style: Style, out: Page): void {
  if (targets.length === 0) return;
  const soonest = soonestEnd(targets);
  const until = soonest === undefined ? "" : `; the soonest ends ${distance(soonest, style.now)}`;
  out.say(`${signs.same} `, `${thousands(targets.length)} more targets unchanged${until} (--verbose lists them)`);
}

function soonestEnd(targets: readonly PlanTarget[]): string | undefined {
  let soonest: string | undefined;
  for (const target of targets) {
    const end = firstEnd(target);
    if (end !== undefined && (soonest === undefined || end < soonest)) soonest = end;
  }
  return soonest;
}

/** One line for a target that nothing is done to, and one for each finding. */
function plainTarget(target: PlanTarget, style: Style, out: Page): void {
  const { palette, now } = style;
  const bad = target.verdict === "unreadable";
  const end = firstEnd(target);
  const version = target.version === undefined ? "" : ` ${safe(target.version)}`;
  const state = bad
    ? `unreadable  ${prose(target.unreadable?.sentence ?? "no reason given")} (${safe(target.unreadable?.code ?? "unknown")})`
    : `unchanged${end === undefined ? "" : `  ${leftWords(end, now)}`}`;
  const found = target.findings.length > 0;
  out.say(
    `${bad ? signs.bad : found ? signs.look : signs.same} ${safe(target.name)}  `,
    `${safe(target.type)}${version}  ${state}`,
    bad ? palette.red : found ? palette.yellow : palette.dim,
  );
  const { hint } = target.unreadable ?? {};
  if (hint !== undefined) out.row("", withFlags(prose(hint), style.flags));
  findingRows(target, style, out);
}

function leftWords(expires: string, now: number): string {
  const left = Date.parse(expires) - now;
  return left < 0 ? ends(expires, now) : `${duration(left)} left`;
}

function conclusion(plan: Plan, style: Style, { planFile }: PlanOccasion, out: Page): void {
  if (plan.steps.length > 0 || plan.trust.breaks.length > 0) proof(plan, style, out);
  if (plan.steps.length > 0) {
    out.say("Plan:  ", `${verdictCounts(plan)}. ${stepCounts(plan)}.${validity(plan)}`);
    out.say("Digest ", shortDigest(plan.digest));
  } else if (plan.summary.due + plan.summary.blocked + plan.summary.unreadable === 0) {
    const found = unchangedWithFindings(plan);
    out.say("", nothingWords(plan, found), undefined, found > 0 ? style.palette.yellow : style.palette.green);
  }
  if (planFile !== undefined) out.say("Plan written to ", safe(planFile));
  for (const { what, command } of nextCommands(plan, {
    flags: style.flags,
    ...(planFile === undefined ? {} : { planFile }),
  })) {
    out.exact(`${what}:  ${command}`, style.palette.cyan);
  }
  if (plan.applyable)
    out.say(
      "",
      `If it stops (exit 9) or is killed, certplan apply${style.flags} goes on. Ctrl-C once stops it at a safe point.`,
      undefined,
      style.palette.dim,
    );
}

function nothingWords({ continues }: Plan, found: number): string {
  if (continues !== undefined) return `Nothing is left to do: running this closes run ${safe(continues)}.`;
  if (found === 0) return "Nothing to do.";
  return `Nothing to rotate; ${count(found, "target has", "targets have")} findings to look at.`;
}

function proof(plan: Plan, { palette }: Style, out: Page): void {
  const { trust } = plan;
  out.say("Proof: ", proofWords(plan), undefined, trust.verdict === "holds" ? palette.green : palette.red);
  if (trust.notModelled.length > 0) out.say("       ", `not covered: ${trust.notModelled.map(safe).join("; ")}`);
  if (trust.brokenBefore.length === 0) return;
  const edges = trust.brokenBefore.map(({ verifier, presenter }) => `${safe(verifier)} to ${safe(presenter)}`);
  out.say("       ", `broken already before step 1: ${edges.join(", ")}`, undefined, palette.yellow);
}

function validity(plan: Plan): string {
  return plan.validUntil === undefined ? "" : ` Can be applied until ${minuteOf(plan.validUntil)}.`;
}
