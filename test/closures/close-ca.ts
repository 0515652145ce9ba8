import type { ApplyResult } from "../../src/commands/index.ts";
import { canonicalForm } from "../../src/model/digest.ts";
import type { Estate } from "../../src/model/target.ts";
import { canonicaliser } from "../../src/simulation/canonical.ts";
import { closeOverKills, finish } from "../../src/simulation/closure.ts";
import { emptyDisk, makeDirectory, syncDirectory } from "../../src/simulation/disk.ts";
import { World, type WorldValue } from "../../src/simulation/world.ts";
import { caWorld } from "../build/opsman-ca-world.ts";
import { apply, commandIn, drift, opsmanOf, plan, stateDirectory } from "../build/opsman-world.ts";
import type { Cell } from "./cells.ts";

/** What a closure found; the last five must be 0. */
export interface Closed {
  /** Distinct worlds that a crash can leave, all resumed. */
  readonly states: number;
  readonly resumes: number;
  readonly events: number;
  readonly duplicates: number;
  /** Moments at which somebody refused somebody. */
  readonly broken: number;
  /** Applies in a world that nobody else touches that ended with another exit code than 0. */
  readonly falseStops: number;
  /** Ends that are not the uninterrupted one, or that are not at rest: something is due, or drifts. */
  readonly otherEnds: number;
}

/** The same worlds, with their state directory gone. */
export interface Lost {
  readonly same: number;
  /** The same, by an apply more: nothing shows that the one before has reached everybody. */
  readonly again: number;
  readonly blocked: number;
  /** Whose removal of the old CA nothing shows. */
  readonly unseen: number;
  readonly otherEnds: number;
}

const arrivesWithinSeconds = 120;

/** Killed or without power at every event, any number of times. */
export async function closeCa(
  cell: Pick<Cell, "options" | "estate">,
  limits: { readonly limit: number; readonly sampleEvery: number },
): Promise<{ readonly closed: Closed; readonly states: readonly WorldValue[]; readonly expected: string }> {
  const { estate } = cell;
  const start = await caWorld(cell.options);
  const found = { duplicates: 0, broken: 0, falseStops: 0, otherEnds: 0 };
  const invariant = (world: World): void => {
    found.duplicates += twice(world).length > 0 ? 1 : 0;
    found.broken += broken(world).length > 0 ? 1 : 0;
  };
  const whole = new World(start, { afterEvent: (_event, world) => invariant(world) });
  const first = await applyIn(whole, estate);
  if (first.exitCode !== 0) throw new Error(`an apply that nobody disturbs ends with ${first.exitCode}: ${first.next}`);
  const expected = canonicalEnd(whole);
  const hash = canonicaliser(stateDirectory);
  const endings = new Map<string, WorldValue>();
  const closure = await closeOverKills({
    start,
    work: (world, process) => apply(commandIn(world, process, { arrivesWithinSeconds, estate })),
    hash,
    invariant,
    atEnd: (world, answer) => {
      found.falseStops += (answer as ApplyResult).exitCode === 0 ? 0 : 1;
      found.otherEnds += canonicalEnd(world) === expected ? 0 : 1;
      endings.set(hash(world.value()), world.value());
    },
    arrivesWithinMs: arrivesWithinSeconds * 1000,
    ...limits,
  });
  for (const value of endings.values()) found.otherEnds += (await isAtRest(value, estate)) ? 0 : 1;
  const closed = { states: closure.states.length, resumes: closure.resumes, events: closure.events, ...found };
  return { closed, states: closure.states, expected };
}

/** The state directory is gone in each of these worlds; those that differ in nothing else are one. */
export async function loseState(
  states: readonly WorldValue[],
  see: { readonly estate: Estate; readonly expected: string },
): Promise<Lost> {
  const disk = syncDirectory(makeDirectory(emptyDisk(), "/estate"), "/");
  const hash = canonicaliser(stateDirectory);
  const worlds = new Map(states.map((value) => [hash({ ...value, disk }), { ...value, disk }]));
  const found = { same: 0, again: 0, blocked: 0, unseen: 0, otherEnds: 0 };
  for (const value of worlds.values()) found[await endWithoutState(value, see)] += 1;
  return found;
}

/** An operator with a new state; where a plan is blocked, another try once an install has ended. */
async function endWithoutState(
  value: WorldValue,
  see: { readonly estate: Estate; readonly expected: string },
): Promise<keyof Lost> {
  let [unsafe, again] = [false, false];
  const watch = (world: World): void => {
    const repeated = twice(world);
    again ||= repeated.length > 0;
    unsafe ||= repeated.some((name) => !name.startsWith("apply by")) || broken(world).length > 0;
  };
  const world = new World(value, { afterEvent: (_event, at) => watch(at) });
  for (let attempt = 1; attempt <= 4; attempt += 1) {
    const { exitCode } = await applyIn(world, see.estate, { newState: true });
    if (unsafe) return "otherEnds";
    if (exitCode === 0 && canonicalEnd(world) === see.expected) return again ? "again" : "same";
    if (exitCode === 0) return (await isUnseenRemoval(world, see.estate)) ? "unseen" : "otherEnds";
    if (exitCode !== 8) return "otherEnds";
    world.advance(world.now + 3 * 3_600_000);
  }
  return "blocked";
}

/** Before 3.0 nothing tells that a removal was not applied: it is said, and it harms nobody. */
async function isUnseenRemoval(world: World, estate: Estate): Promise<boolean> {
  const made = await finish(world, plan(commandIn(world, world.spawn("look"), { estate })));
  return made.plan.targets[0]?.findings.some((finding) => finding.code === "OpsmanRemovalUnproved") === true;
}

async function isAtRest(value: WorldValue, estate: Estate): Promise<boolean> {
  const world = new World(value);
  const command = commandIn(world, world.spawn("certplan"), { estate });
  const { due, blocked, unreadable } = (await finish(world, plan(command))).plan.summary;
  return due + blocked + unreadable === 0 && (await finish(world, drift(command))).exitCode === 0;
}

function applyIn(world: World, estate: Estate, request: { readonly newState?: boolean } = {}): Promise<ApplyResult> {
  const command = commandIn(world, world.spawn("certplan"), { arrivesWithinSeconds, estate });
  return finish(world, apply(command, request));
}

function canonicalEnd(world: Pick<WorldValue, "servers">): string {
  return canonicalForm(world.servers.map((server) => server.model.canonical(server.state)));
}

function broken(world: World): readonly string[] {
  return world.servers.flatMap((server) => server.model.broken(server.state, world.now));
}

function twice(world: World): readonly string[] {
  return Object.entries(opsmanOf(world).effects).flatMap(([name, count]) => (count > 1 ? [name] : []));
}
