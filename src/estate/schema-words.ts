import { type ErrorCode, errorCodes } from "../messages/error-codes.ts";

/** A schema with certplan's words in it: keys that begin with `x-` (schemas/common.schema.json). */
export type Words = Readonly<Record<string, unknown>>;

/** The error code that the schema names for its faults. */
export function codeOf(words: Words, otherwise: ErrorCode): ErrorCode {
  const code = words["x-error"];
  return isErrorCode(code) ? code : otherwise;
}

function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === "string" && Object.hasOwn(errorCodes, code);
}

/** The hint that the schema gives for its faults. */
export function hintOf(words: Words): string | undefined {
  const hint = words["x-hint"];
  return typeof hint === "string" ? hint : undefined;
}

/** A list as texts; empty for anything else. */
export function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(textOf) : [];
}

/** A mapping; empty for anything else. */
export function objectOf(value: unknown): Words {
  return typeof value === "object" && value !== null ? (value as Words) : {};
}

/** An own key of a mapping. */
export function entry(value: unknown, key: string): unknown {
  const object = objectOf(value);
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** A scalar as text; empty for anything else. */
export function textOf(value: unknown): string {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : "";
}
