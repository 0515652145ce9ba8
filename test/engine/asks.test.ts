import { expect, test } from "vitest";
import { confirmStep } from "../../src/engine/index.ts";
import type { GateReading, StepKind } from "../../src/model/provider.ts";
import type { Step } from "../../src/model/step.ts";
import type { JournalEvent } from "../../src/state/index.ts";
import { anExecution, type Execution } from "./a-run-context.ts";

const asks: GateReading = { gate: "asks", sentence: "add the new root to BOSH_CA_CERT" };
const waiting: GateReading = { gate: "waiting", sentence: "2 of 3" };
const passed: GateReading = { gate: "passed", sentence: "3 of 3", evidence: {} };

/** A kind whose performs are noted, and whose gates read as told for each step; one that is not told passes. */
function kindOf(told: Readonly<Record<string, GateReading>>, log: string[] = []): StepKind {
  return {
    version: 1,
    explain: "",
    perform: async ({ step }) => (log.push(step.id), {}),
    probe: async () => ({ outcome: "not-done", sentence: "" }),
    gate: async ({ step }) => told[step.id] ?? passed,
  };
}

const gate: Partial<Step> = { performs: false, gate: "attested" };

const said = { step: "a", by: "ana@ci", because: "done in CHG-1" };

async function thrownBy(work: Promise<unknown>): Promise<{ readonly code?: string; readonly message?: string }> {
  return work.then(
    () => ({}),
    (error: unknown) => error as { code: string; message: string },
  );
}

async function confirmed(execution: Execution): Promise<readonly JournalEvent[]> {
  await confirmStep(execution.context, execution.journal, said);
  return execution.journal;
}

test("a step that asks holds back what comes after it and nothing else; then the run parks: StepAsks, 9, with what to do", async () => {
  const log: string[] = [];
  const execution = anExecution(
    [{ id: "a", ...gate, title: "ci-bosh" }, { id: "b" }, { id: "c", after: ["b"] }, { id: "d", after: ["a"] }],
    { work: kindOf({ a: asks }, log) },
  );
  await expect(execution.run()).rejects.toMatchObject({
    step: { id: "a" },
    error: {
      code: "StepAsks",
      exitCode: 9,
      message: "a asks: add the new root to BOSH_CA_CERT",
      hint: "certplan confirm a --because TEXT",
    },
  });
  expect(log).toEqual(["b", "c"]);
  expect(execution.emitted.filter(({ event }) => event === "StepAsks")).toMatchObject([
    { step: "a", sentence: asks.sentence, next: "certplan confirm a --because TEXT" },
  ]);
});

test("several steps that ask are all named, in the order of the plan", async () => {
  const execution = anExecution(
    [
      { id: "a", ...gate },
      { id: "b", ...gate },
    ],
    { work: kindOf({ a: asks, b: asks }) },
  );
  await expect(execution.run()).rejects.toMatchObject({
    step: { id: "a" },
    error: { message: expect.stringMatching(/^a .*; b /) },
  });
});

test("a gate that asks is looked at again on resume, and passes by itself where its own check does by then", async () => {
  const execution = anExecution([{ id: "a", ...gate }], { work: kindOf({}) });
  await execution.run([]);
  expect(execution.journal).toMatchObject([{ kind: "GatePassed", sentence: "3 of 3", evidence: {} }]);
});

test("a confirmed step passes its gate with who, when and why as evidence", async () => {
  const execution = anExecution(
    [
      { id: "a", ...gate },
      { id: "d", after: ["a"] },
    ],
    { work: kindOf({ a: asks }) },
  );
  await expect(execution.run()).rejects.toMatchObject({ error: { code: "StepAsks" } });
  await execution.run(await confirmed(execution));
  expect(execution.journal.map(({ kind }) => kind).slice(0, 2)).toEqual(["StepConfirmed", "GatePassed"]);
  expect(execution.journal[1]).toMatchObject({
    sentence: "confirmed by ana@ci: done in CHG-1",
    evidence: { by: "ana@ci", because: "done in CHG-1", at: "1970-01-01T00:00:00Z" },
  });
});

