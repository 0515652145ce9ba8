import { driftCommand, planCommand } from "../../src/commands/index.ts";
import type { OpsmanState } from "../../src/lab/opsman/index.ts";
import { canonicalForm } from "../../src/model/digest.ts";
import type { Step } from "../../src/model/step.ts";
import type { Estate } from "../../src/model/target.ts";
import { finish } from "../../src/simulation/closure.ts";
import { lineOf, numbering, type Subject, type SubjectStep } from "../../src/simulation/seeds/index.ts";
import { type Server, type SimProcess, World, type WorldValue } from "../../src/simulation/world.ts";
import { caEstate, caWorld, withErrand } from "../build/opsman-ca-world.ts";
import {
  apply,
  commandIn,
  opsmanEstate,
  opsmanWorld,
  plan,
  type SimCommand,
  stateDirectory,
} from "../build/opsman-world.ts";
import { pastedLeaf } from "../build/pasted.ts";
import { asAdmin, changeOpsman } from "../commands/worlds.ts";

const arrivesWithinSeconds = 120;
/** Long beside what a call takes, short beside what an install does. */
const leaseMs = 300_000;

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

function canonical(world: Pick<WorldValue, "servers">): string {
  return canonicalForm(world.servers.map((server) => server.model.canonical(server.state)));
}

function wrong(world: Pick<WorldValue, "servers" | "now">): readonly string[] {
  return world.servers.flatMap((server) => [
    ...server.model.broken(server.state, world.now).map((edge) => `broken edge: ${edge}`),
    ...Object.entries(server.model.effects(server.state)).flatMap(([effect, count]) =>
      count > 1 ? [`duplicate: ${effect} ${count} times`] : [],
    ),
  ]);
}

/** False where that is not possible, or was answered without an error and displaced by a call of certplan's. */
function actsIn(world: World, actor: string): boolean {
  const before = canonical(world);
  try {
    actors[actor]?.(world);
  } catch {
    return false;
  }
  return canonical(world) !== before;
}

function withSkew(server: Server, clockSkewMs: number): Server {
  const state = server.state as OpsmanState;
  return { ...server, state: { ...state, settings: { ...state.settings, clockSkewMs } } };
}

/** Kinds that perform without a call to the platform, each with the reason: nothing of them is ever on its way. */
const sendsNothing: Readonly<Record<string, string>> = {
  "certplan.issue-leaf": "a local CA signs within certplan",
};

function stepOf({ kind, target, performs, gate }: Step, estate: Estate): SubjectStep {
  const connection = estate.targets.find(({ name }) => name === target)?.connection as { readonly origin: string };
  const sends = performs && sendsNothing[kind] === undefined;
  return { kind, origin: connection.origin, performs, sends, gated: gate !== undefined };
}

/** Drives one estate in one world. */
async function subjectOf(name: string, start: WorldValue, estate: Estate): Promise<Subject> {
  const command = (world: World, process: SimProcess, parallelism = 4, lockTimeoutMs = 0): SimCommand => {
    const made = commandIn(world, process, { arrivesWithinSeconds, estate, lockTimeoutMs });
    return { ...made, context: { ...made.context, settings: { ...made.context.settings, parallelism, leaseMs } } };
  };
  let events = 0;
  const calls = new Set<string>();
  const hasNumber = numbering();
  const alone = new World(start, {
    beforeEvent: (event) => {
      if (hasNumber(event)) events += 1;
      if (event.flight !== undefined) calls.add(lineOf(event.flight.request));
    },
  });
  const planned = await finish(alone, plan(command(alone, alone.spawn("plan"))));
  events = 0;
  const began = alone.now;
  const applied = await finish(alone, apply(command(alone, alone.spawn("certplan"))));
  if (applied.exitCode !== 0) throw new Error(`${name}: uninterrupted, it ends with exit ${applied.exitCode}`);
  return {
    name,
    events,
    calls: [...calls].toSorted(),
    durationMs: alone.now - began,
    stateDirectory,
    skewed: (skewMs) => ({ ...start, servers: start.servers.map((server) => withSkew(server, skewMs)) }),
    actors: Object.keys(actors).filter((actor) => actsIn(new World(start), actor)),
    leaseMs,
    start,
    arrivesWithinMs: arrivesWithinSeconds * 1000,
    end: canonical(alone),
    secrets: ["om-secret", "admin-secret"],
    steps: Object.fromEntries(planned.plan.steps.map((step) => [step.id, stepOf(step, estate)])),
    apply: (world, process, { parallelism, lockTimeoutMs, stop, told }) => {
      const one = command(world, process, parallelism, lockTimeoutMs);
      return apply({ ...one, context: { ...one.context, emit: told } }, { stop });
    },
    read: (world, process, what) => {
      const { context } = command(world, process);
      return what === "plan" ? planCommand(context, { only: [], exclude: [], rotate: [] }) : driftCommand(context);
    },
    act: actsIn,
    // an install brings what is staged, whoever has staged it
    takenUpBy: (actor) => (actor === "stages a change" ? "POST /api/v0/installations" : undefined),
    canonical,
    wrong,
    notAtRest: async (world) => {
      const { summary } = (await finish(world, plan(command(world, world.spawn("look"))))).plan;
      const { exitCode } = await finish(world, driftCommand(command(world, world.spawn("look")).context));
      const left = summary.due + summary.blocked + summary.unreadable;
      return [...(left === 0 ? [] : ["the plan after it is not empty"]), ...(exitCode === 0 ? [] : ["it drifts"])];
    },
  };
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
  leaves: async () => subjectOf("leaves", await opsmanWorld(), opsmanEstate),
  "two-apart": async () => {
    const { start, estate } = await two(false);
    return subjectOf("two-apart", start, estate);
  },
  "two-joined": async () => {
    const { start, estate } = await two(true);
    return subjectOf("two-joined", start, estate);
  },
  ca: async () => subjectOf("ca", await caWorld(), caEstate()),
  "ca-3.0": async () =>
    subjectOf(
      "ca-3.0",
      await caWorld({ foundation: { settings: { version: "3.0.25" }, serviceInstances: true, credhub: true } }),
      caEstate(withErrand),
    ),
  "ca-issued": async () => {
    const { start, estate } = await pasted();
    return subjectOf("ca-issued", start, estate);
  },
};

export const subjectNames: readonly string[] = Object.keys(makers);

/** @throws Error for an unknown name. */
export async function subjectNamed(name: string): Promise<Subject> {
  const make = makers[name];
  if (make === undefined) throw new Error(`no subject ${name}: there are ${subjectNames.join(", ")}`);
  return make();
}
