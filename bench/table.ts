import type { Figure } from "./figure.ts";

const heads: readonly [string, string, string, string] = ["what", "figure", "bar", ""];

/** The figures in aligned columns, for a terminal. */
export function textTable(figures: readonly Figure[]): string {
  const rows = [heads, ...figures.map(cells)];
  const widths = heads.map((_head, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd();
  return rows.map((row) => `${line(row)}\n`).join("");
}

/** The figures as a Markdown table. */
export function markdownTable(figures: readonly Figure[]): string {
  const line = (row: readonly string[]): string => `| ${row.join(" | ")} |\n`;
  return [heads, heads.map(() => "---"), ...figures.map(cells)].map(line).join("");
}

function cells({ what, figure, bar = "", met }: Figure): readonly string[] {
  return [what, figure, bar, met === undefined ? "" : met ? "PASS" : "MISS"];
}
