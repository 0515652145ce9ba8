import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { ServeHooks } from "../../src/lab/index.ts";
import { nodeClock } from "../../src/ports/node/index.ts";
import { applyArgv, type OpsmanLab, openLab, planArgv } from "./lab.ts";
import { lineOf } from "./moments.ts";
import { buildProgram, type Program, type Running, run, start } from "./program.ts";
import { siteOf } from "./real.ts";
import { goOn } from "./travel.ts";
import { leaves } from "./variants.ts";

const everyMutation = ["POST /api/v0/certificate_authorities/active/regenerate", "POST /api/v0/installations"];
const foundDone = { "opsman/apply-changes": ["waits", "done", "StepPerformed probed", "GatePassed"] };
/** An Apply Changes goes on until the test ends it. */
const installMs = 3_600_000;
const clock = nodeClock();
let program: Program;
let lab: OpsmanLab;
const started: Running[] = [];

beforeAll(() => {
  program = buildProgram();
});
afterAll(() => program.remove());
afterEach(async () => {
  for (const one of started.splice(0)) one.kill("SIGKILL");
  await lab.close();
});

function begin(argv: readonly string[]): Running {
  const running = start(program, lab.directory, argv);
  started.push(running);
  return running;
}

/** An apply as a process, as far as its Apply Changes is running. */
async function inTheMiddle(argv: readonly string[] = applyArgv): Promise<Running> {
  lab = await openLab(leaves, { installMs });
  const running = begin(argv);
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

  test("a second one that may wait says for whom, and finds nothing left to do", async () => {
    const first = await inTheMiddle();
    const second = begin([...applyArgv, "--lock-timeout", "60s"]);
    await second.printed("LockWaiting");
    await lab.endInstall();
    const { exitCode, events } = await second.ended;
    expect(events.find(({ event }) => event === "LockWaiting")).toMatchObject({
      holder: expect.stringContaining(`process ${first.pid} on `),
    });
    expect([exitCode, (await first.ended).exitCode]).toEqual([0, 0]);
    expect(lab.sent).toEqual(everyMutation);
  });

  test("two that start together: one runs, the other is locked out (6) or sees a moving world (7, 8); nothing is sent twice", async () => {
    lab = await openLab(leaves, { installMs });
    const both = [1, 2].map(() => begin([...applyArgv, "--lock-timeout", "0s"]).ended);
    const loser = await Promise.race(both);
    await lab.endInstall();
    const codes = (await Promise.all(both)).map(({ exitCode }) => exitCode);
    expect([6, 7, 8]).toContain(loser.exitCode);
    expect(new Set(codes)).toEqual(new Set([0, loser.exitCode]));
    expect(lab.sent).toEqual(everyMutation);
    expect(lab.journal().filter(({ kind }) => kind === "RunOpened")).toHaveLength(1);
  });
});

test("a plan during an apply says that a run is open (exit 8), takes no lock and sends nothing", async () => {
  const applying = await inTheMiddle();
  const planned = await run(program, lab.directory, planArgv);
  expect(planned.exitCode).toBe(8);
  expect(planned.out).toMatch(/run \w+ is open: certplan apply goes on with it/);
  await lab.endInstall();
  expect((await applying.ended).exitCode).toBe(0);
  expect(lab.sent).toEqual(everyMutation);
  expect((await run(program, lab.directory, planArgv)).exitCode).toBe(0);
});

describe("a signal to an apply", () => {
  test.each(["SIGINT", "SIGTERM"] as const)(
    "%s while it waits: exit 9 and the next command, which goes on to the end",
    async (signal) => {
      const applying = await inTheMiddle(["apply", "--yes", "--only", "opsman"]);
      applying.kill(signal);
      const stopped = await applying.ended;
      expect([stopped.exitCode, stopped.signal]).toEqual([9, null]);
      expect(stopped.out).toMatch(/^next {2}certplan apply$/m);
      await lab.endInstall();
      expect(await goOn(siteOf(program, lab))).toMatchObject({ exitCode: 0, installs: 1, nextPlan: 0 });
      expect(lab.sent).toEqual(everyMutation);
    },
  );

  test("the first with a call in flight: its grace, then exit 9 at once; the next apply finds the call done", async () => {
    const applying = await applyWithCallInFlight(["--grace", "100ms"]);
    const before = clock.now();
    applying.kill("SIGINT");
    expect((await applying.ended).exitCode).toBe(9);
    expect(clock.now() - before, "the reply that never comes holds the process").toBeLessThan(10_000);
    expect(await goOn(siteOf(program, lab))).toMatchObject({
      exitCode: 0,
      installs: 1,
      nextPlan: 0,
      decisions: foundDone,
    });
  });

  test("the second ends it at once with 130, and leaves what a kill leaves", async () => {
    const applying = await applyWithCallInFlight(["--grace", "1h"]);
    applying.kill("SIGINT");
    await applying.printed("Stopping at a safe point");
    applying.kill("SIGINT");
    expect((await applying.ended).exitCode).toBe(130);
    expect(await goOn(siteOf(program, lab))).toMatchObject({
      exitCode: 0,
      installs: 1,
      nextPlan: 0,
      decisions: foundDone,
    });
  });
});

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
  lab = await openLab(leaves, { hooks });
  const running = begin([...applyArgv, ...more]);
  await isApplied;
  return running;
}
