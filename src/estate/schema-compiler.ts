import { Ajv2020, type Options } from "ajv/dist/2020.js";

/** Where the schemas stand for each other's references: the same relations as between the files of schemas/. */
export const schemaBase = "file:///schemas/";

type Schema = Readonly<Record<string, unknown>>;

/** certplan's words in the schemas, which mean nothing to a validator. */
const vocabulary: readonly string[] = [
  "x-error",
  "x-expects",
  "x-hint",
  "x-secret",
  "x-observed",
  "x-instead",
  "x-meaningless",
  "x-one-of",
  "x-silent",
  "tsType",
];

/**
 * What compiles schemas of an estate, with the definitions that they share. The schemas are our own: to judge them by
 * the meta schema would take as long again.
 */
export function schemaCompiler(common: Schema, code: NonNullable<Options["code"]>): Ajv2020 {
  const ajv = new Ajv2020({
    logger: false,
    code,
    validateSchema: false,
    meta: false,
    allErrors: true,
    verbose: true,
    discriminator: true,
    allowUnionTypes: true,
    strictRequired: false,
    strictTypes: false,
  });
  ajv.addVocabulary([...vocabulary]);
  ajv.addSchema(common, `${schemaBase}common.schema.json`);
  return ajv;
}

/** The schema of a target of this type, where it stands. */
export function targetSchema(type: string, schema: Schema): Schema {
  return { ...schema, $id: `${schemaBase}targets/${type}.schema.json` };
}

/** The schema of a file: each target is validated by its type alone, so that a wrong type gives one error and not one for each. */
export function fileSchema(schema: Schema): Schema {
  const properties = schema["properties"] as Schema;
  return {
    ...schema,
    $id: `${schemaBase}estate.schema.json`,
    properties: { ...properties, targets: { type: "array" } },
  };
}
