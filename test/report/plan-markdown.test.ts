import { describe, expect, test } from "vitest";
import { markdownLimit, planMarkdown } from "../../src/report/index.ts";
import { anUnchangedTarget, aPlan, aStep, aTarget, goldenNow, leavesSteps } from "../build/plan.ts";
import { planScenarios } from "../build/scenarios.ts";

const names = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => `target-${index}`);

describe("a plan as Markdown", () => {
  for (const [name, plan] of Object.entries(planScenarios)) {
    test(name, async () => {
      await expect(planMarkdown(plan, goldenNow, { flags: "" })).toMatchFileSnapshot(
        `../golden/report/plan-${name}.md`,
      );
    });
  }

  test("10,000 due targets fit, their final steps are named, and what is left out is counted", () => {
    const all = names(10_000);
    const plan = aPlan({
      targets: all.map((name) => aTarget({ name })),
      steps: all.flatMap((name) => leavesSteps(name)),
    });
    const text = planMarkdown(plan, goldenNow, { flags: "" });
    expect(text.length).toBeLessThan(markdownLimit);
    expect(text).toContain("**FINAL, redeploy 1 h 50**");
    expect(text).toMatch(/and [\d,]+ more\)/);
    expect(text).toMatch(/\*\*[\d,]+ more targets not shown here:\*\*/);
    expect(text).toContain(plan.digest);
  });

  test("unchanged targets are the first to be left out", () => {
    const targets = [...names(10_000).map((name) => anUnchangedTarget(name)), aTarget()];
    const text = planMarkdown(aPlan({ targets }), goldenNow, { flags: "" });
    expect(text.length).toBeLessThan(markdownLimit);
    expect(text).toMatch(/[\d,]+ more unchanged targets left out/);
    expect(text).toContain("Details of <code>om-paris</code>");
    expect(text).toContain("| 3 | drop | every process shows its new leaf |");
  });

  test("10,000 final steps of different titles: the limit holds, and the reader is told that the file has more", () => {
    const steps = names(10_000).map((name) =>
      aStep({ id: `om-paris/${name}`, title: `delete the CA of ${name}`, final: true }),
    );
    const text = planMarkdown(aPlan({ steps }), goldenNow, { flags: "" });
    expect(text.length).toBeLessThan(markdownLimit);
    expect(text).toMatch(/\*\*[\d,]+ more kinds of final or disruptive step do not fit here\. Read the plan file/);
  });

  test("one sentence of a megabyte does not break the limit", () => {
    const reasons = [{ code: "NearExpiry", sentence: "x".repeat(1_000_000), evidence: {} }];
    const text = planMarkdown(aPlan({ targets: [aTarget({ reasons, name: "y".repeat(1_000_000) })] }), goldenNow, {
      flags: "",
    });
    expect(text.length).toBeLessThan(markdownLimit);
  });
});
