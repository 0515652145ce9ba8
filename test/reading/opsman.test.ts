import { describe, expect, test } from "vitest";
import {
  driftMarkdown,
  driftText,
  markdownLimit,
  plainProgress,
  planMarkdown,
  planText,
} from "../../src/report/index.ts";
import { finish } from "../../src/simulation/closure.ts";
import { World } from "../../src/simulation/world.ts";
import { caEstate, caWorld } from "../build/opsman-ca-world.ts";
import type { SimCommand } from "../build/opsman-world.ts";
import { apply, commandIn, drift, plan } from "../build/opsman-world.ts";
import { aStyle } from "../build/style.ts";
import { type Scene, scenes } from "./scenes.ts";

async function opened({ world, options, target }: Scene): Promise<{ world: World; command: () => SimCommand }> {
  const running = new World(await caWorld(world));
  const estate = caEstate(options);
  const targets = estate.targets.map((one) => ({ ...one, ...target }));
  const command = (): SimCommand => commandIn(running, running.spawn("certplan"), { estate: { ...estate, targets } });
  return { world: running, command };
}

describe("what people read of Ops Manager", () => {
  for (const [name, scene] of Object.entries(scenes)) {
    test(`${name}: plan and drift, on a screen and in Markdown`, async () => {
      const { world, command } = await opened(scene);
      const made = (await finish(world, plan(command()))).plan;
      const at = (part: string): string => `../golden/opsman/${name}.${part}`;
      await expect(planText(made, aStyle({ now: world.now }))).toMatchFileSnapshot(at("plan.txt"));
      const markdown = planMarkdown(made, world.now, { flags: "" });
      expect(markdown.length).toBeLessThanOrEqual(markdownLimit);
      await expect(markdown).toMatchFileSnapshot(at("plan.md"));
      const { report } = await finish(world, drift(command()));
      await expect(driftText(report, aStyle({ now: world.now }))).toMatchFileSnapshot(at("drift.txt"));
      await expect(driftMarkdown(report, "")).toMatchFileSnapshot(at("drift.md"));
    });
  }

  for (const name of ["ca-3.0", "ca-begun-s3"]) {
    test(`${name}: an apply from its first line to its last, piped`, async () => {
      const { world, command } = await opened(scenes[name] ?? {});
      const one = command();
      expect((await finish(world, apply(one))).exitCode).toBe(0);
      const lines = one.events.filter(({ event }) => event !== "StepWaiting").map(plainProgress);
      await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot(`../golden/opsman/${name}.apply.txt`);
    });
  }
});
