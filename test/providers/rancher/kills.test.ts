import { expect, test } from "vitest";
import { type ApplyResult, confirmCommand } from "../../../src/commands/index.ts";
import { canonicalForm } from "../../../src/model/digest.ts";
import { canonicaliser } from "../../../src/simulation/canonical.ts";
import { closeOverKills, finish } from "../../../src/simulation/closure.ts";
import { emptyDisk, makeDirectory, syncDirectory } from "../../../src/simulation/disk.ts";
import { type SimProcess, World, type WorldValue } from "../../../src/simulation/world.ts";
import { isExtended } from "../../build/kills.ts";
import {
  apply,
  commandIn,
  day,
  drift,
  plan,
  type RancherSim,
  rancherOf,
  rancherWorld,
  start,
  stateDirectory,
} from "../../build/rancher-world.ts";
import { terraformWrites } from "./run-of.ts";

const arrivesWithinSeconds = 120;
const pollMs = 600_000;
const oneMachine = [["etcd", "controlplane", "worker"]] as const;

interface Case extends RancherSim {
  /** A late request is refused or sets the same, so that a resume waits for none, and any number may be under way. */
  readonly sendsAgainAtOnce?: true;
  /** Somebody is cut off on purpose. */
  readonly cuts?: true;
  /** What is not rotated ends soon all the same. */
  readonly leavesOthers?: true;
  /** Somebody else writes the number once it is waited for. */
  readonly writes?: true;
  /** The step that a person confirms. */
  readonly confirms?: string;
}

const cases: Readonly<Record<string, Case>> = {
  "RKE1, all services": { pollMs },
  "RKE1, all services, etcd that is started again by a second request": {
    pollMs,
    rancher: { settings: { etcdReloads: "never" } },
  },
  "RKE1, one service": { pollMs, options: { services: "kube-proxy" }, leavesOthers: true },
  "RKE1, a new CA": {
    pollMs,
    cuts: true,
    confirms: "rke/manual/pods",
    rancher: { rke1: [{ caEnds: start + 30 * day, leavesEnd: start + 20 * day }] },
    target: {
      rotate: ["ca"],
      accept: [{ cut: "rancher-ca-clients", maximumSeconds: 4 * 3600, until: "2026-12-31T00:00:00Z" }],
    },
  },
  RKE2: { pollMs, sendsAgainAtOnce: true, cluster: "fleet-default/edge", rancher: { v2: [{ machines: oneMachine }] } },
  "RKE2, a number that Terraform owns": {
    pollMs,
    writes: true,
    cluster: "fleet-default/edge",
    options: { generationOwner: "terraform" },
    rancher: { v2: [{ machines: oneMachine }] },
  },
  K3s: {
    pollMs,
    sendsAgainAtOnce: true,
    cluster: "fleet-default/edge",
    rancher: { v2: [{ machines: oneMachine, runtime: "k3s" }] },
  },
};

function canonicalEnd(world: World): string {
  return canonicalForm(world.servers.map((server) => server.model.canonical(server.state)));
}

/** Checked once for each state: a platform at rest is the same value event after event. */
function watcher({ cuts }: Case): (world: World) => void {
  let known: unknown;
  return (world) => {
    const [server] = world.servers;
    if (server === undefined || server.state === known) return;
    known = server.state;
    const broken = cuts === true ? [] : server.model.broken(server.state, world.now);
    if (broken.length > 0) throw new Error(`broken edges: ${broken.join("; ")}`);
    const twice = Object.entries(server.model.effects(server.state)).filter(([, count]) => count > 1);
    if (twice.length > 0) throw new Error(`duplicates: ${JSON.stringify(twice)}`);
  };
}

/** Applies, does what others are waited for, applies again. */
async function work(world: World, process: SimProcess, one: Case): Promise<ApplyResult> {
  const command = commandIn(world, process, one);
  const first = await apply(command, { noWait: one.writes === true });
  if (first.exitCode !== 9) return first;
  if (one.writes === true) othersWrite(world);
  if (one.confirms !== undefined)
    await confirmCommand(command.context, { step: one.confirms, because: "done", by: "operator" });
  return apply(command);
}

function othersWrite(world: World): void {
  const { rotateCertificates } = (rancherOf(world).v2[0]?.spec["rkeConfig"] ?? {}) as {
    readonly rotateCertificates?: object;
  };
  if (rotateCertificates === undefined) terraformWrites({ world }, { generation: 1, services: [] });
}

/** What is left of a world once everything that is on its way has come. */
function settled(world: World): string {
  world.advance(world.now + 3_600_000);
  return canonicalEnd(world);
}

async function reference(value: WorldValue, one: Case): Promise<string> {
  const world = new World(value, { afterEvent: (_event, at) => watch(at) });
  const watch = watcher(one);
  const result = await finish(world, work(world, world.spawn("certplan"), one));
  expect(result).toMatchObject({ exitCode: 0 });
  return settled(world);
}

