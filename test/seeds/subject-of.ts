import {
  type ApplyRequest,
  type ApplyResult,
  applyCommand,
  type CommandContext,
  driftCommand,
  planCommand,
} from "../../src/commands/index.ts";
import type { ProgressEvent } from "../../src/messages/events.ts";
import { canonicalForm } from "../../src/model/digest.ts";
import type { DriftLine } from "../../src/model/drift.ts";
import type { Step } from "../../src/model/step.ts";
import type { Estate } from "../../src/model/target.ts";
import { finish } from "../../src/simulation/closure.ts";
import { lineOf, numbering, type Subject, type SubjectStep } from "../../src/simulation/seeds/index.ts";
import { type Server, type SimProcess, World, type WorldValue } from "../../src/simulation/world.ts";

export const arrivesWithinSeconds = 120;
/** Long beside what a call takes, short beside what an install does. */
const leaseMs = 300_000;

/** One estate in one world, as its platform has it. */
export interface Driven {
  readonly name: string;
  readonly start: WorldValue;
  readonly estate: Estate;
  /** For one process; a persistent state directory, `arrivesWithinSeconds`, no lock timeout. */
  readonly contextIn: (world: World, process: SimProcess) => CommandContext;
  /** What somebody else may do to the first server, by name. */
  readonly actors: Readonly<Record<string, (world: World) => void>>;
  /** By actor: the line of the call with which what he did becomes part of what certplan does. */
  readonly takenUpBy: Readonly<Record<string, string>>;
  /** By actor: when what he did is over, and the system again as it was assumed. Absent: never. */
  readonly isOver?: Readonly<Record<string, (world: World) => boolean>>;
  /** Lines of calls whose steps assume nothing of the platform, each with the reason. Absent: none. */
  readonly restsOnNothing?: Readonly<Record<string, string>>;
  /** Kinds that perform without a call to the platform, each with the reason: nothing of them is ever on its way. */
  readonly sendsNothing: Readonly<Record<string, string>>;
  readonly secrets: readonly string[];
  /** How long the platform still works by itself behind an end with exit 0, in milliseconds. */
  readonly restsWithinMs: number;
  /**
   * What certplan waits for others to do. Where an apply ends with exit 9 at a step, they do it, or say that they did, and
   * certplan applies once more in the same process. False: nothing of them is waited for at this step.
   */
  readonly othersDo?: (world: World, context: CommandContext, step: string) => Promise<boolean>;
  /** An edge of the lab's that the estate accepts to be cut until the end. Absent: none. */
  readonly isCut?: (edge: string) => boolean;
  /** A line of drift about what is not rotated here. Absent: everything is. */
  readonly isLeft?: (line: DriftLine) => boolean;
}

type InWorld = Pick<WorldValue, "servers" | "now">;

const everything = { only: [], exclude: [], rotate: [] };
const applyAll: ApplyRequest = { ...everything, yes: true, newState: false, inCi: false };

/** Drives it once without a fault, to know where it ends. Throws where that is no exit 0. */
export async function subjectOf(driven: Driven): Promise<Subject> {
  const { name, start, estate, contextIn, actors, restsWithinMs } = driven;
  const command = (world: World, process: SimProcess, parallelism = 4, lockTimeoutMs = 0): CommandContext => {
    const context = contextIn(world, process);
    return { ...context, settings: { ...context.settings, parallelism, lockTimeoutMs, leaseMs } };
  };
  const canonical = (world: InWorld): string => canonicalAfter(world, restsWithinMs);
  const acts = (world: World, actor: string): boolean => actsIn(world, actors[actor]);
  let events = 0;
  const calls = new Set<string>();
  const hasNumber = numbering();
  const alone = new World(start, {
    beforeEvent: (event) => {
      if (hasNumber(event)) events += 1;
      if (event.flight !== undefined) calls.add(lineOf(event.flight.request));
    },
  });
  const planned = await finish(alone, planCommand(command(alone, alone.spawn("plan")), everything));
  events = 0;
  const began = alone.now;
  const applied = await finish(
    alone,
    applyWithOthers(driven, alone, command(alone, alone.spawn("certplan")), applyAll),
  );
  if (applied.exitCode !== 0) throw new Error(`${name}: uninterrupted, it ends with exit ${applied.exitCode}`);
  return {
    name,
    events,
    calls: [...calls].toSorted(),
    durationMs: alone.now - began,
    stateDirectory: command(alone, alone.spawn("look")).settings.statePath,
    skewed: (skewMs) => ({ ...start, servers: start.servers.map((server) => withSkew(server, skewMs)) }),
    actors: Object.keys(actors).filter((actor) => acts(new World(start), actor)),
    leaseMs,
    start,
    arrivesWithinMs: arrivesWithinSeconds * 1000,
    end: canonical(alone),
    secrets: driven.secrets,
    steps: Object.fromEntries(planned.plan.steps.map((step) => [step.id, stepOf(step, driven)])),
    apply: (world, process, { parallelism, lockTimeoutMs, stop, told }) => {
      const context = { ...command(world, process, parallelism, lockTimeoutMs), estate, emit: told };
      return applyWithOthers(driven, world, context, { ...applyAll, stop });
    },
    read: (world, process, what) => {
      const context = command(world, process);
      return what === "plan" ? planCommand(context, everything) : driftCommand(context);
    },
    act: acts,
    isOver: (world, actor) => driven.isOver?.[actor]?.(world) === true,
    restsOnNothing: Object.keys(driven.restsOnNothing ?? {}),
    takenUpBy: (actor) => driven.takenUpBy[actor],
    canonical,
    wrong: (world) => [
      ...brokenIn(world).flatMap((edge) => (driven.isCut?.(edge) === true ? [] : [`broken edge: ${edge}`])),
      ...duplicatesIn(world),
    ],
    notAtRest: async (world) => {
      const look = (): CommandContext => command(world, world.spawn("look"));
      const { summary } = (await finish(world, planCommand(look(), everything))).plan;
      const left = summary.due + summary.blocked + summary.unreadable;
      return [
        ...(left === 0 ? [] : ["the plan after it is not empty"]),
        ...((await drifts(driven, world, look())) ? ["it drifts"] : []),
        ...brokenIn(restedWorld(world, restsWithinMs)).map((edge) => `still cut off: ${edge}`),
      ];
    },
  };
}

