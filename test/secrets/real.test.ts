import fs from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runProgram } from "../../src/cli/program.ts";
import { startScenario } from "../../src/lab/index.ts";
import { Secret } from "../../src/ports/index.ts";
import { nodeClock, nodeExec, nodePorts } from "../../src/ports/node/index.ts";
import { anIo } from "../build/io.ts";
import { pooledKeys } from "../keys/pool.ts";
import { type Canary, hits } from "./canary.ts";

interface Entry {
  readonly path: string;
  readonly mode: string;
  readonly isDirectory: boolean;
}

async function entriesIn(root: string): Promise<readonly Entry[]> {
  const names = ["", ...(await fs.readdir(root, { recursive: true }))];
  return Promise.all(
    names.map(async (name) => {
      const path = join(root, name);
      const found = await fs.stat(path);
      return { path, mode: (found.mode & 0o777).toString(8), isDirectory: found.isDirectory() };
    }),
  );
}

async function inTemporary(body: (directory: string) => Promise<void>): Promise<void> {
  const directory = await fs.mkdtemp(join(tmpdir(), "certplan-secrets-"));
  try {
    await body(directory);
  } finally {
    await fs.rm(directory, { recursive: true });
  }
}

async function underUmask(umask: number, body: () => Promise<void>): Promise<void> {
  const before = process.umask(umask);
  try {
    await body();
  } finally {
    process.umask(before);
  }
}

test.each([0o000, 0o077, 0o777])(
  "the program on real sockets and a real disk, under umask %o: files 600, directories 700, and no secret written or printed",
  (umask) =>
    inTemporary(async (directory) => {
      const settings = { installMs: 100, replyMs: 1 };
      const options = { directory, ports: { ...nodePorts(), keys: pooledKeys() }, opsman: { settings }, endpoints: {} };
      const lab = await startScenario("opsman-leaves", options);
      const printed: string[] = [];
      const certplan = async (...argv: readonly string[]): Promise<number> => {
        const io = anIo({ now: () => nodeClock().now(), env: { CERTPLAN_POLL: "50ms" } });
        const exit = await runProgram([...argv, "--verbose", "-f", join(directory, "certplan.yaml")], io);
        printed.push(io.written().out, io.written().err);
        return exit;
      };
      const secretFiles = (await entriesIn(join(directory, "secrets"))).filter(({ isDirectory }) => !isDirectory);
      const canaries = await Promise.all(
        secretFiles.map(
          async ({ path }): Promise<Canary> => ({ name: path, value: (await fs.readFile(path, "utf8")).trim() }),
        ),
      );
      expect(canaries.length).toBeGreaterThan(0);
      try {
        await underUmask(umask, async () => {
          expect(await certplan("plan", "--format", "json")).toBe(0);
          expect(await certplan("apply", "--yes", "--format", "jsonl", "--only", "opsman")).toBe(0);
          await fs.writeFile(secretFiles[0]?.path ?? "", `${canaries[0]?.value}-wrong`);
          expect(await certplan("apply", "--yes", "--rotate", "opsman", "--only", "opsman")).toBe(4);
          await certplan("drift");
          await certplan("state", "history");
        });
        const state = await entriesIn(join(directory, ".certplan"));
        expect(state.filter(({ mode, isDirectory }) => mode !== (isDirectory ? "700" : "600"))).toEqual([]);
        expect(state.length).toBeGreaterThan(5);
        const files = state.filter(({ isDirectory }) => !isDirectory);
        const contents = await Promise.all(files.map(async ({ path }) => [path, await fs.readFile(path)] as const));
        expect(hits(canaries, { ...Object.fromEntries(contents), ...Object.fromEntries(printed.entries()) })).toEqual(
          [],
        );
      } finally {
        await lab.close();
      }
    }),
);

test("a secret that a program gets stands in the arguments and in the file of nobody", () =>
  inTemporary(async (directory) => {
    const canary = { name: "secret on standard input", value: "canary-on-standard-input-7d1f" };
    const request = {
      argv: ["/bin/sh", "-c", "sleep 0.3"],
      outputFile: join(directory, "output"),
      timeoutMs: 10_000,
      maxBytes: 1000,
    };
    const child = await underAnyUmask(() => nodeExec().prepare({ ...request, stdin: new Secret(canary.value) }));
    if ("outcome" in child) throw new Error(child.detail);
    const running = child.run();
    await nodeClock().sleep(100);
    expect(await fs.readFile(`/proc/${child.process.pid}/cmdline`, "utf8")).toContain("sleep");
    expect(hits([canary], await commandLines())).toEqual([]);
    expect(await running).toMatchObject({ outcome: "exited", code: 0 });
    expect(await entriesIn(directory)).toContainEqual({ path: request.outputFile, mode: "600", isDirectory: false });
  }));

async function underAnyUmask<T>(work: () => Promise<T>): Promise<T> {
  const before = process.umask(0);
  try {
    return await work();
  } finally {
    process.umask(before);
  }
}

/** Of every process of this machine. */
async function commandLines(): Promise<Record<string, Uint8Array>> {
  const pids = (await fs.readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(
    pids.map(async (pid) => [pid, await fs.readFile(`/proc/${pid}/cmdline`).catch(() => new Uint8Array())] as const),
  );
  return Object.fromEntries(lines);
}
