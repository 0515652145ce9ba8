import { appendFile, type Disk, losePower, type TornTail } from "./disk.ts";
import { type PendingEvent, type SimProcess, World, type WorldHooks, type WorldValue } from "./world.ts";

/** One incarnation of certplan in a world, until it ends or nothing can happen any more. */
export type Incarnation = (world: World, process: SimProcess) => Promise<unknown>;

export interface ClosureInput {
  readonly start: WorldValue;
  readonly work: Incarnation;
  /** Equal for worlds that go on in the same way. */
  readonly hash: (value: WorldValue) => string;
  /** Checked after every event of every run; throws on a violation. */
  readonly invariant: (world: World) => void;
  /** Checked at the end of each run that was not killed: the world, and what the work answered. */
  readonly atEnd: (world: World, answer: unknown) => void;
  /** How long a request whose sender died may still take to arrive, in milliseconds. */
  readonly arrivesWithinMs: number;
  /** Fails the closure when exceeded: it grows without end. */
  readonly limit: number;
  /** How many kills a run is resumed from in a row; default: any number. */
  readonly maximumKills?: number;
  /** One world in so many that the hash takes for known is resumed all the same; default: 500. */
  readonly sampleEvery?: number;
}

export interface ClosureResult {
  /** Distinct worlds that a crash can leave, all resumed. */
  readonly states: readonly WorldValue[];
  readonly events: number;
  readonly resumes: number;
  /** Worlds equal to a known one by hash that were resumed as well. */
  readonly samples: number;
}

/**
 * Runs the work once, crashes it before every event in every way, resumes each distinct world that this leaves, crashes
 * those runs too, and so on until nothing new appears: any number of kills.
 */
export async function closeOverKills(input: ClosureInput): Promise<ClosureResult> {
  const seen = new Map<string, WorldValue>();
  const queue: { readonly value: WorldValue; readonly kills: number }[] = [{ value: input.start, kills: 0 }];
  const afterPowerLoss = rememberedPowerLosses();
  const samples: WorldValue[] = [];
  let events = 0;
  let resumes = 0;
  let duplicates = 0;
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const { value, kills } = next;
    resumes += 1;
    const sameAsBefore = unchangedSince();
    const onEvent = (event: PendingEvent, world: World, process: SimProcess): void => {
      events += 1;
      if (kills === input.maximumKills || sameAsBefore(world, event)) return;
      for (const left of crashes(world, event, process, { arrivesWithinMs: input.arrivesWithinMs, afterPowerLoss })) {
        const hash = input.hash(left);
        if (seen.has(hash)) {
          duplicates += 1;
          if (duplicates % (input.sampleEvery ?? sampleEvery) === 0) samples.push(left);
          continue;
        }
        seen.set(hash, left);
        queue.push({ value: left, kills: kills + 1 });
        if (seen.size > input.limit)
          throw new Error(`more than ${input.limit} distinct states: the closure does not end`);
      }
    };
    await runOnce(value, input, onEvent);
  }
  for (const value of samples) await runOnce(value, input, () => undefined);
  return { states: [...seen.values()], events, resumes: resumes + samples.length, samples: samples.length };
}

/** Known worlds are resumed to see that the hash leaves out nothing that matters. */
const sampleEvery = 500;

async function runOnce(
  value: WorldValue,
  input: ClosureInput,
  onEvent: (event: PendingEvent, world: World, process: SimProcess) => void,
): Promise<void> {
  let process: SimProcess | undefined;
  const hooks: WorldHooks = {
    beforeEvent: (event, world) => {
      if (process !== undefined) onEvent(event, world, process);
    },
    afterEvent: (_event, world) => input.invariant(world),
  };
  const world = new World(value, hooks);
  process = world.spawn("certplan");
  const answer = await finish(world, input.work(world, process));
  input.atEnd(world, answer);
}

