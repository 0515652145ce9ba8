import { expect, test } from "vitest";
import type { Plan } from "../../src/model/plan.ts";
import { planDigest, readPlan } from "../../src/planner/index.ts";
import { jsonFaultAt } from "../../src/planner/json-fault.ts";
import { dotGraph, jsonDocument, mermaidGraph, planMarkdown, planText } from "../../src/report/index.ts";
import { finish } from "../../src/simulation/closure.ts";
import { drawFrom } from "../../src/simulation/seeds/draw.ts";
import { World } from "../../src/simulation/world.ts";
import { commandOf, plannedIn } from "../build/ca-run.ts";
import { caEstate, caWorld } from "../build/opsman-ca-world.ts";
import { apply } from "../build/opsman-world.ts";
import { goldenNow } from "../build/plan.ts";
import { planScenarios } from "../build/scenarios.ts";
import { aStyle } from "../build/style.ts";
import { chosen, mutatedJson, mutatedText, mutations } from "./mutate.ts";
import { expectRefused, outcomeOf } from "./refusal.ts";

const start = await caWorld();
const estate = caEstate();
const megabyte = 1_000_000;
const real = await plannedIn(new World(start), estate);
const resealed = (plan: Plan): Plan => ({ ...plan, digest: planDigest(plan) });
const plans: readonly Plan[] = [real, ...Object.values(planScenarios).map(resealed)];

const read = (text: string): Promise<Plan> => readPlan(text, "plan.json");

/** Everything that shows a plan; an input error of theirs is one, anything else is thrown. */
function shown(plan: Plan): void {
  planText(plan, aStyle());
  planMarkdown(plan, goldenNow, { flags: "" });
  mermaidGraph(plan);
  dotGraph(plan);
  jsonDocument(plan);
}

test("every plan of the tests is read as it is, and shown", async () => {
  for (const plan of plans) {
    shown(plan);
  }
  for (const plan of plans.slice(0, 8))
    expect(await read(jsonDocument(plan))).toEqual(JSON.parse(JSON.stringify(plan)));
});

test("a mutated plan file is refused with code and place, or accepted as its own re-parsed form, shown, and applied or refused", async () => {
  const all = Math.ceil(mutations * 0.1);
  const told = { accepted: 0, applied: 0 };
  for (let seed = 1; seed <= all; seed += 1) {
    const draw = drawFrom(seed + 2_000_000);
    const sample = draw(3) === 0 ? chosen(draw, plans) : real;
    const text = draw(2) === 0 ? mutatedText(draw, jsonDocument(sample)) : JSON.stringify(mutatedJson(draw, sample));
    const outcome = await outcomeOf(() => read(text));
    if ("errors" in outcome) {
      expectRefused(outcome.errors, `plan of seed ${seed}`);
      continue;
    }
    const plan = outcome.accepted;
    told.accepted += 1;
    expect(await read(JSON.stringify(plan)), `seed ${seed}`).toEqual(plan);
    await outcomeOf(() => shown(plan));
    if (told.accepted % 4 !== 0) continue;
    const world = new World(start);
    const { disk } = world;
    const ran = await outcomeOf(() => finish(world, apply(commandOf(world, estate), { plan })));
    if ("accepted" in ran) {
      expect(ran.accepted.exitCode, `seed ${seed}`).not.toBe(1);
      told.applied += 1;
    } else {
      expect(ran.errors.map(({ exitCode }) => exitCode).filter((exit) => ![3, 7, 8].includes(exit))).toEqual([]);
      expect(world.disk.names).toEqual(disk.names);
    }
  }
  console.log(`plans: ${all} mutated, ${told.accepted} accepted, ${told.applied} run`);
  expect({}).not.toHaveProperty("polluted");
});

