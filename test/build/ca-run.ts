import { expect } from "vitest";
import { type ApplyRequest, type ApplyResult, confirmCommand } from "../../src/commands/index.ts";
import type { OpsmanState } from "../../src/lab/opsman/index.ts";
import { canonicalForm } from "../../src/model/digest.ts";
import type { Plan } from "../../src/model/plan.ts";
import type { Estate } from "../../src/model/target.ts";
import { canonicaliser } from "../../src/simulation/canonical.ts";
import { type ClosureResult, closeOverKills, finish } from "../../src/simulation/closure.ts";
import { emptyDisk, makeDirectory, readFile, syncDirectory } from "../../src/simulation/disk.ts";
import { World, type WorldHooks, type WorldValue } from "../../src/simulation/world.ts";
import { rsaPool } from "../keys/pool.ts";
import { type CaSimOptions, caWorld } from "./opsman-ca-world.ts";
import { apply, commandIn, drift, opsmanOf, plan, type SimCommand, stateDirectory } from "./opsman-world.ts";

/** What is broken now, of which some may be accepted, and what happened more than once. */
export function assertUnbroken(
  world: World,
  accepted: (line: string) => boolean = () => false,
  mayRepeat: (effect: string) => boolean = () => false,
): void {
  const broken = world.servers.flatMap((server) => server.model.broken(server.state, world.now));
  const left = broken.filter((line) => !accepted(line));
  if (left.length > 0) throw new Error(`broken edges: ${left.join("; ")}`);
  const twice = Object.entries(opsmanOf(world).effects).filter(([name, count]) => count > 1 && !mayRepeat(name));
  if (twice.length > 0) throw new Error(`duplicates: ${JSON.stringify(twice)}`);
}

/** A world that fails at once where somebody refuses somebody, or something happens twice. */
export async function watchedWorld(
  options: CaSimOptions = {},
  see: { readonly hooks?: WorldHooks; readonly accepted?: (line: string) => boolean } = {},
): Promise<World> {
  return new World(await caWorld(options), {
    ...see.hooks,
    afterEvent: (event, world) => {
      see.hooks?.afterEvent?.(event, world);
      assertUnbroken(world, see.accepted);
    },
  });
}

/** Secrets of these tests: keys of the pool, and a passphrase. */
const environment: Readonly<Record<string, string>> = {
  ROOT_KEY: rsaPool()[6] ?? "",
  LEAF_KEY: rsaPool()[7] ?? "",
  OM_PASSPHRASE: "open-sesame",
};

export function commandOf(world: World, estate: Estate): SimCommand {
  return commandIn(world, world.spawn("certplan"), { estate, environment });
}

export async function plannedIn(world: World, estate: Estate, request: Partial<ApplyRequest> = {}): Promise<Plan> {
  return (await finish(world, plan(commandOf(world, estate), request))).plan;
}

export async function applyIn(
  world: World,
  estate: Estate,
): Promise<{ readonly result: ApplyResult; readonly command: SimCommand }> {
  const command = commandOf(world, estate);
  return { result: await finish(world, apply(command)), command };
}

/** Applied to the end: exit 0. */
export async function expectApplied(world: World, estate: Estate): Promise<SimCommand> {
  const { result, command } = await applyIn(world, estate);
  expect(result, JSON.stringify(command.events.at(-1))).toMatchObject({ exitCode: 0 });
  return command;
}

/** Confirmed by a person. */
export async function confirmIn(world: World, estate: Estate, step: string): Promise<void> {
  const { context } = commandOf(world, estate);
  await finish(world, confirmCommand(context, { step, because: "done", by: "operator" }));
}

/** One root, every leaf by it, nothing due, and no drift. */
export async function expectRotated(world: World, estate: Estate): Promise<void> {
  const { cas, leaves } = opsmanOf(world);
  expect(cas).toHaveLength(1);
  const own = leaves.filter((leaf) => leaf.under === undefined && leaf.configurable !== true);
  expect(own.filter((leaf) => leaf.deployed.ca !== cas[0]?.guid)).toEqual([]);
  await expectAtRest(world, estate);
}

export async function expectAtRest(world: World, estate: Estate): Promise<void> {
  expect((await plannedIn(world, estate)).summary).toMatchObject({ due: 0, blocked: 0, unreadable: 0 });
  const { report, exitCode } = await finish(world, drift(commandOf(world, estate)));
  expect(exitCode, JSON.stringify(report.targets[0]?.lines)).toBe(0);
}

/** Nothing that the state directory holds outside `keys/`, and nothing of this text, is from a private key. */
export function expectNoKey(world: World, text: string): void {
  const paths = [...world.disk.names.keys()].filter((path) => path.includes("/runs/"));
  const written = paths.map((path) => new TextDecoder().decode(readFile(world.disk, path) ?? new Uint8Array()));
  expect(paths.some((path) => path.includes("plan"))).toBe(true);
  const parts = rsaPool().flatMap((pem) => pem.split("\n").slice(1, 3));
  const all = [...written, text].join("\n");
  expect(parts.filter((part) => all.includes(part))).toEqual([]);
}

