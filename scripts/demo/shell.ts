import { spawn } from "node:child_process";
import process from "node:process";
import { fileURLToPath } from "node:url";

/** How a command ended, and what it wrote to stdout. */
export interface Ended {
  /** The exit code; undefined after a signal. */
  readonly exit: number | undefined;
  readonly signal: string | undefined;
  readonly out: string;
}

/** A command that runs. */
export interface Running {
  readonly pid: number;
  readonly ended: Promise<Ended>;
}

const program = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));
const terminal = process.stdout.isTTY;
const longestMs = 60_000;

/** A line of the story. */
export function say(text: string): void {
  write(terminal ? `\u001b[2m# ${text}\u001b[22m\n` : `# ${text}\n`);
}

/** What a shell prints of a process that was killed. */
export function sayKilled(): void {
  write("Killed\n");
}

/** A line that stays. */
export function conclude(text: string): void {
  write(terminal ? `\u001b[1m${text}\u001b[22m\n` : `${text}\n`);
}

/**
 * Types `certplan ARGV` in `directory` and runs the built program as a process of its own. Its output is shown as it
 * comes; only stdout passes through here, so that progress still moves where there is a terminal.
 */
export function certplan(directory: string, argv: readonly string[]): Running {
  write(`\n${terminal ? "\u001b[1m" : ""}$ certplan ${argv.join(" ")}${terminal ? "\u001b[22m" : ""}\n`);
  const child = spawn(process.execPath, [program, ...argv], {
    cwd: directory,
    env: environment(),
    stdio: ["ignore", "pipe", "inherit"],
    timeout: longestMs,
    killSignal: "SIGKILL",
  });
  if (child.pid === undefined) throw new Error(`${process.execPath} cannot be started`);
  let out = "";
  child.stdout.setEncoding("utf8");
  child.stdout.on("data", (text: string) => {
    out += text;
    write(text);
  });
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (exit, signal) => resolve({ exit: exit ?? undefined, signal: signal ?? undefined, out }));
  });
  return { pid: child.pid, ended };
}

/** As a newcomer's: nothing that is meant for another certplan, and nothing that makes this a pipeline. */
function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith("CERTPLAN_") && name !== "CI");
  const colour = terminal && (process.env["NO_COLOR"] ?? "") === "" ? { CERTPLAN_COLOR: "always" } : {};
  return { ...Object.fromEntries(kept), ...colour };
}

function write(text: string): void {
  process.stdout.write(text);
}
