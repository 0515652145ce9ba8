import { expect, test } from "vitest";
import { abandonCommand, applyCommand, planCommand } from "../../src/commands/index.ts";
import { loadState } from "../../src/commands/known-state.ts";
import { finish } from "../../src/simulation/closure.ts";
import { drawFrom } from "../../src/simulation/seeds/draw.ts";
import { World } from "../../src/simulation/world.ts";
import { listHolders } from "../../src/state/index.ts";
import { killedWithin } from "../build/killed-within.ts";
import { apply as applyOpsman, opsmanOf, opsmanWorld } from "../build/opsman-world.ts";
import { toyModel } from "../toy/lab/model.ts";
import {
  arrivesWithinSeconds,
  assertUnbroken,
  rotatedToy as end,
  stateDirectory,
  toyCommand,
  toyOf,
  toyWorld,
} from "../toy/toy-world.ts";
import { certplan, duplicates, mutations } from "./worlds.ts";

const everything = { only: [], exclude: [], rotate: [] };
const yes = { ...everything, yes: true, newState: false, inCi: false };
const given = { because: "the window has closed", by: "ada@build-7" };
const start = await toyWorld();

const contextIn = (world: World): ReturnType<typeof toyCommand>["context"] =>
  toyCommand(world, world.spawn("certplan")).context;
const openRuns = async (world: World): Promise<readonly string[]> =>
  (await finish(world, loadState(contextIn(world)))).open.map((run) => run.id);
const abandon = (world: World, run: string): ReturnType<typeof abandonCommand> =>
  finish(world, abandonCommand(contextIn(world), { run, ...given }));
const changes = (world: World): number => world.arrived.filter(({ line }) => !line.startsWith("GET ")).length;

/** Killed once this has arrived. */
async function killedAfter(line: string): Promise<World> {
  const world = new World(start, { afterEvent: (_event, at) => assertUnbroken(at) });
  const process = world.spawn("certplan");
  void applyCommand(toyCommand(world, process, { parallelism: 1 }).context, yes);
  await world.run(() => world.arrived.some((one) => one.line === line));
  world.kill(process);
  return world;
}

test("an abandoned run is closed, nothing is sent, and what stays half done is told step by step", async () => {
  const world = await killedAfter("PUT /members/b/2");
  const [run = ""] = await openRuns(world);
  const [sent, before] = [changes(world), world.now];
  const left = await abandon(world, run);
  const ids = (steps: readonly { readonly id: string }[]): readonly string[] => steps.map((step) => step.id);
  expect({
    passed: ids(left.passed),
    unverified: ids(left.unverified),
    mayHaveHappened: ids(left.mayHaveHappened),
    notBegun: ids(left.notBegun),
  }).toEqual({
    passed: ["toy/issue", "toy/accept/a"],
    unverified: [],
    mayHaveHappened: ["toy/accept/b"],
    notBegun: ["toy/switch", "toy/drop/a", "toy/drop/b"],
  });
  expect(changes(world)).toBe(sent);
  expect(world.now - before).toBeGreaterThanOrEqual(arrivesWithinSeconds * 1_000);
  const { state, open } = await finish(world, loadState(contextIn(world)));
  expect(open).toEqual([]);
  expect(state.targets["toy"]).toEqual({ serial: 1, system: "toy:toy-1" });
  expect(state.runs[run]?.closed?.result).toBe("abandoned");
  expect(await finish(world, listHolders(contextIn(world).ports.files, stateDirectory))).toEqual([]);
});

test("who and why are in the journal", async () => {
  const world = await killedAfter("POST /issue");
  const [run = ""] = await openRuns(world);
  await abandon(world, run);
  const [path = ""] = [...world.disk.names.keys()].filter((name) => name.includes(`/${run}/journal-`)).toReversed();
  const text = new TextDecoder().decode(world.disk.inodes.get(world.disk.names.get(path) ?? -1)?.content);
  expect(text).toContain('"abandoned":{"by":"ada@build-7","because":"the window has closed"}');
});

