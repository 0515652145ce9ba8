import { opsmanModel } from "../../src/lab/opsman/index.ts";
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
import {
  apply,
  commandIn,
  opsmanEstate,
  opsmanOf,
  opsmanWorld,
  plan,
  type SimCommand,
  stateDirectory,
} from "../build/opsman-world.ts";
import { decisionsOf, type Resumed, recordsOf } from "./decision.ts";
import type { Moment, Profile } from "./points.ts";
import { installsOf, isRecord, lineOf } from "./real.ts";

/** The lab's target and its timing. */
const options = {
  arrivesWithinSeconds: 2,
  estate: { ...opsmanEstate, targets: opsmanEstate.targets.map((target) => ({ ...target, name: "opsman" })) },
};
const lateMs = 1200;

/** The same kill in memory: what the real process must do after it. */
export async function killAndResumeInMemory(
  profile: Profile,
  moment: Moment,
): Promise<Resumed & { readonly reached: boolean }> {
  const left = await leftBy(moment, await worldOf(profile));
  if (left === undefined) throw new Error("the moment never came");
  return { reached: true, ...(await goOn(left)) };
}

export async function applyUninterruptedInMemory(profile: Profile): Promise<Resumed> {
  return goOn(await worldOf(profile));
}

function worldOf(profile: Profile): Promise<WorldValue> {
  return opsmanWorld({ settings: { listsStagedLeaves: profile === "lists staged leaves" } });
}

/** The world that an apply leaves which is killed at this moment; undefined if the moment never comes. */
async function leftBy(moment: Moment, value: WorldValue): Promise<WorldValue | undefined> {
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
      if (moment.at === "late" && isArrival(event, moment.line)) take(delayed(world.value()));
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
      if (moment.at === "applied" && isArrival(event, moment.line)) take(world.value());
      if (moment.at === "read") {
        if (see.behind && isArrival(event, moment.line)) take(world.value());
        see.behind ||= event.writes !== undefined && holds(event.writes.bytes, moment.behind);
      }
    },
  };
  const world = new World(value, hooks);
  const process = world.spawn("certplan");
  const { context } = certplanIn(world, process);
  const emit = (event: ProgressEvent): void => {
    if (moment.at === "begins" && event.event === "StepStarted" && event.step === moment.step) take(world.value());
  };
  void apply({ events: [], context: { ...context, emit } });
  await world.run(() => see.left !== undefined);
  return see.left;
}

async function goOn(value: WorldValue): Promise<Resumed> {
  const world = new World(value);
  const command = certplanIn(world, world.spawn("certplan"));
  const before = segments(world).length;
  const { exitCode } = await finish(world, apply(command));
  const own = segments(world).slice(before).join("");
  const state = opsmanOf(world);
  const next = await finish(world, plan(certplanIn(world, world.spawn("plan"))));
  return {
    exitCode,
    decisions: decisionsOf(command.events, recordsOf(own)),
    canonical: canonicalForm(opsmanModel.canonical(state)),
    effects: opsmanModel.effects(state),
    installs: installsOf(state),
    nextPlan: next.exitCode === 0 && next.changesDue ? 2 : next.exitCode,
  };
}

function certplanIn(world: World, process: SimProcess): SimCommand {
  return commandIn(world, process, options);
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
  return event.flight !== undefined && lineOf(event.flight.request) === line;
}

function writes(event: PendingEvent, moment: Moment): boolean {
  return event.writes !== undefined && "record" in moment && holds(event.writes.bytes, moment);
}

function holds(bytes: Uint8Array, wanted: { readonly record: string; readonly step?: string }): boolean {
  const text = new TextDecoder().decode(bytes);
  return /^[0-9a-f]{64} /.test(text) && recordsOf(text).some((record) => isRecord(record, wanted));
}
