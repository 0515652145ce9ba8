import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { describe, expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../..");

/** Every file and package that is loaded before a command has been chosen. */
function loadedAtStart(file: string, seen: Set<string> = new Set()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const [, typeOnly, name] of readFileSync(file, "utf8").matchAll(
    /^(?:import|export) (type )?[^;]*?from "([^"]+)";/gms,
  )) {
    if (typeOnly !== undefined || name === undefined) continue;
    if (name.startsWith(".")) loadedAtStart(join(dirname(file), name), seen);
    else seen.add(name);
  }
  return seen;
}

describe("the start", () => {
  test("loads commander and nothing else that is not Node.js's", () => {
    const packages = [...loadedAtStart(join(root, "src/cli/main.ts"))].filter((name) => !name.startsWith("/"));
    expect(packages.filter((name) => !name.startsWith("node:"))).toEqual(["commander"]);
  });

  test("loads no file outside src/cli", () => {
    const files = [...loadedAtStart(join(root, "src/cli/main.ts"))].filter((name) => name.startsWith("/"));
    expect(files.filter((name) => !name.startsWith(join(root, "src/cli/")))).toEqual([]);
  });

  test("every command has a file of its own", () => {
    const files = readdirSync(join(root, "src/cli/commands"));
    for (const name of ["init", "validate", "plan", "apply", "drift", "show", "graph", "explain", "lab", "state"]) {
      expect(files).toContain(`${name}.ts`);
    }
  });
});

describe("the program as a process", () => {
  const run = (argv: readonly string[]): ReturnType<typeof spawnSync> =>
    spawnSync(process.execPath, ["--import", "tsx", join(root, "src/cli/main.ts"), ...argv], {
      encoding: "utf8",
      cwd: root,
    });

  test("gives its exit code to the shell", () => {
    expect(run(["--version"]).status).toBe(0);
    expect(run(["aply"]).status).toBe(3);
  });

  test("a reader that goes away is no crash", () => {
    const command = `"${process.execPath}" --import tsx src/cli/main.ts completion fish | true`;
    const { status, stderr } = spawnSync("bash", ["-o", "pipefail", "-c", command], { encoding: "utf8", cwd: root });
    expect(stderr).toBe("");
    expect(status).toBe(0);
  });
});
