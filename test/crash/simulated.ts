import { confirmCommand } from "../../src/commands/index.ts";
import { opsmanProfiles } from "../../src/lab/opsman/index.ts";
import type { ProgressEvent } from "../../src/messages/events.ts";
import type { Plan } from "../../src/model/plan.ts";
import { finish } from "../../src/simulation/closure.ts";
import { appendFile, readFile } from "../../src/simulation/disk.ts";
import {
  type PendingEvent,
  type SimProcess,
  World,
  type WorldHooks,
  type WorldValue,
} from "../../src/simulation/world.ts";
import { caEstate, caWorld, withErrand } from "../build/opsman-ca-world.ts";
import {
  apply,
  commandIn,
  day,
  opsmanEstate,
  opsmanOf,
  opsmanWorld,
  plan,
  type SimCommand,
  type SimOptions,
  start,
  stateDirectory,
} from "../build/opsman-world.ts";
import { environmentAround, estateAround, takenAlong, worldAround } from "./around.ts";
import { recordsOf } from "./decision.ts";
import { isLine, isRecord, lineOf, type Moment, type RecordName } from "./moments.ts";
import { type Command, type ProcessEnd, type Site, type Travelled, travel } from "./travel.ts";
import { around, type Variant } from "./variants.ts";

const lateMs = 600;

type CommandOptions = NonNullable<Parameters<typeof commandIn>[2]>;

/** The same kills in memory: what the real processes must do after them. */
export async function travelInMemory(variant: Variant, moments: readonly Moment[]): Promise<Travelled> {
  return travel(siteOf(await worldOf(variant), await optionsOf(variant)), moments);
}

export async function plannedInMemory(variant: Variant): Promise<Plan> {
  const world = new World(await worldOf(variant));
  return (await finish(world, plan(certplanIn(world, world.spawn("plan"), await optionsOf(variant))))).plan;
}

/** The lab's target and its timing. */
async function optionsOf(variant: Variant): Promise<CommandOptions> {
  const estate = await estateOf(variant);
  const targets = estate.targets.map((target) => ({ ...target, name: "opsman" }));
  const environment: SimOptions["environment"] = variant === around ? environmentAround : {};
  return { arrivesWithinSeconds: 1, estate: { ...estate, targets }, environment };
}

async function estateOf(variant: Variant): Promise<typeof opsmanEstate> {
  if (variant === around) return estateAround();
  return variant.scenario === "opsman-leaves" ? opsmanEstate : caEstate(withErrand, ["ca", "leaves"]);
}

/** The lab's scenario in memory. */
function worldOf(variant: Variant): Promise<WorldValue> {
  const { scenario, hidesStaged } = variant;
  if (variant === around) return worldAround();
  const listed = { listsStagedLeaves: hidesStaged !== true };
  if (scenario === "opsman-leaves") return opsmanWorld({ settings: listed });
  const { version, stemcell } = opsmanProfiles[scenario === "opsman-recreate" ? "2.10.10" : "2.10"];
  const settings = { ...listed, version };
  const foundation = { settings, stemcell, leavesEnd: start + 25 * day, serviceInstances: true, credhub: true };
  return caWorld({ foundation, rootEnds: 25 });
}

function siteOf(begin: WorldValue, options: CommandOptions): Site {
  let value = begin;
  return {
    run: async (command, moment) => {
      const ended = await runIn(value, { command, moment, options });
      value = ended.left;
      return ended.end;
    },
    byHand: (step) => {
      if (!step.includes("/manual/")) return;
      value = {
        ...value,
        servers: value.servers.map((server) => ({ ...server, state: takenAlong(opsmanOf(value)) })),
      };
    },
    segments: () => segmentsOf(value),
    state: () => opsmanOf(value),
    nextPlan: async () => {
      const world = new World(value);
      const next = await finish(world, plan(certplanIn(world, world.spawn("plan"), options)));
      return next.exitCode === 0 && next.changesDue ? 2 : next.exitCode;
    },
  };
}

