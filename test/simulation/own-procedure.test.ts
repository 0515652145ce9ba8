import { expect, test } from "vitest";
import { finish } from "../../src/simulation/closure.ts";
import { World } from "../../src/simulation/world.ts";
import { caEstate, caWorld } from "../build/opsman-ca-world.ts";
import { apply, commandIn, day, plan, start } from "../build/opsman-world.ts";

for (const rotate of [["leaves"], ["ca", "leaves"]]) {
  test(`a services leaf, which regenerate leaves alone, is a finding: rotate ${rotate.join(", ")} ends, and nothing is due behind it`, async () => {
    const rootEnds = rotate.includes("ca") ? 50 : 1000;
    const foundation = { credhub: true, leavesEnd: start + 20 * day };
    const world = new World(await caWorld({ rootEnds, foundation }));
    const command = commandIn(world, world.spawn("certplan"), { estate: caEstate({}, rotate) });
    expect((await finish(world, apply(command))).exitCode).toBe(0);
    const after = await finish(world, plan(command));
    expect(after.plan.summary).toMatchObject({ due: 0, blocked: 0, unchanged: 1 });
    const told = after.plan.targets[0]?.findings.filter((finding) => finding.code === "NearExpiry") ?? [];
    expect(told.map((finding) => finding.about)).toContain("credhub:/services/tls_leaf");
  });
}
