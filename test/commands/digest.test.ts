import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import type { OpsmanState } from "../../src/lab/opsman/state.ts";
import type { JsonObject } from "../../src/model/json.ts";
import type { Plan } from "../../src/model/plan.ts";
import type { Estate, Target } from "../../src/model/target.ts";
import { finish } from "../../src/simulation/closure.ts";
import { drawFrom } from "../../src/simulation/seeds/draw.ts";
import { World, type WorldValue } from "../../src/simulation/world.ts";
import { commandIn, opsmanEstate, opsmanWorld, plan } from "../build/opsman-world.ts";
import { changeOpsman, seeded } from "./worlds.ts";

const start = await opsmanWorld();

async function planIn(world: World, estate: Estate = opsmanEstate): Promise<Plan> {
  return (await finish(world, plan(commandIn(world, world.spawn("certplan"), { estate })))).plan;
}

const reference = await planIn(new World(start));

/** Three foundations behind three addresses: the Director of each is another. */
function threeFoundations(): { readonly value: WorldValue; readonly estate: Estate } {
  const names = ["om-a", "om-b", "om-c"];
  const [first] = start.servers;
  const [target] = opsmanEstate.targets;
  if (first === undefined || target === undefined) throw new Error("the world has no foundation");
  const servers = names.map((name) => {
    const text = JSON.stringify(first.state).replaceAll("p-bosh-5f3a", `p-bosh-${name.slice(-1)}f3a`);
    return { ...first, origin: `https://${name}.example.com`, state: JSON.parse(text) as OpsmanState };
  });
  const targets = names.map(
    (name): Target => ({
      ...target,
      name,
      connection: { ...target.connection, origin: `https://${name}.example.com` },
    }),
  );
  return { value: { ...start, servers }, estate: { ...opsmanEstate, targets } };
}

test("the replies of three targets in 40 orders: the same bytes but for the instant", async () => {
  const { value, estate } = threeFoundations();
  const bytes = new Set<string>();
  const orders = new Set<string>();
  for (let seed = 0; seed < 40; seed += 1) {
    const world = new World(value, { choose: seeded(drawFrom(seed)) });
    const command = commandIn(world, world.spawn("certplan"), { estate });
    const made = (await finish(world, plan(command))).plan;
    bytes.add(
      JSON.stringify({ ...made, evaluatedAt: "" }).replaceAll(
        /"(validUntil|latestStart|estimatedFinish)":"[^"]*"/g,
        "",
      ),
    );
    orders.add(command.events.flatMap((event) => (event.event === "Read" ? [event.target] : [])).join());
    expect(made.summary.due).toBe(3);
  }
  expect(bytes.size).toBe(1);
  expect(orders.size).toBeGreaterThan(1);
});

test("a minute later: the same digest, another instant", async () => {
  const world = new World(start);
  world.advance(world.now + 60_000);
  const later = await planIn(world);
  expect(later.digest).toBe(reference.digest);
  expect(later.evaluatedAt).not.toBe(reference.evaluatedAt);
});

/** The same value with the keys of every mapping in the opposite order. */
function reversed<T>(value: T): T {
  if (Array.isArray(value)) return value.map(reversed) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, item]) => [key, reversed(item)]),
  ) as T;
}

test("an estate whose keys stand in another order: the same digest", async () => {
  const estate = reversed(opsmanEstate);
  expect(Object.keys(estate.targets[0] ?? {})).not.toEqual(Object.keys(opsmanEstate.targets[0] ?? {}));
  expect((await planIn(new World(start), estate)).digest).toBe(reference.digest);
});

test("another process in another time zone and locale: the same plan, byte for byte", async () => {
  const script = fileURLToPath(new URL("./print-digest.ts", import.meta.url));
  const environments = [
    { TZ: "Asia/Tokyo", LC_ALL: "tr_TR.UTF-8", LANG: "tr_TR.UTF-8" },
    { TZ: "America/St_Johns", LC_ALL: "mr_IN.UTF-8", LANG: "mr_IN.UTF-8" },
  ];
  const printed = await Promise.all(
    environments.map(async (environment) => {
      const env = { ...process.env, ...environment };
      const { stdout } = await promisify(execFile)(process.execPath, ["--import", "tsx", script], { env });
      return JSON.parse(stdout) as { readonly timeZone: string; readonly number: string; readonly plan: Plan };
    }),
  );
  expect(printed.map(({ timeZone }) => timeZone)).toEqual(["Asia/Tokyo", "America/St_Johns"]);
  expect(printed.map(({ number }) => number)).toEqual(["1.234,5", "१,२३४.५"]);
  expect(printed.map((one) => JSON.stringify(one.plan))).toEqual([
    JSON.stringify(reference),
    JSON.stringify(reference),
  ]);
});

const otherFacts: Readonly<Record<string, (state: OpsmanState) => Partial<OpsmanState>>> = {
  "another install": (state) => ({ installations: state.installations.map((row) => ({ ...row, id: row.id + 1 })) }),
  "another product": (state) => ({
    products: state.products.map((product, index) => (index === 2 ? { ...product, guid: "p.mysql-0000" } : product)),
  }),
  "another system": (state) => ({
    products: state.products.map((product, index) => (index === 0 ? { ...product, guid: "p-bosh-0000" } : product)),
  }),
  "another root": (state) => ({ cas: state.cas.map((ca) => ({ ...ca, guid: "00112233445566778899" })) }),
  "one leaf fewer": (state) => ({ leaves: state.leaves.slice(1) }),
};

test("each fact that a step assumes or is decided from changes the digest, and no two changes give the same", async () => {
  const digests = new Map([[reference.digest, "as it was"]]);
  for (const [name, change] of Object.entries(otherFacts)) {
    const world = new World(start);
    changeOpsman(world, (state) => ({ ...state, ...change(state) }));
    const made = await planIn(world);
    expect(made.summary.due, name).toBe(1);
    expect(digests.get(made.digest), name).toBeUndefined();
    digests.set(made.digest, name);
  }
});

test("another connection, another selection and another estate name change the digest", async () => {
  const [target] = opsmanEstate.targets;
  if (target === undefined) throw new Error("no target");
  const trusting = (trust: JsonObject): Estate => ({
    ...opsmanEstate,
    targets: [{ ...target, connection: { ...target.connection, trust } }],
  });
  const estates = [trusting({ verify: false }), trusting({ pins: ["00"] }), { ...opsmanEstate, name: "other" }];
  const digests = await Promise.all(estates.map(async (estate) => (await planIn(new World(start), estate)).digest));
  const world = new World(start);
  const selected = await finish(world, plan(commandIn(world, world.spawn("certplan")), { only: ["om"] }));
  expect(new Set([reference.digest, selected.plan.digest, ...digests]).size).toBe(5);
});