test("what is not JSON is told with the place at which it stops being JSON", () => {
  const sample = jsonDocument(real).slice(0, 3000);
  let faults = 0;
  for (let seed = 1; seed <= 2000; seed += 1) {
    const text = mutatedText(
      drawFrom(seed + 3_000_000),
      chosen(drawFrom(seed), [sample, "[1,2]", '{"a":[]}', '"\\u00e9"', "-0.5e+7"]),
    );
    const at = jsonFaultAt(text);
    expect(isJson(text), text.slice(0, 200)).toBe(at === undefined);
    if (at === undefined) continue;
    faults += 1;
    expect(at).toBeLessThanOrEqual(text.length);
  }
  expect(faults).toBeGreaterThan(500);
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

test.each<readonly [string, string, string]>([
  ["empty", "", "1:1"],
  ["with a byte order mark", `\ufeff${jsonDocument(real)}`, "1:1"],
  ["UTF-16", Buffer.from(jsonDocument(real), "utf16le").toString("utf8"), "1:2"],
  ["cut off", jsonDocument(real).slice(0, 100), "6:"],
  ["with a NUL", jsonDocument(real).replace(",", ",\u0000"), "2:"],
  ["two documents", `{}\n{}`, "2:1"],
  ["brackets without end", "[".repeat(100_000), "1:100001"],
])("a plan file that is %s: PlanInvalid with its place", async (_what, text, place) => {
  const outcome = await outcomeOf(() => read(text));
  const [error] = "errors" in outcome ? outcome.errors : [];
  expect(error?.code).toBe("PlanInvalid");
  expect(`${error?.where?.line}:${error?.where?.column}`).toContain(place);
});

const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;

test.each<readonly [string, (plan: string) => string, RegExp]>([
  [
    "nested 100,000 deep in what a step takes",
    (plan) => plan.replace('"inputs":{', `"inputs":{"deep":${deep},`),
    /below \/steps/,
  ],
  [
    "of a newer format",
    (plan) => plan.replace('"formatVersion":1', '"formatVersion":2'),
    /not a plan of format 1, at \/formatVersion/,
  ],
  [
    "with a target that has no name",
    (plan) => plan.replace('"targets":[{"name"', '"targets":[{"nom"'),
    /at \/targets\/0/,
  ],
  [
    "with a date that is a number",
    (plan) => plan.replace(/"evaluatedAt":"[^"]*"/, '"evaluatedAt":7'),
    /at \/evaluatedAt: must be string/,
  ],
  [
    "with __proto__ at the top",
    (plan) => plan.replace("{", '{"__proto__":{"applyable":true},'),
    /form of a plan at \/:/,
  ],
  [
    "with another digest",
    (plan) => plan.replace(real.digest, `sha256:${"0".repeat(64)}`),
    /changed after it was made: \/digest/,
  ],
])("a plan file %s: PlanInvalid with what is wrong where", async (_what, change, words) => {
  const text = JSON.stringify(real);
  expect(change(text)).not.toBe(text);
  const outcome = await outcomeOf(() => read(change(text)));
  expect("errors" in outcome ? outcome.errors.map(({ code, message }) => [code, message]) : "accepted").toEqual([
    ["PlanInvalid", expect.stringMatching(words)],
  ]);
});

test("a plan file of 50 MB that is none is refused in under a second", async () => {
  for (const text of [
    `"${"x".repeat(50 * megabyte)}"`,
    " ".repeat(50 * megabyte),
    `{${'"a":1,'.repeat(8 * megabyte)}`,
  ]) {
    const outcome = await outcomeOf(() => read(text));
    expect("errors" in outcome && outcome.errors[0]?.code).toBe("PlanInvalid");
  }
});

test("a plan of another lineage: LineageMismatch, 3, nothing sent and nothing written", async () => {
  const world = new World(start);
  const { disk } = world;
  const plan = await read(JSON.stringify({ ...real, lineage: "lineage-2" }));
  await expect(finish(world, apply(commandOf(world, estate), { plan }))).rejects.toMatchObject({
    code: "LineageMismatch",
    exitCode: 3,
  });
  expect([world.arrived, world.disk]).toEqual([[], disk]);
});
