import { expect, test } from "vitest";
import { type ApplyResult, applyCommand, driftCommand, planCommand } from "../../src/commands/index.ts";
import { canonicalForm } from "../../src/model/digest.ts";
import type { Step } from "../../src/model/step.ts";
import { canonicaliser } from "../../src/simulation/canonical.ts";
import { closeOverKills, finish } from "../../src/simulation/closure.ts";
import { drawFrom } from "../../src/simulation/seeds/draw.ts";
import { type ArrivalFault, World, type WorldHooks } from "../../src/simulation/world.ts";
import { killedWithin } from "../build/killed-within.ts";
import { seeded } from "../commands/worlds.ts";
import { type ToyState, toyModel } from "./lab/model.ts";
import {
  arrivesWithinSeconds,
  assertUnbroken,
  rotatedToy as end,
  mutant,
  stateDirectory,
  type ToyCommand,
  toyCommand,
  toyOf,
  toyWorld,
} from "./toy-world.ts";

const everything = { only: [], exclude: [], rotate: [] };
const yes = { ...everything, yes: true, newState: false, inCi: false };
const start = await toyWorld();

const command = (world: World): ToyCommand => toyCommand(world, world.spawn("certplan"));
const plan = async (world: World, by: ToyCommand = command(world)) =>
  (await finish(world, planCommand(by.context, everything))).plan;
const apply = (world: World, by: ToyCommand = command(world)): Promise<ApplyResult> =>
  finish(world, applyCommand(by.context, yes));

function watched(hooks: WorldHooks = {}): World {
  return new World(start, { ...hooks, afterEvent: (_event, world) => assertUnbroken(world) });
}

test("two members with dual trust: planned in four phases, proved, applied; the next plan is empty and drift is clean", async () => {
  const world = watched();
  const planned = await plan(world);
  expect(planned.steps.map(({ id, phase, after }) => [id, phase, after])).toEqual([
    ["toy/issue", "prepare", []],
    ["toy/accept/a", "trust", ["toy/issue"]],
    ["toy/accept/b", "trust", ["toy/issue"]],
    ["toy/switch", "switch", ["toy/accept/a", "toy/accept/b"]],
    ["toy/drop/a", "drop", ["toy/switch"]],
    ["toy/drop/b", "drop", ["toy/switch"]],
  ]);
  expect(planned.trust).toMatchObject({ verdict: "holds", proved: 2, breaks: [] });
  expect(await apply(world)).toMatchObject({ exitCode: 0 });
  expect(toyModel.canonical(toyOf(world))).toEqual(end);
  expect((await plan(world)).summary).toMatchObject({ due: 0, unchanged: 1 });
  expect((await finish(world, driftCommand(command(world).context))).exitCode).toBe(0);
});

const rewired = (of: (step: Step) => readonly string[] | undefined) =>
  mutant((steps) => steps.map((step) => ({ ...step, after: of(step) ?? step.after })));

const mutants = [
  {
    name: "drop before switch",
    provider: rewired((step) => (step.id === "toy/drop/a" ? ["toy/accept/a"] : undefined)),
    named: { step: "toy/drop/a", progress: "started" },
    shows: "old credential",
  },
  {
    name: "switch before accept",
    provider: rewired((step) => (step.id === "toy/switch" ? ["toy/issue"] : undefined)),
    named: { step: "toy/switch", progress: "started" },
    shows: "new credential",
  },
  {
    name: "switch without waiting for b",
    provider: rewired((step) => (step.id === "toy/switch" ? ["toy/accept/a"] : undefined)),
    named: { step: "toy/switch", progress: "started" },
    shows: "new credential",
  },
  {
    name: "no accept on b",
    provider: mutant((steps) => steps.filter((step) => step.id !== "toy/accept/b")),
    named: { step: "toy/switch", progress: "started" },
    shows: "new credential",
  },
];

