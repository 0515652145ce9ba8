import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ProgressEvent } from "../../src/messages/events.ts";
import type { Moment } from "./moments.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const preload = fileURLToPath(new URL("./preload.mjs", import.meta.url));

/** The program as it is packed: compiled, beside its package.json. */
export interface Program {
  readonly folder: string;
  readonly main: string;
  readonly remove: () => void;
}

export function buildProgram(): Program {
  const folder = mkdtempSync(join(tmpdir(), "certplan-built-"));
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  execFileSync(
    process.execPath,
    [compiler, "-p", join(root, "tsconfig.build.json"), "--outDir", join(folder, "dist")],
    {
      stdio: ["ignore", "inherit", "inherit"],
    },
  );
  copyFileSync(join(root, "package.json"), join(folder, "package.json"));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  return { folder, main: join(folder, "dist/cli/main.js"), remove: () => rmSync(folder, { recursive: true }) };
}

export interface Ended {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
  /** Of `--format jsonl`, as far as they were printed. */
  readonly events: readonly ProgressEvent[];
}

export interface Running {
  readonly pid: number;
  readonly ended: Promise<Ended>;
  readonly kill: (signal: NodeJS.Signals) => void;
  /** Settles once this text has been printed on stdout or stderr; rejects if the process ends without it. */
  readonly printed: (text: string) => Promise<void>;
}

/** Starts `certplan ARGV` in a directory as a process of its own, with next to no environment. */
export function start(program: Program, directory: string, argv: readonly string[], dies?: Moment): Running {
  const hook = dies === undefined ? [] : ["--import", preload];
  const point = dies === undefined ? {} : { CRASH_POINT: JSON.stringify(dies) };
  const child = spawn(process.execPath, [...hook, program.main, ...argv], {
    cwd: directory,
    env: {
      PATH: process.env["PATH"],
      CERTPLAN_POLL: "50ms",
      CERTPLAN_ARRIVES_WITHIN: "1s",
      CERTPLAN_PARALLELISM: "1",
      ...point,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const text = { out: "", err: "" };
  const listeners = new Set<() => void>();
  const hear = (stream: "out" | "err") => (part: string) => {
    text[stream] += part;
    for (const listener of listeners) listener();
  };
  child.stdout.setEncoding("utf8").on("data", hear("out"));
  child.stderr.setEncoding("utf8").on("data", hear("err"));
  const ended = whenEnded(child).then(({ exitCode, signal }) => ({
    exitCode,
    signal,
    ...text,
    events: eventsIn(text.out),
  }));
  return {
    pid: child.pid ?? 0,
    ended,
    kill: (signal) => child.kill(signal),
    printed: (wanted) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (!`${text.out}\n${text.err}`.includes(wanted)) return;
          listeners.delete(look);
          resolve();
        };
        listeners.add(look);
        look();
        void ended.then(() => reject(new Error(`ended without printing ${wanted}: ${text.out}${text.err}`)));
      }),
  };
}

/** Runs `certplan ARGV` to its end. */
export function run(program: Program, directory: string, argv: readonly string[]): Promise<Ended> {
  return start(program, directory, argv).ended;
}

function whenEnded(child: ChildProcess): Promise<{ exitCode: number | null; signal: NodeJS.Signals | null }> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (exitCode, signal) => resolve({ exitCode, signal }));
  });
}

/** A line that a kill cut off does not count. */
function eventsIn(out: string): readonly ProgressEvent[] {
  if (!out.startsWith('{"event"')) return [];
  return out
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line) as ProgressEvent);
}
