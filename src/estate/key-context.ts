import { nearest } from "./nearest.ts";
import type { Path } from "./places.ts";
import type { Report, TargetType } from "./target-type.ts";

/** What the readers of the keys that all types share get. */
export interface KeyContext {
  readonly type: TargetType;
  /** The file that the target stands in. */
  readonly file: string;
  readonly report: Report;
}

/** Reports a word that is none of those the type knows, with the nearest of them. */
export function checkWord(
  word: string,
  known: readonly string[],
  see: { readonly path: Path; readonly what: string; readonly report: Report },
): void {
  if (known.includes(word)) return;
  const meant = nearest(word, known);
  const others = known.length === 0 ? "remove it: this type has none" : `one of ${known.join(", ")}`;
  see.report({
    code: "InvalidValue",
    path: see.path,
    what: `${see.what} ${JSON.stringify(word)}`,
    hint: meant === undefined ? others : `did you mean ${meant}?`,
  });
}

/** Reports each value of a list's `part` that stands above it already; undefined ones are not compared. */
export function checkUnique(
  values: readonly (string | undefined)[],
  see: { readonly key: string; readonly part: string; readonly report: Report },
): void {
  for (const [index, value] of values.entries()) {
    if (value === undefined || values.indexOf(value) === index) continue;
    see.report({
      code: "DuplicateName",
      path: [see.key, index, see.part],
      what: `${JSON.stringify(value)} stands above already`,
      hint: `each ${see.part} of \`${see.key}\` once`,
    });
  }
}
