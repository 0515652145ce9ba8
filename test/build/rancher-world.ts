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
import { type InitialRancher, initialRancher, type RancherState, rancherModel } from "../../src/lab/rancher/index.ts";
import type { ProgressEvent } from "../../src/messages/events.ts";
import type { JsonObject } from "../../src/model/json.ts";
import type { Estate, Target } from "../../src/model/target.ts";
import { issueCertificate, loadPki, parsePemBundle } from "../../src/pki/index.ts";
import type { HandshakeOutcome } from "../../src/ports/index.ts";
import { rancherProvider } from "../../src/providers/rancher/index.ts";
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
export const origin = "https://rancher.example.com";
export const token = "token-abcde:secretsecretsecret";

function key(number: number): string {
  return readFileSync(new URL(`../keys/rsa-2048-0${number}.pem`, import.meta.url), "utf8");
}

/** What the estate says of the cluster beside the usual. */
export interface RancherSim {
  readonly rancher?: Partial<InitialRancher>;
  readonly change?: (state: RancherState) => RancherState;
  readonly target?: Partial<Target>;
  readonly options?: JsonObject;
  readonly connection?: JsonObject;
  readonly cluster?: string;
  readonly arrivesWithinSeconds?: number;
  readonly pollMs?: number;
}

export function rancherEstate(sim: RancherSim = {}): Estate {
  return {
    name: "sim",
    digest: `sha256:${"5".repeat(64)}`,
    targets: [
      {
        name: "rke",
        type: "rancher",
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
          credentials: { kind: "token", token: { env: "RANCHER_TOKEN" } },
          cluster: sim.cluster ?? "c-fgltw",
          ...sim.connection,
        },
        consumers: [],
        options: { services: "all", generationOwner: "certplan", ...sim.options },
        ...sim.target,
      },
    ],
  };
}

/** A Rancher with one RKE1 cluster whose leaves end in 20 days, and a state directory made by `init`. */
export async function rancherWorld(sim: RancherSim = {}): Promise<WorldValue> {
  await loadPki();
  const initial = initialRancher({
    now: start,
    caKeys: [key(1), key(2), key(3)],
    leafKey: key(4),
    tokens: { [token]: "owner", "token-view:viewviewview": "member" },
    rke1: [{}],
    v2: [{}],
    ...sim.rancher,
  });
  const state = sim.change?.(initial) ?? initial;
  const model = rancherModel as LabModel<unknown>;
  const disk = syncDirectory(makeDirectory(emptyDisk(), "/estate"), "/");
  const endpoints = { "rancher.example.com:443": await ownWeb() };
  const empty = { ...emptyWorld(start), rsaPool: rsaPool(), disk, endpoints, servers: [{ origin, model, state }] };
  const world = new RunningWorld(empty);
  const process = world.spawn("init");
  await finish(world, createState(simulatedPorts(world, process, {}).files, stateDirectory, "lineage-1"));
  return { ...world.value(), flights: [] };
}

/** What Rancher makes for itself, and renews itself. */
async function ownWeb(): Promise<HandshakeOutcome> {
  const pem = await issueCertificate({
    subject: "O=dynamiclistener-org,CN=dynamiclistener-ca@1700000000",
    publicKey: createPublicKey(key(5)),
    issuer: { self: key(5) },
    serialNumber: "05",
    notBefore: start - 100 * day,
    notAfter: start + 265 * day,
    ca: {},
  });
  return { outcome: "seen", chain: parsePemBundle(pem), protocol: "TLSv1.3", clientCertificateRequested: false };
}

export function rancherOf(value: { readonly servers: readonly { readonly state: unknown }[] }): RancherState {
  return value.servers[0]?.state as RancherState;
}

/** Changes what is live, as others would. */
export function changeRancher(world: World, change: (state: RancherState) => RancherState): void {
  world.servers = world.servers.map((server) => ({ ...server, state: change(server.state as RancherState) }));
}

export interface SimCommand {
  readonly events: ProgressEvent[];
  readonly context: CommandContext;
}

export function commandIn(
  world: World,
  process: SimProcess,
  sim: RancherSim = {},
  registry: CommandContext["registry"] = { rancher: rancherProvider },
): SimCommand {
  const events: ProgressEvent[] = [];
  const context: CommandContext = {
    ports: simulatedPorts(world, process, { RANCHER_TOKEN: token, RANCHER_VIEW: "token-view:viewviewview" }),
    registry,
    estate: rancherEstate(sim),
    settings: {
      statePath: stateDirectory,
      persistent: true,
      lineage: "lineage-1",
      parallelism: 4,
      lockTimeoutMs: 0,
      graceMs: 5_000,
      timing: {
        requestTimeoutMs: 60_000,
        pollMs: sim.pollMs ?? 60_000,
        arrivesWithinSeconds: sim.arrivesWithinSeconds ?? 120,
      },
    },
    certplanVersion: "0.0.0-test",
    emit: (event) => events.push(event),
  };
  return { events, context };
}

const everything = { only: [], exclude: [], rotate: [] };
const applyAll: ApplyRequest = { ...everything, yes: true, newState: false, inCi: false };

export function apply(command: SimCommand, request: Partial<ApplyRequest> = {}): ReturnType<typeof applyCommand> {
  return applyCommand(command.context, { ...applyAll, ...request });
}

export function plan(command: SimCommand, request: Partial<ApplyRequest> = {}): ReturnType<typeof planCommand> {
  return planCommand(command.context, { ...everything, ...request });
}

export function drift(command: SimCommand): ReturnType<typeof driftCommand> {
  return driftCommand(command.context);
}
