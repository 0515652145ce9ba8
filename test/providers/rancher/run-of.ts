import { expect } from "vitest";
import { type ApplyResult, confirmCommand } from "../../../src/commands/index.ts";
import type { DriftReport } from "../../../src/model/drift.ts";
import type { Plan } from "../../../src/model/plan.ts";
import { finish } from "../../../src/simulation/closure.ts";
import { World } from "../../../src/simulation/world.ts";
import {
  apply,
  commandIn,
  drift,
  plan,
  type RancherSim,
  rancherWorld,
  type SimCommand,
} from "../../build/rancher-world.ts";

export { asOthers, terraformWrites } from "../../build/rancher-others.ts";

/** A world in which somebody works with certplan. */
export interface Bench {
  readonly world: World;
  readonly sim: RancherSim;
  /** Each in a process of its own. */
  readonly command: () => SimCommand;
}

export async function benchOf(sim: RancherSim = {}): Promise<Bench> {
  const world = new World(await rancherWorld(sim));
  return { world, sim, command: () => commandIn(world, world.spawn("certplan"), sim) };
}

export async function planned({ world, command }: Bench, rotate: readonly string[] = []): Promise<Plan> {
  return (await finish(world, plan(command(), { rotate }))).plan;
}

export async function applied(
  { world, command }: Bench,
  rotate: readonly string[] = [],
): Promise<{ readonly result: ApplyResult; readonly text: string }> {
  const one = command();
  const result = await finish(world, apply(one, { rotate }));
  return { result, text: JSON.stringify(one.events) };
}

export async function drifted({ world, command }: Bench): Promise<DriftReport["targets"][number] & { exit: number }> {
  const { report, exitCode } = await finish(world, drift(command()));
  const [target] = report.targets;
  if (target === undefined) throw new Error("no target");
  return { ...target, exit: exitCode };
}

export async function confirm({ world, command }: Bench, step: string): Promise<void> {
  await finish(world, confirmCommand(command().context, { step, because: "done", by: "operator" }));
}

/** Nothing is due any more, and nothing drifts. */
export async function expectAtRest(bench: Bench): Promise<void> {
  expect((await planned(bench)).summary).toMatchObject({ due: 0, blocked: 0, unreadable: 0 });
  const { lines, exit } = await drifted(bench);
  expect({ lines: lines.filter(({ severity }) => severity === "drift"), exit }).toEqual({ lines: [], exit: 0 });
}

/** Codes of what stands in the way of the only target. */
export async function refusalsOf(sim: RancherSim, rotate: readonly string[] = ["rke"]): Promise<readonly string[]> {
  const { targets } = await planned(await benchOf(sim), rotate);
  return targets.flatMap(({ refusals }) => refusals.map(({ code }) => code));
}

/** `POST`s and `PUT`s that arrived. */
export function changesSent({ world }: Bench): readonly string[] {
  return world.arrived.filter(({ line }) => !line.startsWith("GET ")).map(({ line }) => line);
}

export function idsOf({ steps }: Plan): readonly string[] {
  return steps.map(({ id }) => id.replace(/^rke\//, ""));
}
