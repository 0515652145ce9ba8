import { plainPalette, type Style } from "../../src/report/index.ts";
import { goldenNow } from "./plan.ts";

/** How golden files look: no colour, 100 columns with the signs of Unicode. */
export function aStyle(parts: Partial<Style> = {}): Style {
  return { now: goldenNow, width: 100, palette: plainPalette, symbols: "unicode", flags: "", verbose: false, ...parts };
}

/** The two forms in which every text is looked at. */
export const looks: readonly (readonly [name: string, style: Style])[] = [
  ["100-unicode", aStyle()],
  ["60-ascii", aStyle({ width: 60, symbols: "ascii" })],
];
