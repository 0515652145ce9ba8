import process from "node:process";
import { sumOf, type Tally } from "./tally.ts";

/** Tells how far it is, on standard error: at each tenth, and on a terminal each second. */
export function progressLines(seeds: number): (done: number, elapsedMs: number) => void {
  const { isTTY } = process.stderr;
  let [tenth, told] = [0, 0];
  return (done, elapsedMs) => {
    const now = Math.floor((10 * done) / seeds);
    if (now === tenth && !(isTTY && elapsedMs - told > 1000)) return;
    [tenth, told] = [now, elapsedMs];
    const line = `${done} of ${seeds} seeds, ${(elapsedMs / 1000).toFixed(0)} s`;
    process.stderr.write(isTTY ? `\r${line} ` : `${line}\n`);
    if (isTTY && done === seeds) process.stderr.write("\n");
  };
}

interface Spent {
  readonly parts: number;
  readonly seconds: { readonly wall: number; readonly cpu: number };
}

/** Columns of the table, each with how its figure comes about. */
const columns: readonly (readonly [string, (tally: Tally) => number])[] = [
  ["seeds", ({ seeds }) => seeds],
  ["applies", ({ applies }) => applies],
  ["events", ({ allEvents }) => allEvents],
  ["kills", counting("kill")],
  ["power losses", counting("power")],
  ["faults", counting("fault")],
  ["disk faults", counting("disk")],
  ["other", ({ situations }) => others.reduce((sum, name) => sum + (situations.get(name) ?? 0), 0)],
  ["situations", ({ situations }) => situations.size],
  ["broken", ({ broken }) => broken],
];
const others: readonly string[] = ["stop", "applier", "reader", "stall", "clock", "actor"];

function counting(name: string): (tally: Tally) => number {
  return ({ situations }) => situations.get(name) ?? 0;
}

/** One line for each target, the sum, how often each situation occurred, and what it cost. */
export function summaryOf(tallies: ReadonlyMap<string, Tally>, { parts, seconds }: Spent): readonly string[] {
  const sum = sumOf([...tallies.values()]);
  const rows = [...tallies, ["all", sum] as const].map(([name, tally]) => [
    name,
    ...columns.map(([, figure]) => String(figure(tally))),
  ]);
  const cpu = `${seconds.cpu.toFixed(1)} CPU seconds (user and system) in ${parts} process${parts === 1 ? "" : "es"}`;
  const wall = `${seconds.wall.toFixed(1)} s by the clock`;
  const perSeed = `${((1000 * seconds.cpu) / Math.max(1, sum.seeds)).toFixed(0)} ms of CPU a seed`;
  return [
    ...aligned([["target", ...columns.map(([name]) => name)], ...rows]),
    "",
    ...counted(sum.situations),
    "",
    `${cpu}, ${wall}, ${perSeed}, Node.js ${process.versions.node}`,
  ];
}

/** How often each has occurred, the rarest first. */
function counted(situations: ReadonlyMap<string, number>): readonly string[] {
  const rarest = [...situations].toSorted((left, right) => left[1] - right[1] || (left[0] < right[0] ? -1 : 1));
  return rarest.map(([name, count]) => `${String(count).padStart(9)}  ${name}`);
}

function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_cell, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join("  "),
  );
}
