import { describe, expect, test } from "vitest";
import { driftMarkdown, driftText, markdownLimit, planMarkdown, planText, type Style } from "../../src/report/index.ts";
import { finish } from "../../src/simulation/closure.ts";
import { drift, plan } from "../build/opsman-world.ts";
import { aStyle } from "../build/style.ts";
import { opened } from "./opened.ts";
import { sceneOf, scenes } from "./scenes.ts";

const golden = (name: string): string => `../golden/opsman/${name}`;

/** A terminal that is narrow and knows no Unicode. */
const narrow: Partial<Style> = { width: 60, symbols: "ascii" };

describe("what people read of Ops Manager", () => {
  for (const name of Object.keys(scenes)) {
    test(`${name}: plan and drift, on a screen and in Markdown`, async () => {
      const { world, command } = await opened(await sceneOf(name));
      const made = (await finish(world, plan(command()))).plan;
      await expect(planText(made, aStyle({ now: world.now }))).toMatchFileSnapshot(golden(`${name}.plan.txt`));
      const markdown = planMarkdown(made, world.now, { flags: "" });
      expect(markdown.length).toBeLessThanOrEqual(markdownLimit);
      await expect(markdown).toMatchFileSnapshot(golden(`${name}.plan.md`));
      const { report } = await finish(world, drift(command()));
      const drifted = driftText(report, aStyle({ now: world.now }));
      expect(drifted, "what a plan says of its steps is no drift").not.toMatch(/Opsman(Applies|Freeze|Reach)/);
      await expect(drifted).toMatchFileSnapshot(golden(`${name}.drift.txt`));
      await expect(driftMarkdown(report, "")).toMatchFileSnapshot(golden(`${name}.drift.md`));
    });
  }

  for (const name of ["ca-3.0", "recreate-2.10.10", "consumers", "instances-cut-too-long"]) {
    test(`${name}: the plan at 60 columns without Unicode`, async () => {
      const { world, command } = await opened(await sceneOf(name));
      const made = (await finish(world, plan(command()))).plan;
      const text = planText(made, aStyle({ now: world.now, ...narrow }));
      expect(text).toMatch(/^[\n -~]*$/);
      await expect(text).toMatchFileSnapshot(golden(`${name}.plan.60.txt`));
    });
  }
});
