import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../src/model/json.ts";
import type { GateReading, Provider, StepKind } from "../../../src/model/provider.ts";
import { rancherProvider } from "../../../src/providers/rancher/index.ts";
import { finish } from "../../../src/simulation/closure.ts";
import { World } from "../../../src/simulation/world.ts";
import {
  apply,
  changeRancher,
  commandIn,
  day,
  type RancherSim,
  rancherOf,
  rancherWorld,
  start,
} from "../../build/rancher-world.ts";
import { applied, asOthers, type Bench, benchOf, expectAtRest, planned, terraformWrites } from "./run-of.ts";

/** The provider with another step kind, and a recipe that may leave out steps or change them. */
function mutant(changes: {
  readonly kinds?: Readonly<Record<string, Partial<StepKind>>>;
  readonly recipe?: Provider["recipe"];
}): Provider {
  const kinds = Object.entries(changes.kinds ?? {}).map(([name, kind]) => {
    const own = rancherProvider.kinds[name];
    if (own === undefined) throw new Error(`no kind ${name}`);
    return [name, { ...own, ...kind }] as const;
  });
  return {
    ...rancherProvider,
    ...(changes.recipe === undefined ? {} : { recipe: changes.recipe }),
    kinds: { ...rancherProvider.kinds, ...Object.fromEntries(kinds) },
  };
}

async function runs(world: World, sim: RancherSim, provider: Provider): Promise<{ exit: number; text: string }> {
  const command = commandIn(world, world.spawn("certplan"), sim, { rancher: provider });
  const { exitCode } = await finish(world, apply(command));
  return { exit: exitCode, text: JSON.stringify(command.events) };
}

function asksAgain(bench: Bench): void {
  asOthers(bench, "POST", "/v3/clusters/c-fgltw?action=rotateCertificates", { services: "etcd" });
}

const believed: GateReading = {
  gate: "passed",
  sentence: "believed",
  evidence: {},
  outputs: { settledAt: "2026-11-21T08:00:00Z" },
};

/** Keeps the steps of these kinds, in a chain, and assumes nothing. */
function only(kinds: readonly string[]): Provider["recipe"] {
  return (input) => {
    const made = rancherProvider.recipe(input);
    if (made.kind === "refused") return made;
    const kept = made.steps.filter(({ kind }) => kinds.includes(kind));
    const steps = kept.map((step, index) => ({
      ...step,
      assumes: {},
      after: index === 0 ? [] : [kept[index - 1]?.id ?? ""],
    }));
    return { ...made, steps };
  };
}

/** The request alone, planned from other facts than those that were read. */
function blindTo(unseen: JsonObject): Provider["recipe"] {
  return (input) => {
    const facts = { ...input.observation.facts, updatedAt: "2026-01-01T00:00:00Z", ...unseen };
    const made = only(["rancher.rotate"])({ ...input, observation: { ...input.observation, facts } });
    return made.kind === "refused"
      ? made
      : { ...made, world: { presents: {}, accepts: {}, edges: [], notModelled: [] } };
  };
}

