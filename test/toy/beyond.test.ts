import { expect, test } from "vitest";
import {
  type ApplyResult,
  abandonCommand,
  applyCommand,
  confirmCommand,
  driftCommand,
  planCommand,
} from "../../src/commands/index.ts";
import { loadState } from "../../src/commands/known-state.ts";
import type { ProgressEvent } from "../../src/messages/events.ts";
import type { Target } from "../../src/model/target.ts";
import { canonicaliser } from "../../src/simulation/canonical.ts";
import { closeOverKills, finish } from "../../src/simulation/closure.ts";
import { losePower, readFile } from "../../src/simulation/disk.ts";
import { type SimProcess, World, type WorldValue } from "../../src/simulation/world.ts";
import { kills } from "../build/kills.ts";
import {
  applyWithPeople,
  assertUnbroken,
  beyondCommand,
  beyondEstate,
  beyondWorld,
  outputFile,
  teach,
} from "./beyond-world.ts";
import { toyModel } from "./lab/model.ts";
import { arrivesWithinSeconds, stateDirectory, toyOf } from "./toy-world.ts";

const everything = { only: [], exclude: [], rotate: [] };
const yes = { ...everything, yes: true, newState: false, inCi: false };
const start = await beyondWorld();
const ends = Date.UTC(2027, 10, 21);

function watched(value = start): World {
  return new World(value, { afterEvent: (_event, world) => assertUnbroken(world) });
}

async function apply(
  world: World,
  more: { readonly noWait?: true } = {},
  process: SimProcess = world.spawn("certplan"),
): Promise<{ readonly result: ApplyResult; readonly events: readonly ProgressEvent[] }> {
  const { context, events } = beyondCommand(world, process);
  return { result: await finish(world, applyCommand(context, { ...yes, ...more })), events };
}

async function confirm(world: World, step: string): Promise<unknown> {
  const statement = { step, by: "ana@desk", because: "done" };
  return finish(world, confirmCommand(beyondCommand(world).context, statement)).catch((error: unknown) => error);
}

/** Also after a loss of power. */
function assertWritten(world: World): void {
  for (const disk of [world.disk, losePower(world.disk, "none")])
    expect(new TextDecoder().decode(readFile(disk, outputFile))).toBe("generation 2\n");
}

function assertTold(world: World): void {
  assertWritten(world);
  expect(world.programs["publish"]?.memory).toBe("generation 2\n");
}

test("consumers stand before the switch, people and outputs before the drop, and the proof covers the consumers", async () => {
  const world = watched();
  const planned = (await finish(world, planCommand(beyondCommand(world).context, everything))).plan;
  expect(planned.steps.map(({ id, phase, after }) => [id, phase, after])).toEqual([
    ["toy/issue", "prepare", []],
    ["toy/accept/a", "trust", ["toy/issue"]],
    ["toy/consumer/vault", "trust", ["toy/issue"]],
    ["toy/consumer/ci", "trust", ["toy/issue"]],
    ["toy/switch", "switch", ["toy/accept/a", "toy/consumer/vault", "toy/consumer/ci"]],
    ["toy/manual/announce", "switch", ["toy/switch"]],
    ["toy/write-output/anchor", "switch", ["toy/switch"]],
    ["toy/write-output/anchor/2", "switch", ["toy/switch"]],
    ["toy/drop/a", "drop", ["toy/manual/announce", "toy/write-output/anchor", "toy/write-output/anchor/2"]],
  ]);
  expect(planned.trust).toMatchObject({ verdict: "holds", proved: 3 });
});

test("the whole road: it parks where people are asked, goes on once they said so, and ends with nothing due and no drift", async () => {
  const world = watched();
  const first = await apply(world);
  expect(first.result).toMatchObject({ exitCode: 9, next: "certplan confirm toy/consumer/ci --because TEXT" });
  expect(first.result.sentence).toBe("0 of 1 runs applied to the end, 1 parked");
  expect(toyOf(world).serving).toBe(1);
  expect(world.programs["vault"]?.memory).toEqual(["generation 1\n", "generation 2\n"]);
  teach(world, "ci", 2);
  expect(await confirm(world, "toy/consumer/ci")).toMatchObject({ run: expect.any(String) });
  const second = await apply(world);
  expect(second.result).toMatchObject({ exitCode: 9, next: "certplan confirm toy/manual/announce --because TEXT" });
  expect(toyOf(world).serving).toBe(2);
  assertTold(world);
  expect(toyOf(world).members["a"]?.accepts).toEqual([1, 2]);
  await confirm(world, "toy/manual/announce");
  expect((await apply(world)).result).toMatchObject({ exitCode: 0 });
  expect(toyModel.canonical(toyOf(world))).toMatchObject({ serving: 2, members: [{ accepts: [2] }] });
  expect((await finish(world, planCommand(beyondCommand(world).context, everything))).changesDue).toBe(false);
  expect((await finish(world, driftCommand(beyondCommand(world).context))).exitCode).toBe(0);
});

test("a step that is not reached, asks nothing or has passed cannot be confirmed", async () => {
  const world = watched();
  expect(await confirm(world, "toy/consumer/ci")).toMatchObject({ code: "StepUnknown", exitCode: 3 });
  await apply(world);
  expect(await confirm(world, "toy/manual/announce")).toMatchObject({
    code: "ConfirmRefused",
    exitCode: 8,
    message: expect.stringContaining("it comes after toy/switch (switch)"),
  });
  expect(await confirm(world, "toy/consumer/vault")).toMatchObject({ code: "NothingToConfirm", exitCode: 7 });
  expect(await confirm(world, "toy/issue")).toMatchObject({ code: "NothingToConfirm" });
  expect((await apply(world)).result).toMatchObject({ exitCode: 9 });
  expect(toyOf(world).serving).toBe(1);
});

