import { expect, test } from "vitest";
import { hubEstate, hubPlan } from "./plan-of.ts";

const accept = "[{ cut: hub-no-overlap, members: [client], maximum: 2h, until: 2026-12-31 }]";
const text = `version: 1
estate: acme
targets:
  - { name: h, type: hub, accept: ${accept}, consumers: [] }
`;

test("a target that comes after one that is not selected waits for nothing", async () => {
  const estate = await hubEstate(text);
  const plan = hubPlan({
    ...estate,
    targets: estate.targets.map((target) => ({ ...target, after: ["not-selected"] })),
  });
  expect(plan.targets).toMatchObject([{ name: "h", verdict: "due", refusals: [] }]);
  expect(plan.steps[0]).toMatchObject({ id: "h/switch", after: [] });
});