for (const { name, provider, named, shows } of mutants) {
  test(`a recipe with the mistake "${name}" is blocked: somebody would lose trust, and the trace names the step`, async () => {
    const world = watched();
    const broken = toyCommand(world, world.spawn("certplan"), { provider });
    const planned = await plan(world, broken);
    expect(planned).toMatchObject({ applyable: false, steps: [], trust: { verdict: "breaks" } });
    expect(planned.targets[0]).toMatchObject({
      verdict: "blocked",
      refusals: [{ code: "TrustBreaks", kind: "refused" }],
    });
    const [first] = planned.trust.breaks;
    expect(first?.shows).toBe(shows);
    expect(first?.trace.at(-1)).toMatchObject({ ...named, title: expect.stringMatching(/^(drop|switch)/) });
    expect(await apply(world, broken)).toMatchObject({ exitCode: 8 });
    expect(toyOf(world).effects).toEqual({});
  });
}

test("what the proof says of an early drop is what the platform does: the named member refuses the hub", async () => {
  const world = new World(start);
  const early = toyCommand(world, world.spawn("certplan"), {
    provider: rewired((step) => (step.id === "toy/drop/a" ? ["toy/accept/a"] : undefined)),
  });
  const found = (await plan(world, early)).trust.breaks[0];
  let state = toyOf(world);
  for (const { step, progress } of found?.trace ?? []) {
    const path =
      { "toy/issue": "POST /issue", "toy/accept/a": "PUT /members/a/2", "toy/drop/a": "DELETE /members/a/1" }[step] ??
      "";
    const [method = "", target = ""] = path.split(" ");
    state = toyModel.step(state, { method, path: target, headers: {}, body: "" }, world.now).state;
    if (progress === "finished") state = toyModel.advance(state, world.now + 60_000);
  }
  expect(toyModel.broken(state, world.now)).toEqual([`${found?.edge.verifier} refuses ${found?.edge.presenter}`]);
});

const second = ({ ends }: ToyState): Partial<ToyState> => ({
  serving: 2,
  issued: 2,
  ends: { ...ends, 2: (ends[1] ?? 0) + 80 * 86_400_000 },
});

/** Two halves of the procedure, so that each closure stays small: up to the switch, and from there on. */
const halves: readonly {
  readonly name: string;
  readonly from: (state: ToyState) => ToyState;
  readonly members: readonly string[];
}[] = [
  { name: "issue and switch", from: (state) => state, members: [] },
  {
    name: "drop",
    from: (state) => ({ ...state, ...second(state), members: { a: { accepts: [1, 2] } } }),
    members: ["a"],
  },
];

for (const { name, from, members } of halves) {
  test(`${name}, killed or without power at every event, any number of times: the same end, nothing twice, nobody refused`, async () => {
    const value = await toyWorld({ members });
    const servers = value.servers.map((server) => ({ ...server, state: from(toyOf(value)) }));
    const reached = { ...end, members: end.members.slice(0, members.length) };
    const closure = await closeOverKills({
      start: { ...value, servers },
      work: (world, process) => applyCommand(toyCommand(world, process, { parallelism: 1 }).context, yes),
      hash: canonicaliser(stateDirectory),
      invariant: assertUnbroken,
      atEnd: (world, answer) => {
        expect((answer as ApplyResult).exitCode).toBe(0);
        expect(toyModel.canonical(toyOf(world))).toEqual(reached);
      },
      arrivesWithinMs: arrivesWithinSeconds * 1_000,
      limit: 2_000,
    });
    console.log(
      `closure of the toy, ${name}: ${closure.states.length} distinct states, ${closure.resumes} resumes, ${closure.events} events`,
    );
    expect(closure.states.length).toBeGreaterThan(60);
  });
}

test("both members at once, killed at a random event up to four times, 80 seeds: the same end", async () => {
  let kills = 0;
  for (let seed = 0; seed < 80; seed += 1) {
    const draw = drawFrom(seed);
    const world = new World(start, { choose: seeded(draw), afterEvent: (_event, at) => assertUnbroken(at) });
    for (let life = 0; life < 4; life += 1) {
      const process = world.spawn("certplan");
      const work = applyCommand(toyCommand(world, process).context, yes);
      if (!(await killedWithin(world, process, work, 1 + draw(160)))) kills += 1;
    }
    expect(await apply(world), `seed ${seed}`).toMatchObject({ exitCode: 0 });
    expect(toyModel.canonical(toyOf(world)), `seed ${seed}`).toEqual(end);
  }
  console.log(`the toy with both members at once: 80 seeds, ${kills} kills`);
  expect(kills).toBeGreaterThan(150);
});

