import { expect, test } from "vitest";
import { type ApplyResult, applyCommand, resolveCommand } from "../../src/commands/index.ts";
import { loadState } from "../../src/commands/known-state.ts";
import type { Decision } from "../../src/engine/index.ts";
import type { Provider } from "../../src/model/provider.ts";
import { canonicaliser } from "../../src/simulation/canonical.ts";
import { closeOverKills, finish } from "../../src/simulation/closure.ts";
import { type ArrivalFault, type SimProcess, World } from "../../src/simulation/world.ts";
import { kills } from "../build/kills.ts";
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
import { undecidedSwitch } from "../toy/undecided.ts";

const yes = { only: [], exclude: [], rotate: [], yes: true, newState: false, inCi: false };
const person = { because: "the console shows it", by: "ada@build-7" };

function commandOf(world: World, provider?: Provider, process: SimProcess = world.spawn("certplan")): ToyCommand {
  return toyCommand(world, process, { parallelism: 1, ...(provider === undefined ? {} : { provider }) });
}

const apply = (world: World, provider?: Provider): Promise<ApplyResult> =>
  finish(world, applyCommand(commandOf(world, provider).context, yes));

const resolve = (
  world: World,
  decision: Pick<Decision, "step" | "outcome">,
  provider?: Provider,
): ReturnType<typeof resolveCommand> =>
  finish(world, resolveCommand(commandOf(world, provider).context, { ...decision, ...person }));

/** A world in which the reply or the request of the first call to this path is lost. */
async function losing(path: string, fault: ArrivalFault, listsIssued = true): Promise<World> {
  return new World(await toyWorld({ listsIssued }), {
    fault: (request, occurrence) =>
      request.path === path && request.method !== "GET" && occurrence === 0 ? fault : undefined,
    afterEvent: (_event, at) => assertUnbroken(at),
  });
}

const sent = (world: World, line: string): number => world.arrived.filter((one) => one.line === line).length;

for (const [fault, outcome, calls] of [
  ["lost-reply", "done", 1],
  ["lost-request", "not-done", 2],
] as const) {
  test(`${fault} where the platform cannot tell: exit 9 with the command that decides; resolved as ${outcome}, the next apply reaches the end`, async () => {
    const provider = undecidedSwitch();
    const world = await losing("/hub/2", fault);
    expect(await apply(world, provider)).toMatchObject({
      exitCode: 9,
      next: "certplan resolve toy/switch --done|--not-done --because TEXT",
    });
    const { run } = await resolve(world, { step: "toy/switch", outcome }, provider);
    const { open } = await finish(world, loadState(commandOf(world, provider).context));
    expect(open[0]?.id).toBe(run);
    expect(open[0]?.events.at(-1)).toEqual({
      kind: "StepResolved",
      at: expect.stringMatching(/^2026-11-21T08:/),
      step: "toy/switch",
      outcome,
      outputs: {},
      ...person,
    });
    expect(await apply(world, provider)).toMatchObject({ exitCode: 0 });
    expect(toyModel.canonical(toyOf(world))).toEqual(end);
    expect(sent(world, "PUT /hub/2")).toBe(calls);
  });
}

test("done, although it was not: its gate does not pass, and nothing is dropped", async () => {
  const provider = undecidedSwitch();
  const world = await losing("/hub/2", "lost-request");
  await apply(world, provider);
  await resolve(world, { step: "toy/switch", outcome: "done" }, provider);
  expect(await apply(world, provider)).toMatchObject({ exitCode: 9 });
  expect(toyOf(world)).toMatchObject({ serving: 1, members: { a: { accepts: [1, 2] }, b: { accepts: [1, 2] } } });
});

test("done is refused where later steps need a value that only the platform could tell, with the reason", async () => {
  const world = await losing("/issue", "lost-reply", false);
  await apply(world);
  const refused = resolve(world, { step: "toy/issue", outcome: "done" });
  await expect(refused).rejects.toMatchObject({
    code: "ResolveRefused",
    exitCode: 8,
    hint: expect.stringMatching(/^certplan plan --continue \w+$/),
  });
  await expect(refused).rejects.toThrow(
    "later steps need its generation, which the platform does not tell: this release lists only what is in use",
  );
  expect(await apply(world), "nothing was decided").toMatchObject({ exitCode: 9 });
});

