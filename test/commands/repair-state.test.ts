import { expect, test } from "vitest";
import { abandonCommand } from "../../src/commands/abandon.ts";
import { type ApplyResult, applyCommand, driftCommand, planCommand, resolveCommand } from "../../src/commands/index.ts";
import { type Repaired, repairCommand } from "../../src/commands/repair.ts";
import { finish } from "../../src/simulation/closure.ts";
import { type Disk, readFile } from "../../src/simulation/disk.ts";
import { World, type WorldValue } from "../../src/simulation/world.ts";
import { type State, writeState } from "../../src/state/index.ts";
import { killedWithin, leftBehind } from "../build/killed-within.ts";
import { toyModel } from "../toy/lab/model.ts";
import { rotatedToy as end, stateDirectory, toyCommand, toyOf, toyWorld } from "../toy/toy-world.ts";

const everything = { only: [], exclude: [], rotate: [] };
const yes = { ...everything, yes: true, newState: false, inCi: false };
const path = `${stateDirectory}/state.json`;
const start = await toyWorld();

type Context = ReturnType<typeof toyCommand>["context"];
const contextIn = (world: World): Context => toyCommand(world, world.spawn("certplan"), { parallelism: 1 }).context;
const apply = (world: World, context = contextIn(world)): Promise<ApplyResult> =>
  finish(world, applyCommand(context, yes));
const repair = (world: World, context = contextIn(world)): Promise<Repaired> => finish(world, repairCommand(context));

/** An apply that was killed once this call had arrived. */
async function killedAfter(line: string): Promise<WorldValue> {
  const world = new World(start);
  const process = world.spawn("certplan");
  void applyCommand(toyCommand(world, process, { parallelism: 1 }).context, yes);
  await world.run(() => world.arrived.some((one) => one.line === line));
  world.kill(process);
  world.advance(world.now + 60_000);
  return { ...world.value(), flights: [] };
}

async function applied(): Promise<WorldValue> {
  const world = new World(start);
  await apply(world);
  return { ...world.value(), flights: [] };
}

function written(disk: Disk, name: string, bytes: Uint8Array): Disk {
  const inode = disk.names.get(name) ?? -1;
  return { ...disk, inodes: new Map(disk.inodes).set(inode, { content: bytes, durable: bytes }) };
}

/** One bit of one byte of state.json is another. */
function damaged(value: WorldValue, position: number): World {
  const bytes = (readFile(value.disk, path) ?? new Uint8Array()).slice();
  const at = position % bytes.length;
  bytes[at] = (bytes[at] ?? 0) ^ 0x01;
  return new World({ ...value, disk: written(value.disk, path, bytes) });
}

function stateIn({ disk }: Pick<World, "disk">): State & { readonly sha256: string } {
  return JSON.parse(new TextDecoder().decode(readFile(disk, path))) as State & { readonly sha256: string };
}

test("a state.json with one flipped bit: every command refuses before it reads a platform or writes, 3, and names state repair", async () => {
  const world = damaged(await killedAfter("POST /issue"), 40);
  const { disk } = world;
  const because = { because: "test", by: "a@b" };
  const commands: readonly ((context: Context) => Promise<unknown>)[] = [
    (context) => planCommand(context, everything),
    (context) => applyCommand(context, yes),
    (context) => applyCommand(context, { ...yes, newState: true }),
    (context) => driftCommand(context),
    (context) => resolveCommand(context, { step: "toy/issue", outcome: "done", ...because }),
    (context) => abandonCommand(context, { run: "any", ...because }),
  ];
  for (const command of commands) {
    await expect(finish(world, command(contextIn(world)))).rejects.toMatchObject({
      code: "StateDamaged",
      exitCode: 3,
      message: `${path} is not a state of version 1 as certplan wrote it`,
      hint: "certplan state repair",
    });
  }
  expect([world.arrived, world.disk === disk]).toEqual([[], true]);
});

test("any byte of it flipped while a run is open: repaired from the journals, the run is gone on with to the same end", async () => {
  const value = await killedAfter("POST /issue");
  const length = readFile(value.disk, path)?.length ?? 0;
  expect(length).toBeGreaterThan(100);
  for (let position = 0; position < length - 1; position += 9) {
    const world = damaged(value, position);
    const before = stateIn({ disk: value.disk });
    const found = await repair(world);
    expect(found, `byte ${position}`).toMatchObject({ repaired: [], impossible: [] });
    const { sha256: _hash, ...state } = stateIn(world);
    expect(Object.keys(state.runs)).toEqual(Object.keys(before.runs));
    expect(await apply(world)).toMatchObject({ exitCode: 0 });
    expect(toyModel.canonical(toyOf(world))).toEqual(end);
    expect(Object.values(toyOf(world).effects).every((count) => count === 1)).toBe(true);
  }
});