export function changeLab(world: World, by: (state: OpsmanState) => OpsmanState): void {
  world.servers = world.servers.map((server) => ({ ...server, state: by(server.state as OpsmanState) }));
}

export function requestsTo(world: World, path: string): number {
  return world.arrived.filter(({ line }) => line.startsWith(path)).length;
}

/** The ids of the steps of a plan without the target. */
export function idsOf({ steps }: Plan): readonly string[] {
  return steps.map(({ id }) => id.replace(/^om\//, ""));
}

const arrivesWithinSeconds = 120;

/** So many kills of a run are resumed, spread over it; all, any number of times, with `EXTENDED=1`. */
const sampled = 40;

function canonicalEnd(world: Pick<WorldValue, "servers">): string {
  return canonicalForm(world.servers.map((server) => server.model.canonical(server.state)));
}

/** Killed at any moment, gone on with: the end of the uninterrupted run, nothing broken, nothing twice. Answers how many kills. */
export async function expectSameEndAfterKills(
  start: WorldValue,
  estate: Estate,
  /** `sampled`: what is issued on the way differs with the time, so that its worlds never close. */
  see: { readonly sampled?: true } = {},
): Promise<number> {
  const moments: WorldValue[] = [];
  let disk: unknown;
  const whole = new World(start, {
    beforeEvent: (_event, world) => {
      if (world.disk === disk) return;
      disk = world.disk;
      moments.push(world.value());
    },
    afterEvent: (_event, world) => assertUnbroken(world),
  });
  await applyToTheEnd(whole, estate, 1);
  const expected = canonicalEnd(whole);
  if (process.env["EXTENDED"] === "1" && see.sampled === undefined)
    return (await wholeClosure(start, estate, expected)).states.length;
  const stride = Math.ceil(moments.length / sampled);
  const chosen = moments.filter((_moment, index) => index % stride === 0);
  for (const value of chosen) {
    const world = new World(value, { afterEvent: (_event, at) => assertUnbroken(at) });
    await applyToTheEnd(world, estate, 3);
    expect(canonicalEnd(world)).toBe(expected);
  }
  return chosen.length;
}

/**
 * The state directory is lost at any moment of a run: a new one goes on from what is live, to the same end, or is blocked
 * (exit 8) with what it sees; never a second rotation on top. Answers how many of each.
 */
export async function afterLostState(
  start: WorldValue,
  estate: Estate,
): Promise<{ readonly same: number; readonly blocked: readonly string[] }> {
  const servers: WorldValue[] = [];
  let last = "";
  const whole = new World(start, {
    afterEvent: (_event, world) => {
      const now = canonicalEnd(world);
      if (now !== last) servers.push(world.value());
      last = now;
    },
  });
  await applyToTheEnd(whole, estate, 1);
  const expected = canonicalEnd(whole);
  const disk = syncDirectory(makeDirectory(emptyDisk(), "/estate"), "/");
  let same = 0;
  const blocked: string[] = [];
  for (const value of servers) {
    // where a release does not show whether an apply reached everybody, it is made again: that is safe, and told
    const invariant = (at: World): void => assertUnbroken(at, undefined, (effect) => effect.startsWith("apply by"));
    const world = new World({ ...value, disk, flights: [] }, { afterEvent: (_event, at) => invariant(at) });
    const seen = await applyAnew(world, estate);
    if (seen !== undefined) blocked.push(seen);
    else {
      expect(canonicalEnd(world)).toBe(expected);
      same += 1;
    }
  }
  return { same, blocked };
}

/** Undefined at the end; what it refused, if it is blocked for good. */
async function applyAnew(world: World, estate: Estate): Promise<string | undefined> {
  for (let attempt = 1; ; attempt += 1) {
    const command = commandIn(world, world.spawn("operator"), { arrivesWithinSeconds, estate, environment });
    const { exitCode, plan: made } = await finish(world, apply(command, { newState: true }));
    if (exitCode === 0) return undefined;
    expect(exitCode, JSON.stringify(command.events.at(-1))).toBe(8);
    if (attempt === 3) return made?.targets.flatMap(({ refusals }) => refusals.map(({ code }) => code)).join(" ") ?? "";
    world.advance(world.now + 3 * 3_600_000);
  }
}

async function applyToTheEnd(world: World, estate: Estate, attempts: number): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const command = commandIn(world, world.spawn("certplan"), { arrivesWithinSeconds, estate, environment });
    const { exitCode } = await finish(world, apply(command));
    if (exitCode === 0) return;
    if (attempt === attempts) throw new Error(`exit ${exitCode}: ${JSON.stringify(command.events.at(-1))}`);
  }
}

function wholeClosure(start: WorldValue, estate: Estate, expected: string): Promise<ClosureResult> {
  return closeOverKills({
    start,
    work: (world, process) => apply(commandIn(world, process, { arrivesWithinSeconds, estate, environment })),
    hash: canonicaliser(stateDirectory),
    invariant: (world) => assertUnbroken(world),
    atEnd: (world, answer) => {
      expect((answer as ApplyResult).exitCode).toBe(0);
      expect(canonicalEnd(world)).toBe(expected);
    },
    arrivesWithinMs: arrivesWithinSeconds * 1000,
    limit: 6_000,
    sampleEvery: 5_000,
  });
}
