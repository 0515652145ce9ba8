import { expect, test } from "vitest";
import {
  type ApplyResult,
  applyCommand,
  planCommand,
  repairCommand,
  resolveCommand,
} from "../../src/commands/index.ts";
import { loadState } from "../../src/commands/known-state.ts";
import { CertplanError } from "../../src/messages/error.ts";
import { finish } from "../../src/simulation/closure.ts";
import { World, type WorldValue } from "../../src/simulation/world.ts";
import { killedWithin, leftBehind } from "../build/killed-within.ts";
import { apply as applyOpsman, commandIn, opsmanWorld } from "../build/opsman-world.ts";
import { toyModel } from "../toy/lab/model.ts";
import { assertUnbroken, rotatedToy as end, toyCommand, toyOf, toyWorld } from "../toy/toy-world.ts";
import { certplan, duplicates, mutations } from "./worlds.ts";

const everything = { only: [], exclude: [], rotate: [] };
const yes = { ...everything, yes: true, newState: false, inCi: false };
const start = await toyWorld();

const contextIn = (world: World): ReturnType<typeof toyCommand>["context"] =>
  toyCommand(world, world.spawn("certplan"), { parallelism: 1 }).context;
const repair = (world: World): ReturnType<typeof repairCommand> => finish(world, repairCommand(contextIn(world)));
const apply = (world: World): Promise<ApplyResult> => finish(world, applyCommand(contextIn(world), yes));

const watched = (value: WorldValue): World =>
  new World(value, { afterEvent: (_event, world) => assertUnbroken(world) });

/** Applied by processes that were killed one after the other, each when the next of these calls had arrived. */
async function killedAfter(...lines: readonly string[]): Promise<WorldValue> {
  const world = watched(start);
  for (const line of lines) {
    const process = world.spawn("certplan");
    void applyCommand(toyCommand(world, process, { parallelism: 1 }).context, yes);
    await world.run(() => world.arrived.some((one) => one.line === line));
    world.kill(process);
  }
  world.advance(world.now + 60_000);
  return { ...world.value(), flights: [] };
}

interface JournalFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

function journalsOf({ disk }: Pick<WorldValue, "disk">): readonly JournalFile[] {
  return [...disk.names]
    .filter(([name]) => name.endsWith(".jsonl"))
    .map(([path, inode]) => ({ path, bytes: disk.inodes.get(inode)?.content ?? new Uint8Array() }))
    .toSorted((left, right) => (left.path < right.path ? -1 : 1));
}

/** The file with its byte at this position changed, on the disk for good. */
function changed(value: WorldValue, { path, bytes }: JournalFile, position: number): WorldValue {
  const content = bytes.slice();
  content[position] = (content[position] ?? 0) ^ 1;
  const inode = value.disk.names.get(path) ?? -1;
  return {
    ...value,
    disk: { ...value.disk, inodes: new Map(value.disk.inodes).set(inode, { content, durable: content }) },
  };
}

/** A position in the middle of each record. */
function records({ bytes }: JournalFile): readonly number[] {
  const ends = [...bytes.entries()].filter(([, byte]) => byte === 0x0a).map(([position]) => position);
  return ends.map((position, index) => Math.floor(((ends[index - 1] ?? -1) + 1 + position) / 2));
}

/** Whether a segment begins with the last record of the one before it. */
function repeatsLast(next: JournalFile | undefined): boolean {
  return next !== undefined && new TextDecoder().decode(next.bytes).split("\n")[0]?.includes('"repeats"') === true;
}

/** Does what each exit names as the next command, and decides by looking at the platform. */
async function asAnOperator(world: World): Promise<number> {
  let exit = 9;
  for (let turn = 0; turn < 6 && exit !== 0; turn += 1) {
    const { exitCode, next = "" } = await apply(world);
    exit = exitCode;
    const step = /^certplan resolve (\S+) /.exec(next)?.[1];
    const run = step === undefined ? /--continue (\w+)/.exec(next)?.[1] : await decided(world, step);
    if (run === undefined) continue;
    const { plan } = await finish(world, planCommand(contextIn(world), { ...everything, continueRun: run }));
    exit = (await finish(world, applyCommand(contextIn(world), { ...yes, plan }))).exitCode;
  }
  return exit;
}