test("a confirmation does not overrule a gate that waits: it is still waited for", async () => {
  const reads = [asks, waiting, asks];
  const kind: StepKind = { ...kindOf({}), gate: async () => reads.shift() ?? asks };
  const execution = anExecution([{ id: "a", ...gate }], { work: kind });
  await execution.run(await confirmed(execution));
  expect(execution.emitted.map(({ event }) => event)).toContain("StepWaiting");
  expect(execution.journal.at(-1)).toMatchObject({ kind: "GatePassed", evidence: { by: "ana@ci" } });
});

test("what is not reached yet cannot be confirmed: ConfirmRefused, 8, with what comes before it", async () => {
  const work = kindOf({ a: asks });
  const after = anExecution(
    [
      { id: "z", title: "generate" },
      { id: "a", ...gate, after: ["z"] },
    ],
    { work },
  );
  const [code, message] = ["ConfirmRefused", expect.stringContaining("it comes after z (generate)")];
  expect(await thrownBy(confirmed(after))).toMatchObject({ code, exitCode: 8, message });
  const itself = anExecution([{ id: "a", gate: "attested" }], { work });
  expect(await thrownBy(confirmed(itself))).toMatchObject({ code, message: expect.stringContaining("itself") });
  const gateWaits = anExecution([{ id: "a", ...gate }], { work: kindOf({ a: waiting }) });
  expect(await thrownBy(confirmed(gateWaits))).toMatchObject({ code, message: expect.stringContaining("2 of 3") });
  expect([after, itself, gateWaits].flatMap(({ journal }) => journal)).toEqual([]);
});

test("a step that asks nothing cannot be confirmed: NothingToConfirm, 7", async () => {
  for (const [step, gates] of [
    [{ id: "a" }, {}],
    [{ id: "a", ...gate }, {}],
  ] as const) {
    const execution = anExecution([step], { work: kindOf(gates) });
    expect(await thrownBy(confirmed(execution))).toMatchObject({ code: "NothingToConfirm", exitCode: 7 });
    expect(execution.journal).toEqual([]);
  }
  const twice = anExecution([{ id: "a", ...gate }], { work: kindOf({ a: asks }) });
  await confirmed(twice);
  expect(await thrownBy(confirmed(twice))).toMatchObject({ code: "NothingToConfirm" });
  const done = anExecution([{ id: "a", ...gate }], { work: kindOf({ a: asks }) });
  done.journal.push({ kind: "GatePassed", at: "", step: "a", sentence: "", evidence: {}, outputs: {} });
  expect(await thrownBy(confirmed(done))).toMatchObject({ code: "NothingToConfirm" });
});

test("with --no-wait a gate that waits parks the run without a poll: GateWaits, 9; the rest is done", async () => {
  const log: string[] = [];
  const steps = [{ id: "a", ...gate }, { id: "b" }, { id: "c", after: ["b"] }];
  const execution = anExecution(steps, { work: kindOf({ a: waiting }, log) }, { noWait: true });
  await expect(execution.run()).rejects.toMatchObject({
    step: { id: "a" },
    error: { code: "GateWaits", exitCode: 9, hint: "certplan apply", message: expect.stringContaining("2 of 3") },
  });
  expect(log).toEqual(["b", "c"]);
  expect(execution.now()).toBe(0);
});

test("where one gate waits and another asks, the person is told what there is to do", async () => {
  const steps = [
    { id: "a", ...gate },
    { id: "b", ...gate },
  ];
  const execution = anExecution(steps, { work: kindOf({ a: waiting, b: asks }) }, { noWait: true });
  await expect(execution.run()).rejects.toMatchObject({ step: { id: "b" }, error: { code: "StepAsks" } });
});

test("a step that an earlier apply began tells when, beside the time of this apply", async () => {
  const at = "1969-12-31T23:00:00Z";
  const execution = anExecution([{ id: "a", gate: "wire" }], { work: kindOf({}) });
  await execution.run([
    { kind: "StepIntended", at, step: "a", attempt: 1, baseline: null },
    { kind: "StepPerformed", at, step: "a", outputs: {}, how: "replied" },
  ]);
  expect(execution.emitted).toMatchObject([
    { event: "StepStarted", begunAt: at },
    { event: "StepPassed", begunAt: at, elapsedMs: 0 },
  ]);
});
