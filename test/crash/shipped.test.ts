import { readdirSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execaNode } from "execa";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildProgram, type Program } from "./program.ts";

let program: Program;

beforeAll(() => {
  program = buildProgram();
});
afterAll(() => program.remove());

test("what is shipped holds no hook of the crash tests, no test library and no key", () => {
  const files = readdirSync(join(program.folder, "dist"), { recursive: true, encoding: "utf8" }).filter((name) =>
    /\.(js|ts|json)$/.test(name),
  );
  expect(files.length).toBeGreaterThan(100);
  const telling =
    /CRASH_POINT|crash point|vitest|fast-check|test\/keys|rsa-2048-\d\d|BEGIN (RSA |EC )?PRIVATE KEY-----\n/;
  const found = files.filter((name) => telling.test(readFileSync(join(program.folder, "dist", name), "utf8")));
  expect(found).toEqual([]);
});

test("the package lists what it ships, and no folder of tests", () => {
  const { files } = JSON.parse(readFileSync(join(program.folder, "package.json"), "utf8")) as {
    files: readonly string[];
  };
  expect(files).toContain("dist");
  expect(files.filter((name) => /^(test|bench|scripts|src)\b/.test(name))).toEqual([]);
});

test("100 handshakes at once use threads, see what one sees, and let the process end", async () => {
  const { stdout } = await execaNode(fileURLToPath(new URL("./many-handshakes.mjs", import.meta.url)), [
    program.folder,
  ]);
  const { threads, outcomes } = JSON.parse(stdout) as { threads: number; outcomes: string[] };
  expect(threads).toBe(Math.min(3, availableParallelism() - 1));
  expect(outcomes).toHaveLength(1);
  expect(JSON.parse(outcomes[0] ?? "")).toMatchObject({ outcome: "seen", protocol: "TLSv1.3" });
});
