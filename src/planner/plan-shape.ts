import { Ajv2020 } from "ajv/dist/2020.js";
import { schemas } from "../generated/schemas.ts";

/** What keeps a value from being a plan of format 1. */
export interface ShapeFault {
  /** JSON pointer; "" is the whole. */
  readonly path: string;
  /** Of the validator; holds names of keys, never values. */
  readonly why: string;
}

/** The first fault by schemas/plan.schema.json, or undefined. Compiles the schema: tens of milliseconds. */
export function shapeFault(value: unknown): ShapeFault | undefined {
  const ajv = new Ajv2020({ logger: false, strict: false });
  const validate = ajv.compile(schemas["plan.schema.json"] ?? {});
  if (validate(value)) return undefined;
  const fault = validate.errors?.[0];
  return { path: fault?.instancePath ?? "", why: fault?.message ?? "does not have the form of a plan" };
}
