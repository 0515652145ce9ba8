import { expect, test } from "vitest";
import { finish } from "../../src/simulation/closure.ts";
import { type SimProcess, World } from "../../src/simulation/world.ts";
import { apply, commandIn, opsmanWorld } from "../build/opsman-world.ts";

const leaseMs = 300_000;

/** A world in which an apply has died in the middle of a run. */
async function halfDone(): Promise<World> {
  const world = new World(await opsmanWorld());
  const process = world.spawn("certplan");
  void apply(commandIn(world, process, { leaseMs }));
  await world.run(() => world.arrived.some(({ line }) => line.startsWith("POST /api/v0/installations")));
  world.kill(process);
  return new World(world.value());
}

test("a process whose lock was taken over before it read the journal seals nothing of the taker's", async () => {
  const value = (await halfDone()).value();
  let hasLock = false;
  let sleeper: SimProcess | undefined;
  const world: World = new World(value, {
    beforeEvent: ({ process, label }) => {
      if (process !== sleeper || process === undefined) return;
      if (label.endsWith("/state.json") && hasLock) fallAsleep(process);
      hasLock ||= /^create .*\/locks\//.test(label);
    },
  });
  let asleep = false;
  const fallAsleep = (process: SimProcess): void => {
    if (asleep) return;
    asleep = true;
    process.stalled = true;
    const wake = (): void => {
      process.stalled = false;
    };
    void world.event(world.spawn("waker"), "wake it", wake, { afterMs: 4 * leaseMs });
  };
  sleeper = world.spawn("certplan");
  const slept = apply(commandIn(world, sleeper, { leaseMs }));
  await world.run(() => asleep);
  const taker = world.spawn("second", "elsewhere");
  const took = await finish(world, apply(commandIn(world, taker, { leaseMs, lockTimeoutMs: 2 * leaseMs })));
  const { exitCode } = await finish(world, slept);
  expect([took.exitCode, exitCode]).toEqual([0, 7]);
  // the last segment is the taker's: its end is the end of the run
  const after = await finish(world, apply(commandIn(world, world.spawn("certplan"), { leaseMs })));
  expect(after.sentence).toBe("nothing to do");
});
