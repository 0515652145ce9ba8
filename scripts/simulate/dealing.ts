import { fork } from "node:child_process";
import process from "node:process";
import type { SeedResult } from "./tally.ts";

/** What a process that works on a part of the seeds says. */
export type Said = { readonly result: SeedResult } | { readonly cpuSeconds: number };

/**
 * Begins this program once more for each part, `--part K/N` beside the same arguments, and tells each result as it
 * comes. Answers the CPU seconds that they have used. Throws if one of them does not come to its end.
 */
export async function dealOut(parts: number, told: (result: SeedResult) => void): Promise<number> {
  const numbers = Array.from({ length: parts }, (_one, index) => index);
  const spent = await Promise.all(numbers.map((number) => workOn(`${number}/${parts}`, told)));
  return spent.reduce((sum, seconds) => sum + seconds, 0);
}

function workOn(part: string, told: (result: SeedResult) => void): Promise<number> {
  const [script = "", ...argv] = process.argv.slice(1);
  const child = fork(script, [...argv, "--part", part]);
  let cpuSeconds: number | undefined;
  child.on("message", (said: Said) => {
    if ("result" in said) told(said.result);
    else cpuSeconds = said.cpuSeconds;
  });
  return new Promise((resolve, reject) => {
    child.on("exit", (code, signal) => {
      if (cpuSeconds === undefined) reject(new Error(`part ${part} ended early: ${signal ?? code}`));
      else resolve(cpuSeconds);
    });
  });
}

/** To the process that has begun this one. */
export function say(said: Said): void {
  process.send?.(said);
}

/** User and system time of this process, in seconds. */
export function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000_000;
}
