import { expect, test } from "vitest";
import { day, hubEstate, hubPlan, now } from "./plan-of.ts";

async function findings(keys: string): Promise<readonly (readonly [code: string, sentence: string])[]> {
  const text = `version: 1\nestate: acme\ntargets:\n  - { name: h, type: hub${keys} }\n`;
  const plan = hubPlan(await hubEstate(text), { ends: now + 300 * day });
  return plan.targets.flatMap((target) => target.findings.map(({ code, sentence }) => [code, sentence] as const));
}

test("a target whose anchor outsiders trust warns while nobody has said who they are, with the line", async () => {
  expect(await findings(", rotate: [ca]")).toEqual([
    [
      "ConsumersUnknown",
      "who trusts hub-ca outside the platform is not said: certplan.yaml:4:5: list them under consumers, or write consumers: [] if there is nobody",
    ],
  ]);
});

test("`consumers: []` says that there is nobody", async () => {
  expect(await findings(", rotate: [ca], consumers: []")).toEqual([]);
});

test("who rotates nothing that outsiders trust need not say it", async () => {
  expect(await findings(", rotate: [leaf]")).toEqual([]);
  expect(await findings("")).toEqual([]);
});