test("done where the platform tells the value by now: it is taken from there", async () => {
  const world = await losing("/issue", "lost-reply", false);
  await apply(world);
  world.servers = world.servers.map((server) => ({ ...server, state: { ...toyOf(world), listsIssued: true } }));
  await resolve(world, { step: "toy/issue", outcome: "done" });
  expect(await apply(world)).toMatchObject({ exitCode: 0 });
  expect(toyModel.canonical(toyOf(world))).toEqual(end);
  expect(sent(world, "POST /issue")).toBe(1);
});

/** Killed when the call has just arrived, so that its intent is open. */
async function killedIn(line: string): Promise<World> {
  const world = new World(await toyWorld(), { afterEvent: (_event, at) => assertUnbroken(at) });
  const process = world.spawn("certplan");
  void applyCommand(commandOf(world, undefined, process).context, yes);
  await world.run(() => sent(world, line) > 0);
  world.kill(process);
  return world;
}

test("what the platform shows otherwise is refused, and apply settles it by asking", async () => {
  const world = await killedIn("POST /issue");
  const refused = resolve(world, { step: "toy/issue", outcome: "not-done" });
  await expect(refused).rejects.toMatchObject({ code: "ResolveRefused", exitCode: 8, hint: "certplan apply" });
  await expect(refused).rejects.toThrow("said to be not done, but the platform shows: a newer one is listed");
  expect(await apply(world)).toMatchObject({ exitCode: 0 });
  expect(sent(world, "POST /issue")).toBe(1);
});

test("a decision waits until the call can no longer arrive", async () => {
  const world = await killedIn("POST /issue");
  const before = world.now;
  await resolve(world, { step: "toy/issue", outcome: "done" });
  expect(world.now - before).toBeGreaterThanOrEqual(arrivesWithinSeconds * 1_000);
});

test("a step of no open run: StepUnknown, 3; one that has no open call: NothingToResolve, 7; nothing is sent", async () => {
  const world = await losing("/hub/2", "lost-reply");
  const provider = undecidedSwitch();
  const calls = (): number => world.arrived.filter(({ line }) => !line.startsWith("GET ")).length;
  await expect(resolve(world, { step: "toy/switch", outcome: "done" })).rejects.toMatchObject({
    code: "StepUnknown",
    exitCode: 3,
    hint: "certplan state list",
  });
  await apply(world, provider);
  const before = calls();
  for (const [step, says] of [
    ["toy/issue", "toy/issue is known to be done"],
    ["toy/drop/a", "toy/drop/a has no call whose outcome is open"],
  ] as const) {
    const refused = resolve(world, { step, outcome: "not-done" }, provider);
    await expect(refused).rejects.toMatchObject({ code: "NothingToResolve", exitCode: 7, hint: "certplan apply" });
    await expect(refused).rejects.toThrow(says);
  }
  expect(calls()).toBe(before);
});

test("while another process works on the run: Locked, 6", async () => {
  const world = new World(await toyWorld());
  void applyCommand(commandOf(world).context, yes);
  await world.run(() => sent(world, "POST /issue") > 0);
  await expect(resolve(world, { step: "toy/issue", outcome: "done" })).rejects.toMatchObject({
    code: "Locked",
    exitCode: 6,
  });
});

test(`killed or without power at every event of apply and resolve, ${kills.words}: one who looks and decides reaches the same end`, async () => {
  const provider = undecidedSwitch();
  let decided = 0;
  const work = async (world: World, process: SimProcess): Promise<ApplyResult> => {
    for (;;) {
      const { context } = commandOf(world, provider, process);
      const result = await applyCommand(context, yes);
      if (result.next?.startsWith("certplan resolve toy/switch ") !== true) return result;
      const outcome = toyOf(world).serving === 2 ? "done" : "not-done";
      await resolveCommand(context, { step: "toy/switch", outcome, ...person });
      decided += 1;
    }
  };
  const closure = await closeOverKills({
    start: await toyWorld({ members: [] }),
    work,
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
    `closure of apply and resolve: ${closure.states.length} distinct states, ${closure.resumes} resumes, ${decided} decisions`,
  );
  expect(decided).toBeGreaterThan(10);
});
