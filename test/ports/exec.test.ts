import { spawn } from "node:child_process";
import fs from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { ExecOutcome, ExecRequest, ProcessIdentity } from "../../src/ports/index.ts";
import { nodeClock, nodeExec, nodeFiles, nodeHost } from "../../src/ports/node/index.ts";
import { execContract, type OtherParent } from "../contracts/exec.ts";

const settle = (): Promise<void> => nodeClock().sleep(20);

execContract("this machine's", (body) =>
  withDirectory((root) =>
    body({
      exec: nodeExec(),
      host: nodeHost(),
      files: nodeFiles(),
      root,
      programs: {
        echo: ["cat"],
        tell: ["printf", "%s\\n"],
        variable: ["sh", "-c", 'eval "printf %s \\"\\$$1\\""', "sh"],
        fail: { argv: ["sh", "-c", "echo out; exit 3"], code: 3 },
        slow: ["sleep", "60"],
        wordy: ["head", "-c", "100001", "/dev/zero"],
        lasting: ["sh", "-c", "sleep 1; cat"],
        absent: ["/no/such/program"],
      },
      argumentsOf: async (pid) => (await fs.readFile(`/proc/${pid}/cmdline`, "utf8")).split("\0"),
      otherParent,
      settle,
    }),
  ),
);

/** A real process of its own, by the same port; it tells who its child is and waits to be killed. */
async function otherParent(request: ExecRequest, begun: boolean): Promise<OtherParent> {
  const code = `import("./src/ports/node/index.ts").then(async ({ nodeExec }) => {
    const child = await nodeExec().prepare(${JSON.stringify(request)});
    if (${begun}) void child.run();
    console.log(JSON.stringify(child.process));
    setInterval(() => {}, 1000);
  })`;
  const parent = spawn(process.execPath, ["--import", "tsx", "-e", code], { stdio: ["ignore", "pipe", "inherit"] });
  const line = await new Promise<string>((resolve) => parent.stdout.once("data", (data) => resolve(String(data))));
  const child: ProcessIdentity = JSON.parse(line);
  const kill = (): Promise<void> =>
    new Promise((resolve) => {
      parent.once("exit", () => resolve());
      parent.kill("SIGKILL");
    });
  return { child, kill };
}

async function withDirectory(body: (root: string) => Promise<void>): Promise<void> {
  const root = await fs.mkdtemp(join(tmpdir(), "certplan-"));
  try {
    await body(root);
  } finally {
    await fs.rm(root, { recursive: true });
  }
}

async function running(request: Partial<ExecRequest> & Pick<ExecRequest, "argv" | "outputFile">): Promise<ExecOutcome> {
  const child = await nodeExec().prepare({ timeoutMs: 20_000, maxBytes: 1000, ...request });
  return "outcome" in child ? child : child.run();
}

