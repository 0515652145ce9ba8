import type { CertplanError, Place } from "../messages/error.ts";
import { columns } from "./lines.ts";
import { withFlags } from "./next.ts";
import { type Page, page } from "./page.ts";
import { type Style, signs } from "./style.ts";
import { prose, safe } from "./words.ts";

/** What an error looks like on stderr: code and place, the line with a caret under it, one next action. */
export function errorText(error: CertplanError, style: Style): string {
  const out = page(style);
  const { palette } = style;
  const place =
    error.where === undefined ? "" : `  ${safe(error.where.file)}:${error.where.line}:${error.where.column}`;
  const marked =
    error.where?.sourceLine === undefined ? undefined : markedLine(error.where, error.where.sourceLine, style);
  const message = prose(error.message);
  out.exact(`error ${error.code}${place}`, palette.red);
  if (marked !== undefined) {
    out.exact(marked.line);
    const fits = columns(marked.caret) + 1 + columns(message) <= style.width;
    out.exact(fits ? `${marked.caret} ${message}` : marked.caret);
    if (!fits) out.say("  ", message);
  } else out.say("  ", message);
  const hint = error.hint ?? `certplan explain ${error.code}`;
  for (const line of hint.split("\n")) hintLine(withFlags(prose(line), style.flags), style, out);
  return out.text();
}

/** A command in a hint is never wrapped: it is there to be copied. */
function hintLine(line: string, style: Style, out: Page): void {
  const [, words = "", command = ""] = /^(.*?)(certplan .*)?$/.exec(line) ?? [];
  if (command === "" || columns(line) + 2 <= style.width) {
    out.say("  ", line, undefined, style.palette.cyan);
    return;
  }
  if (words !== "") out.say("  ", words, undefined, style.palette.cyan);
  out.exact(`  ${command}`, style.palette.cyan);
}

/**
 * The line that an error is about and the mark under it. Long lines are cut around the mark. Columns of a place count
 * UTF-16 units, as editors do.
 */
function markedLine(where: Place, text: string, style: Style): { readonly line: string; readonly caret: string } {
  const lead = `  ${where.line} ${signs.bar} `;
  const room = Math.max(20, style.width - lead.length);
  const start = where.column - 1;
  const from = start + (where.length ?? 1) <= room ? 0 : Math.max(0, start - Math.floor(room / 3));
  const before = columns(lead) + columns(safe(text.slice(from, start)));
  const length = Math.max(1, Math.min(where.length ?? 1, style.width - before));
  return { line: `${lead}${safe(text.slice(from, from + room))}`, caret: " ".repeat(before) + "^".repeat(length) };
}

/** A throw that is not a CertplanError: our fault. `stack` only where the user asked for it. */
export function defectText(message: string, stack: string | undefined, style: Style): string {
  const out = page(style);
  out.say("", `a defect in certplan: ${safe(message)}`, undefined, style.palette.red);
  for (const line of stack?.split("\n").slice(1) ?? []) out.say("  ", safe(line.trim()), undefined, style.palette.dim);
  out.say("  ", stack === undefined ? "Run it again with --verbose and report what it prints." : "Please report this.");
  return out.text();
}
