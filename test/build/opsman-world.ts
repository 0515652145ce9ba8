import { createPublicKey } from "node:crypto";
import type { LabModel } from "../../src/lab/model.ts";
import { initialOpsman } from "../../src/lab/opsman/initial.ts";
import { opsmanModel } from "../../src/lab/opsman/model.ts";
import type { OpsmanSettings, OpsmanState } from "../../src/lab/opsman/state.ts";
import type { Estate } from "../../src/model/target.ts";
import { issueCertificate, loadPki } from "../../src/pki/index.ts";
import { opsmanProvider } from "../../src/providers/opsman/index.ts";
import type { SimProcess, World, WorldValue } from "../../src/simulation/world.ts";
import { baseline, day, keyPem, type SimCommand, simCommand, start, worldOf } from "./sim-command.ts";

export { apply, applyAll, day, drift, plan, type SimCommand, start, stateDirectory } from "./sim-command.ts";
export const origin = "https://opsman.example.com";

/** The root CA of every simulated foundation: the same bytes on every machine. */
export async function rootPem(): Promise<string> {
  await loadPki();
  const key = keyPem(1);
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
      policy: baseline,
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
  return worldOf({ servers: [{ origin, model, state }] });
}

export function opsmanOf(value: { readonly servers: readonly { readonly state: unknown }[] }): OpsmanState {
  return value.servers[0]?.state as OpsmanState;
}

export function commandIn(
  world: World,
  process: SimProcess,
  options: SimOptions & { readonly estate?: Estate; readonly lockTimeoutMs?: number; readonly leaseMs?: number } = {},
): SimCommand {
  const { lockTimeoutMs = 0, leaseMs } = options;
  return simCommand(world, process, {
    environment: { OM_SECRET: "om-secret", ...options.environment },
    registry: { opsman: opsmanProvider },
    estate: options.estate ?? opsmanEstate,
    pollMs: 3_600_000,
    arrivesWithinSeconds: options.arrivesWithinSeconds,
    // on one machine every death is certain, and beats would only be more events: where it counts, a test sets it
    settings: { lockTimeoutMs, ...(leaseMs === undefined ? {} : { leaseMs }) },
  });
}
