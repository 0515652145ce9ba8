import { expect, test } from "vitest";
import { executeRun, resolveStep } from "../../src/engine/index.ts";
import { CertplanError } from "../../src/messages/error.ts";
import type { GateReading, StepKind } from "../../src/model/provider.ts";
import type { Step } from "../../src/model/step.ts";
import type { JournalEvent } from "../../src/state/index.ts";
import { aKind, lost } from "./a-kind.ts";
import { anExecution } from "./a-run-context.ts";

function gating(...readings: readonly (GateReading | CertplanError)[]): StepKind {
  const left = [...readings];
  return {
    version: 1,
    explain: "",
    gate: async () => {
      const next = (left.length > 1 ? left.shift() : left[0]) ?? { gate: "waiting", sentence: "" };
      if (next instanceof CertplanError) throw next;
      return next;
    },
  };
}

const waiting: GateReading = { gate: "waiting", sentence: "2 of 3" };
const passed: GateReading = { gate: "passed", sentence: "3 of 3", evidence: {} };

test("steps wait for what they come after, and get its outputs where they refer to them", async () => {
  const log: string[] = [];
  const seen: unknown[] = [];
  const kind = aKind({ log });
  const watching: StepKind = {
    ...kind,
    perform: async (act) => (seen.push(act.inputs), (await kind.perform?.(act)) ?? {}),
  };
  const reference = { $output: { step: "a", name: "made" } };
  const execution = anExecution([{ id: "b", after: ["a"], inputs: { from: [reference] } }, { id: "a" }], {
    work: watching,
  });
  await execution.run();
  expect(log).toEqual(["perform a", "perform b"]);
  expect(seen).toEqual([{}, { from: ["by a"] }]);
});

test("no more steps are in flight at once than the parallelism allows", async () => {
  let inFlight = 0;
  let most = 0;
  const kind = aKind();
  const counting: StepKind = {
    ...kind,
    perform: async () => {
      inFlight += 1;
      most = Math.max(most, inFlight);
      await new Promise((resolve) => setImmediate(resolve));
      inFlight -= 1;
      return {};
    },
  };
  await anExecution(
    "abcdefghij".split("").map((id) => ({ id })),
    { work: counting },
    { parallelism: 3 },
  ).run();
  expect(most).toBe(3);
});

test("steps that wait for each other, or for one that is not there, are no applied run: PlanInvalid, 3", async () => {
  for (const after of [["b"], ["nowhere"], ["a"]]) {
    const execution = anExecution(
      [
        { id: "a", after },
        { id: "b", after: ["a"] },
      ],
      { work: aKind() },
    );
    await expect(execution.run()).rejects.toMatchObject({ code: "PlanInvalid", exitCode: 3 });
    expect(execution.journal).toEqual([]);
  }
});

test("of a plan whose steps wait for each other what can be done is done, and the rest is named", async () => {
  const log: string[] = [];
  const execution = anExecution([{ id: "a", after: ["b"] }, { id: "free" }, { id: "b", after: ["a"] }], {
    work: aKind({ log }),
  });
  await expect(execution.run()).rejects.toThrow(/not in the plan: a, b$/);
  expect(log).toEqual(["perform free"]);
});

test("an output that no step gives stops the step before its intent: ImpossibleValue, which names both", async () => {
  for (const [from, says] of [
    [{ step: "gone", name: "made" }, "gone gave no output made"],
    [{ step: "a", name: "other" }, "a gave no output other"],
  ] as const) {
    const log: string[] = [];
    const steps = [{ id: "a" }, { id: "b", after: ["a"], inputs: { from: { $output: from } } }];
    const execution = anExecution(steps, { work: aKind({ log }) });
    await expect(execution.run()).rejects.toMatchObject({
      step: { id: "b" },
      error: { code: "ImpossibleValue", message: says },
    });
    expect(log).toEqual(["perform a"]);
    expect(execution.journal.map((event) => ("step" in event ? event.step : ""))).toEqual(["a", "a"]);
  }
});

test("a type that this certplan does not have is refused before the first step: StepKindUnknown, 3", async () => {
  const execution = anExecution([{ id: "a" }], { work: aKind() });
  const context = { ...execution.context, providerOf: () => undefined };
  await expect(executeRun(context, [])).rejects.toMatchObject({ code: "StepKindUnknown", exitCode: 3 });
  expect(execution.journal).toEqual([]);
});

