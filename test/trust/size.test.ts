import { expect, test } from "vitest";
import type { Effect, TrustWorld } from "../../src/model/trust.ts";
import { prove } from "../../src/trust/index.ts";
import { aStep } from "./a-step.ts";
import type { OracleStep } from "./oracle.ts";

/** Accept on all, a barrier, switch all, a barrier, drop on all: n + n dependencies. */
function fleet(size = 3_333): { readonly steps: readonly OracleStep[]; readonly world: TrustWorld } {
  const members = Array.from({ length: size }, (_none, index) => `m${index}`);
  const phase = (name: string, after: string, effect: (member: string) => Effect): readonly OracleStep[] => {
    const steps = members.map((member) => ({
      id: `${name}/${member}`,
      after: after === "" ? [] : [after],
      effects: [effect(member)],
      gate: "wire" as const,
    }));
    return [...steps, { id: `${name} done`, after: steps.map((step) => step.id), effects: [], gate: "wire" }];
  };
  const leaf = { id: "new leaf", anchors: ["new"] };
  const steps = [
    ...phase("accept", "", (verifier) => ({ effect: "accept", verifier, anchor: "new" })),
    ...phase("switch", "accept done", (presenter) => ({ effect: "present", presenter, credential: leaf })),
    ...phase("drop", "switch done", (verifier) => ({ effect: "drop", verifier, anchor: "old" })),
  ];
  const next = (index: number, by: number): string => members[(index + by) % members.length] ?? "";
  return {
    steps,
    world: {
      presents: Object.fromEntries(members.map((name) => [name, { id: "old leaf", anchors: ["old"] }])),
      accepts: Object.fromEntries(members.map((name) => [name, ["old"]])),
      edges: members.flatMap((verifier, index) => [1, 2, 3].map((by) => ({ verifier, presenter: next(index, by) }))),
      notModelled: [],
    },
  };
}

/** One member after the other, each with its own accept, switch and drop. */
function chain(): { readonly steps: readonly OracleStep[]; readonly world: TrustWorld } {
  const { steps, world } = fleet();
  const acting = steps.filter((step) => step.effects.length > 0);
  return {
    steps: acting.map((step, index) => ({ ...step, after: index === 0 ? [] : [acting[index - 1]?.id ?? ""] })),
    world,
  };
}

for (const [shape, build] of [
  ["a fleet with barriers", fleet],
  ["one long chain", chain],
] as const) {
  test(`10,000 steps and edges are proved in under 2 s of a processor: ${shape}`, () => {
    const { steps, world } = build();
    const made = steps.map(aStep);
    const began = process.cpuUsage();
    const proof = prove(made, world);
    const { user, system } = process.cpuUsage(began);
    const took = Math.round((user + system) / 1000);
    console.log(`${shape}: ${steps.length} steps and ${world.edges.length} edges proved in ${took} ms`);
    expect(proof).toMatchObject({ verdict: "holds", proved: world.edges.length, breaks: [] });
    expect(took).toBeLessThan(2_000);
  });
}

test("among 10,000 steps one drop without its barrier is found, for its verifier only", () => {
  const { steps, world } = fleet();
  const early = steps.map((step) => (step.id === "drop/m7" ? { ...step, after: ["accept done"] } : step));
  const proof = prove(early.map(aStep), world);
  expect(proof.verdict).toBe("breaks");
  expect(new Set(proof.breaks.map((found) => found.edge.verifier))).toEqual(new Set(["m7"]));
  expect(proof.breaks[0]?.shows).toBe("old leaf");
  expect(proof.breaks[0]?.trace.at(-1)).toEqual({ step: "drop/m7", progress: "started" });
});

test("of more than 100 breaks the first 100 are told with every step that leads there, the others with those in flight", () => {
  const { steps, world } = fleet(50);
  const early = steps.map((step) => (step.id.startsWith("drop/") ? { ...step, after: ["accept done"] } : step));
  const { breaks } = prove(early.map(aStep), world);
  expect(breaks).toHaveLength(world.edges.length);
  expect(breaks.slice(0, 100).every(({ trace, awaited }) => trace.length === 52 && awaited !== undefined)).toBe(true);
  expect(breaks[100]).toMatchObject({ shows: "old leaf", trace: [{ step: "drop/m33", progress: "started" }] });
  expect(breaks[100]?.awaited).toBeUndefined();
});
