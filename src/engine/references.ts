import { CertplanError } from "../messages/error.ts";
import type { Json, JsonObject } from "../model/json.ts";
import type { OutputReference, Outputs } from "../model/step.ts";

/** Puts the outputs of earlier steps where inputs and assumptions refer to them. Throws ImpossibleValue for an unknown one. */
export function resolveReferences(value: JsonObject, outputsOf: (step: string) => Outputs): JsonObject {
  return resolve(value, outputsOf) as JsonObject;
}

function resolve(value: Json, outputsOf: (step: string) => Outputs): Json {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => resolve(item as Json, outputsOf));
  const { $output } = value as Partial<OutputReference>;
  if ($output !== undefined) return outputOf($output, outputsOf);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolve(item, outputsOf)]));
}

function outputOf(reference: OutputReference["$output"], outputsOf: (step: string) => Outputs): Json {
  const value = outputsOf(reference.step)[reference.name];
  if (value === undefined) {
    throw new CertplanError({ code: "ImpossibleValue", message: `${reference.step} gave no output ${reference.name}` });
  }
  return value;
}
