import { expect, test } from "vitest";
import type { ApplyResult } from "../../src/commands/index.ts";
import type { OpsmanState } from "../../src/lab/opsman/index.ts";
import type { Estate } from "../../src/model/target.ts";
import { finish } from "../../src/simulation/closure.ts";
import { World, type WorldValue } from "../../src/simulation/world.ts";
import { apply, commandIn, opsmanEstate, opsmanOf, opsmanWorld, plan, type SimCommand } from "../build/opsman-world.ts";
import { mutations } from "./worlds.ts";

const director = "p-bosh-5f3a9c1e7b2d4f6a8c0e";
const names = ["om-a", "om-b", "om-c"] as const;
const originOf = (name: string): string => `https://${name}.example.com`;

/** Foundations that differ in nothing but who they are. */
async function threeFoundations(): Promise<WorldValue> {
  const value = await opsmanWorld();
  const [server] = value.servers;
  if (server === undefined) throw new Error("no platform");
  const text = JSON.stringify(server.state);
  expect(text).toContain(director);
  const servers = names.map((name) => ({
    ...server,
    origin: originOf(name),
    state: JSON.parse(text.replaceAll(director, `p-bosh-${name}`)) as unknown,
  }));
  return { ...value, servers };
}

/** `om-c` comes after `om-a`; `om-b` is on its own. */
const estate: Estate = {
  ...opsmanEstate,
  targets: names.flatMap((name) =>
    opsmanEstate.targets.map((target) => ({
      ...target,
      name,
      after: name === "om-c" ? ["om-a"] : [],
      connection: { ...target.connection, origin: originOf(name) },
    })),
  ),
};
const start = await threeFoundations();

function certplan(world: World, changed: Estate = estate): SimCommand {
  return commandIn(world, world.spawn("certplan"), { estate: changed });
}

function change(world: World, name: string, by: (state: OpsmanState) => OpsmanState): void {
  world.servers = world.servers.map((server) =>
    server.origin === originOf(name) ? { ...server, state: by(server.state as OpsmanState) } : server,
  );
}

const somebodyElseChanges = (state: OpsmanState): OpsmanState => ({
  ...state,
  pending: [{ guid: state.products[1]?.guid ?? "", action: "install" }],
});

function openedBy({ events }: SimCommand): readonly (readonly string[])[] {
  return events.flatMap((event) => (event.event === "RunOpened" ? [event.targets] : []));
}

function isRotated(world: World, name: string): boolean {
  const server = world.servers.find(({ origin }) => origin === originOf(name));
  return opsmanOf({ servers: server === undefined ? [] : [server] }).leaves.every(
    ({ deployed }) => deployed.generation === 2,
  );
}

test("targets that a step joins are one run, the others one each, and all bear the plan's digest", async () => {
  const world = new World(start);
  const command = certplan(world);
  const result = await finish(world, apply(command));
  expect([result.exitCode, result.sentence]).toEqual([0, "2 runs applied to the end"]);
  expect(new Set(openedBy(command).map((targets) => targets.join()))).toEqual(new Set(["om-a,om-c", "om-b"]));
  const digests = command.events.flatMap((event) => (event.event === "RunOpened" ? [event.digest] : []));
  expect(new Set(digests)).toEqual(new Set([result.plan?.digest]));
  expect(names.every((name) => isRotated(world, name))).toBe(true);
});

test("a blocked target is left alone, exit 8, while the others go on to their end; an apply later takes it", async () => {
  const world = new World(start);
  change(world, "om-b", somebodyElseChanges);
  const command = certplan(world);
  const result = await finish(world, apply(command));
  expect(result).toMatchObject({ exitCode: 8, next: "certplan plan" });
  expect(result.plan?.targets.map(({ verdict }) => verdict)).toEqual(["due", "blocked", "due"]);
  expect(openedBy(command)).toEqual([["om-a", "om-c"]]);
  expect(names.map((name) => isRotated(world, name))).toEqual([true, false, true]);
  change(world, "om-b", (state) => ({ ...state, pending: [] }));
  expect(await finish(world, apply(certplan(world)))).toMatchObject({ exitCode: 0 });
  expect(isRotated(world, "om-b")).toBe(true);
});

test("what comes after a blocked target is blocked with it; what is not joined to it goes on", async () => {
  const world = new World(start);
  change(world, "om-a", somebodyElseChanges);
  const command = certplan(world);
  expect(await finish(world, apply(command))).toMatchObject({ exitCode: 8 });
  expect(openedBy(command)).toEqual([["om-b"]]);
  expect(names.map((name) => isRotated(world, name))).toEqual([false, true, false]);
});

