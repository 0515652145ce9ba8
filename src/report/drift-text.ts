import type { DriftLine, DriftReport, DriftTarget } from "../model/drift.ts";
import { withFlags } from "./next.ts";
import { type Page, page } from "./page.ts";
import { type Style, signs } from "./style.ts";
import { about, count, distance, listed, minuteOf, safe, shellWord, thousands } from "./words.ts";

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
  const match =
    rest.length === 0
      ? `all ${count(targets, "target")} match`
      : `${thousands(matches)} of ${count(targets, "target")} match, ${listed(rest)}`;
  return `${safe(estate)}: ${match}, as of ${minuteOf(evaluatedAt)}`;
}

function targetRows(target: DriftTarget, style: Style, out: Page): void {
  const { palette } = style;
  const mark = { matches: signs.same, drifted: signs.due, unreadable: signs.bad }[target.status];
  const paint = { matches: palette.dim, drifted: palette.yellow, unreadable: palette.red }[target.status];
  const version = target.version === undefined ? "" : ` ${safe(target.version)}`;
  out.say(
    `${mark} ${safe(target.name)}  `,
    `${safe(target.type)}${version}   ${target.status}${endsWords(target, style)}`,
    paint,
  );
  if (target.unreadable !== undefined) {
    out.row("why", `${safe(target.unreadable.sentence)} (${safe(target.unreadable.code)})`, palette.red);
  }
  const shown = style.verbose ? target.lines : target.lines.slice(0, linesShown);
  for (const line of shown) {
    out.row(line.severity, lineWords(line), line.severity === "drift" ? palette.yellow : undefined);
  }
  const more = target.lines.length - shown.length;
  if (more > 0) out.row("", `and ${count(more, "more line")} (--verbose lists them)`);
  for (const next of new Set(target.lines.flatMap(({ next }) => next ?? []))) {
    out.row("next", withFlags(safe(next), style.flags), palette.cyan);
  }
  for (const finding of otherFindings(target)) {
    out.row("finding", `${about(finding.about, finding.sentence)} (${safe(finding.code)})`);
  }
}

/** Findings that no line of drift says already. */
export function otherFindings({ lines, findings }: DriftTarget): DriftTarget["findings"] {
  return findings.filter((finding) =>
    lines.every((line) => line.code !== finding.code || line.sentence !== finding.sentence),
  );
}

function endsWords(target: DriftTarget, style: Style): string {
  const soonest = target.slots.flatMap(({ notAfter }) => notAfter ?? []).toSorted()[0];
  return soonest === undefined ? "" : `   first end ${distance(soonest, style.now)}`;
}

/** A line of drift in words, with what it is about and its code. */
export function lineWords(line: DriftLine): string {
  return `${about(line.about, line.sentence)} (${safe(line.code)})`;
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
