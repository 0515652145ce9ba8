import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
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
