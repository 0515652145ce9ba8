import { createPublicKey } from "node:crypto";
import { readFileSync } from "node:fs";
import {
  type InitialOpsman,
  initialOpsman,
  type OpsmanState,
  opsmanAt,
  type StartingPoint,
} from "../../src/lab/opsman/index.ts";
import type { JsonObject } from "../../src/model/json.ts";
import type { Estate } from "../../src/model/target.ts";
import { issueCertificate, loadPki } from "../../src/pki/index.ts";
import type { WorldValue } from "../../src/simulation/world.ts";
import { day, opsmanEstate, opsmanWorld, start } from "./opsman-world.ts";

/** What a foundation of these tests differs in. */
export interface CaSimOptions {
  readonly foundation?: Partial<InitialOpsman>;
  /** In days from the start; default: 50, inside its renewal window. */
  readonly rootEnds?: number;
  /** A rotation that the administrator has begun by hand, up to there. */
  readonly begun?: StartingPoint;
  readonly errandsByHand?: "run" | "forgotten";
  /** Guids that the administrator's applies leave out. */
  readonly withoutByHand?: readonly string[];
  /** Anything else, in the end. */
  readonly change?: (state: OpsmanState) => OpsmanState;
}

const key = (number: number): string =>
  readFileSync(new URL(`../keys/rsa-2048-0${number}.pem`, import.meta.url), "utf8");

/** A root CA with the key of this number: the same bytes on every machine. */
export async function caPem(number: number, dates: { readonly from: number; readonly to: number }): Promise<string> {
  await loadPki();
  return issueCertificate({
    subject: "C=US,O=Pivotal",
    publicKey: createPublicKey(key(number)),
    issuer: { self: key(number) },
    serialNumber: "01",
    notBefore: dates.from,
    notAfter: dates.to,
    ca: {},
  });
}

/** Leaves last for another year; four roots can be generated. */
export async function caWorld(options: CaSimOptions = {}): Promise<WorldValue> {
  const dates = { from: start - 1400 * day, to: start + (options.rootEnds ?? 50) * day };
  const spares = [2, 3, 4, 5].map(async (number) => {
    const notAfter = start + 1460 * day;
    return { pem: await caPem(number, { from: start - 60 * day, to: notAfter }), notAfter };
  });
  const state = initialOpsman({
    now: start,
    root: { pem: await caPem(1, dates), notBefore: dates.from, notAfter: dates.to },
    clients: { certplan: "om-secret", admin: "admin-secret" },
    leavesEnd: start + 365 * day,
    spareRoots: await Promise.all(spares),
    ...options.foundation,
    settings: { installMs: 3_000_000, ...options.foundation?.settings },
  });
  const { begun, errandsByHand: errands = "run", withoutByHand: without = [] } = options;
  const by = { now: start, errands, without };
  const reached = begun === undefined || begun === "S0" ? state : opsmanAt(begun, state, by);
  const value = await opsmanWorld();
  const changed = options.change?.(reached) ?? reached;
  return { ...value, servers: value.servers.map((server) => ({ ...server, state: changed })) };
}

/** The same target as elsewhere, which may rotate its CA. */
export function caEstate(options: JsonObject = {}, rotate: readonly string[] = ["ca"]): Estate {
  const [target] = opsmanEstate.targets;
  if (target === undefined) throw new Error("the estate has a target");
  return { ...opsmanEstate, targets: [{ ...target, rotate, options: { ...target.options, ...options } }] };
}

/** Runs the errand that reaches the service instances of the MySQL tile. */
export const withErrand: JsonObject = {
  apply: { pendingChanges: "refuse", errands: { "p.mysql": { "upgrade-all-service-instances": "run" } } },
};
