import type { CommandContext } from "../../src/commands/index.ts";
import type { ProgressEvent } from "../../src/messages/events.ts";
import type { Provider } from "../../src/model/provider.ts";
import type { Step } from "../../src/model/step.ts";
import type { Estate } from "../../src/model/target.ts";
import { finish } from "../../src/simulation/closure.ts";
import { emptyDisk, makeDirectory, syncDirectory } from "../../src/simulation/disk.ts";
import { simulatedPorts } from "../../src/simulation/ports.ts";
import { emptyWorld, type SimProcess, World, type WorldValue } from "../../src/simulation/world.ts";
import { createState } from "../../src/state/index.ts";
import { initialToy, type ToyState, toyModel } from "./lab/model.ts";
import { toyProvider } from "./provider/index.ts";
import { models, registry } from "./registry.ts";

const day = 86_400_000;
const start = Date.UTC(2026, 10, 21, 8);
export const stateDirectory = "/estate/.certplan";
export const arrivesWithinSeconds = 30;

export const toyEstate: Estate = {
  name: "toys",
  digest: "sha256:toys",
  targets: [
    {
      name: "toy",
      type: "toy",
      policy: { name: "baseline", renewBefore: { milliseconds: 30 * day }, finishBeforeMs: day, lifetimeClasses: [] },
      rotate: ["leaf"],
      after: [],
      connection: { origin: "https://toy.example.com", trust: { system: true } },
      options: {},
    },
  ],
};

export async function toyWorld(
  of: { readonly listsIssued?: boolean; readonly members?: readonly string[] } = {},
): Promise<WorldValue> {
  const { listsIssued = true, members = ["a", "b"] } = of;
  const { toy: model } = models;
  if (model === undefined) throw new Error("no model of the toy platform");
  const disk = syncDirectory(makeDirectory(emptyDisk(), "/estate"), "/");
  const world = new World({
    ...emptyWorld(start),
    disk,
    servers: [{ origin: "https://toy.example.com", model, state: initialToy(start, { listsIssued, members }) }],
  });
  await finish(world, createState(simulatedPorts(world, world.spawn("init"), {}).files, stateDirectory, "lineage-1"));
  return { ...world.value(), flights: [] };
}

export function toyOf(world: { readonly servers: readonly { readonly state: unknown }[] }): ToyState {
  return world.servers[0]?.state as ToyState;
}

/** Where every rotation of the two members ends. */
export const rotatedToy: {
  readonly serving: number;
  readonly issued: number;
  readonly members: readonly { readonly name: string; readonly accepts: readonly number[]; readonly loads: number }[];
} = {
  serving: 2,
  issued: 2,
  members: ["a", "b"].map((name) => ({ name, accepts: [2], loads: 0 })),
};

/** Throws where a member refuses the hub, or something that must happen once has happened twice. */
export function assertUnbroken(world: World): void {
  const broken = toyModel.broken(toyOf(world), world.now);
  const twice = Object.entries(toyOf(world).effects).filter(([, count]) => count > 1);
  if (broken.length > 0 || twice.length > 0) throw new Error(`broken: ${broken.join()}, twice: ${twice.join()}`);
}

export interface ToyCommand {
  readonly context: CommandContext;
  readonly events: ProgressEvent[];
}

export function toyCommand(
  world: World,
  process: SimProcess,
  options: { readonly provider?: Provider; readonly parallelism?: number; readonly estate?: Estate } = {},
): ToyCommand {
  const events: ProgressEvent[] = [];
  const context: CommandContext = {
    ports: simulatedPorts(world, process, {}),
    registry: options.provider === undefined ? registry : { toy: options.provider },
    estate: options.estate ?? toyEstate,
    settings: {
      statePath: stateDirectory,
      persistent: true,
      lineage: "lineage-1",
      parallelism: options.parallelism ?? 4,
      lockTimeoutMs: 0,
      graceMs: 5_000,
      timing: { requestTimeoutMs: 10_000, pollMs: 10_000, arrivesWithinSeconds },
    },
    certplanVersion: "0.0.0-test",
    emit: (event) => events.push(event),
  };
  return { context, events };
}

/** The same platform with a recipe that someone got wrong. */
export function mutant(change: (steps: readonly Step[]) => readonly Step[]): Provider {
  return {
    ...toyProvider,
    recipe: (input) => {
      const recipe = toyProvider.recipe(input);
      return recipe.kind === "steps" ? { ...recipe, steps: change(recipe.steps) } : recipe;
    },
  };
}