test("with its state lost in the middle the rest is planned from what the platform shows", async () => {
  const world = watched();
  const process = world.spawn("certplan");
  void applyCommand(toyCommand(world, process).context, yes);
  await world.run(() => toyOf(world).serving === 2);
  world.kill(process);
  world.advance(world.now + 60_000);
  const fresh = new World(
    { ...world.value(), disk: start.disk, flights: [] },
    { afterEvent: (_event, at) => assertUnbroken(at) },
  );
  const planned = await plan(fresh);
  expect(planned.targets[0]?.reasons.map((reason) => reason.code)).toContain("ToyHalfDone");
  expect(planned.steps.map((step) => step.id)).toEqual(["toy/drop/a", "toy/drop/b"]);
  expect(await apply(fresh)).toMatchObject({ exitCode: 0 });
  expect(toyModel.canonical(toyOf(fresh))).toEqual(end);
});

test("drift tells a rotation that stands half done, with the command that goes on", async () => {
  const world = watched();
  const process = world.spawn("certplan");
  void applyCommand(toyCommand(world, process).context, yes);
  await world.run(() => toyOf(world).issued === 2);
  world.kill(process);
  const { report, exitCode } = await finish(world, driftCommand(command(world).context));
  expect(exitCode).toBe(2);
  expect(report.targets[0]).toMatchObject({ status: "drifted" });
  expect(report.targets[0]?.lines.map((line) => line.next)).toContain("certplan apply");
});

/** Loses this reply or request to the one call that makes a generation. */
async function lostIssue(fault: ArrivalFault, listsIssued: boolean): Promise<World> {
  return new World(await toyWorld({ listsIssued }), {
    fault: (request, occurrence) => (request.path === "/issue" && occurrence === 0 ? fault : undefined),
    afterEvent: (_event, at) => assertUnbroken(at),
  });
}

for (const fault of ["lost-reply", "lost-request", "server-error"] as const) {
  test(`${fault} of the issue where the platform cannot tell: exit 9, OutcomeUndecidable, again at each apply, and never a second one`, async () => {
    const world = await lostIssue(fault, false);
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      const by = command(world);
      const stopped = await apply(world, by);
      expect(stopped.exitCode).toBe(9);
      expect(by.events.find((event) => event.event === "RunStopped")).toMatchObject({
        code: "OutcomeUndecidable",
        step: "toy/issue",
      });
    }
    expect(toyOf(world).issued).toBe(fault === "lost-reply" ? 2 : 1);
    expect(toyOf(world).serving).toBe(1);
    expect(world.arrived.filter(({ line }) => line === "POST /issue")).toHaveLength(1);
  });

  test(`${fault} of the issue where the platform can tell: settled by asking, and the end is reached`, async () => {
    const world = await lostIssue(fault, true);
    expect(await apply(world)).toMatchObject({ exitCode: 0 });
    expect(toyModel.canonical(toyOf(world))).toEqual(end);
    expect(world.arrived.filter(({ line }) => line === "POST /issue")).toHaveLength(fault === "lost-reply" ? 1 : 2);
  });
}

test("the plan shows beforehand which step may stop so", async () => {
  const planned = await plan(watched());
  const may = planned.steps.filter((step) => step.delivery?.whenUnknown === "stop").map((step) => step.id);
  expect(may).toEqual(["toy/issue"]);
});

test("same facts, same digest; the wired gates are not the platform's word", async () => {
  const [left, right] = [await plan(watched()), await plan(watched())];
  expect(canonicalForm(left)).toBe(canonicalForm(right));
  expect(left.trust.platformsWord).toEqual([]);
});
