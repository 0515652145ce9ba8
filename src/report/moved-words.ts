import { diffArrays } from "diff/lib/diff/array.js";
import type { MovedFact } from "../messages/events.ts";
import { safe, short } from "./words.ts";

/** What a step assumed and what is so now, fact by fact; of a list only what came and what went. */
export function movedFactWords({ fact, assumed, found }: MovedFact): string {
  const before = listOf(assumed);
  const now = listOf(found);
  const what = factWords(fact);
  if (before === undefined || now === undefined)
    return `${what}: assumed ${entryWords(assumed)}, found ${entryWords(found)}`;
  const changes = diffArrays([...before], [...now]);
  const came = changes.filter((change) => change.added).flatMap((change) => change.value);
  const went = changes.filter((change) => change.removed).flatMap((change) => change.value);
  const words = [
    ...(came.length === 0 ? [] : [`new ${came.map(entryWords).join(", ")}`]),
    ...(went.length === 0 ? [] : [`gone ${went.map(entryWords).join(", ")}`]),
  ];
  return `${what}: ${words.join("; ")}`;
}

/** `newestInstallation` as people say it: `newest installation`. */
function factWords(fact: string): string {
  const words = safe(fact).replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.replace(/\bca(s?)\b/g, "CA$1");
}

/** Fingerprints in it as people compare them. */
function entryWords(entry: string): string {
  return safe(entry).replace(/\b[0-9a-f]{64}\b/g, short);
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
