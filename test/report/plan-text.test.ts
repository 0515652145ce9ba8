import { Chalk } from "chalk";
import { describe, expect, test } from "vitest";
import { planText, untouchedText } from "../../src/report/index.ts";
import { columns } from "../../src/report/lines.ts";
import { anUnchangedTarget, anUnreadableTarget, aPlan, aTarget, leavesSteps } from "../build/plan.ts";
import { planScenarios } from "../build/scenarios.ts";
import { aStyle, looks } from "../build/style.ts";

describe("a plan as text", () => {
  for (const [name, plan] of Object.entries(planScenarios)) {
    for (const [look, style] of looks) {
      test(`${name}, ${look}`, async () => {
        const text = planText(plan, style, { readMs: 2100 });
        await expect(text).toMatchFileSnapshot(`../golden/report/plan-${name}-${look}.txt`);
      });

      test(`${name}, ${look}: only commands to copy are wider than the screen`, () => {
        const wide = planText(plan, style)
          .split("\n")
          .filter((line) => columns(line) > style.width && !line.includes(":  certplan "));
        expect(wide).toEqual([]);
      });
    }
  }

  test("ASCII means that nothing else is printed, whatever the names are", () => {
    const plan = aPlan({ targets: [aTarget({ name: "münchen-東京" })], steps: leavesSteps("münchen-東京") });
    expect(planText(plan, aStyle({ symbols: "ascii" }))).toMatch(/^[\n -~]*$/);
  });

  test("colour only adds: without its sequences the text is the same", () => {
    const plan = planScenarios["due"] ?? aPlan();
    const coloured = planText(plan, aStyle({ palette: new Chalk({ level: 1 }) }));
    expect(coloured).toContain("\u001b[");
    // oxlint-disable-next-line no-control-regex -- the sequences are what is removed here
    expect(coloured.replace(/\u001b\[\d+m/g, "")).toBe(planText(plan, aStyle()));
  });

  test("the command repeats the selection, which the digest covers, and the flags of this call", () => {
    const plan = aPlan({ selection: { only: ["om-paris", "it's"], exclude: [], rotate: ["om-paris"] } });
    expect(planText(plan, aStyle({ flags: " -f prod.yaml" }))).toContain(
      `certplan apply -f prod.yaml --only om-paris 'it'\\''s' --rotate om-paris --expect ${plan.digest}`,
    );
  });

  test("with -o the command names the file", () => {
    expect(planText(aPlan(), aStyle(), { planFile: "my plan.json" })).toContain("certplan apply 'my plan.json'");
  });

  test("after an apply, what it left untouched is told with the next command, and nothing of what ran", () => {
    const targets = [aTarget(), anUnchangedTarget("portal"), anUnreadableTarget("legacy")];
    expect(untouchedText(aPlan({ targets }), aStyle({ flags: " -f prod.yaml" }))).toBe(
      [
        "✗ legacy  tls  unreadable  connect ECONNREFUSED 10.9.0.7:443 (PlatformUnreachable)",
        "           see that it listens there, then: certplan plan -f prod.yaml --only legacy",
        "To look again at what could not be read:  certplan plan -f prod.yaml --only legacy",
        "",
      ].join("\n"),
    );
    expect(untouchedText(aPlan(), aStyle())).toBe("");
  });

  test("nothing to do is not said where targets have findings", () => {
    const found = { code: "LegacyProtocol", sentence: "it speaks TLSv1.1", evidence: {}, about: "served" };
    const plan = aPlan({ targets: [anUnchangedTarget("portal", [found])], steps: [], applyable: false });
    expect(planText(plan, aStyle())).toContain("Nothing to rotate; 1 target has findings to look at.");
    expect(planText(plan, aStyle())).not.toContain("Nothing to do");
  });

  test("many unchanged targets are one line, and all of them with --verbose", () => {
    const targets = Array.from({ length: 500 }, (_, index) => anUnchangedTarget(`portal-${index}`));
    const plan = aPlan({ targets, steps: [] });
    expect(planText(plan, aStyle()).split("\n").length).toBeLessThan(10);
    expect(planText(plan, aStyle())).toContain("500 more targets unchanged");
    expect(planText(plan, aStyle({ verbose: true }))).toContain("portal-499");
  });

  test("a continuation with nothing left says that it closes the run", () => {
    const plan = aPlan({ targets: [anUnchangedTarget("om-paris")], steps: [], continues: "7k2p", applyable: true });
    expect(planText(plan, aStyle())).toContain("Nothing is left to do: running this closes run 7k2p.");
  });

  test("every final and disruptive step is shown, however many there are", () => {
    const [first] = leavesSteps();
    const steps = Array.from({ length: 300 }, (_, index) => ({
      ...(first ?? leavesSteps()[0]),
      id: `om-paris/s${index}`,
      title: `drop trust ${index}`,
      final: true,
    }));
    const text = planText(aPlan({ steps: steps as ReturnType<typeof leavesSteps> }), aStyle());
    expect(text.match(/FINAL/g)?.length).toBe(300);
  });
});
