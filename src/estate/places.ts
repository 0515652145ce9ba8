import { isMap, isScalar, isSeq, LineCounter, type Node, type Pair, parseDocument } from "yaml";
import type { Place } from "../messages/error.ts";
import { excerpt, type Mark, secretExcerpt, sensitiveLines } from "./excerpt.ts";
import type { EstateSource } from "./sources.ts";
import { yamlOptions } from "./yaml-options.ts";

/** Keys and list positions from the top of a file. */
export type Path = readonly (string | number)[];

/** What of the last element of a path is marked; `secret` marks the value and shows nothing of it. */
export type MarkedPart = "key" | "value" | "secret";

/** Finds places in one file. The text is read again only when the first place is asked for. */
export interface Places {
  /** The deepest part of the path that is there. */
  of(path: Path, part: MarkedPart): Place;
  /**
   * Of an offset in UTF-16 units, in a text that may not be YAML: nothing can be relied on there, so nothing near a
   * possible secret is shown, except what is known to be a key.
   */
  at(offset: number, length: number, isKey?: boolean): Place;
  /** Whether this line, counted from 1, may hold a secret. */
  isSensitive(line: number): boolean;
}

/** How many lines a slip of the hand may carry a secret away from the key that tells of it. */
const near = 5;

export function placesIn(source: EstateSource): Places {
  const lines = once(() => source.text.split("\n"));
  const starts = once(() => lineStarts(lines()));
  const sensitive = once(() => sensitiveLines(lines()));
  const root = once(() => parseDocument(source.text, { ...yamlOptions, lineCounter: new LineCounter() }).contents);

  function at(offset: number, length: number, part: MarkedPart): Place {
    const line = lineOf(starts(), offset);
    const column = offset - (starts()[line] ?? 0);
    const text = (lines()[line] ?? "").replace(/\r$/, "");
    const mark: Mark = { column, length: Math.max(1, Math.min(length, text.length - column)), isKey: part === "key" };
    const shown = part === "secret" ? secretExcerpt(text, column) : excerpt(text, mark, sensitive().has(line));
    return {
      file: source.name,
      line: line + 1,
      column: column + 1,
      length: part === "secret" ? "<secret>".length : mark.length,
      ...(shown === undefined ? {} : { sourceLine: shown }),
    };
  }

  function isNearSecret(line: number): boolean {
    return Array.from({ length: 2 * near + 1 }, (_, index) => line - near + index).some((other) =>
      sensitive().has(other),
    );
  }

  return {
    isSensitive: (line) => sensitive().has(line - 1),
    at: (offset, length, isKey = false) => {
      const { sourceLine, ...place } = at(offset, length, isKey ? "key" : "value");
      return sourceLine === undefined || (!isKey && isNearSecret(place.line - 1)) ? place : { ...place, sourceLine };
    },
    of: (path, part) => {
      const { range, isKey } = rangeOf(root(), path, part);
      const marksKey = part !== "secret" && isKey;
      return at(range[0], range[1] - range[0], marksKey ? "key" : part === "secret" ? "secret" : "value");
    },
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function lineStarts(lines: readonly string[]): readonly number[] {
  const starts: number[] = [];
  let start = 0;
  for (const line of lines) {
    starts.push(start);
    start += line.length + 1;
  }
  return starts;
}

function lineOf(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

interface Found {
  readonly range: readonly [number, number];
  readonly isKey: boolean;
}

/** A mapping is marked by its key, not by its many lines: it has no better place. */
function rangeOf(root: unknown, path: Path, part: MarkedPart): Found {
  let node: unknown = root;
  let key: unknown;
  for (const step of path) {
    const next = child(node, step);
    if (next === undefined) return found(key, node, part === "secret" ? "value" : part);
    ({ key, node } = next);
  }
  return found(key, node, part);
}

function child(node: unknown, step: string | number): { key: unknown; node: unknown } | undefined {
  if (isSeq(node) && typeof step === "number") return { key: undefined, node: node.items[step] };
  if (!isMap(node)) return undefined;
  const pair: Pair | undefined = node.items.find(
    (item) => isScalar(item.key) && String(item.key.source ?? item.key.value) === String(step),
  );
  return pair === undefined ? undefined : { key: pair.key, node: pair.value };
}

function found(key: unknown, node: unknown, part: MarkedPart): Found {
  const keyRange = rangeOfNode(key);
  const valueRange = rangeOfNode(node);
  const usesKey = keyRange !== undefined && (part === "key" || isMap(node) || valueRange === undefined);
  if (usesKey && part !== "secret") return { range: keyRange, isKey: true };
  return { range: valueRange ?? keyRange ?? [0, 1], isKey: false };
}

function rangeOfNode(node: unknown): readonly [number, number] | undefined {
  const range = (node as Node | null | undefined)?.range;
  return range === null || range === undefined ? undefined : [range[0], range[1]];
}
