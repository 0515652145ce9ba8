import { expect, test } from "vitest";
import { reloadState } from "../../src/commands/known-state.ts";
import { recordRuns } from "../../src/commands/record-runs.ts";
import { finish } from "../../src/simulation/closure.ts";
import { losePower } from "../../src/simulation/disk.ts";
import { World } from "../../src/simulation/world.ts";
import { acquireLock, recoverRun } from "../../src/state/index.ts";
import { commandIn, stateDirectory } from "../build/opsman-world.ts";
import { aHost, aProcess, memoryFiles } from "../state/memory-files.ts";
import { calmApply, leavesRecipe, struck } from "./disk-world.ts";
import { leftByFailedSync } from "./failed-sync.ts";

const recipe = await leavesRecipe();

test("a lock of state.json that cannot be let go of ends the apply: hours later it would wait for itself", async () => {
  const { calls, end } = await calmApply(recipe);
  const at = calls.findIndex(({ path }) => path.endsWith(".released"));
  const outcome = await struck(recipe, { fault: "full", at, lasting: false });
  expect(outcome).toMatchObject({ first: { exitCode: 9, code: "DiskFailed" }, sentAfter: 0, later: [0], end });
});

test("a lock that went away with its directory was not taken over", async () => {
  const files = memoryFiles();
  const clock = { now: () => 0, sleep: async () => undefined };
  const ports = { files, host: aHost(aProcess(1)), clock };
  const lock = await acquireLock(ports, stateDirectory, "om", { timeoutMs: 0 });
  expect(await lock.held()).toBe(true);
  await files.removeDirectory(stateDirectory);
  await expect(lock.held()).rejects.toMatchObject({ code: "DiskFailed", exitCode: 9 });
});

test("another apply does not tell state.json of a record whose sync failed: power lost, the journal is not damaged", async () => {
  const { calls } = await calmApply(recipe);
  const left = await leftByFailedSync(
    recipe,
    calls.findIndex(({ operation }) => operation === "sync"),
  );
  const world = new World(left);
  const other = commandIn(world, world.spawn("other"));
  await finish(world, recordRuns(other.context));
  const restarted = new World({ ...world.value(), disk: losePower(world.disk, "none"), flights: [] });
  const { context } = commandIn(restarted, restarted.spawn("certplan"));
  const [run] = (await finish(restarted, reloadState(context))).open;
  expect(run?.events.map(({ kind }) => kind)).toEqual(["SegmentOpened", "RunOpened"]);
  const read = recoverRun(context.ports.files, stateDirectory, run?.id ?? "");
  expect((await finish(restarted, read)).ignoredBytes).toBe(0);
});
