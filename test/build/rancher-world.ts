import { createPublicKey } from "node:crypto";
import type { CommandContext } from "../../src/commands/index.ts";
import type { LabModel } from "../../src/lab/model.ts";
import { type InitialRancher, initialRancher, type RancherState, rancherModel } from "../../src/lab/rancher/index.ts";
import type { JsonObject } from "../../src/model/json.ts";
import type { Estate, Target } from "../../src/model/target.ts";
import { issueCertificate, loadPki, parsePemBundle } from "../../src/pki/index.ts";
import type { HandshakeOutcome } from "../../src/ports/index.ts";
import { rancherProvider } from "../../src/providers/rancher/index.ts";
import type { SimProcess, World, WorldValue } from "../../src/simulation/world.ts";
import { baseline, day, keyPem, type SimCommand, simCommand, start, worldOf } from "./sim-command.ts";

export { apply, day, drift, plan, type SimCommand, start, stateDirectory } from "./sim-command.ts";
export const origin = "https://rancher.example.com";
export const token = "token-abcde:secretsecretsecret";

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
        policy: baseline,
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
    caKeys: [keyPem(1), keyPem(2), keyPem(3)],
    leafKey: keyPem(4),
    tokens: { [token]: "owner", "token-view:viewviewview": "member" },
    rke1: [{}],
    v2: [{}],
    ...sim.rancher,
  });
  const state = sim.change?.(initial) ?? initial;
  const model = rancherModel as LabModel<unknown>;
  const endpoints = { "rancher.example.com:443": await ownWeb() };
  return worldOf({ endpoints, servers: [{ origin, model, state }] });
}

/** What Rancher makes for itself, and renews itself. */
async function ownWeb(): Promise<HandshakeOutcome> {
  const pem = await issueCertificate({
    subject: "O=dynamiclistener-org,CN=dynamiclistener-ca@1700000000",
    publicKey: createPublicKey(keyPem(5)),
    issuer: { self: keyPem(5) },
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

export function commandIn(
  world: World,
  process: SimProcess,
  sim: RancherSim = {},
  registry: CommandContext["registry"] = { rancher: rancherProvider },
): SimCommand {
  return simCommand(world, process, {
    environment: { RANCHER_TOKEN: token, RANCHER_VIEW: "token-view:viewviewview" },
    registry,
    estate: rancherEstate(sim),
    pollMs: sim.pollMs ?? 60_000,
    arrivesWithinSeconds: sim.arrivesWithinSeconds,
  });
}
