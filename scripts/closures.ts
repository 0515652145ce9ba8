import { execFile } from "node:child_process";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import pLimit from "p-limit";
import { isCell, profileNames, startNames } from "../test/closures/cells.ts";
import type { Closed, Lost } from "../test/closures/close-ca.ts";

/**
 * `npm run closures -- [PROFILE…] [START…]`: the rotation of the CA on every release, from every start, killed or without
 * power at every event, any number of times. Prints a table; exit 1 where a figure that must be 0 is not.
 */
type Row = Closed & { readonly profile: string; readonly start: string; readonly lost: Lost; readonly seconds: number };

const run = promisify(execFile);
const cell = fileURLToPath(new URL("../test/closures/cell.ts", import.meta.url));
const columns = ["profile", "start", "states", "resumes", "seconds"] as const;
const zeros = ["duplicates", "broken", "falseStops", "otherEnds"] as const;
const header = [...columns, ...zeros, "lost state: same", "again", "blocked", "unseen", "other"];

async function rowOf(profile: string, start: string): Promise<Row | string> {
  try {
    const { stdout } = await run(process.execPath, ["--import", "tsx", cell, profile, start], { maxBuffer: 1e8 });
    return JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as Row;
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return text.split("\n").find((line) => /^\w*Error/.test(line)) ?? text;
  }
}

function cellsOf(row: Row): readonly string[] {
  const { same, again, blocked, unseen, otherEnds } = row.lost;
  return [...columns, ...zeros]
    .map((name) => String(row[name]))
    .concat([same, again, blocked, unseen, otherEnds].map(String));
}

function line(cells: readonly string[]): string {
  return cells.map((text, index) => text.padEnd(Math.max(7, header[index]?.length ?? 0))).join("  ");
}

const wanted = new Set(process.argv.slice(2));
const isWanted = (name: string, among: readonly string[]): boolean =>
  !among.some((one) => wanted.has(one)) || wanted.has(name);
const chosen = profileNames
  .filter((profile) => isWanted(profile, profileNames))
  .flatMap((profile) =>
    startNames
      .filter((start) => isWanted(start, startNames) && isCell(profile, start))
      .map((start) => ({ profile, start })),
  );

console.log(line(header));
const began = Date.now();
const limit = pLimit(availableParallelism());
const rows = await Promise.all(
  chosen.map(({ profile, start }) =>
    limit(async () => {
      const row = await rowOf(profile, start);
      console.log(typeof row === "string" ? `${profile} ${start}: ${row}` : line(cellsOf(row)));
      return row;
    }),
  ),
);
const whole = rows.filter((row) => typeof row !== "string");
const sum = (of: (row: Row) => number): number => whole.reduce((total, row) => total + of(row), 0);
const bad = sum((row) => row.duplicates + row.broken + row.falseStops + row.otherEnds + row.lost.otherEnds);
const failed = rows.length - whole.length;
console.log(
  `${whole.length} closures, ${sum((row) => row.states)} states, ${sum((row) => row.resumes)} resumes, ${sum((row) => row.events)} events in ${Math.round((Date.now() - began) / 1000)} s; ${failed} failed, ${bad} figures that must be 0 and are not`,
);
process.exitCode = failed + bad === 0 ? 0 : 1;
