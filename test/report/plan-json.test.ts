import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, test } from "vitest";
import { jsonDocument } from "../../src/report/index.ts";
import { aPlan } from "../build/plan.ts";
import { planScenarios } from "../build/scenarios.ts";

const schema: object = JSON.parse(
  readFileSync(new URL("../../schemas/plan.schema.json", import.meta.url), "utf8"),
) as object;
const ajv = new Ajv2020({ allErrors: true, strict: true, logger: false });
addFormats.default(ajv);
const validate = ajv.compile(schema);

describe("plan.json", () => {
  for (const [name, plan] of Object.entries(planScenarios)) {
    test(`${name} is as plan.schema.json says`, () => {
      validate(JSON.parse(jsonDocument(plan)));
      expect(validate.errors ?? []).toEqual([]);
    });
  }

  test("is the golden file", async () => {
    await expect(jsonDocument(planScenarios["due"])).toMatchFileSnapshot("../golden/report/plan-due.json");
  });

  const broken: readonly (readonly [string, object])[] = [
    ["a digest that is none", { ...aPlan(), digest: "sha256:12" }],
    ["a key that is unknown", { ...aPlan(), surprise: true }],
    ["another format", { ...aPlan(), formatVersion: 2 }],
    ["a key that is missing", { ...aPlan(), trust: undefined }],
  ];
  for (const [what, plan] of broken) {
    test(`${what} is refused by the schema`, () => {
      expect(validate(JSON.parse(JSON.stringify(plan)))).toBe(false);
    });
  }
});
