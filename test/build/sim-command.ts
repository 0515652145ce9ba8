import { readFileSync } from "node:fs";
import {
  type ApplyRequest,
  applyCommand,
  type CommandContext,
  driftCommand,
  planCommand,
} from "../../src/commands/index.ts";
import type { ProgressEvent } from "../../src/messages/events.ts";
import type { Policy } from "../../src/model/policy.ts";
import type { Settings } from "../../src/model/settings.ts";
import type { Estate } from "../../src/model/target.ts";
import { finish } from "../../src/simulation/closure.ts";
import { emptyDisk, makeDirectory, syncDirectory } from "../../src/simulation/disk.ts";
import { simulatedPorts } from "../../src/simulation/ports.ts";
import { emptyWorld, type SimProcess, World, type WorldValue } from "../../src/simulation/world.ts";
import { createState } from "../../src/state/index.ts";
import { rsaPool } from "../keys/pool.ts";

/** What the simulated worlds of all platforms have in common. */

export const day = 86_400_000;
export const start: number = Date.parse("2026-11-21T08:00:00Z");
export const stateDirectory = "/estate/.certplan";
const lineage = "lineage-1";

export const baseline: Policy = {
  name: "baseline",
  renewBefore: { milliseconds: 60 * day },
  finishBeforeMs: 14 * day,
  lifetimeClasses: [],
};

/** An RSA key of 2048 bits as PEM, the same on every machine. */
export function keyPem(number: number): string {
  return readFileSync(new URL(`../keys/rsa-2048-0${number}.pem`, import.meta.url), "utf8");
}

/** A world with these servers and endpoints, and a state directory made by `init`. */
export async function worldOf(platform: Pick<WorldValue, "servers"> & Partial<WorldValue>): Promise<WorldValue> {
  const disk = syncDirectory(makeDirectory(emptyDisk(), "/estate"), "/");
  const world = new World({ ...emptyWorld(start), rsaPool: rsaPool(), disk, ...platform });
  const { files } = simulatedPorts(world, world.spawn("init"), {});
  await finish(world, createState(files, stateDirectory, lineage));
  return { ...world.value(), flights: [] };
}

export interface SimCommand {
  readonly events: ProgressEvent[];
  readonly context: CommandContext;
}

export interface Surroundings {
  readonly environment: Readonly<Record<string, string>>;
  readonly registry: CommandContext["registry"];
  readonly estate: Estate;
  readonly pollMs: number;
  readonly arrivesWithinSeconds?: number | undefined;
  readonly settings?: Partial<Settings>;
}

/** A command of one process: state kept, four at once, no wait for a lock. */
export function simCommand(world: World, process: SimProcess, around: Surroundings): SimCommand {
  const events: ProgressEvent[] = [];
  const context: CommandContext = {
    ports: simulatedPorts(world, process, around.environment),
    registry: around.registry,
    estate: around.estate,
    settings: {
      statePath: stateDirectory,
      persistent: true,
      lineage,
      parallelism: 4,
      lockTimeoutMs: 0,
      graceMs: 5_000,
      timing: {
        requestTimeoutMs: 60_000,
        pollMs: around.pollMs,
        arrivesWithinSeconds: around.arrivesWithinSeconds ?? 120,
      },
      ...around.settings,
    },
    certplanVersion: "0.0.0-test",
    emit: (event) => events.push(event),
  };
  return { events, context };
}

const everything = { only: [], exclude: [], rotate: [] };
export const applyAll: ApplyRequest = { ...everything, yes: true, newState: false, inCi: false };

export function apply(command: SimCommand, request: Partial<ApplyRequest> = {}): ReturnType<typeof applyCommand> {
  return applyCommand(command.context, { ...applyAll, ...request });
}

export function plan(command: SimCommand, request: Partial<ApplyRequest> = {}): ReturnType<typeof planCommand> {
  return planCommand(command.context, { ...everything, ...request });
}

export function drift(command: SimCommand): ReturnType<typeof driftCommand> {
  return driftCommand(command.context);
}