test("with --no-wait nothing is polled: a gate that waits parks, and the next apply looks again", async () => {
  const world = watched();
  const { result, events } = await apply(world, { noWait: true });
  expect(result).toMatchObject({ exitCode: 9 });
  expect(events.map(({ event }) => event)).not.toContain("StepWaiting");
  expect(events.find(({ event }) => event === "RunStopped")).toMatchObject({ code: "StepAsks" });
  const before = world.now;
  const again = await apply(world, { noWait: true });
  expect(again.events.find(({ event }) => event === "RunStopped")).toMatchObject({ code: "StepAsks" });
  expect(world.now - before).toBeLessThan(10_000);
});

/** Killed while the consumer's program runs; the program goes on. */
async function killedWhileVaultRuns(world: World): Promise<void> {
  const process = world.spawn("certplan");
  const { context } = beyondCommand(world, process);
  void applyCommand(context, yes);
  await world.run(() => world.value().children.some(({ child }) => child.argv[1] === "learn"));
  world.kill(process);
}

test("a consumer's program that outlives certplan is waited for before it is asked after, and is not run again", async () => {
  const learned: string[] = [];
  const { vault } = start.programs;
  if (vault === undefined) throw new Error("no vault");
  const counted = {
    ...vault,
    run: (...of: Parameters<typeof vault.run>) => (learned.push(of[0].argv[1] ?? ""), vault.run(...of)),
  };
  const world = watched({ ...start, programs: { ...start.programs, vault: counted } });
  await killedWhileVaultRuns(world);
  const { events } = await apply(world);
  const about = events.filter((event) => "step" in event && event.step === "toy/consumer/vault");
  expect(about.map(({ event }) => event)).toEqual([
    "StepStarted",
    "StepWaiting",
    "StepWaiting",
    "StepSettling",
    "StepSettled",
    "StepPassed",
  ]);
  expect(about[1]).toMatchObject({ sentence: expect.stringMatching(/^process \d+ of an earlier apply still runs$/) });
  expect(learned).toEqual(["learn", "has", "has"]);
});

test("a run is abandoned only once its programs have ended", async () => {
  const world = watched();
  await killedWhileVaultRuns(world);
  const { context, events } = beyondCommand(world);
  const { open } = await finish(world, loadState(context));
  const request = { run: open[0]?.id ?? "", because: "not today", by: "ana@desk" };
  const left = await finish(world, abandonCommand(context, request));
  expect(left.mayHaveHappened.map(({ id }) => id)).toEqual(["toy/consumer/vault"]);
  expect(events.filter(({ event }) => event === "RunEnding")).toMatchObject([
    { sentence: expect.stringContaining("still runs") },
    { sentence: expect.stringContaining("still runs") },
  ]);
  expect(world.programs["vault"]?.memory).toEqual(["generation 1\n", "generation 2\n"]);
});

const [whole] = beyondEstate.targets as readonly [Target];
const { consumers = [], outputs = [], ...bare } = whole;
const half = { ...bare, options: {} };

/** Two halves of what is beyond the platform, so that each closure stays small; the generation is issued already. */
const halves: readonly { readonly name: string; readonly target: Target; readonly start: Promise<WorldValue> }[] = [
  {
    name: "a consumer's program, a person's word for it, and the switch",
    // with its check, each kill would leave one more of that running: harmless, and no end of states
    target: { ...half, consumers: consumers.slice(0, 1).map(({ verify: _check, ...consumer }) => consumer) },
    start: beyondWorld((state) => ({ ...state, issued: 2, ends: { ...state.ends, 2: ends }, members: {} })),
  },
  {
    name: "an output and the drop",
    target: { ...half, outputs: outputs.slice(0, 1) },
    start: beyondWorld((state) => ({
      ...state,
      issued: 2,
      serving: 2,
      ends: { ...state.ends, 2: ends },
      members: { a: { accepts: [1, 2] } },
    })),
  },
];

for (const { name, target: declared, start: value } of halves) {
  test(`${name}, killed or without power at every event, ${kills.words}: the same end, nothing twice, nobody refused`, async () => {
    const estate = { ...beyondEstate, targets: [declared] };
    const closure = await closeOverKills({
      start: await value,
      work: (world, process) => applyWithPeople(world, process, estate),
      hash: canonicaliser(stateDirectory),
      invariant: (world) => assertUnbroken(world, declared.consumers?.map((consumer) => consumer.name) ?? []),
      atEnd: (world, answer) => {
        expect((answer as ApplyResult).exitCode).toBe(0);
        expect(toyOf(world)).toMatchObject({ serving: 2, issued: 2 });
        if (declared.outputs !== undefined) assertWritten(world);
      },
      arrivesWithinMs: arrivesWithinSeconds * 1_000,
      limit: 2_000,
      ...kills,
    });
    console.log(
      `closure of the toy, ${name}: ${closure.states.length} distinct states, ${closure.resumes} resumes, ${closure.events} events`,
    );
    expect(closure.states.length).toBeGreaterThan(50);
  });
}

test("two appliers at once: one works, the other is told who does; together they do nothing twice", async () => {
  const world = watched();
  const both = [world.spawn("one"), world.spawn("two")].map((process) => {
    const { context } = beyondCommand(world, process);
    return applyCommand(context, yes);
  });
  const results = await finish(world, Promise.all(both));
  expect(results.map(({ exitCode }) => exitCode).toSorted((a, b) => a - b)).toEqual([6, 9]);
  expect(world.programs["vault"]?.memory).toEqual(["generation 1\n", "generation 2\n"]);
});
