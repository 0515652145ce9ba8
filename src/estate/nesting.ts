/** Deepest nesting that is read. Beyond about 800 levels the YAML library exhausts the stack, which can end the process. */
const deepest = 100;

/**
 * Where a YAML text nests deeper than 100 levels; undefined if nowhere. It reads no YAML: it bounds the depth from
 * indentation, `- ` and `? ` at the start of lines, and brackets outside quotes and comments, so that a hostile text
 * is refused before it is parsed.
 */
export function tooDeepAt(text: string): number | undefined {
  const indents: number[] = [];
  let brackets = 0;
  let lineStart = 0;
  for (const line of text.split("\n")) {
    const start = pushIndents(line, indents);
    brackets = countBrackets(line, start, brackets);
    if (indents.length + brackets > deepest) return lineStart + Math.min(start, line.length);
    lineStart += line.length + 1;
  }
  return undefined;
}

/** Adds the columns at which the line opens blocks; answers the column where its content begins. */
function pushIndents(line: string, indents: number[]): number {
  let column = contentAt(line, 0);
  if (column === line.length || line[column] === "#") return line.length;
  while ((indents.at(-1) ?? -1) >= column) indents.pop();
  indents.push(column);
  while (/[-?:]/.test(line[column] ?? "") && /[ \t\r]/.test(line[column + 1] ?? "")) {
    column = contentAt(line, column + 1);
    indents.push(column);
  }
  return column;
}

function contentAt(line: string, from: number): number {
  let column = from;
  while (column < line.length && /[ \t\r]/.test(line[column] ?? "")) column += 1;
  return column;
}

/** Brackets open at the end of the line. Quotes hide them only if they begin where a value can begin. */
function countBrackets(line: string, from: number, open: number): number {
  if (open === 0 && !/[[{]/.test(line)) return 0;
  let depth = open;
  for (let at = from; at < line.length; at += 1) {
    const character = line[at] ?? "";
    const startsValue = at === from || /[\s[{,:]/.test(line[at - 1] ?? "");
    if (character === "#" && startsValue) return depth;
    if (startsValue && (character === '"' || character === "'")) at = closingQuote(line, at);
    else if (startsValue && (character === "[" || character === "{")) depth += 1;
    else if (character === "]" || character === "}") depth = Math.max(0, depth - 1);
  }
  return depth;
}

function closingQuote(line: string, opening: number): number {
  const quote = line[opening];
  for (let at = opening + 1; at < line.length; at += 1) {
    if (quote === '"' && line[at] === "\\") at += 1;
    else if (line[at] === quote) return at;
  }
  return line.length;
}
