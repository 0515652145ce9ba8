import type { Plan, PlanTarget } from "../model/plan.ts";
import type { Instant } from "../time/instant.ts";
import { parkWords } from "./beyond-words.ts";
import { grouped } from "./groups.ts";
import { code, fitting, folded, markdownText, tableHead, tableRow } from "./markdown.ts";
import { afterApply, nextCommands, type Suggesting } from "./next.ts";
import { findingLines, targetDetails } from "./plan-target-markdown.ts";
import {
  breaksByTarget,
  cutsByTarget,
  firstEnd,
  mustBeSeen,
  type NumberedStep,
  proofWords,
  stepCounts,
  stepNotes,
  stepsByTarget,
  unchangedWithFindings,
  verdictCounts,
  wayBackWords,
} from "./plan-words.ts";
import { cutWords } from "./trust-words.ts";
import { count, dayOf, distance, listed, minuteOf, prose, thousands } from "./words.ts";

/** Git hosts cut longer comments. Characters as JavaScript counts them. */
export const markdownLimit = 60_000;

type Steps = ReadonlyMap<string, readonly NumberedStep[]>;

/**
 * A plan for a pull request: the sentence a reviewer needs, a table, then details folded. Never over `markdownLimit`:
 * what is unchanged goes first, then details, then rows of the table; each cut says how much is missing. Final and
 * disruptive steps are put together where they are alike, and never cut.
 */
export function planMarkdown(plan: Plan, now: Instant, suggesting: Suggesting): string {
  const steps = stepsByTarget(plan);
  const head = `${sentence(plan, steps, now)}\n`;
  const foot = footer(plan, suggesting);
  let budget = markdownLimit - head.length - foot.length - 2_000;
  const take = (section: string): string => {
    budget -= section.length + 2;
    return section;
  };
  const seen = take(stepsToSee(plan, steps, Math.floor(budget * 0.6)));
  const off = take(cutLines(plan, steps, Math.floor(budget * 0.3)));
  const parks = take(parkLines(steps, Math.floor(budget * 0.1)));
  const table = take(targetTable(plan, steps, Math.floor(budget * 0.6)));
  const found = take(findingsOf(plan, Math.floor(budget * 0.4)));
  const details = take(detailsOf(plan, steps, now, budget));
  const unchanged = take(unchangedTable(plan, now, budget));
  return `${[head, off, parks, table, seen, found, details, unchanged, foot].filter((section) => section !== "").join("\n")}`;
}

/** What rotates and why, what it disturbs, where the way back ends, until when. */
function sentence(plan: Plan, steps: Steps, now: Instant): string {
  const due = plan.targets.filter(({ verdict }) => verdict === "due");
  const [first] = due;
  const title = `**${markdownText(plan.estate.name)}: ${verdictCounts(plan, unchangedWithFindings(plan))}.**`;
  if (first === undefined) return plan.summary.blocked > 0 ? `${title} Nothing can be applied as it is.` : title;
  if (due.length > 1) {
    return `${title} ${stepCounts(plan)}. The first to end is ${code(soonest(due).name)}${expiryWords(soonest(due), now)}.`;
  }
  const [reason] = grouped(first.reasons, first.slots);
  const why = reason === undefined ? "" : ` because ${markdownText(reason.words)}`;
  const own = steps.get(first.name) ?? [];
  return `${title} ${code(first.name)} is rotated${why}. ${stepCounts(plan)}; way back: ${wayBackWords(own)}${expiryWords(first, now)}${
    first.estimatedFinish === undefined ? "" : `; finished about ${minuteOf(first.estimatedFinish)} if started now`
  }.`;
}

/** Who is cut off stands right under the sentence, not in the folded part. */
function cutLines(plan: Plan, steps: Steps, budget: number): string {
  const cuts = plan.trust.cuts ?? [];
  if (cuts.length === 0) return "";
  const lines = cuts.map((cut) => {
    return `- **cut off**: ${code(cut.target)}: ${markdownText(cutWords(cut, steps.get(cut.target) ?? []), 2_000)}`;
  });
  const { kept, left } = fitting(lines, budget);
  const more =
    left === 0 ? [] : [`- **${count(left, "more cut")} not shown here: read the plan file before you approve.**`];
  return `${[...kept, ...more].join("\n")}\n`;
}