describe("programs of this machine", () => {
  test("the output file is for its owner only, whatever the umask and whatever stood there", () =>
    withDirectory(async (root) => {
      const outputFile = `${root}/output`;
      for (const umask of [0, 0o777]) {
        await fs.rm(outputFile, { force: true });
        await fs.writeFile(outputFile, "old and open", { mode: 0o644 });
        const before = process.umask(umask);
        try {
          expect(await running({ argv: ["echo", "new"], outputFile })).toMatchObject({ output: "new\n" });
        } finally {
          process.umask(before);
        }
        expect((await fs.stat(outputFile)).mode & 0o777).toBe(0o600);
      }
    }));

  test("a relative program counts from the working directory, in which it runs", () =>
    withDirectory(async (root) => {
      await fs.writeFile(`${root}/sign.sh`, "#!/bin/sh\npwd\n", { mode: 0o755 });
      const outcome = await running({ argv: ["./sign.sh"], directory: root, outputFile: `${root}/output` });
      expect(outcome).toMatchObject({ output: `${root}\n` });
    }));

  test("a file without the right to run it is not started", () =>
    withDirectory(async (root) => {
      await fs.writeFile(`${root}/plain`, "text");
      expect(await running({ argv: [`${root}/plain`], outputFile: `${root}/output` })).toEqual({
        outcome: "not-started",
        detail: `${root}/plain is not executable`,
      });
      expect(await running({ argv: [root], outputFile: `${root}/output` })).toMatchObject({ outcome: "not-started" });
    }));

  test("a working directory that is not there, and an argument that no system takes, are not started", () =>
    withDirectory(async (root) => {
      const outputFile = `${root}/output`;
      const nowhere = await running({ argv: ["cat"], directory: `${root}/absent`, outputFile });
      expect(nowhere).toEqual({ outcome: "not-started", detail: "ENOENT" });
      const nul = await running({ argv: ["cat", "a\0b"], outputFile });
      expect(nul).toMatchObject({ outcome: "not-started" });
      const long = await running({ argv: ["cat", "x".repeat(10_000_000)], outputFile });
      expect(long).toEqual({ outcome: "not-started", detail: "E2BIG" });
    }));

  test("a program that a signal ends is killed", () =>
    withDirectory(async (root) => {
      const outcome = await running({ argv: ["sh", "-c", "kill -TERM $$"], outputFile: `${root}/output` });
      expect(outcome).toEqual({ outcome: "killed", signal: "SIGTERM" });
    }));

  test("an input that nobody reads, larger than any pipe, does no harm", () =>
    withDirectory(async (root) => {
      const stdin = "x".repeat(5_000_000);
      expect(await running({ argv: ["true"], outputFile: `${root}/output`, stdin })).toMatchObject({ code: 0 });
      const all = await running({ argv: ["wc", "-c"], outputFile: `${root}/output`, stdin });
      expect(all).toMatchObject({ output: expect.stringMatching(/^\s*5000000\n$/) });
    }));

  test("a timeout ends the programs that the program began too", () =>
    withDirectory(async (root) => {
      const script = 'sleep 60 & echo "$!"; wait';
      const outputFile = `${root}/output`;
      expect(await running({ argv: ["sh", "-c", script], outputFile, timeoutMs: 500 })).toEqual({
        outcome: "timed-out",
      });
      const pid = (await fs.readFile(outputFile, "utf8")).trim();
      expect(Number(pid)).toBeGreaterThan(1);
      for (let look = 0; look < 100 && (await isAlive(pid)); look += 1) await settle();
      expect(await isAlive(pid)).toBe(false);
    }));

  test("a program that never ends its output is stopped before it fills the disk", () =>
    withDirectory(async (root) => {
      const started = Date.now();
      expect(await running({ argv: ["yes"], outputFile: `${root}/output` })).toEqual({ outcome: "too-long" });
      expect(Date.now() - started).toBeLessThan(10_000);
    }));

  test("what a program writes to its standard error goes nowhere", () =>
    withDirectory(async (root) => {
      const outcome = await running({ argv: ["sh", "-c", "echo leak >&2; echo kept"], outputFile: `${root}/output` });
      expect(outcome).toMatchObject({ output: "kept\n" });
    }));

  test("a certplan that has prepared a child and does not run it can end", () =>
    withDirectory(async (root) => {
      const request = { argv: ["cat"], outputFile: `${root}/output`, timeoutMs: 1000, maxBytes: 10, stdin: "x" };
      const code = `import("./src/ports/node/index.ts").then(async ({ nodeExec }) => {
        await nodeExec().prepare(${JSON.stringify(request)});
        process.exitCode = 9;
      })`;
      const parent = spawn(process.execPath, ["--import", "tsx", "-e", code], { stdio: "inherit", timeout: 15_000 });
      expect(await new Promise((resolve) => parent.once("exit", resolve))).toBe(9);
    }));
});

async function isAlive(pid: string): Promise<boolean> {
  const stat = await fs.readFile(`/proc/${pid}/stat`, "utf8").catch(() => undefined);
  return stat !== undefined && !/\) [ZX] /.test(stat);
}
