import { columns, pad, wrap } from "./lines.ts";
import { type Style, spelled } from "./style.ts";

export type Paint = (text: string) => string;

const labelColumns = 11;
const asItIs: Paint = (text) => text;

/** Lines of text under construction: the one place that knows the width, the symbols and the colours. */
export interface Page {
  /** `lead` and a wrapped text; following lines hang under the text. Only `lead` is painted by `paintLead`. */
  say(lead: string, text: string, paintLead?: Paint, paint?: Paint): void;
  /** A row of a block: its label in a column of its own, or "" under the row before. */
  row(label: string, text: string, paint?: Paint): void;
  /** A line that is never wrapped: a command to copy. */
  exact(text: string, paint?: Paint): void;
  blank(): void;
  text(): string;
}

/** An empty page. Its text ends with a line feed. */
export function page(style: Style): Page {
  const lines: string[] = [];
  const say = (lead: string, text: string, paintLead: Paint = asItIs, paint: Paint = asItIs): void => {
    const spelledLead = spelled(lead, style);
    const indent = Math.min(columns(spelledLead), Math.floor(style.width / 2));
    const wrapped = wrap(spelled(text, style), Math.max(20, style.width - indent));
    for (const [index, line] of wrapped.entries()) {
      const start = index === 0 ? paintLead(spelledLead) : " ".repeat(indent);
      lines.push(`${start}${line === "" ? "" : paint(line)}`.trimEnd());
    }
  };
  return {
    say,
    row: (label, text, paint) =>
      say(label === "" ? " ".repeat(labelColumns) : pad(`  ${label}`, labelColumns), text, style.palette.dim, paint),
    exact: (text, paint = asItIs) => {
      lines.push(paint(spelled(text, style)));
    },
    blank: () => {
      if (lines.length > 0 && lines.at(-1) !== "") lines.push("");
    },
    text: () => `${lines.join("\n").trimEnd()}\n`,
  };
}
