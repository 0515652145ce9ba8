import type { Target } from "../model/target.ts";

/** Where a key of the target stands, as a refusal names it: `certplan.yaml:35:85`; without a file, in words. */
export function placeOf(target: Target, key: string): string {
  const place = target.place?.(key);
  if (place === undefined) return [`target ${target.name}`, ...key.split(".").slice(0, 1)].filter(Boolean).join(", ");
  return `${place.file}:${place.line}:${place.column}`;
}