/** Where the work waits for people. */
function parkLines(steps: Steps, budget: number): string {
  const lines = [...steps].flatMap(([target, own]) => {
    const words = parkWords(own);
    return words === undefined ? [] : [`- **parks**: ${code(target)} ${words}`];
  });
  if (lines.length === 0) return "";
  const { kept, left } = fitting(lines, budget);
  const more = left === 0 ? [] : [`- **parks**: ${count(left, "more target")}, as the plan file says`];
  return `${[...kept, ...more].join("\n")}\n`;
}

function soonest(targets: readonly PlanTarget[]): PlanTarget {
  return targets.reduce((best, target) => ((firstEnd(target) ?? "9999") < (firstEnd(best) ?? "9999") ? target : best));
}

function expiryWords(target: PlanTarget, now: Instant): string {
  const first = firstEnd(target);
  const end = first === undefined ? "" : `; ends ${dayOf(first)} (${distance(first, now)})`;
  return target.latestStart === undefined ? end : `${end}; start by ${minuteOf(target.latestStart)}`;
}

/** The rows that ask for attention: refused, unreadable, due, and unchanged ones with findings. */
function targetTable(plan: Plan, steps: Steps, budget: number): string {
  const order = { blocked: 0, unreadable: 1, due: 2, unchanged: 3 } as const;
  const targets = plan.targets
    .filter(({ verdict, findings }) => verdict !== "unchanged" || findings.length > 0)
    .toSorted((a, b) => order[a.verdict] - order[b.verdict]);
  if (targets.length === 0) return "";
  const rows = targets.map((target) =>
    tableRow([
      code(target.name),
      target.verdict === "due" ? "to rotate" : `**${target.verdict}**`,
      whyCell(target),
      String(steps.get(target.name)?.length ?? 0),
      endDay(target),
      target.latestStart === undefined ? "" : minuteOf(target.latestStart),
    ]),
  );
  const { kept, left } = fitting(
    rows.map((row, index) =>
      targets[index]?.verdict === "unchanged" ? row.replace("**unchanged**", "unchanged") : row,
    ),
    budget,
  );
  const more = left === 0 ? [] : ["", `**${count(left, "more target")} not shown here:** the plan file has all.`];
  return `${[...tableHead(["target", "verdict", "why", "steps", "ends", "start by"]), ...kept, ...more].join("\n")}\n`;
}

function endDay(target: PlanTarget): string {
  const end = firstEnd(target);
  return end === undefined ? "" : dayOf(end);
}

function whyCell(target: PlanTarget): string {
  const refused = target.refusals.map(
    ({ code: name, sentence: text }) => `${markdownText(prose(text))} (${code(name)})`,
  );
  const unread =
    target.unreadable === undefined
      ? []
      : [`${markdownText(prose(target.unreadable.sentence))} (${code(target.unreadable.code)})`, ...hintCell(target)];
  const reasons = grouped(target.reasons, target.slots).map(({ words }) => markdownText(words));
  const found = target.verdict === "unchanged" ? grouped(target.findings, target.slots) : [];
  const parts = [...refused, ...unread, ...reasons, ...found.map(({ words }) => markdownText(words))];
  return parts.slice(0, 4).join("; ");
}

/** What the reader of a plan should know of its targets beyond their steps, before the details. */
function findingsOf(plan: Plan, budget: number): string {
  const sections = plan.targets
    .filter(({ verdict }) => verdict === "due" || verdict === "blocked")
    .flatMap((target) => {
      const lines = findingLines(target);
      return lines.length === 0 ? [] : [[`To know of ${code(target.name)}:`, "", ...lines, ""].join("\n")];
    });
  const { kept, left } = fitting(sections, budget);
  const more = left === 0 ? [] : [`Findings of ${count(left, "more target")} left out: the plan file has them.\n`];
  return [...kept, ...more].join("\n");
}

function hintCell({ unreadable }: PlanTarget): readonly string[] {
  return unreadable?.hint === undefined ? [] : [markdownText(prose(unreadable.hint))];
}

/** Final and disruptive steps, alike ones of several targets in one line. */
function stepsToSee(plan: Plan, steps: Steps, budget: number): string {
  const groups = new Map<string, string[]>();
  for (const [target, own] of steps) {
    for (const { number, step } of own) {
      if (!mustBeSeen(step)) continue;
      const line = `**${stepNotes(step)}**: ${markdownText(step.title, 200)}`;
      const where = `${code(target)} step ${number}`;
      const known = groups.get(line);
      if (known === undefined) groups.set(line, [where]);
      else known.push(where);
    }
  }
  if (groups.size === 0) return plan.steps.length === 0 ? "" : "No step is final and none restarts anything.\n";
  const title = "Steps that have no way back or restart something:\n";
  for (const names of [20, 3, 0]) {
    const lines = [...groups].map(([line, where]) => `- ${line} (${placesWords(where, names)})`);
    const { kept, left } = fitting(lines, budget);
    if (left === 0) return `${[title, ...kept].join("\n")}\n`;
    if (names === 0) {
      const warning = `\n**${count(left, "more kind")} of final or disruptive step do not fit here. Read the plan file before you approve.**`;
      return `${[title, ...kept, warning].join("\n")}\n`;
    }
  }
  return "";
}

