import { performance } from "node:perf_hooks";
import process from "node:process";
import type { Step } from "../src/model/step.ts";
import type { Cut, Effect, TrustProof, TrustWorld } from "../src/model/trust.ts";
import { examine, scheduleOf } from "../src/trust/index.ts";
import { type Benchmark, counted, secondsBelow, type Took } from "./figure.ts";

/** How long the proof of steps and edges takes, with dates and cuts, for fleets of several shapes; the slowest of three. */
export const proof: Benchmark = async (size) => {
  const members = size === "full" ? 3_333 : 333;
  return Object.entries(shapes).map(([name, build]) => {
    const { steps, world, cuts } = build(members);
    const runs = [1, 2, 3].map(() => timed(steps, world, cuts));
    const [{ proved, breaks } = nothing] = runs.map((run) => run.proof);
    const of = `${counted(steps.length)} steps, ${counted(world.edges.length)} edges`;
    const what = `proof of ${of}: ${name}; ${counted(proved)} proved, ${counted(breaks.length)} broken`;
    const [slowest] = runs.map((run) => run.took).toSorted((a, b) => b.milliseconds - a.milliseconds);
    return secondsBelow(what, slowest ?? { milliseconds: Number.NaN, worked: 0 }, 2_000);
  });
};

interface Shape {
  readonly steps: readonly Step[];
  readonly world: TrustWorld;
  readonly cuts: readonly Cut[];
}

const now = Date.UTC(2026, 10, 21);
const ends = "2027-11-21T00:00:00Z";

const shapes: Readonly<Record<string, (size: number) => Shape>> = {
  "fleet with barriers": fleet,
  "one long chain": chain,
  "one verifier of all, by pin": hub,
  "every edge cut": (size) => cutOff(fleet(size)),
  "every edge broken": broken,
};

const nothing = { proved: 0, breaks: [] };

function timed(steps: readonly Step[], world: TrustWorld, cuts: readonly Cut[]): Timed {
  const began = performance.now();
  const cpu = process.cpuUsage();
  const { proof: found } = examine(steps, world, { schedule: scheduleOf(steps, { now }), cuts });
  const { user, system } = process.cpuUsage(cpu);
  return { proof: found, took: { milliseconds: performance.now() - began, worked: (user + system) / 1000 } };
}

interface Timed {
  readonly proof: TrustProof;
  readonly took: Took;
}

/** Accept on all, a barrier, switch all, a barrier, drop on all; each member is verified by three others. */
function fleet(size: number): Shape {
  const names = namesOf(size);
  const phase = (name: string, after: string | undefined, effect: (member: string) => Effect): readonly Step[] => {
    const steps = names.map((member) =>
      step(`${name}/${member}`, after === undefined ? [] : [after], [effect(member)]),
    );
    const ids = steps.map(({ id }) => id);
    return [...steps, step(`${name} done`, ids, [])];
  };
  const credential = { id: "new leaf", anchors: ["new"] };
  const steps = [
    ...phase("accept", undefined, (verifier) => ({ effect: "accept", verifier, anchor: "new" })),
    ...phase("switch", "accept done", (presenter) => ({ effect: "present", presenter, credential })),
    ...phase("drop", "switch done", (verifier) => ({ effect: "drop", verifier, anchor: "old" })),
  ];
  const edges = names.flatMap((verifier, index) =>
    [1, 2, 3].map((by) => ({ verifier, presenter: names[(index + by) % size] ?? "" })),
  );
  return { steps, world: worldOf(names, names, edges), cuts: [] };
}

function chain(size: number): Shape {
  const { steps, world, cuts } = fleet(size);
  const acting = steps.filter(({ effects }) => effects.length > 0);
  const after = (index: number): readonly string[] => acting.slice(Math.max(0, index - 1), index).map(({ id }) => id);
  return { steps: acting.map((one, index) => ({ ...one, after: after(index) })), world, cuts };
}

/** One hub accepts a pin of its own for each member; three edges to each. */
function hub(size: number): Shape {
  const names = namesOf(size);
  const steps = names.flatMap((name) => [
    step(`accept/${name}`, [], [{ effect: "accept", verifier: "hub", anchor: `pin:new ${name}` }]),
    step(
      `switch/${name}`,
      [`accept/${name}`],
      [{ effect: "present", presenter: name, credential: { id: `new ${name}`, anchors: [`pin:new ${name}`] } }],
    ),
    step(`drop/${name}`, [`switch/${name}`], [{ effect: "drop", verifier: "hub", anchor: `pin:old ${name}` }]),
  ]);
  const presents = names.map(
    (name) => [name, { id: `old ${name}`, anchors: [`pin:old ${name}`], notAfter: ends }] as const,
  );
  const edges = names.flatMap((presenter) => [1, 2, 3].map(() => ({ verifier: "hub", presenter })));
  const accepts = { hub: names.map((name) => `pin:old ${name}`) };
  return { steps, world: { presents: Object.fromEntries(presents), accepts, edges, notModelled: [] }, cuts: [] };
}

/** The switch waits for nothing, as if the platform could not overlap; each member's cut lasts until all accept. */
function cutOff({ steps, world }: Shape): Shape {
  const cuts = Object.keys(world.accepts).map((member): Cut => {
    const [fromStep, toStep] = [`switch/${member}`, "accept done"];
    return { code: "bench", members: [member], fromStep, toStep, sentence: "" };
  });
  const told = withoutWaiting(steps).map((one) => {
    return one.id === "switch done" ? { ...one, after: [...one.after, "accept done"] } : one;
  });
  return { steps: told, world, cuts };
}

function broken(size: number): Shape {
  const { steps, world } = fleet(size);
  return { steps: withoutWaiting(steps), world, cuts: [] };
}

function withoutWaiting(steps: readonly Step[]): readonly Step[] {
  return steps.map((one) => (one.after[0] === "accept done" ? { ...one, after: [] } : one));
}

function namesOf(size: number): readonly string[] {
  return Array.from({ length: size }, (_none, index) => `m${index}`);
}

function worldOf(presenters: readonly string[], verifiers: readonly string[], edges: TrustWorld["edges"]): TrustWorld {
  const old = { id: "old leaf", anchors: ["old"], notAfter: ends };
  return {
    presents: Object.fromEntries(presenters.map((name) => [name, old])),
    accepts: Object.fromEntries(verifiers.map((name) => [name, ["old"]])),
    edges,
    notModelled: [],
  };
}

function step(id: string, after: readonly string[], effects: readonly Effect[]): Step {
  return {
    id,
    target: "t",
    kind: "any",
    kindVersion: 1,
    title: id,
    phase: "switch",
    inputs: {},
    after,
    assumes: {},
    effects,
    performs: true,
    gate: "wire",
    disruption: "none",
    final: false,
    timeoutSeconds: 60,
    estimatedSeconds: 1,
    reason: { code: "Requested", sentence: "asked for" },
  };
}
