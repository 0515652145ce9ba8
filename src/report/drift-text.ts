import type { DriftLine, DriftReport, DriftTarget } from "../model/drift.ts";
import { type Group, grouped, ungrouped } from "./groups.ts";
import { withFlags } from "./next.ts";
import { type Page, page } from "./page.ts";
import { type Style, signs } from "./style.ts";
import { count, distance, listed, minuteOf, prose, safe, shellWord, thousands } from "./words.ts";

const linesShown = 8;

/** A drift report for people: what matches in one line, everything else in blocks. */
export function driftText(report: DriftReport, style: Style): string {
  const out = page(style);
  const { palette } = style;
  const clean = report.summary.matches === report.summary.targets;
  out.say("", driftSentence(report), undefined, clean ? palette.green : palette.bold);
  for (const target of report.targets) {
    if (!style.verbose && target.status === "matches" && target.lines.length === 0 && target.findings.length === 0)
      continue;
    out.blank();
    targetRows(target, style, out);
  }
  const next = driftNext(report, style.flags);
  out.blank();
  for (const command of next) out.exact(`next  ${command}`, palette.cyan);
  return out.text();
}

/** `2 of 3 targets match, 1 drifted` */
export function driftSentence({ estate, evaluatedAt, summary }: DriftReport): string {
  const { targets, matches, drifted, unreadable } = summary;
  const rest = [
    ...(drifted > 0 ? [`${thousands(drifted)} drifted`] : []),
    ...(unreadable > 0 ? [`${thousands(unreadable)} unreadable`] : []),
  ];
  const all =
    targets === 0 ? "no targets" : targets === 1 ? "its target matches" : `all ${count(targets, "target")} match`;
  const match = rest.length === 0 ? all : `${thousands(matches)} of ${count(targets, "target")} match, ${listed(rest)}`;
  return `${safe(estate)}: ${match}, as of ${minuteOf(evaluatedAt)}`;
}

function targetRows(target: DriftTarget, style: Style, out: Page): void {
  const { palette } = style;
  const matches = target.findings.length > 0 ? signs.look : signs.same;
  const mark = { matches, drifted: signs.due, unreadable: signs.bad }[target.status];
  const dim = target.findings.length > 0 ? palette.yellow : palette.dim;
  const paint = { matches: dim, drifted: palette.yellow, unreadable: palette.red }[target.status];
  const version = target.version === undefined ? "" : ` ${safe(target.version)}`;
  out.say(
    `${mark} ${safe(target.name)}  `,
    `${safe(target.type)}${version}   ${target.status}${endsWords(target, style)}`,
    paint,
  );
  if (target.unreadable !== undefined) {
    out.row("why", `${prose(target.unreadable.sentence)} (${safe(target.unreadable.code)})`, palette.red);
    if (target.unreadable.hint !== undefined) out.row("", withFlags(prose(target.unreadable.hint), style.flags));
  }
  const groups = style.verbose ? ungrouped(target.lines, target.slots) : groupedLines(target);
  const shown = style.verbose ? groups : groups.slice(0, linesShown);
  for (const { words, code, members } of shown) {
    const isDrift = members.some(({ severity }) => severity === "drift");
    out.row(isDrift ? "drift" : "expected", `${words} (${safe(code)})`, isDrift ? palette.yellow : undefined);
  }
  const more = groups.length - shown.length;
  if (more > 0) out.row("", `and ${count(more, "more line")} (--verbose lists them)`);
  for (const next of new Set(target.lines.flatMap(({ next }) => next ?? []))) {
    out.row("next", withFlags(safe(next), style.flags), palette.cyan);
  }
  for (const { words, code } of (style.verbose ? ungrouped : grouped)(otherFindings(target), target.slots)) {
    out.row("finding", `${words} (${safe(code)})`, palette.yellow);
  }
}

/** Drift first, as it came; what is expected does not mix with it. */
export function groupedLines({ lines, slots }: DriftTarget): readonly Group<DriftLine>[] {
  const of = (severity: DriftLine["severity"]): readonly DriftLine[] =>
    lines.filter((line) => line.severity === severity);
  return [...grouped(of("drift"), slots), ...grouped(of("expected"), slots)];
}

/** Findings that no line of drift says already. */
export function otherFindings({ lines, findings }: DriftTarget): DriftTarget["findings"] {
  return findings.filter((finding) =>
    lines.every((line) => line.code !== finding.code || line.sentence !== finding.sentence),
  );
}

function endsWords(target: DriftTarget, style: Style): string {
  const lasting = target.slots.filter(({ renewsItself }) => renewsItself !== true);
  const soonest = lasting.flatMap(({ notAfter }) => notAfter ?? []).toSorted()[0];
  if (soonest === undefined) return "";
  return `   ${Date.parse(soonest) < style.now ? "ended" : "first end"} ${distance(soonest, style.now)}`;
}

/** Commands for what no line of the report has a command for. */
export function driftNext(report: DriftReport, flags: string): readonly string[] {
  const names = (targets: readonly DriftTarget[]): string =>
    targets.length > 5 ? "" : ` --only ${targets.map(({ name }) => shellWord(name)).join(" ")}`;
  const drifted = report.targets.filter(
    ({ status, lines }) => status === "drifted" && lines.every(({ next }) => next === undefined),
  );
  const unreadable = report.targets.filter(({ status }) => status === "unreadable");
  return [
    ...(drifted.length === 0 ? [] : [`certplan plan${flags}${names(drifted)}`]),
    ...(unreadable.length === 0 ? [] : [`certplan plan${flags}${names(unreadable)}`]),
  ];
}
