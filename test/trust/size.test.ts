import { expect, test } from "vitest";
import type { Effect, TrustWorld } from "../../src/model/trust.ts";
import { prove } from "../../src/trust/index.ts";
import { aStep } from "./a-step.ts";
import type { OracleStep } from "./oracle.ts";

const members = Array.from({ length: 3_333 }, (_none, index) => `m${index}`);

/** Accept on all, a barrier, switch all, a barrier, drop on all: n + n dependencies. */
function fleet(): { readonly steps: readonly OracleStep[]; readonly world: TrustWorld } {
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
  test(`10,000 steps and edges are proved in under 2 s: ${shape}`, () => {
    const { steps, world } = build();
    const made = steps.map(aStep);
    const began = performance.now();
    const proof = prove(made, world);
    const took = Math.round(performance.now() - began);
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
