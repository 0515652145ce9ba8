/** Words of keys whose values may be secrets, misspelt ones (`pasword`) included. */
const secretWord = /pas|word|secr|token|pwd|cred|unlock|phrase|\bkey\b|private/i;

/** The value begins on the next line: nothing behind the colon, or the sign of a block of text. */
const valueBelow = /[:|>][-+\d]*\s*$/;

/** What is left of a user name and password before a host when the `@` is lost: a colon with no port behind it. */
const torn = /:\/\/[^/\s]*:(?!\d{1,5}(?:[/\s"',}]|$))/;

/** A user name and password before a host. */
function hasUserInformation(text: string): boolean {
  const colon = text.indexOf(":");
  return (colon !== -1 && text.includes("@", colon)) || torn.test(text);
}

/** Whether a value at this path of keys may be a secret, so that no message shows it. */
export function isSensitivePath(path: readonly (string | number)[]): boolean {
  return path.some((key) => typeof key === "string" && secretWord.test(key));
}

/** Whether a text out of the file may hold a secret, as one may that a forgotten quote made of several lines. */
export function isSensitiveText(text: string): boolean {
  return text.includes("@") || torn.test(text) || secretWord.test(text);
}

/**
 * Indexes of the lines of a YAML text that may hold a secret: lines with such a word, all lines below that are indented
 * deeper, and the first line below in any case where the value does not stand beside the word. Found without parsing, so
 * that it also holds for a text that is not YAML.
 */
export function sensitiveLines(lines: readonly string[]): ReadonlySet<number> {
  const found = new Set<number>();
  let under: number | undefined;
  let awaitsValue = false;
  for (const [index, line] of lines.entries()) {
    const indent = line.search(/[^\s-]/);
    if (under !== undefined && indent !== -1 && indent <= under) under = undefined;
    if (secretWord.test(line)) under ??= Math.max(0, indent);
    if (under !== undefined || awaitsValue || hasUserInformation(line)) found.add(index);
    if (line.trim() !== "") awaitsValue = secretWord.test(line) && valueBelow.test(line);
  }
  return found;
}

export interface Mark {
  /** Counts from 0. */
  readonly column: number;
  readonly length: number;
  /** A key may be shown anywhere; other text only where no secret can be. */
  readonly isKey: boolean;
}

/** The line with its marked part as it may be shown; undefined if it must not be. */
export function excerpt(line: string, mark: Mark, sensitive: boolean): string | undefined {
  if (!sensitive) return line;
  const marked = line.slice(mark.column, mark.column + mark.length);
  return mark.isKey && /^[\w.-]{1,40}$/.test(marked) ? blankUntil(line, mark.column) + marked : undefined;
}

/** `<secret>` in the place of what stands there. */
export function secretExcerpt(line: string, column: number): string {
  return `${blankUntil(line, column)}<secret>`;
}

function blankUntil(line: string, column: number): string {
  return line.slice(0, column).replace(/[^\t]/g, " ");
}
