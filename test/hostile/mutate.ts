import type { Draw } from "../../src/simulation/seeds/draw.ts";

/** `MUTATIONS=10000`: how many inputs of all kinds together; a slice of them by default. */
export const mutations: number = Number(process.env["MUTATIONS"] ?? 1000);

export function chosen<T>(draw: Draw, from: readonly T[]): T {
  const one = from[draw(from.length)];
  if (one === undefined) throw new Error("there is nothing to choose from");
  return one;
}

/** What slips of the hand, bad merges, other programs and attackers leave in a text. */
const texts: readonly string[] = [
  "\u0000", "\u001b[31m", "\u202e", "\ufeff", "\u2028", "\ud800", "\t", "\r\n", "\n", "\n\n", " ", "  ",
  "{", "}", "[", "]", ":", ": ", "- ", ",", '"', "'", "`", "#", "&a ", "*a", "!!binary ", "<<: *a\n", "---\n", "...\n",
  "|\n", ">\n", "? ", "%YAML 1.1\n", "~", "null", "true", "-1", "1e999", "9007199254740993", "0x10", "NaN", "1979-05-27",
  "__proto__", "__proto__: { a: 1 }\n", "constructor", "toString", "hasOwnProperty", "=======\n<<<<<<< HEAD\n",
  "é", "漢", "🙂", "[".repeat(2000), "{a: ".repeat(2000), "x".repeat(5000), "../../etc/passwd", "$(id)", "${HOME}",
]; // biome-ignore format: a list

/** One to four edits of a text. */
export function mutatedText(draw: Draw, text: string): string {
  let left = text;
  for (let edits = 1 + draw(4); edits > 0; edits -= 1) left = edited(draw, left);
  return left;
}

function edited(draw: Draw, text: string): string {
  const at = draw(text.length + 1);
  const size = 1 + draw(chosen(draw, [2, 8, 60]));
  const [before, part, behind] = [text.slice(0, at), text.slice(at, at + size), text.slice(at + size)];
  const lines = text.split("\n");
  const line = draw(lines.length);
  switch (draw(8)) {
    case 0:
      return before + behind;
    case 1:
      return before + part + part + behind;
    case 2:
      return before;
    case 3:
      return lines.toSpliced(line, 1).join("\n");
    case 4:
      return lines.toSpliced(line, 0, lines[draw(lines.length)] ?? "").join("\n");
    case 5:
      return before + chosen(draw, texts) + behind;
    case 6:
      return text.replaceAll(/[\w.-]+/g, (word, offset: number) =>
        offset >= at && offset < at + size ? chosen(draw, texts) : word,
      );
    default:
      return before + chosen(draw, texts) + part + behind;
  }
}

/** One to three bytes flipped, lost, doubled, cut off or written over. */
export function mutatedBytes(draw: Draw, bytes: Uint8Array): Uint8Array {
  let left = bytes;
  for (let edits = 1 + draw(3); edits > 0; edits -= 1) {
    const at = draw(left.length + 1);
    const size = 1 + draw(chosen(draw, [1, 4, 200]));
    const [before, part, behind] = [left.subarray(0, at), left.subarray(at, at + size), left.subarray(at + size)];
    const pieces = [
      [before, part.map((byte) => byte ^ (1 << draw(8))), behind],
      [before, behind],
      [before, part, part, behind],
      [before],
      [before, new Uint8Array(part.length), behind],
      [before, new TextEncoder().encode(chosen(draw, texts)), part, behind],
      [before, new TextEncoder().encode("\n"), part, behind],
    ];
    left = new Uint8Array(Buffer.concat(chosen(draw, pieces)));
  }
  return left;
}

const values: readonly unknown[] = [
  null, true, 7.5, -1, 1e300, 2 ** 53 + 2, "", "text", "2026-02-30T00:00:00Z", "9999-99-99T99:99:99Z", "\u001b[2J", "sha256:0",
  [], {}, [[]], [null], { a: { b: 1 } }, JSON.parse('{"__proto__":{"polluted":1}}'), { constructor: 1, toString: 2 }, Array(2000).fill(0),
]; // biome-ignore format: a list

/** A value in some place of a JSON tree is another, is gone, or is there under a name of its own. */
export function mutatedJson(draw: Draw, value: unknown): unknown {
  if (typeof value !== "object" || value === null || draw(12) === 0) return chosen(draw, values);
  if (Array.isArray(value)) {
    const at = draw(value.length + 1);
    if (at === value.length) return [...value, chosen(draw, values)];
    return draw(8) === 0 ? value.toSpliced(at, 1 + draw(2)) : value.toSpliced(at, 1, mutatedJson(draw, value[at]));
  }
  const entries = Object.entries(value);
  const at = draw(entries.length + 1);
  const [key, part] = entries[at] ?? [chosen(draw, ["__proto__", "constructor", "surprise", ""]), undefined];
  if (part === undefined) return Object.fromEntries([...entries, [key, chosen(draw, values)]]);
  const change = draw(8);
  if (change === 0) return Object.fromEntries(entries.toSpliced(at, 1));
  if (change === 1) return Object.fromEntries(entries.toSpliced(at, 1, [`${key}\u0000`, part]));
  return Object.fromEntries(entries.toSpliced(at, 1, [key, mutatedJson(draw, part)]));
}