/** Runs one process in this world; answers what it leaves. */
async function runIn(
  value: WorldValue,
  one: { readonly command: Command; readonly moment: Moment | undefined; readonly options: CommandOptions },
): Promise<{ readonly left: WorldValue; readonly end: ProcessEnd }> {
  const { command, moment, options } = one;
  const see: Seen = { left: undefined, written: undefined, behind: wasBehind(value, moment) };
  const world: World = new World(value, moment === undefined ? {} : killingAt(moment, see, () => world.kill(process)));
  const process = world.spawn("certplan");
  const made = certplanIn(world, process, options);
  const emit = (event: ProgressEvent): void => {
    if (see.left !== undefined) return;
    made.events.push(event);
    if (moment?.at === "begins" && event.event === "StepStarted" && event.step === moment.step) {
      see.left = world.value();
      world.kill(process);
    }
  };
  const context = { ...made.context, emit };
  const exits: number[] = [];
  const work = async (): Promise<void> => {
    if (command === "apply") exits.push((await apply({ events: [], context })).exitCode);
    else {
      await confirmCommand(context, { step: command.confirm, because: "done", by: "operator" });
      exits.push(0);
    }
  };
  let failed: unknown;
  work().catch((error: unknown) => {
    failed = error;
  });
  await world.run(() => see.left !== undefined || exits.length > 0 || failed !== undefined);
  if (failed !== undefined) throw failed;
  const exitCode = exits[0] ?? null;
  const end = { exitCode, reached: see.left !== undefined, events: made.events, told: "" };
  return { left: see.left ?? world.value(), end };
}

interface Seen {
  /** The world that the killed process leaves. */
  left: WorldValue | undefined;
  written: string | undefined;
  behind: boolean;
}

function killingAt(moment: Moment, see: Seen, kill: () => void): WorldHooks {
  const take = (left: WorldValue): void => {
    see.left ??= left;
    kill();
  };
  const isSent = (event: PendingEvent): boolean =>
    "line" in moment && see.behind && event.flight !== undefined && isLine(moment.line, lineOf(event.flight.request));
  return {
    beforeEvent: (event, world) => {
      if (moment.at === "late" && isSent(event)) take(delayed(world.value()));
      if (!writes(event, moment) || event.writes === undefined) return;
      const { path, bytes } = event.writes;
      if (moment.at === "before") take(world.value());
      if (moment.at === "half") {
        const disk = appendFile(world.disk, path, bytes.subarray(0, Math.floor(bytes.length / 2)));
        take({ ...world.value(), disk });
      }
    },
    afterEvent: (event, world) => {
      if (writes(event, moment)) see.written = event.writes?.path;
      if (moment.at === "durable" && event.label === `sync ${see.written}`) take(world.value());
      if ((moment.at === "applied" || moment.at === "read") && isSent(event)) take(world.value());
      if (moment.at === "runs" && see.behind && event.label.startsWith("begin ")) take(world.value());
      if ("behind" in moment) see.behind ||= isBehind(event, moment.behind);
    },
  };
}

function certplanIn(world: World, process: SimProcess, options: CommandOptions): SimCommand {
  const { events, context } = commandIn(world, process, options);
  return { events, context: { ...context, settings: { ...context.settings, parallelism: 1 } } };
}

function segmentsOf({ disk }: WorldValue): readonly string[] {
  const names = [...disk.names.keys()].filter(
    (name) => name.startsWith(`${stateDirectory}/runs/`) && name.endsWith(".jsonl"),
  );
  return names.toSorted().map((name) => new TextDecoder().decode(readFile(disk, name)));
}

/** Everything under way arrives when the next process is already at work. */
function delayed(value: WorldValue): WorldValue {
  return { ...value, flights: value.flights.map(({ flight }) => ({ flight, arrivesAt: value.now + lateMs })) };
}

function writes(event: PendingEvent, moment: Moment): boolean {
  return event.writes !== undefined && "record" in moment && holds(event.writes.bytes, moment);
}

/** An earlier process has written it. */
function wasBehind(value: WorldValue, moment: Moment | undefined): boolean {
  if (moment === undefined || !("behind" in moment)) return false;
  return segmentsOf(value)
    .flatMap(recordsOf)
    .some((record) => isRecord(record, moment.behind));
}

/** What a run is opened with comes with its file, not by an append. */
function isBehind(event: PendingEvent, wanted: RecordName): boolean {
  if (wanted.record === "RunOpened") return /^create .*\/journal-0+1\.jsonl$/.test(event.label);
  return event.writes !== undefined && holds(event.writes.bytes, wanted);
}

function holds(bytes: Uint8Array, wanted: RecordName): boolean {
  const text = new TextDecoder().decode(bytes);
  return /^[0-9a-f]{64} /.test(text) && recordsOf(text).some((record) => isRecord(record, wanted));
}
