import { describe, expect, test } from "vitest";
import { runProgram } from "../../src/cli/program.ts";
import { anIo } from "../build/io.ts";

interface Row {
  readonly argv: readonly string[];
  /** Stands on stderr. */
  readonly says: string;
}

const wrong: readonly Row[] = [
  { argv: [], says: "Usage: certplan" },
  { argv: ["aply"], says: "Did you mean apply?" },
  { argv: ["state"], says: "Usage: certplan state" },
  { argv: ["state", "lst"], says: "Did you mean list?" },
  { argv: ["plan", "--onyl", "x"], says: "Did you mean --only?" },
  { argv: ["plan", "--formt", "json"], says: "Did you mean --format?" },
  { argv: ["plan", "surplus"], says: "too many arguments for 'plan'" },
  { argv: ["apply", "a.json", "b.json"], says: "too many arguments for 'apply'" },
  { argv: ["plan", "--format", "xml"], says: "Allowed choices are text, json, markdown" },
  { argv: ["apply", "--format", "json"], says: "Allowed choices are text, jsonl" },
  { argv: ["apply", "--expect", "sha256:12"], says: "64 hex digits" },
  { argv: ["apply", "--expect"], says: "argument missing" },
  { argv: ["apply", "p.json", "--only", "x"], says: "a plan file says itself what it rotates" },
  { argv: ["apply", "p.json", "--expect", `sha256:${"0".repeat(64)}`], says: "a plan file has its own digest" },
  { argv: ["explain"], says: "missing required argument 'name'" },
  { argv: ["completion", "powershell"], says: "Allowed choices are bash, zsh, fish" },
  { argv: ["show", "--format", "markdown"], says: "Markdown is for a plan file" },
  { argv: ["apply", "--until", "prepare"], says: "Allowed choices are trust, switch, drop" },
  { argv: ["resolve", "--because", "seen"], says: "missing required argument 'step'" },
  { argv: ["state", "abandon", "x"], says: "required option '--because <text>' not specified" },
  { argv: ["state", "abandon", "x", "--because", ""], says: "--because needs a reason" },
  { argv: ["resolve", "x", "--done"], says: "required option '--because <text>' not specified" },
  { argv: ["resolve", "x", "--because", "seen"], says: "say --done or --not-done" },
  { argv: ["resolve", "x", "--done", "--not-done", "--because", "seen"], says: "say --done or --not-done" },
  { argv: ["resolve", "x", "--done", "--because", " "], says: "--because needs a reason" },
  { argv: ["confirm", "x"], says: "required option '--because <text>' not specified" },
  { argv: ["confirm", "x", "--because", " "], says: "--because needs a reason" },
  // what this version does not have is never accepted silently
  { argv: ["rehearse"], says: "unknown command 'rehearse'" },
  { argv: ["rollback"], says: "unknown command 'rollback'" },
  { argv: ["state", "repair", "x"], says: "too many arguments for 'repair'" },
];

describe("a wrong command line", () => {
  for (const { argv, says } of wrong) {
    test(`certplan ${argv.join(" ")}: exit 3, nothing on stdout, and says "${says}"`, async () => {
      const io = anIo();
      expect(await runProgram(argv, io)).toBe(3);
      expect(io.written().out).toBe("");
      expect(io.written().err).toContain(says);
    });
  }

  test("cannot bring escapes to the screen", async () => {
    const io = anIo();
    expect(await runProgram(["plan", "--\u001b[31mred\u202e"], io)).toBe(3);
    expect(io.written().err).toMatch(/^[\n -~]*$/);
  });
});

describe("help", () => {
  for (const argv of [
    ["--help"],
    ["plan", "--help"],
    ["apply", "--help"],
    ["resolve", "--help"],
    ["state", "--help"],
    ["help", "lab"],
  ]) {
    test(`certplan ${argv.join(" ")} goes to stdout, exit 0`, async () => {
      const io = anIo();
      expect(await runProgram(argv, io)).toBe(0);
      const name = argv.join("-").replaceAll("--", "");
      await expect(io.written().out).toMatchFileSnapshot(`../golden/cli/${name}.txt`);
      expect(io.written().err).toBe("");
    });
  }

  test("no line is wider than the terminal", async () => {
    const io = anIo({ columns: () => 60 });
    await runProgram(["apply", "--help"], io);
    const { out } = io.written();
    expect(out).toContain("--expect <digest>");
    expect(out.split("\n").filter((line) => line.length > 60)).toEqual([]);
  });

  test("certplan --version prints the version alone", async () => {
    const io = anIo();
    expect(await runProgram(["--version"], io)).toBe(0);
    expect(io.written().out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
