import { spawn } from "node:child_process";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";

/** How a command ended, and what it wrote to stdout. */
interface Ended {
  /** The exit code; undefined after a signal. */
  readonly exit: number | undefined;
  readonly signal: string | undefined;
  /** Without colours. */
  readonly out: string;
}

/** A command that runs. */
interface Running {
  readonly pid: number;
  readonly ended: Promise<Ended>;
}

const program = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));
const coloured = process.stdout.isTTY && (process.env["NO_COLOR"] ?? "") === "";
/** Only against a hang: a machine that others share may take minutes. */
const longestMs = 300_000;

/** Lines of the story, with room before them. */
export function say(...lines: readonly string[]): void {
  const text = lines.join("\n# ");
  write(coloured ? `\n\u001b[2m# ${text}\u001b[22m\n` : `\n# ${text}\n`);
}

/** What a shell prints of a process that was killed. */
export function sayKilled(): void {
  write("Killed\n");
}

/** The last words. */
export function conclude(text: string): void {
  write(coloured ? `\n\u001b[1m${text}\u001b[22m\n` : `\n${text}\n`);
}

/**
 * Types `certplan ARGV` in `directory` and runs the built program as a process of its own. Its output is shown as it
 * comes; only stdout passes through here, so that progress still moves where there is a terminal.
 */
export function certplan(directory: string, argv: readonly string[]): Running {
  const typed = `$ certplan ${argv.join(" ")}`;
  write(coloured ? `\n\u001b[1m${typed}\u001b[22m\n` : `\n${typed}\n`);
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
    child.on("close", (exit, signal) =>
      resolve({ exit: exit ?? undefined, signal: signal ?? undefined, out: stripVTControlCharacters(out) }),
    );
  });
  return { pid: child.pid, ended };
}

/** As a newcomer's: nothing that is meant for another certplan, and nothing that makes this a pipeline. */
function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith("CERTPLAN_") && name !== "CI");
  return { ...Object.fromEntries(kept), ...(coloured ? { CERTPLAN_COLOR: "always" } : {}) };
}

function write(text: string): void {
  process.stdout.write(text);
}
