import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { ServeHooks } from "../../src/lab/index.ts";
import { nodeClock } from "../../src/ports/node/index.ts";
import { buildProgram, type Program, type Running, run, start } from "./program.ts";
import { applyArgv, goOn, lineOf, type OpsmanLab, openLab, planArgv } from "./real.ts";

const everyMutation = ["POST /api/v0/certificate_authorities/active/regenerate", "POST /api/v0/installations"];
/** An Apply Changes goes on until the test ends it. */
const installMs = 3_600_000;
const clock = nodeClock();
let program: Program;
let lab: OpsmanLab;

beforeAll(() => {
  program = buildProgram();
});
afterAll(() => program.remove());
afterEach(() => lab.close());

/** An apply as a process, as far as its Apply Changes is running. */
async function inTheMiddle(argv: readonly string[] = applyArgv): Promise<Running> {
  lab = await openLab("lists staged leaves", { installMs });
  const running = start(program, lab.directory, argv);
  await running.printed("install 42 running");
  return running;
}

describe("two appliers at once", () => {
  test("the second exits 6, names the holder by its pid and sends nothing; the first reaches the end", async () => {
    const first = await inTheMiddle();
    const second = await run(program, lab.directory, ["apply", "--yes", "--lock-timeout", "0s"]);
    expect(second.exitCode).toBe(6);
    expect(second.err).toMatch(new RegExp(`is locked by process ${first.pid} on `));
    await lab.endInstall();
    expect((await first.ended).exitCode).toBe(0);
    expect(lab.sent).toEqual(everyMutation);
  });

  test("a second one that may wait tells for whom, and finds nothing left to do", async () => {
    const first = await inTheMiddle();
    const second = await run(program, lab.directory, [...applyArgv, "--lock-timeout", "30s"]);
    expect(second.events.filter(({ event }) => event === "LockWaiting")).toMatchObject([
      { holder: expect.stringContaining(`process ${first.pid} on `) },
    ]);
    expect([second.exitCode, (await first.ended).exitCode]).toEqual([0, 0]);
    expect(lab.sent).toEqual(everyMutation);
  });

  test("two that start together: one runs; the other is locked out (6) or sees a world that moves (7, 8), and sends nothing", async () => {
    lab = await openLab("lists staged leaves", { installMs });
    const both = ["a", "b"].map(() => run(program, lab.directory, [...applyArgv, "--lock-timeout", "0s"]));
    const codes = (await Promise.all(both)).map(({ exitCode }) => exitCode);
    expect(codes).toContain(0);
    expect([6, 7, 8]).toContain(Math.max(...codes.map(Number)));
    expect(lab.sent).toEqual(everyMutation);
    expect(lab.journal().filter(({ kind }) => kind === "RunOpened")).toHaveLength(1);
  });
});

test("a plan during an apply says that a run is open (exit 8), takes no lock and sends nothing", async () => {
  const applying = await inTheMiddle();
  const planned = await run(program, lab.directory, planArgv);
  expect(planned.exitCode).toBe(8);
  expect(planned.out).toMatch(/run \w+ is open: certplan apply goes on with it/);
  expect((await applying.ended).exitCode).toBe(0);
  expect(lab.sent).toEqual(everyMutation);
  expect((await run(program, lab.directory, planArgv)).exitCode).toBe(0);
});

describe("a signal to an apply", () => {
  test.each(["SIGINT", "SIGTERM"] as const)(
    "%s while it waits: exit 9 and the next command, and that goes on to the end",
    async (signal) => {
      const applying = await inTheMiddle(["apply", "--yes", "--only", "opsman"], 1000);
      applying.kill(signal);
      const stopped = await applying.ended;
      expect([stopped.exitCode, stopped.signal]).toEqual([9, null]);
      expect(stopped.out).toMatch(/^next {2}certplan apply$/m);
      expect(await goOn(program, lab)).toMatchObject({ exitCode: 0, installs: 1, nextPlan: 0 });
      expect(lab.sent).toEqual(everyMutation);
    },
  );

  test("the first with a call in flight: its grace, then exit 9 with the outcome unknown; the next apply finds it done", async () => {
    const applying = await applyWithCallInFlight(["--grace", "100ms"]);
    applying.kill("SIGINT");
    const before = clock.now();
    expect((await applying.ended).exitCode).toBe(9);
    expect(clock.now() - before, "the reply that never comes holds the process").toBeLessThan(10_000);
    expect(await goOn(program, lab)).toMatchObject({ exitCode: 0, installs: 1, nextPlan: 0, decisions: foundDone });
  });

  test("the second ends it at once with 130, and leaves what a kill leaves", async () => {
    const applying = await applyWithCallInFlight(["--grace", "1h"]);
    applying.kill("SIGINT");
    await applying.printed("Stopping at a safe point");
    applying.kill("SIGINT");
    expect((await applying.ended).exitCode).toBe(130);
    expect(await goOn(program, lab)).toMatchObject({ exitCode: 0, installs: 1, nextPlan: 0, decisions: foundDone });
  });
});

const foundDone = { "opsman/apply-changes": ["waits", "done", "StepPerformed probed", "GatePassed"] };

/** An apply whose Apply Changes was started by the platform, and whose reply never comes. */
async function applyWithCallInFlight(more: readonly string[]): Promise<Running> {
  let applied: () => void = () => undefined;
  const isApplied = new Promise<void>((resolve) => {
    applied = resolve;
  });
  const hooks: ServeHooks = {
    onApplied: (request) => {
      if (lineOf(request) !== "POST /api/v0/installations") return undefined;
      applied();
      return "silence";
    },
  };
  lab = await openLab("lists staged leaves", { hooks });
  const running = start(program, lab.directory, [...applyArgv, ...more]);
  await isApplied;
  return running;
}
