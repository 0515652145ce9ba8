import { diffArrays } from "diff";
import type { MovedFact } from "../messages/events.ts";
import { safe } from "./words.ts";

/** What a step assumed and what is so now, fact by fact; of a list only what came and what went. */
export function movedFactWords({ fact, assumed, found }: MovedFact): string {
  const before = listOf(assumed);
  const now = listOf(found);
  if (before === undefined || now === undefined) return `${safe(fact)}: assumed ${safe(assumed)}, found ${safe(found)}`;
  const changes = diffArrays([...before], [...now]);
  const came = changes.filter((change) => change.added).flatMap((change) => change.value);
  const went = changes.filter((change) => change.removed).flatMap((change) => change.value);
  const words = [
    ...(came.length === 0 ? [] : [`new ${came.map(safe).join(", ")}`]),
    ...(went.length === 0 ? [] : [`gone ${went.map(safe).join(", ")}`]),
  ];
  return `${safe(fact)}: ${words.join("; ")}`;
}

/** The entries of a JSON list as text; undefined for anything else. */
function listOf(json: string): readonly string[] | undefined {
  try {
    const value: unknown = JSON.parse(json);
    if (!Array.isArray(value)) return undefined;
    return value.map((entry) => (typeof entry === "string" ? entry : JSON.stringify(entry)));
  } catch {
    return undefined;
  }
}
