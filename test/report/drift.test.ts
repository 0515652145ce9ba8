import { describe, expect, test } from "vitest";
import { driftMarkdown, driftText, markdownLimit } from "../../src/report/index.ts";
import { aDriftReport, driftScenarios } from "../build/scenarios.ts";
import { aStyle, looks } from "../build/style.ts";

describe("a drift report", () => {
  for (const [name, report] of Object.entries(driftScenarios)) {
    for (const [look, style] of looks) {
      test(`${name} as text, ${look}`, async () => {
        await expect(driftText(report, style)).toMatchFileSnapshot(`../golden/report/drift-${name}-${look}.txt`);
      });
    }

    test(`${name} as Markdown`, async () => {
      await expect(driftMarkdown(report, "")).toMatchFileSnapshot(`../golden/report/drift-${name}.md`);
    });
  }

  test("10,000 drifted targets stay under the limit of a comment", () => {
    const [, first] = Object.values(driftScenarios);
    const target = first?.targets[0];
    const targets = Array.from({ length: 10_000 }, (_, index) => ({
      name: `t-${index}`,
      type: "tls",
      status: "drifted" as const,
      lines: target?.lines ?? [],
      findings: [],
      slots: [],
    }));
    const text = driftMarkdown(aDriftReport(targets), "");
    expect(text.length).toBeLessThan(markdownLimit);
    expect(text).toMatch(/\*\*[\d,]+ more lines left out/);
  });

  test("an estate without targets has none that match", () => {
    expect(driftText(aDriftReport([]), aStyle())).toMatch(/: no targets, as of /);
  });
});
