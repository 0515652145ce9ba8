import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { runProgram } from "../../src/cli/program.ts";
import { anIo } from "../build/io.ts";

async function script(shell: string): Promise<string> {
  const io = anIo();
  expect(await runProgram(["completion", shell], io)).toBe(0);
  return io.written().out;
}

/** What bash would offer after these words. */
async function offered(...words: readonly string[]): Promise<readonly string[]> {
  const typed = ["certplan", ...words].map((word) => `'${word}'`).join(" ");
  const text = `${await script("bash")}\nCOMP_WORDS=(${typed}); COMP_CWORD=${words.length}; _certplan; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { status, stdout, stderr } = spawnSync("bash", ["--norc", "-c", text], { encoding: "utf8" });
  expect(stderr).toBe("");
  expect(status).toBe(0);
  return stdout.split("\n").filter((line) => line !== "");
}

describe("completion", () => {
  test("offers the commands", async () => {
    expect(await offered("")).toEqual(expect.arrayContaining(["plan", "apply", "drift", "state", "--verbose"]));
  });

  test("offers what a command has, and the common flags", async () => {
    expect(await offered("plan", "--")).toEqual(
      expect.arrayContaining(["--only", "--detailed-exitcode", "--state", "--no-color"]),
    );
    expect(await offered("plan", "--")).not.toContain("--expect");
  });

  test("offers commands of commands", async () => {
    expect(await offered("state", "h")).toEqual(["history"]);
  });

  test("offers shells", async () => {
    expect(await offered("completion", "f")).toEqual(["fish"]);
  });

  test("for zsh is the same function", async () => {
    expect(await script("zsh")).toContain("#compdef certplan");
    expect(await script("zsh")).toContain(await script("bash"));
  });

  test("for fish names commands, flags and what they do", async () => {
    expect(await script("fish")).toContain(
      "complete -c certplan -n '__fish_seen_subcommand_from plan' -l only -d 'only these targets'",
    );
  });
});