/** As people work: what an apply stops for is done by whoever it waits for, then it is applied once more. */
async function applyWithOthers(
  { othersDo }: Driven,
  world: World,
  context: CommandContext,
  request: ApplyRequest,
): Promise<ApplyResult> {
  let stoppedAt: string | undefined;
  const emit = (event: ProgressEvent): void => {
    if (event.event === "RunStopped") stoppedAt = event.step;
    context.emit(event);
  };
  const first = await applyCommand({ ...context, emit }, request);
  if (first.exitCode !== 9 || stoppedAt === undefined || request.stop?.aborted === true) return first;
  return (await othersDo?.(world, context, stoppedAt)) === true ? applyCommand(context, request) : first;
}

async function drifts({ isLeft }: Driven, world: World, context: CommandContext): Promise<boolean> {
  const { report, exitCode } = await finish(world, driftCommand(context));
  if (isLeft === undefined || exitCode !== 2) return exitCode !== 0;
  return report.targets.some(({ lines }) => lines.some((line) => line.severity === "drift" && !isLeft(line)));
}

function canonicalAfter(world: InWorld, restsWithinMs: number): string {
  const { servers } = restedWorld(world, restsWithinMs);
  return canonicalForm(servers.map((server) => server.model.canonical(server.state)));
}

/** Once everything has happened that the platforms still do by themselves. */
function restedWorld({ servers, now }: InWorld, restsWithinMs: number): InWorld {
  if (restsWithinMs === 0) return { servers, now };
  const later = now + restsWithinMs;
  return {
    servers: servers.map((server) => ({ ...server, state: server.model.advance(server.state, later) })),
    now: later,
  };
}

function brokenIn({ servers, now }: InWorld): readonly string[] {
  return servers.flatMap(({ model, state }) => model.broken(state, now));
}

function duplicatesIn({ servers }: InWorld): readonly string[] {
  return servers.flatMap(({ model, state }) =>
    Object.entries(model.effects(state)).flatMap(([effect, count]) =>
      count > 1 ? [`duplicate: ${effect} ${count} times`] : [],
    ),
  );
}

/** False where that is not possible, or was answered without an error and displaced by a call of certplan's. */
function actsIn(world: World, act: ((world: World) => void) | undefined): boolean {
  const before = canonicalAfter(world, 0);
  try {
    act?.(world);
  } catch {
    return false;
  }
  return canonicalAfter(world, 0) !== before;
}

function withSkew(server: Server, clockSkewMs: number): Server {
  const state = server.state as { readonly settings: { readonly clockSkewMs: number } };
  return { ...server, state: { ...state, settings: { ...state.settings, clockSkewMs } } };
}

function stepOf({ kind, target, performs, gate, delivery }: Step, { estate, sendsNothing }: Driven): SubjectStep {
  const connection = estate.targets.find(({ name }) => name === target)?.connection as { readonly origin: string };
  const sends = performs && sendsNothing[kind] === undefined;
  return {
    kind,
    origin: connection.origin,
    performs,
    sends,
    gated: gate !== undefined,
    waitsForLate: sends && delivery !== undefined && delivery.arrivesWithinSeconds > 0,
  };
}
