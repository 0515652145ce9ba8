import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Program } from "../crash/program.ts";

const preload = fileURLToPath(new URL("./failing-sync.mjs", import.meta.url));

/** Short waits, as settings of the environment. */
export const timing: Readonly<Record<string, string>> = { CERTPLAN_POLL: "50ms", CERTPLAN_ARRIVES_WITHIN: "500ms" };

export interface Printed {
  readonly exitCode: number | null;
  /** Of both streams, as it came. */
  readonly text: string;
}

/** The built program as a process of its own: behind a prefix, with one sync that fails. */
export function applyBuilt(
  program: Program,
  directory: string,
  how: { readonly prefix?: readonly string[]; readonly failingSync?: number } = {},
): Promise<Printed> {
  const hook = how.failingSync === undefined ? [] : ["--import", preload];
  const main = [process.execPath, ...hook, program.main, "apply", "--yes", "--only", "opsman"];
  // entered behind the prefix: a directory that was entered before leads past what is mounted there
  const [command = "", ...rest] = [...(how.prefix ?? []), "sh", "-c", 'cd "$0" && exec "$@"', directory, ...main];
  const env = { PATH: process.env["PATH"], ...timing, FAILING_SYNC: String(how.failingSync ?? 0) };
  const child = spawn(command, rest, { env, stdio: ["ignore", "pipe", "pipe"] });
  const parts: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (part: string) => void parts.push(part));
  }
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (exitCode) => resolve({ exitCode, text: parts.join("") }));
  });
}