test("what it did not tell is told, and the damaged file is kept beside it byte for byte, also the second time", async () => {
  const value = await applied();
  const world = damaged(value, 200);
  const before = readFile(world.disk, path);
  const found = await repair(world);
  expect(found.state?.copy).toBe(`${path}.damaged`);
  expect(found.state?.lost).toEqual([
    expect.stringContaining("what applies had seen of targets that they left alone"),
    expect.stringContaining("how long each journal was"),
  ]);
  expect(readFile(world.disk, `${path}.damaged`)).toEqual(before);
  expect(await repair(world)).toEqual({ repaired: [], impossible: [] });
  const again = damaged({ ...world.value(), flights: [] }, 300);
  expect((await repair(again)).state?.copy).toBe(`${path}.damaged-2`);
  expect(readFile(again.disk, `${path}.damaged`)).toEqual(before);
});

test("serials, lineage and what was last verified come back as they were, from runs that ended in any order of their ids", async () => {
  const world = new World(start);
  for (let turn = 0; turn < 3; turn += 1) {
    await apply(world);
    world.advance(world.now + 400 * 86_400_000);
  }
  const value = { ...world.value(), flights: [] };
  const before = stateIn(world);
  expect(before.targets["toy"]?.serial).toBe(3);
  const repaired = damaged(value, 500);
  await repair(repaired);
  const after = stateIn(repaired);
  expect([after.lineage, after.targets]).toEqual([before.lineage, before.targets]);
  expect(after.runs).toEqual(before.runs);
});

test("without a lineage in the settings it is taken from a frozen plan; without a run either, nothing is guessed: RepairImpossible, 3", async () => {
  const bare = (world: World): Context => {
    const context = contextIn(world);
    const { lineage: _lineage, ...settings } = context.settings;
    return { ...context, settings };
  };
  const world = damaged(await applied(), 60);
  await repair(world, bare(world));
  expect(stateIn(world).lineage).toBe("lineage-1");
  const empty = damaged(start, 60);
  const { disk } = empty;
  await expect(repair(empty, bare(empty))).rejects.toMatchObject({
    code: "RepairImpossible",
    exitCode: 3,
    hint: expect.stringContaining("write lineage under [state]"),
  });
  expect(readFile(empty.disk, path)).toEqual(readFile(disk, path));
});

test("a run whose plan is damaged too is left out, and is refused until it is restored", async () => {
  const world = damaged(await killedAfter("POST /issue"), 60);
  const plan = [...world.disk.names.keys()].find((name) => name.endsWith("/plan.json")) ?? "";
  const bytes = (readFile(world.disk, plan) ?? new Uint8Array()).slice();
  bytes[100] = (bytes[100] ?? 0) ^ 0x01;
  const whole = readFile(world.disk, plan) ?? new Uint8Array();
  world.disk = written(world.disk, plan, bytes);
  const found = await repair(world);
  expect(found.impossible).toMatchObject([{ code: "RepairImpossible" }]);
  expect(stateIn(world)).toMatchObject({ runs: {}, targets: {} });
  expect(stateIn(world).forgotten).toBeUndefined();
  await expect(apply(world)).rejects.toMatchObject({ code: "StateDamaged" });
  expect(world.arrived).toEqual([]);
  world.disk = written(world.disk, plan, whole);
  expect(await apply(world)).toMatchObject({ exitCode: 0 });
  expect(toyModel.canonical(toyOf(world))).toEqual(end);
});

test("killed or without power at any event of the repair: state.json is damaged still or repaired, and the end is the same", async () => {
  const value = await killedAfter("POST /issue");
  let killed = 0;
  for (let events = 1; ; events += 1) {
    const first = damaged(value, 70);
    const process = first.spawn("certplan");
    if (await killedWithin(first, process, repairCommand(toyCommand(first, process).context), events)) break;
    killed += 1;
    const [kept, powerless] = leftBehind(first);
    for (const world of [new World(kept), new World(powerless)]) {
      await repair(world);
      expect(await apply(world), `killed at event ${events}`).toMatchObject({ exitCode: 0 });
      expect(toyModel.canonical(toyOf(world))).toEqual(end);
    }
  }
  expect(killed).toBeGreaterThan(10);
});

test("a state of a repaired run keeps what only state.json knew where only a journal was damaged", async () => {
  const world = new World(await applied());
  const context = contextIn(world);
  const { sha256: _hash, ...state } = stateIn(world);
  const observed = { web: { at: "2026-11-21T08:00:00Z", system: "tls:web", slots: [] } };
  await finish(world, writeState(context.ports.files, stateDirectory, { ...state, observed }));
  const journal = [...world.disk.names.keys()].find((name) => name.endsWith(".jsonl")) ?? "";
  const bytes = (readFile(world.disk, journal) ?? new Uint8Array()).slice();
  const at = bytes.length - 40;
  bytes[at] = (bytes[at] ?? 0) ^ 0x01;
  world.disk = written(world.disk, journal, bytes);
  const found = await repair(world);
  expect([found.repaired.length, found.state]).toEqual([1, undefined]);
  expect(stateIn(world).observed).toEqual(observed);
});
