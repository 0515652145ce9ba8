import type { DriftReport, DriftTarget } from "../model/drift.ts";
import { driftNext, driftSentence, groupedLines, otherFindings } from "./drift-text.ts";
import { grouped } from "./groups.ts";
import { code, fitting, markdownText, tableHead, tableRow } from "./markdown.ts";
import { withFlags } from "./next.ts";
import { markdownLimit } from "./plan-markdown.ts";
import { count, prose } from "./words.ts";

/** A drift report for an issue or a chat: the sentence, then what does not match. Never over `markdownLimit`. */
export function driftMarkdown(report: DriftReport, flags: string): string {
  const rank = { unreadable: 0, drifted: 1, matches: 2 } as const;
  const told = report.targets
    .filter(({ status, lines, findings }) => status !== "matches" || lines.length > 0 || findings.length > 0)
    .toSorted((a, b) => rank[a.status] - rank[b.status]);
  const rows = told.flatMap((target) => targetLines(target, flags));
  const { kept, left } = fitting(rows, markdownLimit - 6_000);
  const next = driftNext(report, flags).map((command) => `Next: ${code(command, 1_000)}`);
  return [
    `**${markdownText(driftSentence(report))}**`,
    "",
    ...(kept.length === 0 ? [] : [...tableHead(["target", "", "what"]), ...kept, ""]),
    ...(left === 0 ? [] : [`**${count(left, "more line")} left out:** \`certplan drift --format json\` has all.`, ""]),
    ...next.flatMap((line) => [line, ""]),
  ].join("\n");
}

function hintWords(hint: string | undefined): string {
  return hint === undefined ? "" : `; ${markdownText(prose(hint))}`;
}

function targetLines(target: DriftTarget, flags: string): readonly string[] {
  const row = (what: string, text: string): string => tableRow([code(target.name), what, text]);
  const unread = target.unreadable;
  return [
    ...(unread === undefined
      ? []
      : [
          row(
            "**unreadable**",
            `${markdownText(prose(unread.sentence))} (${code(unread.code)})${hintWords(unread.hint)}`,
          ),
        ]),
    ...groupedLines(target).map(({ words, code: name, members: [line] }) => {
      const next = line?.next === undefined ? "" : `; next: ${code(withFlags(line.next, flags))}`;
      return row(
        line?.severity === "drift" ? "**drift**" : "expected",
        `${markdownText(words)} (${code(name)})${next}`,
      );
    }),
    ...grouped(otherFindings(target), target.slots).map(({ words, code: name }) =>
      row("finding", `${markdownText(words)} (${code(name)})`),
    ),
  ];
}