test("of several outcomes the exit code is the first of 7, 8, 5, 9, 0: a moved world wins over a blocked target, and one run over no other", async () => {
  const world = new World(start);
  change(world, "om-b", somebodyElseChanges);
  const planned = (await finish(world, plan(certplan(world)))).plan;
  change(world, "om-a", somebodyElseChanges);
  const command = certplan(world);
  const result = await finish(world, apply(command, { plan: planned }));
  expect(result.exitCode).toBe(7);
  expect(result.next).toMatch(/^certplan plan --continue \w+$/);

  const other = new World(start);
  const all = (await finish(other, plan(certplan(other)))).plan;
  change(other, "om-b", somebodyElseChanges);
  const results: ApplyResult = await finish(other, apply(certplan(other), { plan: all }));
  expect([results.exitCode, results.sentence]).toEqual([7, "1 of 2 runs applied to the end"]);
  expect(names.map((name) => isRotated(other, name))).toEqual([true, false, true]);
});

test("a plan file of which one run is applied and one is open goes on with the open one; applied whole, it is refused", async () => {
  const world = new World(start);
  const planned = (await finish(world, plan(certplan(world)))).plan;
  change(world, "om-b", somebodyElseChanges);
  expect(await finish(world, apply(certplan(world), { plan: planned }))).toMatchObject({ exitCode: 7 });
  change(world, "om-b", (state) => ({ ...state, pending: [] }));
  const again = certplan(world);
  const sent = mutations(world).length;
  expect(await finish(world, apply(again, { plan: planned, yes: false }))).toMatchObject({ exitCode: 0 });
  expect(openedBy(again)).toEqual([]);
  expect(again.events.filter(({ event }) => event === "RunResumed")).toMatchObject([{ targets: ["om-b"] }]);
  expect(mutations(world).length - sent).toBe(2);
  await expect(finish(world, apply(certplan(world), { plan: planned }))).rejects.toMatchObject({
    code: "AlreadyApplied",
    exitCode: 7,
  });
});

test("after its validUntil a plan file opens no run: TooLate, 8, plan again; a run that it has opened before goes on", async () => {
  const world = new World(start);
  const whole = (await finish(world, plan(certplan(world)))).plan;
  if (whole.validUntil === undefined) throw new Error("the plan is valid for ever");
  const until = Date.parse(whole.validUntil);
  const { disk } = world;
  world.advance(until + 1);
  const late = certplan(world);
  expect(await finish(world, apply(late, { plan: whole }))).toMatchObject({ exitCode: 8, next: "certplan plan" });
  const stops = late.events.filter(({ event }) => event === "RunStopped");
  expect(stops).toMatchObject([{ code: "TooLate" }, { code: "TooLate" }]);
  expect(stops[0]).toMatchObject({ sentence: expect.stringContaining(`could be begun until ${whole.validUntil}`) });
  expect([openedBy(late), mutations(world)]).toEqual([[], []]);
  const inRuns = ({ names: paths }: typeof disk): readonly string[] =>
    [...paths.keys()].filter((path) => path.includes("/runs/"));
  expect(inRuns(world.disk)).toEqual(inRuns(disk));

  const timely = new World(start);
  const process = timely.spawn("certplan");
  void apply(commandIn(timely, process, { estate }), { plan: whole });
  await timely.run(() => mutations(timely).filter((line) => line.endsWith("/installations")).length === 2);
  timely.kill(process);
  timely.advance(until + 1);
  const resumed = certplan(timely);
  await finish(timely, apply(resumed, { plan: whole }));
  expect(resumed.events.filter(({ event }) => event === "RunResumed")).toHaveLength(2);
});

test("at the very instant of its validUntil a plan is still begun", async () => {
  const world = new World(start);
  const whole = (await finish(world, plan(certplan(world)))).plan;
  world.advance(Date.parse(whole.validUntil ?? "") - 1_000);
  const command = certplan(world);
  await finish(world, apply(command, { plan: whole }));
  expect(openedBy(command).length).toBe(2);
});

test("an estate that differs by now: the run goes on as it was reviewed, and the differences are named", async () => {
  const world = new World(start);
  const process = world.spawn("certplan");
  void apply(commandIn(world, process, { estate }));
  await world.run(() => mutations(world).length > 2);
  world.kill(process);
  const [a, , c] = estate.targets;
  if (a === undefined || c === undefined) throw new Error("the estate has three targets");
  const changed = {
    ...estate,
    digest: "sha256:other",
    targets: [{ ...a, connection: { ...a.connection, trust: { system: false } } }, c],
  };
  const command = certplan(world, changed);
  expect(await finish(world, apply(command))).toMatchObject({ exitCode: 0 });
  const differences = command.events.flatMap((event) => (event.event === "RunResumed" ? event.differences : []));
  expect(differences.toSorted()).toEqual(["om-a.trust", "om-b is no longer in the estate"]);
});

test("an estate that differs in something else than addresses, secrets and anchors is named as such", async () => {
  const world = new World(start);
  const process = world.spawn("certplan");
  void apply(commandIn(world, process, { estate }));
  await world.run(() => mutations(world).length > 2);
  world.kill(process);
  const command = certplan(world, { ...estate, digest: "sha256:other" });
  expect(await finish(world, apply(command))).toMatchObject({ exitCode: 0 });
  const differences = command.events.flatMap((event) => (event.event === "RunResumed" ? event.differences : []));
  expect(new Set(differences)).toEqual(new Set(["what is declared beside addresses, secrets and anchors"]));
});
