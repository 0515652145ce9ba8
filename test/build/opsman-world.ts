import { createPublicKey } from "node:crypto";
import { readFileSync } from "node:fs";
import {
  type ApplyRequest,
  applyCommand,
  type CommandContext,
  driftCommand,
  planCommand,
} from "../../src/commands/index.ts";
import type { LabModel } from "../../src/lab/model.ts";
import { initialOpsman } from "../../src/lab/opsman/initial.ts";
import { opsmanModel } from "../../src/lab/opsman/model.ts";
import type { OpsmanSettings, OpsmanState } from "../../src/lab/opsman/state.ts";
import type { ProgressEvent } from "../../src/messages/events.ts";
import type { Estate } from "../../src/model/target.ts";
import { issueCertificate, loadPki } from "../../src/pki/index.ts";
import { opsmanProvider } from "../../src/providers/opsman/index.ts";
import { finish } from "../../src/simulation/closure.ts";
import { emptyDisk, makeDirectory, syncDirectory } from "../../src/simulation/disk.ts";
import { simulatedPorts } from "../../src/simulation/ports.ts";
import {
  emptyWorld,
  World as RunningWorld,
  type SimProcess,
  type World,
  type WorldValue,
} from "../../src/simulation/world.ts";
import { createState } from "../../src/state/index.ts";
import { rsaPool } from "../keys/pool.ts";

export const day = 86_400_000;
export const start: number = Date.parse("2026-11-21T08:00:00Z");
export const stateDirectory = "/estate/.certplan";
export const origin = "https://opsman.example.com";

/** The root CA of every simulated foundation: the same bytes on every machine. */
export async function rootPem(): Promise<string> {
  await loadPki();
  const key = readFileSync(new URL("../keys/rsa-2048-01.pem", import.meta.url), "utf8");
  return issueCertificate({
    subject: "C=US,O=Pivotal",
    publicKey: createPublicKey(key),
    issuer: { self: key },
    serialNumber: "01",
    notBefore: start - 400 * day,
    notAfter: start + 1000 * day,
    ca: {},
  });
}

export const opsmanEstate: Estate = {
  name: "sim",
  digest: `sha256:${"5".repeat(64)}`,
  targets: [
    {
      name: "om",
      type: "opsman",
      policy: {
        name: "baseline",
        renewBefore: { milliseconds: 60 * day },
        finishBeforeMs: 14 * day,
        lifetimeClasses: [],
      },
      rotate: ["leaves"],
      after: [],
      connection: {
        origin,
        trust: { system: true },
        credentials: { kind: "uaa-client", id: "certplan", secret: { env: "OM_SECRET" } },
      },
      consumers: [],
      options: { apply: { pendingChanges: "refuse" } },
    },
  ],
};

export interface SimOptions {
  /** Secrets beside the login of the target. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly settings?: Partial<OpsmanSettings>;
  readonly arrivesWithinSeconds?: number;
}

/** A world with one foundation whose leaves end in 20 days, and a state directory made by `init`. */
export async function opsmanWorld(options: SimOptions = {}): Promise<WorldValue> {
  const settings = { installMs: 7_200_000, ...options.settings };
  const state = initialOpsman({
    now: start,
    root: { pem: await rootPem(), notBefore: start - 400 * day, notAfter: start + 1000 * day },
    clients: { certplan: "om-secret", admin: "admin-secret" },
    settings,
  });
  const model = opsmanModel as LabModel<unknown>;
  const disk = syncDirectory(makeDirectory(emptyDisk(), "/estate"), "/");
  const empty = { ...emptyWorld(start), rsaPool: rsaPool(), disk, servers: [{ origin, model, state }] };
  const world = new RunningWorld(empty);
  const process = world.spawn("init");
  await finish(world, createState(simulatedPorts(world, process, {}).files, stateDirectory, "lineage-1"));
  return { ...world.value(), flights: [] };
}

export function opsmanOf(value: { readonly servers: readonly { readonly state: unknown }[] }): OpsmanState {
  return value.servers[0]?.state as OpsmanState;
}

export interface SimCommand {
  readonly events: ProgressEvent[];
  readonly context: CommandContext;
}

export function commandIn(
  world: World,
  process: SimProcess,
  options: SimOptions & { readonly estate?: Estate; readonly lockTimeoutMs?: number; readonly leaseMs?: number } = {},
): SimCommand {
  const events: ProgressEvent[] = [];
  const context: CommandContext = {
    ports: simulatedPorts(world, process, { OM_SECRET: "om-secret", ...options.environment }),
    registry: { opsman: opsmanProvider },
    estate: options.estate ?? opsmanEstate,
    settings: {
      statePath: stateDirectory,
      persistent: true,
      lineage: "lineage-1",
      parallelism: 4,
      lockTimeoutMs: options.lockTimeoutMs ?? 0,
      // on one machine every death is certain, and beats would only be more events: where it counts, a test sets it
      ...(options.leaseMs === undefined ? {} : { leaseMs: options.leaseMs }),
      graceMs: 5_000,
      timing: {
        requestTimeoutMs: 60_000,
        pollMs: 3_600_000,
        arrivesWithinSeconds: options.arrivesWithinSeconds ?? 120,
      },
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