function placesWords(places: readonly string[], shown: number): string {
  if (shown === 0 && places.length > 1) return `${thousands(places.length)} times`;
  const more = places.length - shown;
  return more <= 0 || shown === 0 ? listed(places) : `${places.slice(0, shown).join(", ")} and ${thousands(more)} more`;
}

function detailsOf(plan: Plan, steps: Steps, now: Instant, budget: number): string {
  const targets = plan.targets.filter(({ verdict }) => verdict === "due" || verdict === "blocked");
  const breaks = breaksByTarget(plan);
  const cuts = cutsByTarget(plan);
  const details: string[] = [];
  let used = 0;
  let left = 0;
  for (const target of targets) {
    const one =
      left > 0
        ? ""
        : folded(
            `Details of <code>${htmlText(target.name)}</code>`,
            targetDetails({
              target,
              steps: steps.get(target.name) ?? [],
              broken: breaks.get(target.name) ?? [],
              cuts: cuts.get(target.name) ?? [],
              now,
            }),
          );
    used += one.length + 2;
    if (left > 0 || used > budget) left += 1;
    else details.push(one);
  }
  const more = left === 0 ? [] : [`Details of ${count(left, "more target")} left out: the plan file has them.`];
  return [...details, ...more].map((section) => `${section}\n`).join("\n");
}

/** A name inside our own HTML. */
function htmlText(text: string): string {
  return text.replace(/[^\w .:/-]/gu, (character) => `&#${character.codePointAt(0) ?? 0};`);
}

function unchangedTable(plan: Plan, now: Instant, budget: number): string {
  const targets = plan.targets.filter(({ verdict, findings }) => verdict === "unchanged" && findings.length === 0);
  if (targets.length === 0) return "";
  const rows = targets.map((target) => {
    const end = firstEnd(target);
    const words = end === undefined ? "not shown" : `${dayOf(end)} (${distance(end, now)})`;
    return tableRow([code(target.name), code(target.type), words]);
  });
  const { kept, left } = fitting(rows, budget - 500);
  const summary = `${thousands(targets.length)} unchanged, not rotated`;
  if (kept.length === 0) return `${summary}; left out here: the plan file has all.\n`;
  const more = left === 0 ? [] : ["", `${count(left, "more unchanged target")} left out: the plan file has all.`];
  return `${folded(summary, [...tableHead(["target", "type", "ends"]), ...kept, ...more].join("\n"))}\n`;
}

function footer(plan: Plan, suggesting: Suggesting): string {
  const trust = plan.trust;
  const notCovered =
    trust.notModelled.length === 0 ? "" : ` Not covered: ${markdownText(trust.notModelled.join("; "), 1_000)}.`;
  const before =
    trust.brokenBefore.length === 0
      ? ""
      : ` ${count(trust.brokenBefore.length, "connection is", "connections are")} broken already.`;
  const proof =
    plan.steps.length === 0 && trust.breaks.length === 0
      ? []
      : [`Proof: ${proofWords(plan)}.${before}${notCovered}`, ""];
  const commands = nextCommands(plan, suggesting).map(
    ({ what, command }) => `${markdownText(what)}: ${code(command, 2_000)}`,
  );
  const after = afterApply(suggesting.flags).map(({ exit, what, command, does }) =>
    [`- exit ${exit}:`, what, ...(command === undefined ? [] : [code(command, 1_000)]), does ?? ""]
      .filter((part) => part !== "")
      .join(" "),
  );
  return [
    ...proof,
    `Digest ${code(plan.digest)}, planned ${minuteOf(plan.evaluatedAt)}${plan.validUntil === undefined ? "" : `, can be applied until ${minuteOf(plan.validUntil)}`}.`,
    "",
    ...commands.flatMap((line) => [line, ""]),
    ...(plan.applyable ? [folded("What to do after each exit code of apply", after.join("\n")), ""] : []),
  ].join("\n");
}
