import type { ErrorObject } from "ajv/dist/2020.js";
import { schemas } from "../generated/schemas.ts";
import { type CompiledSchema, validators } from "../generated/validators.ts";
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

/**
 * The validators of the file and of each type. Those of schemas/ are compiled when they are generated; others (a type
 * that is not certplan's own) are compiled here, which takes tens of milliseconds.
 */
export async function validatorsOf(types: readonly TargetType[]): Promise<Validators> {
  const targets = new Map<string, Validate>();
  for (const type of types) targets.set(type.type, validate(compiledAhead(type) ?? (await compiledNow(type))));
  return { file: validate(validators["estate.schema.json"]), target: (type) => targets.get(type) };
}

function compiledAhead({ type, schema }: TargetType): CompiledSchema | undefined {
  const file = `targets/${type}.schema.json`;
  return schemas[file] === schema ? validators[file] : undefined;
}

async function compiledNow({ type, schema }: TargetType): Promise<CompiledSchema> {
  const { schemaCompiler, targetSchema } = await import("./schema-compiler.ts");
  return schemaCompiler(schemas["common.schema.json"] ?? {}, { optimize: false }).compile(targetSchema(type, schema));
}

function validate(compiled: CompiledSchema | undefined): Validate {
  if (compiled === undefined) throw new Error("src/generated holds no validator of the estate: npm run generate");
  return (value) => (compiled(value) ? [] : (compiled.errors ?? []));
}