/** The events before which a process dies here: each record of the journal, the request, and its reply. */
function isDecisive(label: string): boolean {
  return /^(append|sync) .*journal|^arrive (POST|PUT)|^reply (POST|PUT)/.test(label);
}

const dying = ["RKE1, all services", "RKE2"] as const;

test.each(dying)(
  "killed before each record and around each request, %s reaches the same end and sends nothing twice",
  async (name) => {
    const one = cases[name] ?? {};
    const begin = await rancherWorld(one);
    const expected = await reference(begin, one);
    let moments = 0;
    for (let moment = 1; ; moment += 1) {
      const left = await killedAt(begin, one, moment);
      if (left === undefined) break;
      moments = moment;
      const watch = watcher(one);
      const world = new World(left, { afterEvent: (_event, at) => watch(at) });
      const result = await finish(world, work(world, world.spawn("certplan"), one));
      expect({ moment, exit: result.exitCode }).toEqual({ moment, exit: 0 });
      expect(settled(world)).toBe(expected);
    }
    expect(moments).toBeGreaterThan(8);
  },
);

/** The world that a kill before the nth decisive event leaves, with what is under way; undefined if there is no nth. */
async function killedAt(value: WorldValue, one: Case, moment: number): Promise<WorldValue | undefined> {
  let seen = 0;
  let left: WorldValue | undefined;
  const world = new World(value, {
    beforeEvent: (event, at) => {
      if (left !== undefined || !isDecisive(event.label)) return;
      seen += 1;
      if (seen === moment) left = at.value();
    },
  });
  await finish(world, work(world, world.spawn("certplan"), one));
  return left;
}

const closed = isExtended ? Object.keys(cases) : [];

interface Kills {
  readonly words: string;
  readonly arrivesWithinMs: number;
  readonly maximumKills?: number;
}

const anyKills: Kills = { words: "any number of times", arrivesWithinMs: arrivesWithinSeconds * 1000 };

/** With requests that may be late for longer than a resume takes, their number has no end: then kills are counted. */
function killsOf({ sendsAgainAtOnce }: Case): readonly Kills[] {
  if (sendsAgainAtOnce !== true) return [anyKills];
  return [
    { ...anyKills, arrivesWithinMs: 50 },
    { ...anyKills, words: "up to three times, with requests up to two minutes late", maximumKills: 3 },
  ];
}

const closures = closed.flatMap((name) => killsOf(cases[name] ?? {}).map((kills) => ({ name, ...kills })));

for (const { name, words, ...limits } of closures) {
  test(`killed or without power at every event, ${words}, with its state lost after any: ${name}`, async () => {
    const one = cases[name] ?? {};
    const begin = await rancherWorld(one);
    const expected = await reference(begin, one);
    const closure = await closeOverKills({
      start: begin,
      work: (world, process) => work(world, process, one),
      hash: canonicaliser(stateDirectory),
      invariant: watcher(one),
      atEnd: (world, answer) => {
        expect((answer as ApplyResult).exitCode).toBe(0);
        expect(settled(world)).toBe(expected);
      },
      ...limits,
      limit: 5_000,
    });
    let blocked = 0;
    const lost = withoutState(closure.states);
    for (const value of lost) if ((await applyWithoutState(value, one, expected)) === "blocked") blocked += 1;
    console.log(
      `closure of ${name}, ${words}: ${closure.states.length} distinct states, ${closure.resumes} resumes, ${closure.events} events; state lost: ${lost.length} worlds, ${blocked} blocked`,
    );
    expect(blocked).toBe(0);
  }, 3_600_000);
}

function withoutState(states: readonly WorldValue[]): readonly WorldValue[] {
  const disk = syncDirectory(makeDirectory(emptyDisk(), "/estate"), "/");
  const hash = canonicaliser(stateDirectory);
  return [...new Map(states.map((value) => [hash({ ...value, disk }), { ...value, disk }])).values()];
}

/** An operator who has lost the state: blocked while a rotation is under way, and then nothing is due, or the rest is. */
async function applyWithoutState(value: WorldValue, one: Case, expected: string): Promise<"blocked" | "done"> {
  const watch = watcher(one);
  const world = new World(value, { afterEvent: (_event, at) => watch(at) });
  for (let attempt = 1; attempt <= 4; attempt += 1) {
    const command = commandIn(world, world.spawn("operator"), one);
    const result = await finish(world, apply(command, { newState: true, noWait: one.writes === true }));
    if (result.exitCode === 9 && one.writes === true) othersWrite(world);
    if (result.exitCode === 9 && one.confirms !== undefined) {
      await finish(world, confirmCommand(command.context, { step: one.confirms, because: "done", by: "operator" }));
    }
    if (result.exitCode === 0) {
      expect(settled(world)).toBe(expected);
      expect((await finish(world, plan(command))).plan.summary).toMatchObject({ due: 0, blocked: 0 });
      expect((await finish(world, drift(command))).exitCode).toBe(one.leavesOthers === true ? 2 : 0);
      return "done";
    }
    world.advance(world.now + 3_600_000);
  }
  return "blocked";
}
