import type { Json, JsonObject } from "../model/json.ts";
import { nearest } from "./nearest.ts";
import type { Problem } from "./problems.ts";
import { shown } from "./problems.ts";
import { problemsOf } from "./schema-faults.ts";
import type { TargetType } from "./target-type.ts";
import { typesToCome } from "./types/index.ts";
import type { Validators } from "./validator.ts";

interface Validation {
  readonly types: readonly TargetType[];
  readonly validators: Validators;
}

/** What the schemas find in one file; targets of an unknown or later type are told as such. */
export function validateFile(value: Json, validation: Validation): readonly Problem[] {
  const problems = [...problemsOf(validation.validators.file(value), [])];
  for (const [index, target] of targetsOf(value).entries()) {
    problems.push(...validateTarget(target, index, validation));
  }
  return problems;
}

/** The list under `targets`; empty if it is no list. */
export function targetsOf(value: Json): readonly Json[] {
  const targets = isObject(value) && Object.hasOwn(value, "targets") ? value["targets"] : undefined;
  return Array.isArray(targets) ? targets : [];
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function validateTarget(target: Json, index: number, { types, validators }: Validation): readonly Problem[] {
  const path = ["targets", index];
  if (!isObject(target)) return [{ code: "WrongType", path, what: "must be a mapping with name and type" }];
  const names = types.map(({ type }) => type);
  const type = Object.hasOwn(target, "type") ? target["type"] : undefined;
  if (type === undefined) {
    return [{ code: "MissingKey", path, part: "key", what: "`type` is missing", hint: `one of ${names.join(", ")}` }];
  }
  const validate = typeof type === "string" ? validators.target(type) : undefined;
  if (validate !== undefined) return problemsOf(validate(target), path);
  const at = [...path, "type"];
  if (typeof type === "string" && typesToCome.includes(type)) {
    return [
      {
        code: "TypeNotYet",
        path: at,
        what: `type ${type} is not in this version of certplan yet`,
        hint: `types now: ${names.join(", ")}`,
      },
    ];
  }
  const meant = typeof type === "string" ? nearest(type, [...names, ...typesToCome]) : undefined;
  const hint = meant === undefined ? `types: ${names.join(", ")}` : `did you mean ${meant}?`;
  return [{ code: "UnknownType", path: at, what: `there is no type ${shown(type, at) ?? "of this form"}`, hint }];
}