/** The run whose rest has to be planned, where what the person says cannot be taken. */
async function decided(world: World, step: string): Promise<string | undefined> {
  const outcome = toyOf(world).issued === 2 ? "done" : "not-done";
  const decision = { step, outcome, because: "counted", by: "ada@build-7" } as const;
  try {
    await finish(world, resolveCommand(contextIn(world), decision));
    return undefined;
  } catch (error) {
    if (!(error instanceof CertplanError) || error.code !== "ResolveRefused") throw error;
    return /--continue (\w+)/.exec(error.hint ?? "")?.[1];
  }
}

const cases = [["POST /issue"], ["PUT /hub/2"], ["POST /issue", "PUT /members/b/2", "DELETE /members/a/1"]] as const;

for (const lines of cases) {
  test(`killed after ${lines.join(", then ")}, with any one record damaged: repaired and gone on with, nothing happens twice and nobody is refused`, async () => {
    const value = await killedAfter(...lines);
    let repairs = 0;
    const files = journalsOf(value);
    for (const [index, file] of files.entries()) {
      for (const [record, position] of records(file).entries()) {
        const where = `${file.path}, record ${record + 1}`;
        const world = watched(changed(value, file, position));
        if (record === records(file).length - 1 && repeatsLast(files[index + 1])) {
          expect((await apply(world)).exitCode, `${where}, which the next segment repeats`).toBe(0);
          expect(toyModel.canonical(toyOf(world)), where).toEqual(end);
          continue;
        }
        await expect(apply(world), where).rejects.toMatchObject({ code: "StateDamaged", exitCode: 3 });
        const before = world.arrived.length;
        const { repaired, impossible } = await repair(world);
        expect(world.arrived.length, "no platform is read").toBe(before);
        if (index === 0 && record < 2) {
          expect(impossible, where).toMatchObject([{ code: "RepairImpossible", exitCode: 3 }]);
          expect(repaired).toEqual([]);
          continue;
        }
        repairs += 1;
        expect([repaired.length, impossible], where).toEqual([1, []]);
        const [{ id, mayHaveHappened } = { id: "", mayHaveHappened: [] }] = repaired;
        const { open } = await finish(world, loadState(contextIn(world)));
        expect(open.map((run) => run.id)).toEqual([id]);
        expect(open[0]?.events.at(-1)).toMatchObject({ kind: "RunRepaired", mayHaveHappened });
        expect(await repair(world)).toEqual({ repaired: [], impossible: [] });
        expect(await asAnOperator(world), where).toBe(0);
        expect(toyModel.canonical(toyOf(world)), where).toEqual(end);
      }
    }
    expect(repairs).toBeGreaterThan(0);
  });
}

test("every segment from the damage on is kept beside the journal as it was", async () => {
  const value = await killedAfter("POST /issue", "PUT /members/b/2", "DELETE /members/a/1");
  const files = journalsOf(value);
  expect(files).toHaveLength(3);
  const [, second] = files;
  if (second === undefined) throw new Error("no second segment");
  const damaged = changed(value, second, records(second)[1] ?? 0);
  const world = watched(damaged);
  const [run] = (await repair(world)).repaired;
  expect(run?.damage).toMatch(/^segment 2, byte \d+: a record does not match its hash$/);
  expect(run?.copies).toEqual(files.slice(1).map(({ path }) => `${path}.damaged`));
  for (const { path, bytes } of journalsOf(damaged).slice(1)) {
    expect(world.disk.inodes.get(world.disk.names.get(`${path}.damaged`) ?? -1)?.content).toEqual(bytes);
  }
});

test("a step whose baseline was lost with the journal is never taken for done or not done by its probe: a person decides", async () => {
  const value = await killedAfter("POST /issue");
  const [file] = journalsOf(value);
  if (file === undefined) throw new Error("no journal");
  const world = watched(changed(value, file, records(file)[2] ?? 0));
  expect((await repair(world)).repaired[0]?.mayHaveHappened).toEqual([
    "toy/issue",
    "toy/accept/a",
    "toy/accept/b",
    "toy/switch",
    "toy/drop/a",
    "toy/drop/b",
  ]);
  expect(await apply(world)).toMatchObject({
    exitCode: 9,
    next: "certplan resolve toy/issue --done|--not-done --because TEXT",
  });
  expect(world.arrived.filter(({ line }) => line === "POST /issue")).toHaveLength(0);
});

