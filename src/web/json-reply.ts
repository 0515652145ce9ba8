import type { Json } from "../model/json.ts";

/** Deepest nesting that is read: what is nested deeper exhausts the stack of whatever walks it. */
const deepest = 100;

/** The body as JSON; undefined where it is none, or nested more than a hundred times. */
export function jsonOf(body: string): Json | undefined {
  const value = parsed(body);
  return value === undefined || isDeeper(value, deepest) ? undefined : value;
}

function parsed(body: string): Json | undefined {
  try {
    return JSON.parse(body) as Json;
  } catch {
    return undefined;
  }
}

function isDeeper(value: Json, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((part: Json) => isDeeper(part, levels - 1));
}
