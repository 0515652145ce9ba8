import type { OpsmanState } from "../../src/lab/opsman/index.ts";
import type { Estate } from "../../src/model/target.ts";
import type { Subject } from "../../src/simulation/seeds/index.ts";
import type { World, WorldValue } from "../../src/simulation/world.ts";
import { caEstate, caWorld, withErrand } from "../build/opsman-ca-world.ts";
import { commandIn, opsmanEstate, opsmanWorld } from "../build/opsman-world.ts";
import { pastedLeaf } from "../build/pasted.ts";
import { asAdmin, changeOpsman } from "../commands/worlds.ts";
import { rancherMakers } from "./rancher-subjects.ts";
import { arrivesWithinSeconds, subjectOf } from "./subject-of.ts";

/** What somebody else may do to the first Ops Manager while certplan works on it. */
const actors: Readonly<Record<string, (world: World) => void>> = {
  "applies by hand": (world) => asAdmin(world, "POST", "/api/v0/installations"),
  "stages a change": (world) =>
    changeOpsman(world, (state) => ({
      ...state,
      pending: [{ guid: state.products[1]?.guid ?? "", action: "update" }],
    })),
  "generates a CA": (world) => asAdmin(world, "POST", "/api/v0/certificate_authorities/generate"),
};

/** Kinds that perform without a call to the platform, each with the reason: nothing of them is ever on its way. */
const sendsNothing: Readonly<Record<string, string>> = {
  "certplan.issue-leaf": "a local CA signs within certplan",
};

function opsmanSubject(name: string, start: WorldValue, estate: Estate): Promise<Subject> {
  return subjectOf({
    name,
    start,
    estate,
    contextIn: (world, process) => commandIn(world, process, { arrivesWithinSeconds, estate }).context,
    actors,
    // an install brings what is staged, whoever has staged it
    takenUpBy: { "stages a change": "POST /api/v0/installations" },
    sendsNothing,
    secrets: ["om-secret", "admin-secret"],
    restsWithinMs: 0,
  });
}

/** Two foundations in one estate; joined, the second comes after the first. */
async function two(joined: boolean): Promise<{ readonly start: WorldValue; readonly estate: Estate }> {
  const start = await opsmanWorld();
  const [server] = start.servers;
  const [target] = opsmanEstate.targets;
  if (server === undefined || target === undefined) throw new Error("there is one of each");
  const origin = "https://other.example.com";
  const state = server.state as OpsmanState;
  const products = state.products.map((one) => ({ ...one, guid: otherGuid(one.guid) }));
  const other = {
    ...state,
    products,
    leaves: state.leaves.map((one) => ({ ...one, product: otherGuid(one.product) })),
    installations: state.installations.map((one) => ({ ...one, products: one.products.map(otherGuid) })),
  };
  const connection = { ...target.connection, origin };
  const targets = [target, { ...target, name: "om-2", connection, after: joined ? [target.name] : [] }];
  return {
    start: { ...start, servers: [server, { ...server, origin, state: other }] },
    estate: { ...opsmanEstate, targets },
  };
}

function otherGuid(guid: string): string {
  return `${guid.slice(0, -4)}beef`;
}

/** A leaf that an operator has pasted is replaced by one of a local CA: keys and certificates of certplan's own. */
async function pasted(): Promise<{ readonly start: WorldValue; readonly estate: Estate }> {
  const configurable = [
    { product: "p.mysql", property: ".properties.tls", issuer: "lab", sans: ["mysql.example.com"] },
  ];
  const { targets, ...estate } = caEstate({ configurable });
  const issuers = { lab: { type: "local-ca", directory: "/estate/ca" } } as const;
  return {
    start: await caWorld({ foundation: { configurable: await pastedLeaf("mysql.example.com") } }),
    estate: { ...estate, targets: targets.map((target) => ({ ...target, issuers })) },
  };
}

const makers: Readonly<Record<string, () => Promise<Subject>>> = {
  leaves: async () => opsmanSubject("leaves", await opsmanWorld(), opsmanEstate),
  "two-apart": async () => {
    const { start, estate } = await two(false);
    return opsmanSubject("two-apart", start, estate);
  },
  "two-joined": async () => {
    const { start, estate } = await two(true);
    return opsmanSubject("two-joined", start, estate);
  },
  ca: async () => opsmanSubject("ca", await caWorld(), caEstate()),
  "ca-3.0": async () =>
    opsmanSubject(
      "ca-3.0",
      await caWorld({ foundation: { settings: { version: "3.0.25" }, serviceInstances: true, credhub: true } }),
      caEstate(withErrand),
    ),
  "ca-issued": async () => {
    const { start, estate } = await pasted();
    return opsmanSubject("ca-issued", start, estate);
  },
  ...rancherMakers,
};

export const subjectNames: readonly string[] = Object.keys(makers);

/** @throws Error for an unknown name. */
export async function subjectNamed(name: string): Promise<Subject> {
  const make = makers[name];
  if (make === undefined) throw new Error(`no subject ${name}: there are ${subjectNames.join(", ")}`);
  return make();
}
