import { expect, test } from "vitest";
import { executeRun, progressOf } from "../../src/engine/index.ts";
import type { StepKind } from "../../src/model/provider.ts";
import type { JournalEvent } from "../../src/state/index.ts";
import { aChild, anExecution } from "./a-run-context.ts";

const request = { argv: ["./update.sh"], timeoutMs: 1_000, maxBytes: 1_000 };

/** Its perform and its gate run the same program. */
function running(log: string[] = []): StepKind {
  return {
    version: 1,
    explain: "",
    perform: async (act) => (await act.exec(request), {}),
    probe: async () => (log.push("probe"), { outcome: "done", outputs: {}, sentence: "it did" }),
    gate: async (act) => (await act.exec(request), { gate: "passed", sentence: "", evidence: {} }),
  };
}

const intended: JournalEvent = { kind: "StepIntended", at: "", step: "a", attempt: 1, baseline: null };
const spawned: JournalEvent = { kind: "StepSpawned", at: "", step: "a", process: aChild };

test("a program of a perform is journalled before it begins; one of a gate only reads and is not", async () => {
  const execution = anExecution([{ id: "a", gate: "attested" }], { work: running() });
  const seen: (readonly string[])[] = [];
  const journal = { ...execution.context.journal };
  Object.assign(execution.context.journal, {
    append: async (event: JournalEvent) => (seen.push([...execution.ran, event.kind]), journal.append(event)),
  });
  await execution.run();
  expect(seen).toEqual([
    ["StepIntended"],
    ["StepSpawned"],
    ["./update.sh", "StepPerformed"],
    ["./update.sh", "./update.sh", "GatePassed"],
  ]);
  expect(execution.journal[1]).toMatchObject({ process: { pid: 700 } });
});

test("a program that cannot be started is told to its step and journalled as nothing", async () => {
  const execution = anExecution([{ id: "a" }], {
    work: { ...running(), perform: async (act) => ({ got: (await act.exec(request)).outcome }) },
  });
  const exec = { prepare: async () => ({ outcome: "not-started", detail: "no such program" }) as const };
  await executeRun({ ...execution.context, exec }, []);
  expect(execution.journal).toMatchObject([
    { kind: "StepIntended" },
    { kind: "StepPerformed", outputs: { got: "not-started" } },
  ]);
});

test("a program that cannot be journalled does not begin", async () => {
  const execution = anExecution([{ id: "a" }], { work: running() });
  const journal = { ...execution.context.journal };
  Object.assign(execution.context.journal, {
    append: async (event: JournalEvent) =>
      event.kind === "StepSpawned" ? Promise.reject(new Error("disk")) : journal.append(event),
  });
  await execution.run().catch(() => undefined);
  expect(execution.ran).toEqual([]);
});

test("a resume waits for a program that outlived its certplan, says so, and only then probes", async () => {
  const log: string[] = [];
  let looks = 0;
  const liveness = () => ((looks += 1) > 3 ? "dead" : "alive") as "dead" | "alive";
  const execution = anExecution([{ id: "a" }], { work: running(log) }, { liveness });
  await execution.run([intended, spawned]);
  expect(execution.emitted.map(({ event }) => event)).toEqual([
    "StepStarted",
    "StepWaiting",
    "StepWaiting",
    "StepWaiting",
    "StepSettling",
    "StepSettled",
    "StepPassed",
  ]);
  expect(execution.emitted[1]).toMatchObject({ sentence: "process 1 of an earlier apply still runs" });
  expect([log, execution.ran]).toEqual([["probe"], []]);
});

test("one that does not end is given up after the step's timeout, unprobed: ProgramStillRuns, 9", async () => {
  const log: string[] = [];
  const steps = [{ id: "a", timeoutSeconds: 30 }];
  const execution = anExecution(steps, { work: running(log) }, { liveness: () => "alive" });
  await expect(execution.run([intended, spawned])).rejects.toMatchObject({
    error: { code: "ProgramStillRuns", exitCode: 9, message: expect.stringContaining("process 1") },
  });
  expect([execution.now(), log, execution.journal]).toEqual([30_000, [], []]);
});

test("a signal ends the wait for it, unprobed: StoppedSafely, 9", async () => {
  const log: string[] = [];
  const stop = new AbortController();
  const liveness = () => (stop.abort(), "alive" as const);
  const execution = anExecution([{ id: "a" }], { work: running(log) }, { liveness, stop: stop.signal });
  await expect(execution.run([intended, spawned])).rejects.toMatchObject({ error: { code: "StoppedSafely" } });
  expect(log).toEqual([]);
});

test("the journal knows the program of an open intent only", () => {
  const open = (events: readonly JournalEvent[]) => progressOf(events).get("a")?.open;
  expect(open([intended, spawned])).toEqual({ baseline: null, process: aChild });
  expect(open([intended, spawned, { kind: "StepNotDone", at: "", step: "a", why: "" }])).toBeUndefined();
  expect(open([intended, spawned, { ...intended, attempt: 2 }])).toEqual({ baseline: null });
});
