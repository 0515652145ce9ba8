import { expect, test } from "vitest";
import { canonicaliser } from "../../src/simulation/canonical.ts";
import { closeOverKills, finish } from "../../src/simulation/closure.ts";
import { World, type WorldValue } from "../../src/simulation/world.ts";
import type { ApplyResult } from "../../src/commands/index.ts";
import { canonicalForm } from "../../src/model/digest.ts";
import { apply, commandIn, drift, opsmanOf, opsmanWorld, plan, stateDirectory } from "../build/opsman-world.ts";

const arrivesWithinSeconds = 120;

function canonicalEnd(world: { readonly servers: readonly { readonly model: { canonical(state: never): unknown }; readonly state: unknown }[] }): string {
  return canonicalForm(world.servers.map((server) => server.model.canonical(server.state as never)));
}

function duplicates(world: World): readonly string[] {
  return Object.entries(opsmanOf(world).effects).filter(([, count]) => count > 1).map(([name]) => name);
}

function assertUnbroken(world: World): void {
  const broken = world.servers.flatMap((server) => server.model.broken(server.state, world.now));
  if (broken.length > 0) throw new Error(`broken edges: ${broken.join("; ")}`);
  if (duplicates(world).length > 0) throw new Error(`duplicates: ${duplicates(world).join("; ")}`);
}

/** Applies until exit 0, three times at most, as an operator would. */
async function applyToTheEnd(value: WorldValue): Promise<World> {
  const world = new World(value, { afterEvent: (_event, at) => assertUnbroken(at) });
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    const command = commandIn(world, world.spawn("certplan"), { arrivesWithinSeconds });
    const result = await finish(world, apply(command));
    if (result.exitCode === 0) return world;
  }
  throw new Error("not at the end after three applies");
}

for (const listsStagedLeaves of [true, false]) {
  test(`killed or without power at every event, any number of times, leaves reach the same end (v0 ${listsStagedLeaves ? "lists" : "hides"} staged leaves)`, async () => {
    const start = await opsmanWorld({ settings: { listsStagedLeaves } });
    const expected = canonicalEnd(await applyToTheEnd(start));
    let ends = 0;
    const closure = await closeOverKills({
      start,
      work: (world, process) => apply(commandIn(world, process, { arrivesWithinSeconds })),
      hash: canonicaliser(stateDirectory),
      invariant: assertUnbroken,
      atEnd: (world, answer) => {
        ends += 1;
        expect((answer as ApplyResult).exitCode).toBe(0);
        expect(canonicalEnd(world)).toBe(expected);
      },
      arrivesWithinMs: arrivesWithinSeconds * 1000,
      limit: 2_000,
    });
    console.log(`closure of leaves, v0 ${listsStagedLeaves ? "lists" : "hides"} staged: ${closure.states.length} distinct states, ${closure.resumes} resumes, ${closure.events} events`);
    expect(closure.states.length).toBeGreaterThan(60);
    expect(ends).toBe(closure.resumes);
  });
}
