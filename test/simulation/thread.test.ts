import { expect, test } from "vitest";
import { finish } from "../../src/simulation/closure.ts";
import { World } from "../../src/simulation/world.ts";
import { apply, commandIn, drift, opsmanOf, opsmanWorld, plan } from "../build/opsman-world.ts";

test("leaves near their end are planned, applied, verified; the next plan is empty and drift is clean", async () => {
  const world = new World(await opsmanWorld());
  const command = commandIn(world, world.spawn("certplan"));
  const planned = await finish(world, plan(command));
  expect(planned.plan.steps.map((step) => step.id)).toEqual([
    "om/regenerate-leaves",
    "om/apply-changes",
    "om/verify-leaves",
  ]);
  expect(planned.plan.trust.verdict).toBe("holds");
  const applied = await finish(world, apply(command, { expect: planned.plan.digest }));
  expect(applied).toMatchObject({ exitCode: 0 });
  expect(opsmanOf(world).leaves.map((leaf) => leaf.deployed.generation)).toEqual([2, 2, 2, 2, 2]);
  const after = await finish(world, plan(command));
  expect(after.plan.summary).toMatchObject({ due: 0, unchanged: 1 });
  const report = await finish(world, drift(command));
  expect(report.report.targets[0]).toMatchObject({ status: "matches" });
  expect(report.exitCode).toBe(0);
});
