import { planValidators } from "../generated/plan-validator.ts";

/** What keeps a value from being a plan of format 1. */
export interface ShapeFault {
  /** JSON pointer; "" is the whole. */
  readonly path: string;
  /** Of the validator; holds names of keys, never values. */
  readonly why: string;
}

/** The first fault by schemas/plan.schema.json, or undefined. */
export function shapeFault(value: unknown): ShapeFault | undefined {
  const validate = planValidators["plan.schema.json"];
  if (validate === undefined) throw new Error("src/generated holds no validator of a plan: npm run generate");
  if (validate(value)) return undefined;
  const fault = validate.errors?.[0];
  return { path: fault?.instancePath ?? "", why: fault?.message ?? "does not have the form of a plan" };
}
