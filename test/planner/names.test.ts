import { expect, test } from "vitest";
import type { Target } from "../../src/model/target.ts";
import { finish } from "../../src/simulation/closure.ts";
import { World } from "../../src/simulation/world.ts";
import { apply, commandIn, drift, opsmanEstate, opsmanWorld, plan, type SimCommand } from "../build/opsman-world.ts";

const start = await opsmanWorld();

/** Names that the estate allows and that every plain object has as well. */
const inherited = ["constructor", "toString", "hasOwnProperty", "valueOf"];

for (const name of inherited) {
  test(`a target named ${name} is planned, applied and watched like any other`, async () => {
    const world = new World(start);
    const targets = opsmanEstate.targets.map((target): Target => ({ ...target, name }));
    const command = (): SimCommand =>
      commandIn(world, world.spawn("certplan"), { estate: { ...opsmanEstate, targets } });
    const planned = (await finish(world, plan(command()))).plan;
    expect(planned.targets[0]).toMatchObject({ name, verdict: "due", serial: 0 });
    expect(await finish(world, apply(command(), { plan: planned }))).toMatchObject({ exitCode: 0 });
    const after = (await finish(world, plan(command()))).plan;
    expect(after.targets[0]).toMatchObject({ name, verdict: "unchanged", serial: 1 });
    expect(await finish(world, drift(command()))).toMatchObject({ exitCode: 0 });
  });
}
