import { expect, test } from "vitest";
import type { JournalEvent } from "../../src/state/index.ts";
import { aKind, lost } from "./a-kind.ts";
import { anExecution } from "./a-run-context.ts";

test("a signal that comes while the intent is written stops the call from being sent", async () => {
  const stop = new AbortController();
  const log: string[] = [];
  const execution = anExecution([{ id: "a" }], { work: aKind({ log }) }, { stop: stop.signal });
  Object.assign(execution.context.journal, {
    append: async (event: JournalEvent) => {
      stop.abort();
      execution.journal.push(event);
    },
  });
  await expect(execution.run()).rejects.toMatchObject({ error: { code: "StoppedSafely", exitCode: 9 } });
  expect(log).toEqual([]);
  expect(execution.journal.map((event) => event.kind)).toEqual(["StepIntended", "StepNotDone"]);
});

function hanging(): Promise<never> {
  return new Promise<never>(() => undefined);
}

test.each([
  ["what the step assumes", {}, { facts: hanging }, []],
  ["what is read before the call", { baseline: hanging }, {}, []],
  ["the look at a lost call", { probe: hanging }, {}, ["StepIntended"]],
  ["a gate", { gate: hanging }, {}, ["StepIntended", "StepPerformed"]],
] as const)(
  "a read that does not end (%s) is left alone after a signal and the grace time: StoppedSafely, 9",
  async (what, hangs, reads, journal) => {
    const stop = new AbortController();
    const work = { ...aKind(what === "the look at a lost call" ? { performs: [lost] } : {}), ...hangs };
    const gate = "gate" in hangs ? { gate: "platform" as const } : {};
    const execution = anExecution(
      [{ id: "a", assumes: { x: 1 }, ...gate }],
      { work },
      { ...known, ...reads, stop: stop.signal },
    );
    setImmediate(() => stop.abort());
    await expect(execution.run()).rejects.toMatchObject({ error: { code: "StoppedSafely", exitCode: 9 } });
    expect(execution.journal.map((event) => event.kind)).toEqual(journal);
    expect(execution.now()).toBeLessThanOrEqual(execution.context.graceMs + 60_000);
  },
);

const known = { facts: async () => ({ x: 1 }) };
