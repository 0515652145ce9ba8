import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { staleFiles } from "../../scripts/generate-types.ts";
import { targetTypes } from "../../src/estate/index.ts";
import { schemas } from "../../src/generated/schemas.ts";

test("what is generated from the schemas is current", async () => {
  expect(await staleFiles()).toEqual([]);
});

test("each target type has its part of the published schema, and each part its type", () => {
  const parts = readdirSync(new URL("../../schemas/targets", import.meta.url)).toSorted();
  expect(parts).toEqual(targetTypes.map(({ type }) => `${type}.schema.json`).toSorted());
  const references = parts.map((part) => ({ $ref: `targets/${part}` }));
  expect(schemas["estate.schema.json"]).toMatchObject({ properties: { targets: { items: { oneOf: references } } } });
});
