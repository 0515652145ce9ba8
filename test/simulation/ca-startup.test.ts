import { expect, test } from "vitest";
import type { OpsmanState } from "../../src/lab/opsman/index.ts";
import type { Estate } from "../../src/model/target.ts";
import { finish } from "../../src/simulation/closure.ts";
import type { World } from "../../src/simulation/world.ts";
import {
  applyIn,
  changeLab,
  commandOf,
  expectApplied,
  expectRotated,
  plannedIn,
  requestsTo,
  watchedWorld,
} from "../build/ca-run.ts";
import { once } from "../build/once.ts";
import { caEstate } from "../build/opsman-ca-world.ts";
import { drift } from "../build/opsman-world.ts";

const unlock = "PUT /api/v0/unlock";
const locked: OpsmanState["startup"] = { passphrase: "open-sesame" };

function withPassphrase(name = "OM_PASSPHRASE"): Estate {
  const estate = caEstate();
  const unlocking = { unlock: { passphrase: { env: name } } };
  return {
    ...estate,
    targets: estate.targets.map((target) => ({ ...target, connection: { ...target.connection, ...unlocking } })),
  };
}

function booted(startup: OpsmanState["startup"]): { readonly change: (state: OpsmanState) => OpsmanState } {
  return { change: (state) => ({ ...state, ...(startup === undefined ? {} : { startup }) }) };
}

async function unreadable(world: World, estate: Estate): Promise<unknown> {
  const { report, exitCode } = await finish(world, drift(commandOf(world, estate)));
  expect(exitCode).toBe(5);
  return report.targets[0]?.unreadable;
}

test("a locked Ops Manager is unreadable for plan and drift, which do not unlock it", async () => {
  const world = await watchedWorld(booted(locked));
  const estate = withPassphrase();
  expect(await unreadable(world, estate)).toMatchObject({
    code: "PlatformUnreachable",
    sentence: expect.stringContaining("it is starting, or locked after a reboot"),
  });
  expect((await plannedIn(world, estate)).summary).toMatchObject({ unreadable: 1 });
  expect(requestsTo(world, unlock)).toBe(0);
});

test("an apply unlocks it once with the passphrase of the target, waits until it serves, and goes on", async () => {
  const world = await watchedWorld(booted(locked));
  const estate = withPassphrase();
  await expectApplied(world, estate);
  expect(requestsTo(world, unlock)).toBe(1);
  await expectRotated(world, estate);
});

test("without a passphrase an apply waits a bounded time and says what to do", async () => {
  const world = await watchedWorld(booted(locked));
  const { result } = await applyIn(world, caEstate());
  expect(result.exitCode).toBe(5);
  const sentence = result.plan?.targets[0]?.unreadable?.sentence;
  expect(sentence).toContain("it is starting, or locked after a reboot");
  expect(requestsTo(world, unlock)).toBe(0);
});

test("a wrong passphrase is refused and not tried again", async () => {
  const world = await watchedWorld(booted(locked));
  const { result } = await applyIn(world, withPassphrase("OM_SECRET"));
  expect(result.exitCode).toBe(4);
  expect(result.plan?.targets[0]?.unreadable).toMatchObject({
    code: "AccessRefused",
    sentence: expect.stringContaining("Ops Manager is locked, and the passphrase was refused"),
  });
  expect(requestsTo(world, unlock)).toBe(1);
});

test("one that reboots in the middle of a run is unlocked, and the run goes on", async () => {
  const happens = once(
    ({ installations }) => installations[0]?.id === 42,
    (state) => ({ ...state, startup: { passphrase: "open-sesame" } }),
  );
  const world = await watchedWorld({}, { hooks: happens });
  await expectApplied(world, withPassphrase());
  expect(requestsTo(world, unlock)).toBe(1);
  await expectRotated(world, withPassphrase());
});

test("one that is starting is waited for", async () => {
  const world = await watchedWorld();
  changeLab(world, (state) => ({ ...state, startup: { until: world.now + 1_800_000 } }));
  expect((await plannedIn(world, caEstate())).summary).toMatchObject({ due: 1, unreadable: 0 });
});

test("one that is not set up says so", async () => {
  const world = await watchedWorld(booted({ setup: true }));
  expect(await unreadable(world, caEstate())).toMatchObject({
    sentence: expect.stringContaining("Setup is not completed"),
  });
});
