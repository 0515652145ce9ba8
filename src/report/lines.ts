/** Columns that a text takes on a terminal: two for East Asian wide characters and emoji, none for combining marks. */
export function columns(text: string): number {
  if (/^[\u0020-\u007e]*$/.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += columnsOf(character);
  return width;
}

const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

function columnsOf(character: string): number {
  const point = character.codePointAt(0) ?? 0;
  if (point < 0x300 || (point >= 0x2010 && point < 0x2e80)) return 1;
  if (/\p{Mn}|\p{Me}/u.test(character)) return 0;
  return wide.test(character) ? 2 : 1;
}

/** Pads with spaces to `width` columns; a longer text stays whole. */
export function pad(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - columns(text)));
}

/** Cuts a text to `width` columns, with an ellipsis for what is gone. */
export function clip(text: string, width: number): string {
  if (columns(text) <= width) return text;
  let kept = "";
  let used = 0;
  for (const character of text) {
    used += columnsOf(character);
    if (used > width - 1) break;
    kept += character;
  }
  return `${kept}…`;
}

/** Where a line may end: at a space, but not between a number and its unit (`50 min`). */
const breaks = /(?<=\S)(?=\s)(?!(?<=\d)\s(?:s|min|h|days?)\b)/;

/**
 * Breaks a text at spaces into lines of at most `width` columns. A word that is longer than a line (a digest, a path)
 * stays whole on a line of its own, so that it can be copied. Spaces inside a line are kept.
 */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const part of text.split(breaks)) {
    if (line.trim() !== "" && columns(line) + columns(part) > width) {
      lines.push(line);
      line = part.trimStart();
    } else line += part;
  }
  lines.push(line);
  return lines;
}
