import type { Instant } from "../time/instant.ts";

/** Colours add, they never carry meaning alone. Each function gets plain text of one line. */
export interface Palette {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly green: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly cyan: (text: string) => string;
}

const asItIs = (text: string): string => text;

/** No colour at all: pipes, files, golden tests. */
export const plainPalette: Palette = {
  bold: asItIs,
  dim: asItIs,
  red: asItIs,
  green: asItIs,
  yellow: asItIs,
  cyan: asItIs,
};

/** How text is to look. */
export interface Style {
  readonly now: Instant;
  /** In columns. */
  readonly width: number;
  readonly palette: Palette;
  /** `ascii`: nothing but ASCII is printed, whatever the names are. */
  readonly symbols: "unicode" | "ascii";
  /** Flags to repeat in every command that is suggested: ` -f prod.yaml`, with its leading space, or "". */
  readonly flags: string;
  /** Everything that is otherwise folded. */
  readonly verbose: boolean;
}

/** The few signs beyond ASCII that certplan prints itself. */
export const signs = {
  due: "●",
  same: "○",
  look: "!",
  bad: "✗",
  refused: "⊘",
  passed: "✓",
  unknown: "?",
  bar: "│",
} as const;

const asciiOf: Readonly<Record<string, string>> = {
  "●": "*",
  "○": "o",
  "✗": "x",
  "⊘": "#",
  "✓": "+",
  "│": "|",
  "→": "->",
  "…": "..",
};

/** Makes text ASCII where the style asks for it; letters that have no ASCII form show their number. */
export function spelled(text: string, style: Pick<Style, "symbols">): string {
  if (style.symbols === "unicode") return text;
  return text.replace(
    /[^ -~]/gu,
    (character) => asciiOf[character] ?? `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}
