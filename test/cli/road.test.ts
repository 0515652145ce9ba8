import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runProgram } from "../../src/cli/program.ts";
import { type RunningScenario, startScenario } from "../../src/lab/index.ts";
import type { Plan } from "../../src/model/plan.ts";
import { nodeClock, nodePorts } from "../../src/ports/node/index.ts";
import { anIo } from "../build/io.ts";
import { pooledKeys } from "../keys/pool.ts";

const schema = JSON.parse(await readFile(new URL("../../schemas/plan.schema.json", import.meta.url), "utf8")) as object;

/** The command line on a real Ops Manager of the lab: what people do, in the order in which they do it. */
describe("the road from a plan to nothing to do", () => {
  let lab: RunningScenario;
  let directory: string;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), "certplan-road-"));
    lab = await startScenario("opsman-leaves", { directory, ports: { ...nodePorts(), keys: pooledKeys() } });
  });
  afterAll(async () => {
    await lab.close();
  });

  /** Runs `certplan ARGV` on the lab's estate. */
  async function certplan(
    argv: readonly string[],
    parts: Parameters<typeof anIo>[0] = {},
  ): Promise<{ exit: number; out: string; err: string }> {
    const io = anIo({ now: () => nodeClock().now(), ...parts });
    const exit = await runProgram([...argv, "-f", join(directory, "certplan.yaml")], io);
    return { exit, ...io.written() };
  }

  test("validate: exit 0", async () => {
    const { exit, out, err } = await certplan(["validate"]);
    expect([exit, err]).toEqual([0, ""]);
    expect(out).toMatch(/^lab-opsman-leaves: \d+ targets, valid\.\n$/);
  });

  test("an estate that is wrong: exit 3, the place, the line and a caret", async () => {
    const file = join(directory, "wrong.yaml");
    await writeFile(file, "version: 1\nestate: x\npolicies: { baseline: { renewBefore: 30 days } }\ntargets: []\n");
    const io = anIo();
    expect(await runProgram(["validate", "-f", file], io)).toBe(3);
    expect(io.written().err).toMatch(/error InvalidDuration {2}.*wrong\.yaml:3:/);
    expect(io.written().err).toMatch(/\n {2}3 │ policies: .*\n +\^+/);
  });

  test("apply without consent and without a terminal: exit 3, and the command that gives it", async () => {
    const { exit, err } = await certplan(["apply"]);
    expect(exit).toBe(3);
    expect(err).toContain("error ConsentMissing");
    expect(err).toMatch(/certplan apply .*--expect sha256:[0-9a-f]{64}/s);
  });

  test("apply asks a person, shows the plan first, and takes nothing but yes", async () => {
    const questions: string[] = [];
    const terminal = {
      inIsTerminal: true,
      errIsTerminal: true,
      ask: (text: string) => Promise.resolve(questions.push(text) > 0 ? "y" : ""),
    };
    const { exit, out } = await certplan(["apply", "--quiet"], terminal);
    expect(questions).toHaveLength(1);
    expect(exit).toBe(9);
    expect(out).toContain("1 to rotate");
    expect(out).toContain("nothing was done");
  });

  test("in CI nobody is asked, even with a terminal", async () => {
    const { exit } = await certplan(["apply", "--quiet"], {
      inIsTerminal: true,
      errIsTerminal: true,
      env: { CI: "true" },
      ask: () => Promise.reject(new Error("asked")),
    });
    expect(exit).toBe(3);
  });

  test("plan --format json: one document on stdout, which -o writes too; --detailed-exitcode tells that something is due", async () => {
    const file = join(directory, "plan.json");
    const { exit, out, err } = await certplan(["plan", "--format", "json", "--detailed-exitcode", "-o", file]);
    expect(exit).toBe(2);
    const plan = JSON.parse(out) as Plan;
    expect(new Ajv2020({ logger: false }).validate(schema, plan)).toBe(true);
    expect(plan.summary.due).toBe(1);
    expect(await readFile(file, "utf8")).toBe(out);
    expect(err).toContain(`certplan apply -f ${join(directory, "certplan.yaml")} ${file}`);
  });

  test("plan --format markdown begins with the sentence", async () => {
    const { exit, out } = await certplan(["plan", "--format", "markdown"]);
    expect(exit).toBe(0);
    expect(out).toMatch(
      /^\*\*lab-opsman-leaves: 1 to rotate and \d+ unchanged \(1 with findings\)\.\*\* `opsman` is rotated because /,
    );
  });

  test("--now plans as of that instant: in ten years it is too late for everything that ends before", async () => {
    const { out } = await certplan(["plan", "--now", "2036-01-01T00:00:00Z"]);
    expect(out).toContain("as of 2036-01-01 00:00 UTC");
    expect(out).toContain("expired");
  });

  test("--now that is no instant: exit 3", async () => {
    expect((await certplan(["plan", "--now", "soon"])).exit).toBe(3);
  });

  test("a target that is none: exit 3", async () => {
    expect((await certplan(["plan", "--only", "nobody"])).exit).toBe(3);
  });

  test("apply PLANFILE --format jsonl: one event a line, the last one says how it ended", async () => {
    const { exit, out, err } = await certplan(["apply", join(directory, "plan.json"), "--format", "jsonl"]);
    expect(err).toBe("");
    expect(exit).toBe(0);
    const events = out
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as { event: string });
    expect(events.map(({ event }) => event)).toEqual(
      expect.arrayContaining(["RunOpened", "StepStarted", "StepPassed", "RunClosed"]),
    );
    expect(events.at(-1)).toMatchObject({ event: "Finished", exitCode: 0 });
  });

  test("the same plan again: exit 7, it has been applied", async () => {
    const { exit, err } = await certplan(["apply", join(directory, "plan.json")]);
    expect(exit).toBe(7);
    expect(err).toContain("error AlreadyApplied");
  });

  test("the plan after it is empty", async () => {
    const { exit, out } = await certplan(["plan", "--detailed-exitcode", "--only", "opsman"]);
    expect(exit).toBe(0);
    expect(out).toContain("Nothing to do.");
  });

  test("the state tells what ran, and that it is intact", async () => {
    expect((await certplan(["state", "list"])).out).toMatch(/1 target applied, 0 open runs/);
    expect((await certplan(["state", "history"])).out).toMatch(/opsman {3}run \w+ applied/);
    expect((await certplan(["state", "verify"])).out).toContain("state.json and 1 journal are intact.");
    expect((await certplan(["state", "unlock"])).out).toBe("No lock is held.\n");
    const view = JSON.parse((await certplan(["show", "--format", "json"])).out) as {
      targets: readonly { name: string }[];
    };
    expect(view.targets.map(({ name }) => name)).toEqual(["opsman"]);
  });

  test("drift now: what was rotated matches, and the endpoint that ends in five days is told, exit 2", async () => {
    const { exit, out } = await certplan(["drift"]);
    expect(exit).toBe(2);
    expect(out).toMatch(/4 of 5 targets match, 1 drifted/);
    expect(out).toMatch(/● expires-soon {2}tls {3}drifted/);
    expect(out).toMatch(/ends \d{4}-\d\d-\d\d .*renews 30 days before/);
  });

  test("drift on a day when the leaves are due again: exit 2, what is due, and the next command", async () => {
    const day = new Date(nodeClock().now() + 715 * 86_400_000).toISOString().slice(0, 10);
    const { exit, out } = await certplan(["drift", "--now", day]);
    expect(exit).toBe(2);
    expect(out).toMatch(/● opsman {2}opsman 2\.10\.43 {3}drifted/);
    expect(out).toMatch(/next +certplan plan -f .* --only opsman/);
  });

  test("drift --format json: one document", async () => {
    const { out } = await certplan(["drift", "--format", "json"]);
    expect(JSON.parse(out)).toMatchObject({ estate: "lab-opsman-leaves", summary: { drifted: 1, unreadable: 0 } });
  });

  test("the first signal stops at a safe point: exit 9 and the next command; the second ends the process", async () => {
    const io = anIo({ now: () => nodeClock().now(), env: { CERTPLAN_GRACE: "50ms" } });
    const heard: string[] = [];
    const listening = {
      ...io,
      err: (text: string) => {
        io.err(text);
        if (!text.includes("waiting, install") || heard.length > 0) return;
        heard.push(text);
        io.signal();
        io.signal();
      },
    };
    const argv = ["apply", "--rotate", "opsman", "--yes", "-f", join(directory, "certplan.yaml")];
    expect(await runProgram(argv, listening)).toBe(9);
    expect(io.written().err).toContain("Stopping at a safe point");
    expect(io.written().out).toMatch(/next {2}certplan apply -f /);
    expect(io.exits).toEqual([130]);
  });

  test("apply goes on, and says what it does in a pipe", async () => {
    const { exit, err } = await certplan(["apply"]);
    expect(exit).toBe(0);
    expect(err).toMatch(/^\S+Z opsman run \w+ goes on: it was stopped /m);
  });

  test("a misspelt CERTPLAN_ variable: exit 3", async () => {
    const { exit, err } = await certplan(["plan"], { env: { CERTPLAN_PARALELISM: "3" } });
    expect(exit).toBe(3);
    expect(err).toContain("CERTPLAN_PARALLELISM");
  });
});
