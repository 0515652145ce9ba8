/** Literals, numbers and strings of RFC 8259, and white space. */
const space = /[ \t\n\r]*/y;
const scalar =
  // oxlint-disable-next-line no-control-regex -- RFC 8259 forbids them in strings
  /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;

/** So far a fault is looked for: a fraction of a second. */
const furthest = 2_000_000;

/**
 * Where a text stops being JSON, in UTF-16 units: its length where the end is missing, at most 2,000,000 where the fault
 * is behind that; undefined for JSON.
 */
export function jsonFaultAt(text: string): number | undefined {
  const open: string[] = [];
  let wants: Wants = "value";
  let at = after(space, text, 0);
  while (at < text.length || open.length > 0 || wants !== "next") {
    if (at > furthest) return furthest;
    const step = stepAt(text, at, wants, open);
    if (step.wants === undefined) return step.at;
    wants = step.wants;
    at = after(space, text, step.at);
  }
  return undefined;
}

type Wants = "value" | "value-or-end" | "key" | "key-or-end" | "next";

/** What may come behind the next token, and where; without it, where the fault is. `open` holds the brackets that are open. */
function stepAt(
  text: string,
  at: number,
  wants: Wants,
  open: string[],
): { readonly at: number; readonly wants?: Wants } {
  const sign = text[at] ?? "";
  const inside = open.at(-1);
  const ends = inside !== undefined && sign === (inside === "{" ? "}" : "]");
  if (ends && (wants === "next" || wants.endsWith("-or-end"))) {
    open.pop();
    return { at: at + 1, wants: "next" };
  }
  if (wants === "next") {
    if (sign !== "," || inside === undefined) return { at };
    return { at: at + 1, wants: inside === "{" ? "key" : "value" };
  }
  if (wants.startsWith("key")) {
    const colon = sign === '"' ? after(space, text, after(scalar, text, at)) : at;
    return colon === at || text[colon] !== ":" ? { at: colon } : { at: colon + 1, wants: "value" };
  }
  if (sign === "{" || sign === "[") {
    open.push(sign);
    return { at: at + 1, wants: sign === "{" ? "key-or-end" : "value-or-end" };
  }
  const end = after(scalar, text, at);
  return end === at ? { at } : { at: end, wants: "next" };
}

/** A sticky pattern matches at its `lastIndex` or not at all. */
function after(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.test(text) ? pattern.lastIndex : from;
}
