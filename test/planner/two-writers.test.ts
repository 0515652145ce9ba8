import { expect, test } from "vitest";
import type { Plan } from "../../src/model/plan.ts";
import { buildPlan, type Reading } from "../../src/planner/index.ts";
import { day, hubEstate, now, providerOf } from "./plan-of.ts";

/** Three hubs in one estate; the first two turn out to be one system. */
async function planOf(rotates: boolean): Promise<Plan> {
  const accept = "[{ cut: hub-no-overlap, members: [client], maximum: 2h, until: 2026-12-31 }]";
  const line = (name: string): string => `  - { name: ${name}, type: hub, accept: ${accept}, consumers: [] }`;
  const targets = ["a", "b", "c"].map(line).join("\n");
  const estate = await hubEstate(`version: 1\nestate: acme\ntargets:\n${targets}\n`);
  const provider = providerOf({ ends: now + 300 * day });
  const empty = { principal: "anyone", complete: true, slots: [], findings: [], reasons: [], facts: {} };
  return buildPlan({
    estate,
    readings: estate.targets.map((target): Reading => {
      return { target, observation: { ...empty, system: target.name === "c" ? "hub:2" : "hub:1" } };
    }),
    registry: { hub: { ...provider, capabilities: { ...provider.capabilities, rotates } } },
    selection: { only: [], exclude: [], rotate: ["a", "b", "c"] },
    now,
    certplanVersion: "0.0.0",
    lineage: "l",
    known: {},
    openRuns: {},
  });
}

test("two targets that turn out to be one live system block each other, and no one else", async () => {
  const plan = await planOf(true);
  expect(plan.targets.map(({ refusals }) => refusals.map(({ code, sentence }) => [code, sentence]))).toEqual([
    [["TwoWriters", "b and a are one live system, hub:1"]],
    [["TwoWriters", "a and b are one live system, hub:1"]],
    [],
  ]);
  expect(plan.targets.map(({ verdict }) => verdict)).toEqual(["blocked", "blocked", "due"]);
});

test("targets that are only observed may be one system", async () => {
  const plan = await planOf(false);
  expect(plan.targets.flatMap(({ refusals }) => refusals)).toEqual([]);
});
