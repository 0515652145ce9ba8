import { opsmanModel, opsmanProfiles } from "../../src/lab/opsman/index.ts";
import type { ProgressEvent } from "../../src/messages/events.ts";
import { canonicalForm } from "../../src/model/digest.ts";
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
  start,
  stateDirectory,
} from "../build/opsman-world.ts";
import { decisionsOf, type Resumed, recordsOf } from "./decision.ts";
import type { Moment, RecordName } from "./points.ts";
import { installsOf, isLine, isRecord, lineOf } from "./real.ts";
import type { Variant } from "./variants.ts";

const lateMs = 600;

/** The lab's target and its timing. */
function optionsOf({ scenario }: Variant): Parameters<typeof commandIn>[2] {
  const estate = scenario === "opsman-leaves" ? opsmanEstate : caEstate(withErrand, ["ca", "leaves"]);
  const targets = estate.targets.map((target) => ({ ...target, name: "opsman" }));
  return { arrivesWithinSeconds: 1, estate: { ...estate, targets } };
}

/** The lab's scenario in memory. */
function worldOf({ scenario, hidesStaged, begun }: Variant): Promise<WorldValue> {
  const listed = { listsStagedLeaves: hidesStaged !== true };
  if (scenario === "opsman-leaves") return opsmanWorld({ settings: listed });
  const { version, stemcell } = opsmanProfiles[scenario === "opsman-recreate" ? "2.10.10" : "2.10"];
  const settings = { ...listed, version };
  const foundation = { settings, stemcell, leavesEnd: start + 25 * day, serviceInstances: true, credhub: true };
  return caWorld({ foundation, rootEnds: 25, ...(begun === undefined ? {} : { begun }) });
}

/** The same kill in memory: what the real process must do after it. */
export async function killAndResumeInMemory(
  variant: Variant,
  moment: Moment,
): Promise<Resumed & { readonly reached: boolean }> {
  const left = await leftBy(moment, variant);
  if (left === undefined) throw new Error("the moment never came");
  return { reached: true, ...(await goOn(left, variant)) };
}

export async function applyUninterruptedInMemory(variant: Variant): Promise<Resumed> {
  return goOn(await worldOf(variant), variant);
}

/** The world that an apply leaves which is killed at this moment; undefined if the moment never comes. */
async function leftBy(moment: Moment, variant: Variant): Promise<WorldValue | undefined> {
  const see: { left: WorldValue | undefined; written: string | undefined; behind: boolean } = {
    left: undefined,
    written: undefined,
    behind: false,
  };
  const take = (left: WorldValue): void => {
    see.left ??= left;
    world.kill(process);
  };
  const hooks: WorldHooks = {
    beforeEvent: (event) => {
      if (moment.at === "late" && isSent(event, moment.line)) take(delayed(world.value()));
      if (!writes(event, moment) || event.writes === undefined) return;
      const { path, bytes } = event.writes;
      if (moment.at === "before") take(world.value());
      if (moment.at === "half") {
        const disk = appendFile(world.disk, path, bytes.subarray(0, Math.floor(bytes.length / 2)));
        take({ ...world.value(), disk });
      }
    },
    afterEvent: (event) => {
      if (writes(event, moment)) see.written = event.writes?.path;
      if (moment.at === "durable" && event.label === `sync ${see.written}`) take(world.value());
      if ((moment.at === "applied" || moment.at === "read") && isSent(event, moment.line)) take(world.value());
      if ("behind" in moment) see.behind ||= isBehind(event, moment.behind);
    },
  };
  const isSent = (event: PendingEvent, line: string): boolean => see.behind && isArrival(event, line);
  const world = new World(await worldOf(variant), hooks);
  const process = world.spawn("certplan");
  const { context } = certplanIn(world, process, variant);
  const emit = (event: ProgressEvent): void => {
    if (moment.at === "begins" && event.event === "StepStarted" && event.step === moment.step) take(world.value());
  };
  void apply({ events: [], context: { ...context, emit } });
  await world.run(() => see.left !== undefined);
  return see.left;
}

async function goOn(value: WorldValue, variant: Variant): Promise<Resumed> {
  const world = new World(value);
  const command = certplanIn(world, world.spawn("certplan"), variant);
  const before = segments(world).length;
  const { exitCode } = await finish(world, apply(command));
  const own = segments(world).slice(before).join("");
  const state = opsmanOf(world);
  const next = await finish(world, plan(certplanIn(world, world.spawn("plan"), variant)));
  return {
    exitCode,
    decisions: decisionsOf(command.events, recordsOf(own)),
    canonical: canonicalForm(opsmanModel.canonical(state)),
    effects: opsmanModel.effects(state),
    installs: installsOf(state),
    nextPlan: next.exitCode === 0 && next.changesDue ? 2 : next.exitCode,
  };
}

function certplanIn(world: World, process: SimProcess, variant: Variant): SimCommand {
  return commandIn(world, process, optionsOf(variant));
}

function segments(world: World): readonly string[] {
  const names = [...world.disk.names.keys()].filter(
    (name) => name.startsWith(`${stateDirectory}/runs/`) && name.endsWith(".jsonl"),
  );
  return names.toSorted().map((name) => new TextDecoder().decode(readFile(world.disk, name)));
}

/** Everything under way arrives when the next process is already at work. */
function delayed(value: WorldValue): WorldValue {
  return { ...value, flights: value.flights.map(({ flight }) => ({ flight, arrivesAt: value.now + lateMs })) };
}

function isArrival(event: PendingEvent, line: string): boolean {
  return event.flight !== undefined && isLine(line, lineOf(event.flight.request));
}

function writes(event: PendingEvent, moment: Moment): boolean {
  return event.writes !== undefined && "record" in moment && holds(event.writes.bytes, moment);
}

/** What a run is opened with comes with its file, not by an append. */
function isBehind(event: PendingEvent, wanted: RecordName): boolean {
  if (wanted.record === "RunOpened") return /^create .*\/journal-0+1\.jsonl$/.test(event.label);
  return event.writes !== undefined && holds(event.writes.bytes, wanted);
}

function holds(bytes: Uint8Array, wanted: { readonly record: string; readonly step?: string }): boolean {
  const text = new TextDecoder().decode(bytes);
  return /^[0-9a-f]{64} /.test(text) && recordsOf(text).some((record) => isRecord(record, wanted));
}
