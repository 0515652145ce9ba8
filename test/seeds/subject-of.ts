import {
  type ApplyRequest,
  applyCommand,
  type CommandContext,
  driftCommand,
  planCommand,
} from "../../src/commands/index.ts";
import { canonicalForm } from "../../src/model/digest.ts";
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
  /** Kinds that perform without a call to the platform, each with the reason: nothing of them is ever on its way. */
  readonly sendsNothing: Readonly<Record<string, string>>;
  readonly secrets: readonly string[];
  /** How long the platform still works by itself behind an end with exit 0, in milliseconds. */
  readonly restsWithinMs: number;
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
  const applied = await finish(alone, applyCommand(command(alone, alone.spawn("certplan")), applyAll));
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
      return applyCommand(context, { ...applyAll, stop });
    },
    read: (world, process, what) => {
      const context = command(world, process);
      return what === "plan" ? planCommand(context, everything) : driftCommand(context);
    },
    act: acts,
    takenUpBy: (actor) => driven.takenUpBy[actor],
    canonical,
    wrong,
    notAtRest: async (world) => {
      const look = (): CommandContext => command(world, world.spawn("look"));
      const { summary } = (await finish(world, planCommand(look(), everything))).plan;
      const { exitCode } = await finish(world, driftCommand(look()));
      const left = summary.due + summary.blocked + summary.unreadable;
      return [...(left === 0 ? [] : ["the plan after it is not empty"]), ...(exitCode === 0 ? [] : ["it drifts"])];
    },
  };
}

function canonicalAfter({ servers, now }: InWorld, restsWithinMs: number): string {
  const later = (server: Server): unknown =>
    restsWithinMs === 0 ? server.state : server.model.advance(server.state, now + restsWithinMs);
  return canonicalForm(servers.map((server) => server.model.canonical(later(server))));
}

function wrong(world: InWorld): readonly string[] {
  return world.servers.flatMap((server) => [
    ...server.model.broken(server.state, world.now).map((edge) => `broken edge: ${edge}`),
    ...Object.entries(server.model.effects(server.state)).flatMap(([effect, count]) =>
      count > 1 ? [`duplicate: ${effect} ${count} times`] : [],
    ),
  ]);
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

function stepOf({ kind, target, performs, gate }: Step, { estate, sendsNothing }: Driven): SubjectStep {
  const connection = estate.targets.find(({ name }) => name === target)?.connection as { readonly origin: string };
  const sends = performs && sendsNothing[kind] === undefined;
  return { kind, origin: connection.origin, performs, sends, gated: gate !== undefined };
}
