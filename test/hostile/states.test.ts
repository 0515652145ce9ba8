import { expect, test } from "vitest";
import { finish } from "../../src/simulation/closure.ts";
import type { Disk } from "../../src/simulation/disk.ts";
import { simulatedPorts } from "../../src/simulation/ports.ts";
import { drawFrom } from "../../src/simulation/seeds/draw.ts";
import { World, type WorldValue } from "../../src/simulation/world.ts";
import { listRuns, readState, recoverRun } from "../../src/state/index.ts";
import { commandOf } from "../build/ca-run.ts";
import { caEstate, caWorld } from "../build/opsman-ca-world.ts";
import { apply, plan, stateDirectory } from "../build/opsman-world.ts";
import { chosen, mutatedBytes, mutatedJson, mutations } from "./mutate.ts";
import { expectRefused, outcomeOf } from "./refusal.ts";

const estate = caEstate({}, ["leaves"]);

/** A closed run, and an open one that is parked before its first change: both with state.json, plan and journal. */
async function twoRuns(): Promise<WorldValue> {
  const world = new World(await caWorld());
  await finish(world, apply(commandOf(world, estate), { rotate: ["om"] }));
  await finish(world, apply(commandOf(world, estate), { rotate: ["om"], until: "switch" }));
  return { ...world.value(), flights: [] };
}

const start = await twoRuns();
const files = [...start.disk.names.keys()].filter((path) => /(state\.json|plan\.json|\.jsonl)$/.test(path));

function bytesOf(disk: Disk, path: string): Uint8Array {
  return disk.inodes.get(disk.names.get(path) ?? -1)?.content ?? new Uint8Array();
}

function withFile(value: WorldValue, path: string, content: Uint8Array): WorldValue {
  const inode = value.disk.names.get(path) ?? -1;
  return {
    ...value,
    disk: { ...value.disk, inodes: new Map(value.disk.inodes).set(inode, { content, durable: content }) },
  };
}

/** As `state verify` reads it: the state, and every journal against it. */
async function verified(world: World): Promise<unknown> {
  const ports = simulatedPorts(world, world.spawn("verify"), {});
  const state = await readState(ports.files, stateDirectory);
  const ids = new Set([...(await listRuns(ports.files, stateDirectory)), ...Object.keys(state?.runs ?? {})]);
  const runs = [];
  for (const id of ids) {
    const { events, plan: frozen } = await recoverRun(ports.files, stateDirectory, id, state?.runs[id]?.journal);
    runs.push({ id, events, plan: frozen });
  }
  return { state, runs };
}

const readers: Readonly<Record<string, (world: World) => Promise<unknown>>> = {
  "state verify": (world) => finish(world, verified(world)),
  plan: (world) => finish(world, plan(commandOf(world, estate))),
  apply: (world) => finish(world, apply(commandOf(world, estate))),
};

test("there are a state, two frozen plans and two journals to be mutated", async () => {
  expect(files.map((path) => path.replace(/^.*\//, "")).toSorted()).toEqual([
    "journal-000001.jsonl", "journal-000001.jsonl", "plan.json", "plan.json", "state.json",
  ]); // biome-ignore format: a list
  expect(await readers["state verify"]?.(new World(start))).toMatchObject({ runs: [{}, {}] });
});

test("a mutated state, journal or frozen plan is refused with code and place and nothing is sent or written, or reads as what it was", async () => {
  const all = Math.ceil(mutations * 0.3);
  const told: Record<string, number> = {};
  const intact = JSON.stringify(await readers["state verify"]?.(new World(start)));
  for (let seed = 1; seed <= all; seed += 1) {
    const draw = drawFrom(seed + 4_000_000);
    const path = chosen(draw, files);
    const bytes = bytesOf(start.disk, path);
    const isJson = path.endsWith(".json") && draw(3) === 0;
    const content = isJson
      ? new TextEncoder().encode(JSON.stringify(mutatedJson(draw, JSON.parse(new TextDecoder().decode(bytes)))))
      : mutatedBytes(draw, bytes);
    const name = chosen(draw, Object.keys(readers));
    const world = new World(withFile(start, path, content));
    const { disk } = world;
    const outcome = await outcomeOf(() => readers[name]?.(world));
    const what = `${name} on ${path} of seed ${seed}`;
    if ("errors" in outcome) {
      expectRefused(outcome.errors, what);
      expect(world.disk, what).toBe(disk);
      expect(
        world.arrived.filter(({ line }) => !line.startsWith("GET") && !line.includes("/uaa/")),
        what,
      ).toEqual([]);
    } else {
      // equal bytes, a torn tail of the open run's journal, or JSON that says the same in other words
      const again = await outcomeOf(() => readers["state verify"]?.(new World(withFile(start, path, content))));
      if ("accepted" in again && path.endsWith(".json")) expect(JSON.stringify(again.accepted), what).toBe(intact);
    }
    const key = `${name} ${"errors" in outcome ? "refused" : "accepted"}`;
    told[key] = (told[key] ?? 0) + 1;
  }
  console.log(`states: ${all} mutated`, told);
  const accepted = Object.entries(told).reduce(
    (sum, [key, count]) => (key.endsWith("accepted") ? sum + count : sum),
    0,
  );
  expect(accepted).toBeLessThan(all / 2);
});