test("a kind that lacks what a step needs of it is refused before the first step: StepKindUnknown, 3", async () => {
  const empty = { version: 1, explain: "" };
  for (const [step, work] of [
    [{ id: "a" }, { ...empty, perform: async () => ({}) }],
    [{ id: "a", performs: false, gate: "wire" }, empty],
  ] as const) {
    const execution = anExecution([step], { work });
    await expect(execution.run()).rejects.toMatchObject({ code: "StepKindUnknown", exitCode: 3 });
    expect(execution.journal).toEqual([]);
  }
});

test("a kind or a version that is not there is refused before the first step: StepKindUnknown, 3", async () => {
  for (const unknown of [{ kind: "other" }, { kindVersion: 2 }, { kind: "constructor" }, { kind: "__proto__" }]) {
    const log: string[] = [];
    const execution = anExecution([{ id: "a" }, { id: "b", after: ["a"], ...unknown }], { work: aKind({ log }) });
    await expect(execution.run()).rejects.toMatchObject({ code: "StepKindUnknown", exitCode: 3 });
    expect([log, execution.journal]).toEqual([[], []]);
  }
});

test("a lost reply is probed once nothing can arrive any more; what did not happen is asked for again", async () => {
  const log: string[] = [];
  const execution = anExecution([{ id: "a" }], { work: aKind({ log, performs: [lost], probes: ["not-done"] }) });
  await execution.run();
  expect(log).toEqual(["perform a", "probe a", "perform a"]);
  expect(execution.now()).toBe(60_000);
  expect(execution.journal.map((event) => event.kind)).toEqual([
    "StepIntended",
    "StepNotDone",
    "StepIntended",
    "StepPerformed",
  ]);
});

test("a lost reply that the probe finds done is not asked for again", async () => {
  const log: string[] = [];
  const execution = anExecution([{ id: "a" }], { work: aKind({ log, performs: [lost], probes: ["done"] }) });
  await execution.run();
  expect(log).toEqual(["perform a", "probe a"]);
  expect(execution.journal.at(-1)).toMatchObject({ kind: "StepPerformed", how: "probed", outputs: { made: "probed" } });
});

test("a call whose reply is lost each time is given up after three: OutcomeUnknown, 5", async () => {
  const log: string[] = [];
  const execution = anExecution([{ id: "a" }], { work: aKind({ log, performs: [lost, lost, lost, lost] }) });
  await expect(execution.run()).rejects.toMatchObject({ error: { code: "OutcomeUnknown", exitCode: 5 } });
  expect(log.filter((line) => line.startsWith("perform"))).toHaveLength(3);
});

const stopWhenUnknown: Step["delivery"] = {
  arrivesWithinSeconds: 0,
  arrivesReason: "",
  whenUnknown: "stop",
  whenUnknownReason: "",
};

test("an outcome that nobody can tell: with `stop` nothing is done, OutcomeUndecidable, 9, and the intent stays open", async () => {
  const log: string[] = [];
  const execution = anExecution([{ id: "a", delivery: stopWhenUnknown }], {
    work: aKind({ log, performs: [lost], probes: ["unknown", "unknown"] }),
  });
  await expect(execution.run()).rejects.toMatchObject({ error: { code: "OutcomeUndecidable", exitCode: 9 } });
  await expect(execution.run(execution.journal)).rejects.toMatchObject({ error: { code: "OutcomeUndecidable" } });
  expect(log).toEqual(["perform a", "probe a", "probe a"]);
  expect(execution.journal.map((event) => event.kind)).toEqual(["StepIntended"]);
});

test("an outcome that nobody can tell: with `repeat` it is asked for again", async () => {
  const log: string[] = [];
  await anExecution([{ id: "a" }], { work: aKind({ log, performs: [lost], probes: ["unknown"] }) }).run();
  expect(log).toEqual(["perform a", "probe a", "perform a"]);
});

test("a resume with an open intent probes before it does anything, and leaves what has passed alone", async () => {
  const log: string[] = [];
  const execution = anExecution([{ id: "a" }, { id: "b", after: ["a"] }], { work: aKind({ log, probes: ["done"] }) });
  await execution.run([
    { kind: "StepIntended", at: "", step: "a", attempt: 1, baseline: null },
    { kind: "StepPerformed", at: "", step: "a", outputs: {}, how: "replied" },
    { kind: "StepIntended", at: "", step: "b", attempt: 1, baseline: null },
  ]);
  expect(log).toEqual(["probe b"]);
});

test("what the platform refused is journalled as not done, so that a resume does not wait for it", async () => {
  const refused = new CertplanError({ code: "PlatformRefused", message: "no" });
  const execution = anExecution([{ id: "a" }], { work: aKind({ performs: [refused] }) });
  await expect(execution.run()).rejects.toMatchObject({ error: { code: "PlatformRefused", exitCode: 5 } });
  expect(execution.journal.at(-1)).toMatchObject({ kind: "StepNotDone", why: "no" });
});

