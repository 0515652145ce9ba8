import { expect, test } from "vitest";
import { finish } from "../../src/simulation/closure.ts";
import { World } from "../../src/simulation/world.ts";
import { apply, commandIn, opsmanWorld } from "../build/opsman-world.ts";

test("a signal while an apply plans on a platform that does not answer: it stops at once, and nothing was begun", async () => {
  const stop = new AbortController();
  const world = new World(await opsmanWorld(), {
    fault: () => {
      stop.abort();
      return { slowByMs: 3_600_000 };
    },
  });
  const began = world.now;
  const result = await finish(world, apply(commandIn(world, world.spawn("certplan")), { stop: stop.signal }));
  expect(result).toEqual({
    exitCode: 9,
    sentence: "stopped while it was planned: nothing was begun",
    next: "certplan apply",
  });
  expect(world.now - began).toBeLessThan(60_000);
  expect([...world.disk.names.keys()].filter((path) => path.includes("/runs/"))).toEqual([]);
});
