import { expect, test } from "vitest";
import type { ApplyResult } from "../../src/commands/index.ts";
import type { OpsmanState } from "../../src/lab/opsman/state.ts";
import { finish } from "../../src/simulation/closure.ts";
import { World } from "../../src/simulation/world.ts";
import { apply, opsmanOf, opsmanWorld, plan, type SimCommand } from "../build/opsman-world.ts";
import { applyOnce, asAdmin, certplan, changeOpsman, duplicates, mutations } from "./worlds.ts";

const start = await opsmanWorld();
const leavesDeployed = opsmanOf(start).leaves.map(() => [2, undefined]);

/** Something that happens behind certplan's back, the fact that tells it, and what an operator does about it. */
interface Move {
  readonly name: string;
  readonly fact: string;
  readonly happens: (world: World) => void;
  readonly mended: (world: World) => void;
}

const change = (by: (state: OpsmanState) => Partial<OpsmanState>) => (world: World) => {
  changeOpsman(world, (state) => ({ ...state, ...by(state) }));
};
const newProduct = { guid: "p-redis-0123456789abcdef0123", type: "p-redis", version: "3.1.0" };

const moves: readonly Move[] = [
  {
    name: "the administrator installs",
    fact: "newestInstallation",
    happens: (world) => asAdmin(world, "POST", "/api/v0/installations"),
    mended: (world) => world.advance(world.now + 3 * 3_600_000),
  },
  {
    name: "a second CA appears",
    fact: "inactiveCas",
    happens: change((state) => ({
      cas: [...state.cas, ...state.cas.map((ca) => ({ ...ca, guid: "0011223344556677ffff", active: false }))],
    })),
    mended: change((state) => ({ cas: state.cas.filter((ca) => ca.active) })),
  },
  {
    name: "a product is added",
    fact: "products",
    happens: change((state) => ({
      products: [...state.products, { ...newProduct, accepts: state.cas.map((ca) => ca.guid) }],
      installations: state.installations.map((row) => ({ ...row, products: [...row.products, newProduct.guid] })),
    })),
    mended: () => undefined,
  },
  {
    name: "a change is staged",
    fact: "unexplainedChanges",
    happens: change((state) => ({ pending: [{ guid: state.products[1]?.guid ?? "", action: "install" }] })),
    mended: change(() => ({ pending: [] })),
  },
];

function stopOf(command: SimCommand): {
  readonly code: string;
  readonly next: string;
  readonly run: string;
  readonly facts: readonly string[];
} {
  const stop = command.events.find((event) => event.event === "RunStopped");
  if (stop === undefined) throw new Error("the run did not stop");
  return { code: stop.code, next: stop.next, run: stop.run, facts: stop.moved?.map((fact) => fact.fact) ?? [] };
}

/** `plan --continue RUN`, an apply of that plan, and then nothing is due. */
async function goOnFrom(world: World, run: string): Promise<ApplyResult> {
  const rest = (await finish(world, plan(certplan(world), { continueRun: run }))).plan;
  expect(rest.continues).toBe(run);
  const applied = await finish(world, apply(certplan(world), { plan: rest, yes: false }));
  const { summary } = (await finish(world, plan(certplan(world)))).plan;
  expect(summary).toMatchObject({ due: 0, blocked: 0 });
  expect(duplicates(world)).toEqual([]);
  return applied;
}

for (const move of moves) {
  test(`between plan and apply ${move.name}: exit 7, and no request that changes anything`, async () => {
    const world = new World(start);
    const planned = (await finish(world, plan(certplan(world)))).plan;
    move.happens(world);
    const command = certplan(world);
    const stopped = await finish(world, apply(command, { plan: planned, yes: false }));
    const stop = stopOf(command);
    expect(stopped).toMatchObject({ exitCode: 7, next: `certplan plan --continue ${stop.run}` });
    expect(stop.code).toBe("WorldMoved");
    expect(stop.facts).toContain(move.fact);
    expect(mutations(world)).toEqual([]);
    move.mended(world);
    expect(await goOnFrom(world, stop.run)).toMatchObject({ exitCode: 0 });
  });

  test(`between regenerate and apply changes ${move.name}: exit 7, nothing sent after it, and the rest is planned from there`, async () => {
    let happened = false;
    const world = new World(start, {
      afterEvent: (event, at) => {
        if (happened || !event.label.startsWith("reply POST /api/v0/certificate_authorities")) return;
        happened = true;
        move.happens(at);
      },
    });
    const command = certplan(world);
    const stopped = await finish(world, apply(command));
    const stop = stopOf(command);
    expect(happened).toBe(true);
    expect(stopped).toMatchObject({ exitCode: 7, next: `certplan plan --continue ${stop.run}` });
    expect(stop.facts).toContain(move.fact);
    expect(mutations(world)).toEqual(["POST /api/v0/certificate_authorities/active/regenerate"]);
    expect((await applyOnce(world)).exitCode, "apply alone does not go past it").toBe(7);
    expect(mutations(world)).toHaveLength(1);
    move.mended(world);
    expect(await goOnFrom(world, stop.run)).toMatchObject({ exitCode: 0 });
    expect(opsmanOf(world).leaves.map((leaf) => [leaf.deployed.generation, leaf.staged])).toEqual(leavesDeployed);
  });
}

test("--expect of a plan that the moved world no longer gives is refused before a run is opened", async () => {
  const world = new World(start);
  const { digest } = (await finish(world, plan(certplan(world)))).plan;
  moves[2]?.happens(world);
  await expect(finish(world, apply(certplan(world), { expect: digest }))).rejects.toMatchObject({
    code: "DigestMoved",
    exitCode: 7,
    hint: "review it: certplan plan",
  });
  expect(mutations(world)).toEqual([]);
  expect([...world.disk.names.keys()].filter((name) => name.includes("/runs/"))).toEqual([]);
});

test("an install that fails: exit 10 with the next command; a later plan --continue deploys what is staged", async () => {
  const world = new World(start);
  changeOpsman(world, (state) => ({ ...state, nextFailsAt: state.products[1]?.guid ?? "" }));
  const command = certplan(world);
  const failed = await finish(world, apply(command));
  const { run, code } = stopOf(command);
  expect(failed).toMatchObject({ exitCode: 10, next: `certplan plan --continue ${run}` });
  expect(code).toBe("VerificationFailed");
  expect((await applyOnce(world)).exitCode).toBe(10);
  const rest = (await finish(world, plan(certplan(world), { continueRun: run }))).plan;
  expect(rest.steps.map((step) => step.kind)).not.toContain("opsman.regenerate-leaves");
  expect(rest.targets[0]?.reasons.map((reason) => reason.code)).toContain("StagedNotDeployed");
  expect(await goOnFrom(world, run)).toMatchObject({ exitCode: 0 });
});
