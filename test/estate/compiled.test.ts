import { expect, test } from "vitest";
import { parse } from "yaml";
import { targetTypes } from "../../src/estate/index.ts";
import { fileSchema, schemaCompiler } from "../../src/estate/schema-compiler.ts";
import { type SchemaFault, validatorsOf } from "../../src/estate/validator.ts";
import { schemas } from "../../src/generated/schemas.ts";
import { badEstates } from "./bad-estates.ts";

const values: readonly unknown[] = Object.values(badEstates)
  .flatMap((texts) => (typeof texts === "string" ? [texts] : Object.values(texts)))
  .flatMap((text) => {
    try {
      return [parse(text, { logLevel: "silent" }) as unknown];
    } catch {
      return [];
    }
  });

function targetsIn(value: unknown): readonly unknown[] {
  const targets = typeof value === "object" && value !== null && "targets" in value ? value.targets : undefined;
  return Array.isArray(targets) ? targets : [];
}

test("what was compiled ahead finds in every target what its schema, compiled now, finds", async () => {
  const ahead = await validatorsOf(targetTypes);
  // another object with the same schema is not certplan's own: it is compiled here
  const now = await validatorsOf(targetTypes.map((type) => ({ ...type, schema: { ...type.schema } })));
  let faults = 0;
  for (const target of values.flatMap(targetsIn)) {
    for (const { type } of targetTypes) {
      const found = ahead.target(type)?.(target);
      expect(found).toEqual(now.target(type)?.(target));
      faults += found?.length ?? 0;
    }
  }
  expect(faults).toBeGreaterThan(100);
});

test("what was compiled ahead finds in every file what its schema, compiled now, finds", async () => {
  const ahead = await validatorsOf([]);
  const schema = fileSchema(schemas["estate.schema.json"] ?? {});
  const now = schemaCompiler(schemas["common.schema.json"] ?? {}, {}).compile(schema);
  const faults: SchemaFault[] = [];
  for (const value of values) {
    const found = ahead.file(value);
    expect(found).toEqual(now(value) ? [] : now.errors);
    faults.push(...found);
  }
  expect(faults.length).toBeGreaterThan(20);
});