test("killed or without power at any event of the repair: it is damaged still or repaired, never intact without the marks", async () => {
  const value = await killedAfter("POST /issue", "PUT /members/b/2", "DELETE /members/a/1");
  const [, second] = journalsOf(value);
  if (second === undefined) throw new Error("no second segment");
  const damaged = changed(value, second, records(second)[0] ?? 0);
  let killed = 0;
  for (let events = 1; ; events += 1) {
    const first = watched(damaged);
    const process = first.spawn("certplan");
    if (await killedWithin(first, process, repairCommand(toyCommand(first, process).context), events)) break;
    killed += 1;
    const [kept, powerless] = leftBehind(first);
    for (const world of [watched(kept), watched(powerless)]) {
      const known = await finish(world, loadState(contextIn(world))).catch((error: unknown) => error);
      if (known instanceof CertplanError) expect(known.code).toBe("StateDamaged");
      else
        expect(known).toMatchObject({
          open: [{ events: expect.arrayContaining([expect.objectContaining({ kind: "RunRepaired" })]) }],
        });
      await repair(world);
      expect(await asAnOperator(world), `killed at event ${events}`).toBe(0);
      expect(toyModel.canonical(toyOf(world))).toEqual(end);
    }
  }
  expect(killed).toBeGreaterThan(20);
});

test("a journal that is shorter than state.json knows is repaired, and state.json knows the new one", async () => {
  const world = watched(start);
  await apply(world);
  const value = { ...world.value(), flights: [] };
  const [file] = journalsOf(value);
  if (file === undefined) throw new Error("no journal");
  const [, , ends = 0] = [...file.bytes.entries()].flatMap(([position, byte]) => (byte === 0x0a ? [position + 1] : []));
  const content = file.bytes.slice(0, ends);
  const inode = value.disk.names.get(file.path) ?? -1;
  const cut = { ...value.disk, inodes: new Map(value.disk.inodes).set(inode, { content, durable: content }) };
  const short = watched({ ...value, disk: cut });
  const [run] = (await repair(short)).repaired;
  expect(run?.damage).toBe("it is shorter than state.json knows it to be");
  expect(run?.mayHaveHappened, "the run is known to have been closed").toEqual([]);
  expect(await repair(short)).toEqual({ repaired: [], impossible: [] });
  expect(await apply(short)).toMatchObject({ exitCode: 0, sentence: "nothing to do" });
});

test("while another process works on the run: Locked, 6, and the journal is left alone", async () => {
  const world = watched(start);
  void applyCommand(contextIn(world), yes);
  await world.run(() => world.arrived.some(({ line }) => line === "POST /issue"));
  const [file] = journalsOf(world);
  if (file === undefined) throw new Error("no journal");
  world.disk = changed(world.value(), file, records(file)[2] ?? 0).disk;
  const names = [...world.disk.names.keys()];
  await expect(repair(world)).rejects.toMatchObject({ code: "Locked", exitCode: 6 });
  expect([...world.disk.names.keys()].filter((name) => name.includes("/runs/"))).toEqual(
    names.filter((name) => name.includes("/runs/")),
  );
});

test("a foundation's journal that lost what came after regenerate: asked or repeated, never past what moved, and no second install", async () => {
  const world = new World(await opsmanWorld());
  const process = world.spawn("certplan");
  void applyOpsman(commandIn(world, process));
  await world.run(() => mutations(world).some((line) => line === "POST /api/v0/installations"));
  world.kill(process);
  world.advance(world.now + 3 * 3_600_000);
  const value = { ...world.value(), flights: [] };
  const [file] = journalsOf(value);
  if (file === undefined) throw new Error("no journal");
  for (const [record, position] of records(file).entries()) {
    if (record < 2) continue;
    const after = new World(changed(value, file, position));
    expect((await finish(after, repairCommand(certplan(after).context))).repaired).toHaveLength(1);
    for (let turn = 0; turn < 3; turn += 1) {
      const { exitCode, next = "" } = await finish(after, applyOpsman(certplan(after)));
      if (exitCode === 0) break;
      const continueRun = /--continue (\w+)/.exec(next)?.[1] ?? "";
      const { plan } = await finish(after, planCommand(certplan(after).context, { ...everything, continueRun }));
      await finish(after, applyOpsman(certplan(after), { plan }));
    }
    const { summary } = (await finish(after, planCommand(certplan(after).context, everything))).plan;
    expect(summary, `record ${record + 1}`).toMatchObject({ due: 0, blocked: 0 });
    expect(duplicates(after), `record ${record + 1}`).toEqual([]);
  }
});