describe("a wrong recipe", () => {
  test("a request while another one runs: Rancher takes it, loses it, and the gate sees that [rancher mutant: second request while running]", async () => {
    const running = await benchOf();
    asksAgain(running);
    running.world.advance(running.world.now + 10_000);
    const careless = mutant({ recipe: blindTo({ rotation: null, state: "active", transitioning: "no" }) });
    const { exit, text } = await runs(running.world, {}, careless);
    expect([exit, text.includes("the request was lost to another one")]).toEqual([10, true]);
    const careful = await benchOf();
    const plan = await planned(careful);
    asksAgain(careful);
    const { result } = await applied(careful);
    expect([plan.summary.due, result.exitCode]).toEqual([1, 8]);
  });

  test("a number that was used before: Rancher follows it, no certificate moves, and the look catches that [rancher mutant: generation reused]", async () => {
    const sim: RancherSim = { cluster: "fleet-default/edge" };
    const bench = await benchOf(sim);
    terraformWrites(bench, { generation: 1, services: [] });
    bench.world.advance(bench.world.now + day / 6);
    terraformWrites(bench, null);
    bench.world.advance(bench.world.now + day / 6);
    const before = rancherOf(bench.world).v2[0]?.machines.map(({ leaves }) => leaves["api-server"]?.generation);
    changeRancher(bench.world, (state) => ({
      ...state,
      // as if a rotation by hand had left the status at another number
      v2: state.v2.map((one) => ({ ...one, rotated: 2 })),
    }));
    const reusing = mutant({
      recipe: (input) => {
        const made = rancherProvider.recipe(input);
        if (made.kind === "refused") return made;
        const steps = made.steps.map((step) =>
          step.kind === "rancher.set-generation"
            ? { ...step, assumes: {}, inputs: { ...step.inputs, generation: 1 } }
            : step,
        );
        return { ...made, steps };
      },
    });
    const command = commandIn(bench.world, bench.world.spawn("certplan"), sim, { rancher: reusing });
    const { exitCode } = await finish(bench.world, apply(command, { rotate: ["rke"] }));
    expect(exitCode).toBe(10);
    expect(JSON.stringify(command.events)).toContain("nothing was rotated");
    expect(rancherOf(bench.world).v2[0]?.rotated).toBe(1);
    expect(rancherOf(bench.world).v2[0]?.machines.map(({ leaves }) => leaves["api-server"]?.generation)).toEqual(
      before,
    );
  });

  test("success by the field alone: it is null before the dates have moved and the workers have followed [rancher mutant: success by the field alone]", async () => {
    const believing = mutant({
      kinds: {
        "rancher.rotate": {
          gate: async (act) => {
            const reading = await rancherProvider.kinds["rancher.rotate"]?.gate?.(act);
            const isNull = reading?.gate === "passed" || !/works on it/.test(reading?.sentence ?? "");
            return isNull ? believed : { gate: "waiting", sentence: "the field" };
          },
        },
      },
      recipe: only(["rancher.rotate"]),
    });
    const sim = { pollMs: 1000 };
    const world = new World(await rancherWorld(sim));
    expect((await runs(world, sim, believing)).exit).toBe(0);
    const [cluster] = rancherOf(world).rke1;
    const listed = Object.values(cluster?.expirations ?? {}).filter((end) => end < start + 60 * day);
    const behind = cluster?.nodes.filter(({ running }) => running.kubelet?.generation === 1).map(({ name }) => name);
    expect(listed.length).toBeGreaterThan(0);
    expect(behind).toEqual(["worker-1", "worker-2"]);
    const bench = await benchOf(sim);
    expect((await applied(bench)).result.exitCode).toBe(0);
    const after = rancherOf(bench.world).rke1[0]?.nodes ?? [];
    expect(after.filter(({ running }) => running.kubelet?.generation === 1)).toEqual([]);
  });

  test("etcd not looked at: the dates are fine while it serves the old one, until that ends [rancher mutant: etcd not looked at]", async () => {
    const sim: RancherSim = { rancher: { settings: { etcdReloads: "never" }, v2: [] } };
    const blind = mutant({ recipe: only(["rancher.rotate", "rancher.nodes-follow"]) });
    const world = new World(await rancherWorld(sim));
    expect((await runs(world, sim, blind)).exit).toBe(0);
    world.advance(start + 30 * day);
    expect(world.servers.flatMap(({ model, state }) => model.broken(state, world.now)).join()).toMatch(/etcd/);
    const bench = await benchOf(sim);
    expect((await applied(bench)).result.exitCode).toBe(0);
    bench.world.advance(start + 30 * day);
    expect(bench.world.servers.flatMap(({ model, state }) => model.broken(state, bench.world.now))).toEqual([]);
    await expectAtRest(bench);
  });

  test("leaves under a CA that has ended: the request fails for ever, which is exit 10 at once with how to stop it [rancher mutant: leaves under an expired CA]", async () => {
    const sim: RancherSim = { rancher: { rke1: [{ caEnds: start - day }] } };
    const alive = { fingerprint: "", notAfter: "2030-01-01T00:00:00Z" };
    const reckless = mutant({ recipe: blindTo({ kubeCa: alive }) });
    const world = new World(await rancherWorld(sim));
    const { exit, text } = await runs(world, sim, reckless);
    expect(exit).toBe(10);
    expect(text).toContain("CA certificate is invalid");
    expect(text).toContain("kubectl patch clusters.management.cattle.io c-fgltw");
    const honest = (await planned(await benchOf(sim))).targets[0]?.refusals.map(({ code }) => code);
    expect(honest).toContain("RancherExpiredCa");
  });
});
