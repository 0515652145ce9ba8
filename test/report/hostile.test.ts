import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  defectText,
  dotGraph,
  driftMarkdown,
  driftText,
  jsonDocument,
  mermaidGraph,
  plainProgress,
  planMarkdown,
  planText,
} from "../../src/report/index.ts";
import { code, markdownText } from "../../src/report/markdown.ts";
import { anUnreadableTarget, aPlan, aSlot, aStep, aTarget, goldenNow } from "../build/plan.ts";
import { aDriftReport } from "../build/scenarios.ts";
import { aStyle } from "../build/style.ts";

const hostile = [
  "\u001b[2J\u001b[31mall is well\u001b[0m",
  "line one\nline two\r\n| a | b |",
  "\u202egnp.exe\u2066",
  "[click](https://evil.example) ![x](https://evil.example/x.png)",
  "<script>alert(1)</script><img src=x onerror=alert(1)>",
  "`code` ``more`` ```",
  "@everyone #1 GH-2 www.evil.example https://evil.example me@evil.example !4 &amp; ~5",
  "# heading\n- item\n1. one\n> quote\n***bold*** __b__ ~~s~~ $x$",
  "\u009b31m\u0007\u0000\u007f\ud800",
  "</code></details>",
];

// oxlint-disable-next-line no-control-regex -- control characters are what must not be there
const raw = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]|\p{Cs}/u;

function planOf(text: string): ReturnType<typeof aPlan> {
  const target = aTarget({
    version: text,
    reasons: [{ code: text, sentence: text, evidence: { slot: text } }],
    findings: [{ code: text, sentence: text, evidence: {}, about: text }],
    refusals: [{ code: text, sentence: text, hint: text, kind: "refused" }],
    slots: [aSlot({ name: text, subject: text })],
  });
  const unreadable = {
    ...anUnreadableTarget(text),
    unreadable: { code: text, kind: "platform" as const, sentence: text },
  };
  return aPlan({
    targets: [target, unreadable],
    steps: [aStep({ title: text, inverse: text, member: text })],
    continues: text,
  });
}

function everyText(text: string): readonly string[] {
  const plan = planOf(text);
  const report = aDriftReport([
    {
      name: text,
      type: text,
      status: "drifted",
      lines: [{ code: text, sentence: text, severity: "drift", evidence: {}, about: text, next: text }],
      findings: [],
      slots: [],
    },
  ]);
  const place = { run: text, target: text, step: text, title: text, index: 1, of: 1 };
  return [
    planText(plan, aStyle()),
    planMarkdown(plan, goldenNow, { flags: "" }),
    driftText(report, aStyle()),
    driftMarkdown(report, ""),
    jsonDocument(plan),
    mermaidGraph(plan),
    dotGraph(plan),
    defectText(text, text, aStyle()),
    plainProgress({ event: "StepPassed", at: "2026-11-20T16:10:00Z", ...place, sentence: text, elapsedMs: 1 }),
  ];
}

describe("text from outside", () => {
  for (const text of hostile) {
    test(`reaches no output raw: ${JSON.stringify(text)}`, () => {
      for (const output of everyText(text)) expect(output).not.toMatch(raw);
    });
  }

  test("whatever it is, no control or direction character gets through", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 40 }), (text) =>
        everyText(text).every((output) => !raw.test(output)),
      ),
      { numRuns: 200 },
    );
  });

  test("JSON still says exactly what it said", () => {
    for (const text of hostile) expect(JSON.parse(jsonDocument({ text }))).toEqual({ text });
  });

  test("Markdown holds its markup only in code spans", () => {
    for (const text of hostile) {
      const outside = markdownText(text).replace(/(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, "");
      expect(outside).toMatch(/^[\p{L}\d%…'"(),.;:!? →–-]*$/u);
      expect(outside).not.toMatch(/www\.|:\/\/|\n/);
    }
  });

  test("a code span survives backticks and table bars", () => {
    expect(code("a`b``c|d")).toBe("``` a`b``c\\u{7c}d ```");
  });
});