/** Runs the world until the work has settled; throws its error, or when it hangs. */
export async function finish<T>(world: World, work: Promise<T>): Promise<T> {
  let settled: { readonly value: T } | { readonly error: unknown } | undefined;
  work.then(
    (value) => {
      settled = { value };
    },
    (error: unknown) => {
      settled = { error };
    },
  );
  const ended = await world.run(() => settled !== undefined);
  const outcome = settled as { readonly value: T } | { readonly error: unknown } | undefined;
  if (!ended || outcome === undefined) throw new Error("the process waits for something that cannot happen");
  if ("error" in outcome) throw outcome.error;
  return outcome.value;
}

/**
 * Every world that a crash right before this event can leave: a kill keeps what was written and any prefix of the write
 * under way; a loss of power keeps what was synced and any prefix of the rest. What is in flight arrives at once, at
 * its bound, or never.
 */
function crashes(
  world: World,
  event: PendingEvent,
  process: SimProcess,
  see: { readonly arrivesWithinMs: number; readonly afterPowerLoss: (disk: Disk) => readonly Disk[] },
): readonly WorldValue[] {
  const value = world.value();
  const killed = [value.disk, ...partialWrites(value, event, process)]
    .map((disk): WorldValue => ({ ...value, disk }))
    .flatMap(fatesOfChildren);
  const powerless = see
    .afterPowerLoss(value.disk)
    .map((disk): WorldValue => ({ ...value, disk, children: [], boot: value.boot + 1 }));
  return [...killed, ...powerless].flatMap((left) => arrivals(left, see.arrivesWithinMs));
}

/** Programs outlive certplan, unless what killed it killed them too. */
function fatesOfChildren(value: WorldValue): readonly WorldValue[] {
  return value.children.length === 0 ? [value] : [value, { ...value, children: [] }];
}

/** True where a crash would leave what the crash before the last event left: it only read, or let time pass. */
function unchangedSince(): (world: World, event: PendingEvent) => boolean {
  let last: readonly unknown[] = [];
  return (world, event) => {
    const { flights, children } = world.value();
    const changing = flights.filter(({ flight }) => changesSomething(flight.request)).length;
    const memories = Object.values(world.programs).map((program) => program.memory);
    const now = [world.disk, changing, children.length, ...memories, ...world.servers.map((server) => server.state)];
    const same =
      event.writes === undefined && now.length === last.length && now.every((part, index) => part === last[index]);
    last = event.writes === undefined ? now : [];
    return same;
  };
}

function changesSomething(request: { readonly method: string; readonly path: string }): boolean {
  return request.method !== "GET" && !request.path.startsWith("/uaa/");
}

const tails: readonly TornTail[] = ["none", "half", "nul", "all"];
const noTail: readonly TornTail[] = ["none"];

function hasUnsynced(disk: Disk): boolean {
  return [...disk.inodes.values()].some(({ content, durable }) => content !== durable);
}

/** Most events change no file: what a loss of power leaves of a disk is worked out once. */
function rememberedPowerLosses(): (disk: Disk) => readonly Disk[] {
  const known = new WeakMap<Disk, readonly Disk[]>();
  return (disk) => {
    const found = known.get(disk) ?? (hasUnsynced(disk) ? tails : noTail).map((tail) => losePower(disk, tail));
    known.set(disk, found);
    return found;
  };
}

function partialWrites(value: WorldValue, event: PendingEvent, process: SimProcess): readonly WorldValue["disk"][] {
  const { writes } = event;
  if (writes === undefined || event.process !== process) return [];
  const cuts = [1, Math.floor(writes.bytes.length / 2), writes.bytes.length - 1];
  return cuts.map((cut) => appendFile(value.disk, writes.path, writes.bytes.subarray(0, cut)));
}

function arrivals(value: WorldValue, arrivesWithinMs: number): readonly WorldValue[] {
  const mutating = value.flights.filter(({ flight }) => changesSomething(flight.request));
  if (mutating.length === 0) return [{ ...value, flights: [] }];
  const at = (instant: (sentAt: number) => number): WorldValue => ({
    ...value,
    flights: mutating.map(({ flight }) => ({ flight, arrivesAt: instant(flight.sentAt) })),
  });
  return [
    at(() => value.now),
    at((sentAt) => Math.max(value.now, sentAt + arrivesWithinMs)),
    { ...value, flights: [] },
  ];
}
