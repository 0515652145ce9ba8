import { type ChildProcess, spawn } from "node:child_process";
import { performance } from "node:perf_hooks";
import process from "node:process";
import { fileURLToPath } from "node:url";

/** The built program; `npm run bench` builds it first. */
export const certplan: string = fileURLToPath(new URL("../dist/cli/main.js", import.meta.url));

/** Runs Node.js with these arguments to its end: wall time in milliseconds, and what it printed. Rejects for any other exit than 0. */
export function run(
  args: readonly string[],
  options: { readonly cwd?: string; readonly input?: string } = {},
): Promise<{ readonly ms: number; readonly out: string }> {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const child = spawn(process.execPath, args, { cwd: options.cwd, stdio: ["pipe", "pipe", "inherit"] });
    let out = "";
    child.stdout.on("data", (chunk: Buffer) => {
      out += chunk.toString("utf8");
    });
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve({ ms: performance.now() - began, out });
      else reject(new Error(`node ${args.join(" ")} ended with exit ${code}`));
    });
    child.stdin.end(options.input ?? "");
  });
}

/** Waits until the child has printed these words. */
export function says(child: ChildProcess, words: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let text = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      text += chunk.toString("utf8");
      if (text.includes(words)) resolve();
    });
    child.once("exit", (code) => reject(new Error(`a child ended with exit ${code} before it said "${words}"`)));
  });
}

/** Arguments with which Node.js runs a TypeScript file of this folder. */
export function script(name: string, ...args: readonly string[]): readonly string[] {
  return ["--import", import.meta.resolve("tsx"), fileURLToPath(new URL(name, import.meta.url)), ...args];
}