test("an error that does not say whether it happened leaves the intent open: a resume asks the platform first", async () => {
  const log: string[] = [];
  const unread = new CertplanError({ code: "PlatformReply", message: "a reply that is none" });
  const execution = anExecution([{ id: "a" }], { work: aKind({ log, performs: [unread], probes: ["done"] }) });
  await expect(execution.run()).rejects.toMatchObject({ error: { code: "PlatformReply" } });
  expect(execution.journal.map((event) => event.kind)).toEqual(["StepIntended"]);
  await execution.run(execution.journal);
  expect(log).toEqual(["perform a", "probe a"]);
});

test("a person's word that it is done, against what the platform shows, is refused: ResolveRefused, 8", async () => {
  const execution = anExecution([{ id: "a" }], { work: aKind({ probes: ["not-done"] }) });
  const open: JournalEvent = { kind: "StepIntended", at: "", step: "a", attempt: 1, baseline: null };
  const decision = { step: "a", outcome: "done", because: "I saw it", by: "ana" } as const;
  await expect(resolveStep(execution.context, [open], decision)).rejects.toMatchObject({
    code: "ResolveRefused",
    exitCode: 8,
    message: expect.stringContaining("said to be done, but the platform shows: not-done"),
  });
  expect(execution.journal).toEqual([]);
});

test("an assumption that no longer holds stops before the intent: WorldMoved, 7, with each fact and the way on", async () => {
  const facts = async (): Promise<{ ca: string[]; running: number }> => ({ ca: ["old", "new"], running: 0 });
  const execution = anExecution([{ id: "a", assumes: { ca: ["old"], running: 0 } }], { work: aKind() }, { facts });
  await expect(execution.run()).rejects.toMatchObject({
    error: {
      code: "WorldMoved",
      exitCode: 7,
      hint: "certplan plan --continue k7w3",
      facts: [{ fact: "ca", assumed: '["old"]', found: '["old","new"]' }],
    },
  });
  expect(execution.journal).toEqual([]);
});

test("a gate waits, also while the platform cannot be reached, and is journalled when it passes", async () => {
  const away = new CertplanError({ code: "PlatformUnreachable", message: "502" });
  const execution = anExecution([{ id: "a", performs: false, gate: "wire" }], {
    work: gating(waiting, away, waiting, passed),
  });
  await execution.run();
  expect(execution.now()).toBe(3_000);
  expect(execution.journal).toMatchObject([{ kind: "GatePassed", sentence: "3 of 3" }]);
});

test("a gate that fails for another reason than being away stops the run with that reason", async () => {
  const denied = new CertplanError({ code: "AccessRefused", message: "no longer allowed to look" });
  const execution = anExecution([{ id: "a", performs: false, gate: "wire" }], { work: gating(denied) });
  await expect(execution.run()).rejects.toMatchObject({ step: { id: "a" }, error: { code: "AccessRefused" } });
  expect(execution.now()).toBe(0);
  expect(execution.journal).toEqual([]);
});

test("a gate that waits too long: GateTimedOut, 9; a violated one: VerificationFailed, 10", async () => {
  const slow = anExecution([{ id: "a", performs: false, gate: "wire", timeoutSeconds: 10 }], { work: gating(waiting) });
  await expect(slow.run()).rejects.toMatchObject({
    error: { code: "GateTimedOut", exitCode: 9, hint: "certplan apply" },
  });
  expect(slow.now()).toBe(10_000);
  const violated = anExecution([{ id: "a", performs: false, gate: "wire" }], {
    work: gating({ gate: "violated", sentence: "old leaf", evidence: {} }),
  });
  await expect(violated.run()).rejects.toMatchObject({
    error: { code: "VerificationFailed", exitCode: 10, hint: "certplan plan --continue k7w3" },
  });
  expect(violated.journal).toEqual([]);
});

test("when one member fails nothing more is begun, and its error is the one that is told", async () => {
  const log: string[] = [];
  const refused = new CertplanError({ code: "PlatformRefused", message: "no" });
  const kind = aKind({ log });
  const failing: StepKind = {
    ...kind,
    perform: async (act) => (act.step.id === "b" ? Promise.reject(refused) : ((await kind.perform?.(act)) ?? {})),
  };
  const execution = anExecution([{ id: "a" }, { id: "b" }, { id: "c", after: ["a"] }, { id: "d", after: ["c"] }], {
    work: failing,
  });
  await expect(execution.run()).rejects.toMatchObject({ step: { id: "b" }, error: { code: "PlatformRefused" } });
  expect(log).not.toContain("perform d");
});
