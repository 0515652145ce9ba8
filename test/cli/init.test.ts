import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../..");

/** Runs the program in a directory, as a process of its own. */
function certplan(cwd: string, ...argv: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  const loader = join(root, "node_modules/tsx/dist/esm/index.mjs");
  return spawnSync(process.execPath, ["--import", loader, join(root, "src/cli/main.ts"), ...argv], {
    cwd,
    encoding: "utf8",
    env: { PATH: process.env["PATH"] },
  });
}

const directories: string[] = [];

afterAll(() => {
  for (const directory of directories) rmSync(directory, { recursive: true });
});

function aDirectory(name: string): string {
  const directory = mkdtempSync(join(tmpdir(), name));
  directories.push(directory);
  return directory;
}

function contentOf(directory: string): Readonly<Record<string, string>> {
  const names = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    names.map((entry) => [entry.name, readFileSync(join(entry.parentPath, entry.name), "utf8")]),
  );
}

describe("init", () => {
  test("leaves what validates, plans and knows its state", () => {
    const directory = aDirectory("certplan-init-");
    const made = certplan(directory, "init");
    expect([made.status, made.stderr]).toEqual([0, ""]);
    expect(Object.keys(contentOf(directory)).toSorted()).toEqual([
      ".gitignore",
      "certplan.toml",
      "certplan.yaml",
      "state.json",
    ]);
    expect(certplan(directory, "validate").stdout).toMatch(/^certplan-init-\w+: 0 targets, valid\.\n$/);
    expect(certplan(directory, "plan").stdout).toContain("Nothing to do.");
    expect(certplan(directory, "state", "list").stdout).toContain("0 targets applied, 0 open runs, lineage ");
  });

  test("a second time changes nothing, exit 0", () => {
    const directory = aDirectory("certplan-init-");
    certplan(directory, "init");
    const before = contentOf(directory);
    const again = certplan(directory, "init");
    expect(again.status).toBe(0);
    expect(again.stdout).toContain("kept  certplan.yaml");
    expect(contentOf(directory)).toEqual(before);
  });

  test("keeps the lines of a .gitignore, also of one without a line feed at its end", () => {
    const directory = aDirectory("certplan-init-");
    writeFileSync(join(directory, ".gitignore"), "node_modules/");
    certplan(directory, "init");
    expect(readFileSync(join(directory, ".gitignore"), "utf8")).toBe("node_modules/\n.certplan/\n");
  });

  test("without a state that certplan.toml names: exit 3, and what to do", () => {
    const directory = aDirectory("certplan-init-");
    certplan(directory, "init");
    for (const view of ["list", "verify"]) {
      const { status, stderr } = certplan(directory, "state", view, "--state", "elsewhere");
      expect(status).toBe(3);
      expect(stderr).toContain("error StateMissing");
      expect(stderr).toContain("certplan init");
    }
  });
});

describe("explain", () => {
  const directory = aDirectory("certplan-explain-");

  test("knows error codes, reasons, and what the platforms bring", () => {
    expect(certplan(directory, "explain", "worldmoved").stdout).toMatch(/^WorldMoved: error, exit 7\n/);
    expect(certplan(directory, "explain", "NearExpiry").stdout).toMatch(/^NearExpiry: reason\n/);
    expect(certplan(directory, "explain", "tls").stdout).toMatch(/^tls: target type\n/);
    for (const cut of ["opsman-tkgi-scope", "opsman-unproven-instances"])
      expect(certplan(directory, "explain", cut).stdout).toContain(`${cut}: hard cut of opsman\n`);
  });

  test("suggests what was meant", () => {
    const { status, stderr } = certplan(directory, "explain", "WorldMooved");
    expect(status).toBe(3);
    expect(stderr).toContain("certplan explain WorldMoved");
  });
});
