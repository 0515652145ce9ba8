import { clip } from "./lines.ts";
import { safe } from "./words.ts";

const plainWord = /^["'(]*[\p{L}\d][\p{L}\d%…'-]*(?:(?<=\d):\d{2})*[.,;:!?)"']*$/u;
const sign = /^(→|…|–)$/u;
/** Words that a Git host turns into links: commit ids, `GH-26`, ticket numbers. */
const linked = /^["'(]*([\da-f]{7,}|[a-z]+-\d+)[.,;:!?)"']*$/iu;

/**
 * A sentence that may hold text from outside, as Markdown that renders as exactly these words. Every word that could be
 * read as markup, HTML, a link, a mention or a reference stands in a code span: there nothing is interpreted, also not
 * by what Git hosts do after rendering. Not for the beginning of a line, where a number could begin a list.
 */
export function markdownText(text: string, maximum = 400): string {
  return clip(safe(text), maximum)
    .split(" ")
    .map((word) => {
      if (word === "" || sign.test(word)) return word;
      return plainWord.test(word) && !linked.test(word) ? word : codeWord(word);
    })
    .join(" ");
}

/** Keeps the punctuation around a word out of its code span: it reads better. Brackets of its own stay inside. */
function codeWord(word: string): string {
  const [, before = "", body = word, after = ""] = /^(\(?)([^()]+?)(\)?[.,;:]?)$/u.exec(word) ?? [];
  return before + code(body) + after;
}

/** One code span, also in a table: bars show their number, backticks get a longer fence. */
export function code(text: string, maximum = 200): string {
  const shown = clip(safe(text), maximum).replaceAll("|", "\\u{7c}");
  const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map((run) => run.length));
  if (longest === 0) return shown.trim() === "" ? "` `" : `\`${shown}\``;
  const fence = "`".repeat(longest + 1);
  return `${fence} ${shown} ${fence}`;
}

export function tableRow(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

export function tableHead(cells: readonly string[]): readonly string[] {
  return [tableRow(cells), `|${"---|".repeat(cells.length)}`];
}

/** A folded section. `summary` is our own text: it is not escaped here. */
export function folded(summary: string, body: string): string {
  return `<details><summary>${summary}</summary>\n\n${body}\n\n</details>`;
}

/** As many items as fit into `budget` characters, in their order, and how many did not. Lengths include a line feed each. */
export function fitting(
  items: readonly string[],
  budget: number,
): { readonly kept: readonly string[]; readonly left: number } {
  let used = 0;
  let kept = 0;
  for (const item of items) {
    used += item.length + 2;
    if (used > budget) break;
    kept += 1;
  }
  return { kept: items.slice(0, kept), left: items.length - kept };
}
