import { expect, test } from "vitest";
import type { ApplyResult } from "../../src/commands/index.ts";
import type { StartingPoint } from "../../src/lab/opsman/index.ts";
import { canonicalForm } from "../../src/model/digest.ts";
import type { Estate } from "../../src/model/target.ts";
import { canonicaliser } from "../../src/simulation/canonical.ts";
import { type ClosureResult, closeOverKills, finish } from "../../src/simulation/closure.ts";
import { emptyDisk, makeDirectory, syncDirectory } from "../../src/simulation/disk.ts";
import { World, type WorldValue } from "../../src/simulation/world.ts";
import { type CaSimOptions, caEstate, caWorld, withErrand } from "../build/opsman-ca-world.ts";
import { apply, commandIn, drift, opsmanOf, plan, stateDirectory } from "../build/opsman-world.ts";

const arrivesWithinSeconds = 120;

function canonicalEnd(world: Pick<WorldValue, "servers">): string {
  return canonicalForm(world.servers.map((server) => server.model.canonical(server.state)));
}

/** After every event: nobody refuses anybody, and no effect that must happen once happened twice. */
function assertUnbroken(world: World): void {
  const broken = world.servers.flatMap((server) => server.model.broken(server.state, world.now));
  if (broken.length > 0) throw new Error(`broken edges: ${broken.join("; ")}`);
  const twice = Object.entries(opsmanOf(world).effects).filter(([, count]) => count > 1);
  if (twice.length > 0) throw new Error(`duplicates: ${JSON.stringify(twice)}`);
}

/** Applies until exit 0, three times at most, as an operator would. */
async function applyToTheEnd(value: WorldValue, estate: Estate): Promise<World> {
  const world = new World(value, { afterEvent: (_event, at) => assertUnbroken(at) });
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    const command = commandIn(world, world.spawn("certplan"), { arrivesWithinSeconds, estate });
    const result = await finish(world, apply(command));
    if (result.exitCode === 0) return world;
  }
  throw new Error("not at the end after three applies");
}

interface Profile {
  readonly name: string;
  readonly options: CaSimOptions;
  readonly estate: Estate;
}

const steady: Profile = { name: "2.10", options: {}, estate: caEstate() };

/** Run by `EXTENDED=1`: other releases, what no source decides, service instances, and rotations that people began. */
const extended: readonly Profile[] = [
  { name: "3.0", options: { foundation: { settings: { version: "3.0.25" } } }, estate: caEstate() },
  { name: "3.2", options: { foundation: { settings: { version: "3.2.1" } } }, estate: caEstate() },
  {
    name: "2.10, staged leaves hidden",
    options: { foundation: { settings: { listsStagedLeaves: false } } },
    estate: caEstate(),
  },
  {
    name: "2.10, staged certificates among the pending changes",
    options: { foundation: { settings: { pendingAfterStaging: true } } },
    estate: caEstate(),
  },
  {
    name: "3.0 with service instances and CAs in CredHub",
    options: { foundation: { settings: { version: "3.0.25" }, serviceInstances: true, credhub: true } },
    estate: caEstate(withErrand),
  },
  ...(["S1", "S2", "S3", "S4", "S5"] satisfies StartingPoint[]).map((begun) => ({
    name: `2.10 begun by hand up to ${begun}`,
    options: { begun },
    estate: caEstate(),
  })),
];

const isExtended: boolean = process.env["EXTENDED"] === "1";
const profiles = isExtended ? [steady, ...extended] : [steady];

for (const { name, options, estate } of profiles) {
  test(`killed or without power at every event, any number of times, a CA rotation reaches the same end (${name})`, {
    timeout: 600_000,
  }, async () => {
    const start = await caWorld(options);
    const expected = canonicalEnd(await applyToTheEnd(start, estate));
    const closure = await close(start, estate, expected);
    const lost = await afterLostState(closure.states, { estate, expected });
    console.log(
      `closure of ca, ${name}: ${closure.states.length} distinct states, ${closure.resumes} resumes (${closure.samples} of them samples of known states), ${closure.events} events, 0 duplicates, 0 broken edges; state lost: ${lost.same} worlds to the same end, ${lost.blocked} blocked, ${lost.unseen} whose removal cannot be seen`,
    );
    expect(closure.states.length).toBeGreaterThan(50);
    expect(lost.same).toBeGreaterThan(0);
  });
}

async function close(start: WorldValue, estate: Estate, expected: string): Promise<ClosureResult> {
  const hash = canonicaliser(stateDirectory);
  const endings = new Map<string, WorldValue>();
  const closure = await closeOverKills({
    start,
    work: (world, process) => apply(commandIn(world, process, { arrivesWithinSeconds, estate })),
    hash,
    invariant: assertUnbroken,
    atEnd: (world, answer) => {
      expect((answer as ApplyResult).exitCode).toBe(0);
      expect(canonicalEnd(world)).toBe(expected);
      endings.set(hash(world.value()), world.value());
    },
    arrivesWithinMs: arrivesWithinSeconds * 1000,
    limit: 6_000,
    sampleEvery: isExtended ? 500 : 5_000,
  });
  for (const value of endings.values()) await expectAtRest(value, estate);
  return closure;
}

/** Nothing is due any more, and nothing drifts. */
async function expectAtRest(value: WorldValue, estate: Estate): Promise<void> {
  const world = new World(value);
  const command = commandIn(world, world.spawn("certplan"), { estate });
  const planned = await finish(world, plan(command));
  expect(planned.plan.summary).toMatchObject({ due: 0, blocked: 0, unreadable: 0 });
  expect((await finish(world, drift(command))).exitCode).toBe(0);
}

/** The state directory is gone in each of these worlds; those that differ in nothing else are one. */
async function afterLostState(
  states: readonly WorldValue[],
  see: { readonly estate: Estate; readonly expected: string },
): Promise<{ readonly same: number; readonly blocked: number; readonly unseen: number }> {
  const disk = syncDirectory(makeDirectory(emptyDisk(), "/estate"), "/");
  const hash = canonicaliser(stateDirectory);
  const worlds = new Map(states.map((value) => [hash({ ...value, disk }), { ...value, disk }]));
  let [same, blocked, unseen] = [0, 0, 0];
  for (const value of worlds.values()) {
    const world = await applyWithoutState(value, see.estate);
    if (world === "blocked") blocked += 1;
    else if (canonicalEnd(world) === see.expected) same += 1;
    else if (await isUnseenRemoval(world, see.estate)) unseen += 1;
    else throw new Error(`another end: ${canonicalEnd(world)}`);
  }
  return { same, blocked, unseen };
}

/** Before 3.0 nothing tells that a removal was not applied: it is said, and it harms nobody. */
async function isUnseenRemoval(world: World, estate: Estate): Promise<boolean> {
  const made = await finish(world, plan(commandIn(world, world.spawn("look"), { estate })));
  return made.plan.targets[0]?.findings.some((finding) => finding.code === "OpsmanRemovalUnproved") === true;
}

async function applyWithoutState(value: WorldValue, estate: Estate): Promise<World | "blocked"> {
  const world = new World(value, { afterEvent: (_event, at) => assertUnbroken(at) });
  for (let attempt = 1; attempt <= 4; attempt += 1) {
    const command = commandIn(world, world.spawn("operator"), { arrivesWithinSeconds, estate });
    const result = await finish(world, apply(command, { newState: true }));
    if (result.exitCode === 0) return world;
    expect(result.exitCode, JSON.stringify(command.events.at(-1))).toBe(8);
    world.advance(world.now + 3 * 3_600_000);
  }
  return "blocked";
}