test("after it a new plan goes on from what is live; the plan of the abandoned run is refused: StateMoved, 7", async () => {
  const world = new World(start, { afterEvent: (_event, at) => assertUnbroken(at) });
  const { plan } = await finish(world, planCommand(contextIn(world), everything));
  expect(await finish(world, applyCommand(contextIn(world), { ...yes, plan, until: "switch" }))).toMatchObject({
    exitCode: 9,
  });
  const [run = ""] = await openRuns(world);
  await abandon(world, run);
  expect(await finish(world, applyCommand(contextIn(world), { ...yes, plan }))).toMatchObject({
    exitCode: 7,
    next: "certplan plan",
  });
  const fresh = (await finish(world, planCommand(contextIn(world), everything))).plan;
  expect(fresh.steps.map((step) => step.id)).toEqual(["toy/switch", "toy/drop/a", "toy/drop/b"]);
  expect(await finish(world, applyCommand(contextIn(world), { ...yes, plan: fresh }))).toMatchObject({ exitCode: 0 });
  expect(toyModel.canonical(toyOf(world))).toEqual(end);
});

test("--expect with the digest of an abandoned plan is planned afresh, never taken from the abandoned run; its half-done rotation is gone on with", async () => {
  const world = new World(await opsmanWorld());
  const { digest } = (await finish(world, planCommand(certplan(world).context, everything))).plan;
  expect(await finish(world, applyOpsman(certplan(world), { expect: digest, until: "switch" }))).toMatchObject({
    exitCode: 9,
  });
  const { context } = certplan(world);
  const [run = ""] = (await finish(world, loadState(context))).open.map(({ id }) => id);
  await finish(world, abandonCommand(certplan(world).context, { run, ...given }));
  const sent = mutations(world).length;
  await expect(finish(world, applyOpsman(certplan(world), { expect: digest }))).rejects.toMatchObject({
    code: "DigestMoved",
  });
  expect(mutations(world)).toHaveLength(sent);
  const rest = (await finish(world, planCommand(certplan(world).context, everything))).plan;
  expect(rest.targets[0]?.reasons.map(({ code }) => code)).toContain("StagedNotDeployed");
  expect(await finish(world, applyOpsman(certplan(world), { expect: rest.digest }))).toMatchObject({ exitCode: 0 });
  expect(opsmanOf(world).leaves.every((leaf) => leaf.deployed.generation === 2)).toBe(true);
  expect(duplicates(world)).toEqual([]);
});

test("a run that is not open: RunUnknown, 3; while another process works on it: Locked, 6, and it stays open", async () => {
  const world = new World(start);
  await expect(abandon(world, "zzzz")).rejects.toMatchObject({
    code: "RunUnknown",
    exitCode: 3,
    hint: "certplan state list",
  });
  const ended: number[] = [];
  void applyCommand(contextIn(world), yes).then(({ exitCode }) => ended.push(exitCode));
  await world.run(() => changes(world) > 0);
  const [run = ""] = await openRuns(world);
  await expect(abandon(world, run)).rejects.toMatchObject({ code: "Locked", exitCode: 6 });
  await world.run(() => ended.length > 0);
  expect(ended).toEqual([0]);
});

test("killed at a random event, abandoned in the middle or not, 60 seeds: a new apply reaches the same end, and nothing happens twice", async () => {
  let abandoned = 0;
  for (let seed = 0; seed < 60; seed += 1) {
    const draw = drawFrom(seed);
    const world = new World(start, { afterEvent: (_event, at) => assertUnbroken(at) });
    const process = world.spawn("certplan");
    await killedWithin(world, process, applyCommand(toyCommand(world, process).context, yes), 1 + draw(180));
    for (const run of await openRuns(world)) {
      const first = world.spawn("person");
      const work = abandonCommand(toyCommand(world, first).context, { run, ...given });
      await killedWithin(world, first, work, 1 + draw(40));
      for (const still of await openRuns(world)) await abandon(world, still);
      abandoned += 1;
    }
    expect(await finish(world, applyCommand(contextIn(world), yes)), `seed ${seed}`).toMatchObject({ exitCode: 0 });
    expect(toyModel.canonical(toyOf(world)), `seed ${seed}`).toEqual(end);
  }
  expect(abandoned).toBeGreaterThan(30);
});
