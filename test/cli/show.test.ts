import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runProgram } from "../../src/cli/program.ts";
import { planDigest } from "../../src/planner/index.ts";
import { jsonDocument } from "../../src/report/index.ts";
import { anIo } from "../build/io.ts";
import { aPlan } from "../build/plan.ts";

const plan = { ...aPlan(), digest: planDigest(aPlan()) };

async function planFile(text: string): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), "certplan-show-")), "plan.json");
  await writeFile(file, text);
  return file;
}

describe("show", () => {
  test("a plan file as JSON gives the same plan back, and nothing else on stdout", async () => {
    const io = anIo();
    expect(await runProgram(["show", await planFile(jsonDocument(plan)), "--format", "json"], io)).toBe(0);
    expect(JSON.parse(io.written().out)).toEqual(plan);
    expect(io.written().err).toBe("");
  });

  test("a plan file as text names the command that runs it", async () => {
    const io = anIo();
    const file = await planFile(jsonDocument(plan));
    expect(await runProgram(["show", file], io)).toBe(0);
    expect(io.written().out).toContain(`certplan apply ${file}`);
  });

  test("colour only where it is wanted: on a terminal, without NO_COLOR and --no-color", async () => {
    const file = await planFile(jsonDocument(plan));
    const coloured = async (argv: readonly string[], parts: Parameters<typeof anIo>[0]): Promise<boolean> => {
      const io = anIo(parts);
      await runProgram(["show", file, ...argv], io);
      return io.written().out.includes("\u001b[");
    };
    expect(await coloured([], { outIsTerminal: true })).toBe(true);
    expect(await coloured([], {})).toBe(false);
    expect(await coloured(["--no-color"], { outIsTerminal: true })).toBe(false);
    expect(await coloured([], { outIsTerminal: true, env: { NO_COLOR: "1" } })).toBe(false);
  });

  test("a terminal that knows no size is written to as if it were wide", async () => {
    const file = await planFile(jsonDocument(plan));
    const shown = async (columns: number): Promise<string> => {
      const io = anIo({ columns: () => columns });
      await runProgram(["show", file], io);
      return io.written().out;
    };
    expect(await shown(0)).toBe(await shown(100));
    expect(await shown(0)).not.toBe(await shown(40));
  });

  test("the screen's width and the locale's signs are obeyed", async () => {
    const io = anIo({ columns: () => 60, env: { LANG: "C" } });
    await runProgram(["show", await planFile(jsonDocument(plan))], io);
    expect(io.written().out).toMatch(/^[\n -~]*$/);
    expect(
      Math.max(
        ...io
          .written()
          .out.split("\n")
          .filter((line) => !line.includes("  certplan "))
          .map((line) => line.length),
      ),
    ).toBeLessThanOrEqual(60);
  });

  test("a changed plan file is refused, exit 3, with the next command", async () => {
    const io = anIo();
    const changed = jsonDocument({ ...plan, selection: { ...plan.selection, only: ["other"] } });
    expect(await runProgram(["show", await planFile(changed)], io)).toBe(3);
    expect(io.written().err).toContain("error PlanInvalid");
    expect(io.written().err).toContain("certplan plan -o FILE");
  });

  test("a plan file that is not there: JSON on stdout too, where JSON was asked for", async () => {
    const io = anIo();
    expect(await runProgram(["show", "/nowhere/plan.json", "--format", "json"], io)).toBe(3);
    expect(JSON.parse(io.written().out)).toMatchObject({
      exitCode: 3,
      errors: [{ code: "FileUnreadable", kind: "input" }],
    });
    expect(io.written().err).toContain("error FileUnreadable");
  });

  test("a graph of a plan file", async () => {
    const io = anIo();
    expect(await runProgram(["graph", await planFile(jsonDocument(plan)), "--format", "dot"], io)).toBe(0);
    expect(io.written().out).toMatch(/^digraph plan \{/);
  });
});
