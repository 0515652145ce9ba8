import { CertplanError } from "../../src/messages/error.ts";
import { canonicalForm } from "../../src/model/digest.ts";
import type { Estate } from "../../src/model/target.ts";
import { finish } from "../../src/simulation/closure.ts";
import { type Disk, losePower, type TornTail } from "../../src/simulation/disk.ts";
import type { DiskFault, DiskOperation } from "../../src/simulation/disk-faults.ts";
import { type SimProcess, World, type WorldValue } from "../../src/simulation/world.ts";
import { caWorld } from "../build/opsman-ca-world.ts";
import { apply, commandIn, opsmanOf, opsmanWorld } from "../build/opsman-world.ts";
import { cellOf } from "../closures/cells.ts";

/** What is applied, where nothing has gone wrong yet. */
export interface Recipe {
  readonly name: "leaves" | "ca";
  readonly start: WorldValue;
  readonly estate?: Estate;
}

export async function leavesRecipe(): Promise<Recipe> {
  return { name: "leaves", start: await opsmanWorld() };
}

export async function caRecipe(): Promise<Recipe> {
  const { estate, options } = cellOf("3.0", "S0");
  return { name: "ca", start: await caWorld(options), estate };
}

/** How one apply ended, as the person sees it: what it says last, and the next command. */
export interface Told {
  readonly exitCode: number;
  readonly code?: string;
  readonly text: string;
  readonly next?: string;
}

/** One apply, by a process that ends with it: what it holds is left behind by a dead one. */
export async function applyOnce(world: World, { estate }: Recipe, newState = false): Promise<Told> {
  const process = world.spawn("certplan");
  const { context, events } = commandIn(world, process, estate === undefined ? {} : { estate });
  try {
    const { exitCode, next } = await finish(world, apply({ context, events }, { newState }));
    const last = events.at(-1);
    const stopped = last?.event === "RunStopped" ? { code: last.code, text: last.sentence } : { text: "" };
    return { exitCode, ...stopped, ...(next === undefined ? {} : { next }) };
  } catch (error) {
    if (!(error instanceof CertplanError)) throw error;
    // an error without a hint of its own is printed with this command
    const { exitCode, code, message, hint = `certplan explain ${code}` } = error;
    return { exitCode, code, text: message, next: hint };
  } finally {
    world.kill(process);
  }
}

/** An apply under way, for a world that is stopped before it has ended. */
export function beginApply(world: World, { estate }: Recipe): SimProcess {
  const process = world.spawn("certplan");
  void apply(commandIn(world, process, estate === undefined ? {} : { estate })).catch(() => undefined);
  return process;
}

export interface DiskCall {
  readonly operation: DiskOperation;
  readonly path: string;
}

/** An apply that nothing disturbs. */
export interface CalmApply {
  /** What it asks of the disk, in order, but for what changes nothing. */
  readonly calls: readonly DiskCall[];
  /** How often it asks anything of the disk. */
  readonly asks: number;
  readonly end: string;
}

export async function calmApply(recipe: Recipe): Promise<CalmApply> {
  const calls: DiskCall[] = [];
  let asks = 0;
  const world = new World(recipe.start, {
    beforeEvent: ({ label }) => {
      if (isDiskCall(label)) asks += 1;
    },
    diskFault: (operation, path) => {
      calls.push({ operation, path });
      return undefined;
    },
  });
  const { exitCode, text } = await applyOnce(world, recipe);
  if (exitCode !== 0) throw new Error(`exit ${exitCode}: ${text}`);
  return { calls, asks, end: endOf(world) };
}

export function endOf(world: World): string {
  return canonicalForm(world.servers.map((server) => server.model.canonical(server.state)));
}

/** Nobody is refused and nothing happened twice; throws otherwise. Looked at after every event. */
function assertUnharmed(world: World): void {
  const broken = world.servers.flatMap((server) => server.model.broken(server.state, world.now));
  const twice = Object.entries(opsmanOf(world).effects).filter(([, count]) => count > 1);
  if (broken.length + twice.length > 0) throw new Error(`${broken.join("; ")} ${JSON.stringify(twice)}`);
}

/** A disk that goes wrong at one call. */
export interface Strike {
  readonly fault: DiskFault;
  /** Of the calls of `calmApply`. */
  readonly at: number;
  /** It stays so until the process has ended. */
  readonly lasting: boolean;
  /** Then the power fails, too. */
  readonly power?: TornTail;
}

/** What came of it. */
export interface Outcome {
  readonly first: Told;
  /** Changes that were begun after the disk had failed, by the same process. */
  readonly sentAfter: number;
  /** Exits of the applies that followed, on a disk that works. */
  readonly later: readonly number[];
  readonly end: string;
}

export async function struck(recipe: Recipe, { fault, at, lasting, power }: Strike): Promise<Outcome> {
  let call = -1;
  let works = false;
  let changesBefore: number | undefined;
  const world: World = new World(recipe.start, {
    afterEvent: (_event, now) => assertUnharmed(now),
    diskFault: () => {
      call += 1;
      if (works || (lasting ? call < at : call !== at)) return undefined;
      changesBefore ??= changesOf(world) + world.flights().length;
      return fault;
    },
  });
  const first = await applyOnce(world, recipe);
  const sentAfter = changesBefore === undefined ? 0 : Math.max(0, changesOf(world) - changesBefore);
  works = true;
  if (power !== undefined) world.disk = losePower(world.disk, power);
  return { first, sentAfter, later: await applyToTheEnd(world, recipe, first), end: endOf(world) };
}

/** A state directory that is taken away before one event; `back`: as it was, for the applies that follow. */
export async function withoutState(
  recipe: Recipe,
  gone: { readonly at: number; readonly taken: (disk: Disk) => Disk; readonly back: boolean },
): Promise<Outcome> {
  let call = -1;
  let before: Disk | undefined;
  let changesBefore = 0;
  const world: World = new World(recipe.start, {
    afterEvent: (_event, now) => assertUnharmed(now),
    beforeEvent: ({ label }) => {
      if (!isDiskCall(label)) return;
      call += 1;
      if (call !== gone.at) return;
      before = world.disk;
      changesBefore = changesOf(world) + world.flights().length;
      world.disk = gone.taken(world.disk);
    },
  });
  const first = await applyOnce(world, recipe);
  const sentAfter = Math.max(0, changesOf(world) - changesBefore);
  if (gone.back && before !== undefined) world.disk = before;
  return { first, sentAfter, later: await applyToTheEnd(world, recipe, first), end: endOf(world) };
}

const operations = /^(read|list|statfs|append|create|rename|remove|rmdir|mkdir|sync|syncdir) /;

export function isDiskCall(label: string): boolean {
  return operations.test(label);
}

/** Until exit 0. Where the state is lost, as its error says: `--new-state`; where something runs, once it has ended. */
async function applyToTheEnd(world: World, recipe: Recipe, first: Told): Promise<readonly number[]> {
  const exits: number[] = [];
  for (let last = first; last.exitCode !== 0 && exits.length < 4; ) {
    last = await applyOnce(world, recipe, last.code === "StateMissing");
    exits.push(last.exitCode);
    if (last.exitCode === 8) world.advance(world.now + 3 * 3_600_000);
  }
  return exits;
}

function changesOf(world: World): number {
  return world.arrived.filter(({ line }) => !line.startsWith("GET ") && !line.includes(" /uaa/")).length;
}
