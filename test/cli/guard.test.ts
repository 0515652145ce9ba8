import { describe, expect, test } from "vitest";
import { answering, guarded } from "../../src/cli/guard.ts";
import { CertplanError, CertplanErrors } from "../../src/messages/error.ts";
import { anIo } from "../build/io.ts";

const common = { file: ["prod.yaml"], color: true };
const moved = new CertplanError({
  code: "WorldMoved",
  message: "the CA set moved",
  hint: "certplan plan --continue 7k2p",
});
const wrong = new CertplanError({
  code: "UnknownKey",
  message: "there is no key trsut",
  where: { file: "prod.yaml", line: 3, column: 5, sourceLine: "    trsut: {}", length: 5 },
});

function throwing(error: unknown, format = "text"): ReturnType<typeof answering> {
  return answering(format, () => {
    throw error;
  });
}

describe("whatever a command throws", () => {
  test("an error of ours: its exit code, its words, and the next command with the flags of this call", async () => {
    const io = anIo();
    expect(await guarded(io, common, Promise.resolve(throwing(moved)))).toBe(7);
    expect(io.written()).toEqual({
      out: "",
      err: "error WorldMoved\n  the CA set moved\n  certplan plan -f prod.yaml --continue 7k2p\n",
    });
  });

  test("several at once: all of them, in their order", async () => {
    const io = anIo();
    expect(await guarded(io, common, Promise.resolve(throwing(new CertplanErrors([wrong, wrong]))))).toBe(3);
    expect(io.written().err.match(/error UnknownKey {2}prod\.yaml:3:5/g)).toHaveLength(2);
  });

  test("as a line of JSON where lines of JSON were asked for", async () => {
    const io = anIo();
    expect(await guarded(io, common, Promise.resolve(throwing(wrong, "jsonl")))).toBe(3);
    expect(JSON.parse(io.written().out)).toMatchObject({
      event: "Failed",
      exitCode: 3,
      errors: [{ code: "UnknownKey", where: { line: 3 } }],
    });
    expect(io.written().out.split("\n")).toHaveLength(2);
  });

  test("anything else is a defect, exit 1, its stack only with --verbose", async () => {
    const quiet = anIo();
    expect(await guarded(quiet, common, Promise.resolve(throwing(new TypeError("x is not a function"))))).toBe(1);
    expect(quiet.written().err).toContain("a defect in certplan: x is not a function");
    expect(quiet.written().err).not.toContain("guard.test.ts");
    const verbose = anIo();
    await guarded(
      verbose,
      { ...common, verbose: true },
      Promise.resolve(throwing(new TypeError("x is not a function"))),
    );
    expect(verbose.written().err).toContain("guard.test.ts");
  });

  test("a command that cannot even be loaded is a defect as well", async () => {
    const io = anIo();
    expect(await guarded(io, common, Promise.reject(new Error("Cannot find module")))).toBe(1);
    expect(io.written().err).toContain("a defect in certplan");
  });
});
