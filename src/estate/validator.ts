import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import { schemas } from "../generated/schemas.ts";
import type { TargetType } from "./target-type.ts";

export type SchemaFault = ErrorObject;

/** Answers the faults of a value; none if it is valid. */
export type Validate = (value: unknown) => readonly SchemaFault[];

export interface Validators {
  /** A file without its targets' own keys. */
  readonly file: Validate;
  /** A target of this type; undefined for an unknown type. */
  target(type: string): Validate | undefined;
}

const base = "file:///schemas/";

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
 * Compiles the schemas of the file and of each type: tens of milliseconds, so once for each program. Code that runs once
 * is not worth being optimised, and the schemas are our own: to judge them by the meta schema takes as long again.
 */
export function compileValidators(types: readonly TargetType[]): Validators {
  const ajv = new Ajv2020({
    logger: false,
    code: { optimize: false },
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
  ajv.addSchema(schemas["common.schema.json"] ?? {}, `${base}common.schema.json`);
  const file = validate(ajv.compile(withoutTargets(schemas["estate.schema.json"] ?? {})));
  const targets = new Map(
    types.map(({ type, schema }) => [
      type,
      validate(ajv.compile({ ...schema, $id: `${base}targets/${type}.schema.json` })),
    ]),
  );
  return { file, target: (type) => targets.get(type) };
}

/** Each target is validated by its type alone, so that a wrong type gives one error and not one for each type. */
function withoutTargets(schema: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const properties = schema["properties"] as Record<string, unknown>;
  return { ...schema, $id: `${base}estate.schema.json`, properties: { ...properties, targets: { type: "array" } } };
}

function validate(compiled: ValidateFunction): Validate {
  return (value) => (compiled(value) ? [] : (compiled.errors ?? []));
}
