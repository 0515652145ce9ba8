import { expect, test } from "vitest";
import { finish } from "../../src/simulation/closure.ts";
import { simulatedPorts } from "../../src/simulation/ports.ts";
import { World } from "../../src/simulation/world.ts";
import { acquireLock } from "../../src/state/index.ts";
import { apply, commandIn, opsmanWorld, stateDirectory } from "../build/opsman-world.ts";

test("whoever died on another machine with the lock of state.json is waited for as long as a lease", async () => {
  const world = new World(await opsmanWorld());
  const leaseMs = 300_000;
  const dead = world.spawn("certplan", "elsewhere");
  const ports = simulatedPorts(world, dead, {});
  await finish(world, acquireLock(ports, stateDirectory, "state.json", { timeoutMs: 0, leaseMs }));
  world.kill(dead);
  const began = world.now;
  const { exitCode } = await finish(world, apply(commandIn(world, world.spawn("certplan"), { leaseMs })));
  expect(exitCode).toBe(0);
  expect(world.now - began).toBeGreaterThan(leaseMs);
});
