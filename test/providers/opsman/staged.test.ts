import { expect, test } from "vitest";
import type { LabInstallation } from "../../../src/lab/opsman/index.ts";
import { finish } from "../../../src/simulation/closure.ts";
import { World } from "../../../src/simulation/world.ts";
import { commandIn, opsmanOf, opsmanWorld, plan } from "../../build/opsman-world.ts";

test("leaves that were made and not deployed are recognised where no single install covered every product", async () => {
  const value = await opsmanWorld();
  const state = opsmanOf(value);
  const [whole] = state.installations;
  if (whole === undefined) throw new Error("the foundation was installed once");
  const [director, ...products] = whole.products;
  const parts = products.map(
    (product, index): LabInstallation => ({ ...whole, id: whole.id + index, products: [director ?? "", product] }),
  );
  const staged = state.leaves.map((leaf) => ({
    ...leaf,
    staged: { ...leaf.deployed, generation: 2, validFrom: value.now - 1000, validUntil: value.now + 1e10 },
  }));
  const halfDone = { ...state, leaves: staged, installations: parts.toReversed() };
  const world = new World({ ...value, servers: value.servers.map((server) => ({ ...server, state: halfDone })) });
  const { plan: planned } = await finish(world, plan(commandIn(world, world.spawn("certplan"))));
  expect(planned.targets[0]?.reasons.map((reason) => reason.code)).toEqual(["StagedNotDeployed"]);
  expect(planned.steps.map((step) => step.id)).toEqual(["om/apply-changes", "om/verify-leaves"]);
});
