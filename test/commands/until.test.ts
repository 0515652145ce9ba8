import { expect, test } from "vitest";
import { type ApplyRequest, type ApplyResult, applyCommand } from "../../src/commands/index.ts";
import { canonicaliser } from "../../src/simulation/canonical.ts";
import { closeOverKills, finish } from "../../src/simulation/closure.ts";
import { type SimProcess, World } from "../../src/simulation/world.ts";
import { listHolders } from "../../src/state/index.ts";
import { kills } from "../build/kills.ts";
import { apply as applyOpsman, opsmanOf, opsmanWorld, plan as planOpsman } from "../build/opsman-world.ts";
import { toyModel } from "../toy/lab/model.ts";
import {
  arrivesWithinSeconds,
  assertUnbroken,
  rotatedToy as end,
  stateDirectory,
  type ToyCommand,
  toyCommand,
  toyOf,
  toyWorld,
} from "../toy/toy-world.ts";
import { certplan, mutations } from "./worlds.ts";

const yes = { only: [], exclude: [], rotate: [], yes: true, newState: false, inCi: false };
const start = await toyWorld();

const commandOf = (world: World): ToyCommand => toyCommand(world, world.spawn("certplan"));
const apply = (
  world: World,
  request: Partial<ApplyRequest> = {},
  by: ToyCommand = commandOf(world),
): Promise<ApplyResult> => finish(world, applyCommand(by.context, { ...yes, ...request }));

for (const { until, step, stands } of [
  { until: "trust", step: "toy/accept/a", stands: { issued: 2, serving: 1, a: [1] } },
  { until: "switch", step: "toy/switch", stands: { issued: 2, serving: 1, a: [1, 2] } },
  { until: "drop", step: "toy/drop/a", stands: { issued: 2, serving: 2, a: [1, 2] } },
] as const) {
  test(`--until ${until}: parked before ${step}, exit 9, no lock held; the same again stays there, and apply without it reaches the end`, async () => {
    const world = new World(start, { afterEvent: (_event, at) => assertUnbroken(at) });
    for (let attempt = 1; attempt <= 2; attempt += 1) {
      const command = commandOf(world);
      expect(await apply(world, { until }, command)).toEqual({
        exitCode: 9,
        next: "certplan apply",
        sentence: "0 of 1 runs applied to the end, 1 parked",
        ...(attempt === 1 ? { plan: expect.anything() } : {}),
      });
      expect(command.events.find((event) => event.event === "RunStopped")).toMatchObject({
        code: "ParkedByUntil",
        step,
        sentence: expect.stringContaining(`parked, as --until ${until} says: toy before ${step} (`),
      });
      const { issued, serving, members } = toyOf(world);
      expect({ issued, serving, a: members["a"]?.accepts }).toEqual(stands);
      expect(await finish(world, listHolders(commandOf(world).context.ports.files, stateDirectory))).toEqual([]);
    }
    expect(await apply(world)).toMatchObject({ exitCode: 0 });
    expect(toyModel.canonical(toyOf(world))).toEqual(end);
  });
}

test("phase by phase, one apply each: the same end", async () => {
  const world = new World(start, { afterEvent: (_event, at) => assertUnbroken(at) });
  for (const until of ["trust", "switch", "drop"] as const)
    expect(await apply(world, { until })).toMatchObject({ exitCode: 9 });
  expect(await apply(world)).toMatchObject({ exitCode: 0 });
  expect(toyModel.canonical(toyOf(world))).toEqual(end);
});

test("a step that an earlier apply has begun is brought to its end, and nothing else of that phase is begun", async () => {
  const world = new World(start, { afterEvent: (_event, at) => assertUnbroken(at) });
  const process = world.spawn("certplan");
  void applyCommand(toyCommand(world, process, { parallelism: 1 }).context, yes);
  await world.run(() => world.arrived.some(({ line }) => line.startsWith("PUT /members/a")));
  world.kill(process);
  expect(await apply(world, { until: "trust" })).toMatchObject({ exitCode: 9 });
  expect(toyOf(world).members).toMatchObject({ a: { accepts: [1, 2] }, b: { accepts: [1] } });
});

test("a foundation whose leaves are rotated is parked when the new ones are made and none is deployed, and gone on with", async () => {
  const world = new World(await opsmanWorld());
  const planned = (await finish(world, planOpsman(certplan(world)))).plan;
  expect(new Set(planned.steps.map((step) => step.phase)).has("trust")).toBe(false);
  for (const request of [{ until: "switch" as const, plan: planned }, { until: "trust" as const }]) {
    expect(await finish(world, applyOpsman(certplan(world), request))).toMatchObject({ exitCode: 9 });
    expect(mutations(world)).toEqual(["POST /api/v0/certificate_authorities/active/regenerate"]);
  }
  expect(await finish(world, applyOpsman(certplan(world)))).toMatchObject({ exitCode: 0 });
  expect(opsmanOf(world).leaves.every((leaf) => leaf.deployed.generation === 2)).toBe(true);
});

test(`killed or without power at every event of an apply that parks and of the one that goes on, ${kills.words}: the same end`, async () => {
  let stood = 0;
  const closure = await closeOverKills({
    start: await toyWorld({ members: [] }),
    work: async (world: World, process: SimProcess): Promise<ApplyResult> => {
      const { context } = toyCommand(world, process, { parallelism: 1 });
      const result = await applyCommand(context, { ...yes, until: "switch" });
      if (result.exitCode !== 9) return result;
      stood += toyOf(world).serving === 1 && toyOf(world).issued === 2 ? 1 : 0;
      return applyCommand(context, yes);
    },
    hash: canonicaliser(stateDirectory),
    invariant: assertUnbroken,
    atEnd: (world, answer) => {
      expect((answer as ApplyResult).exitCode).toBe(0);
      expect(toyModel.canonical(toyOf(world))).toEqual({ ...end, members: [] });
    },
    arrivesWithinMs: arrivesWithinSeconds * 1_000,
    limit: 2_000,
    ...kills,
  });
  console.log(
    `closure of --until switch: ${closure.states.length} distinct states, ${closure.resumes} resumes, ${stood} parked`,
  );
  expect(stood).toBeGreaterThan(20);
});
