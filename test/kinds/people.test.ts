import { describe, expect, test } from "vitest";
import { consumerSteps, manualStep, type StepFrame, sharedKinds } from "../../src/kinds/index.ts";
import type { JsonObject } from "../../src/model/json.ts";
import type { StepKind } from "../../src/model/provider.ts";
import type { Consumer } from "../../src/model/target.ts";
import type { ExecOutcome } from "../../src/ports/index.ts";
import { anAct } from "./an-act.ts";

const frame: StepFrame = {
  target: "om",
  phase: "trust",
  after: ["om/apply-trust"],
  reason: { code: "NearExpiry", sentence: "it ends" },
};
const pem = "-----BEGIN CERTIFICATE-----\nbmV3\n-----END CERTIFICATE-----\n";
const check = { run: ["./check.sh", "new root"], timeoutSeconds: 60 };
const push = { run: ["./push.sh"], timeoutSeconds: 60 };

function kind(name: string): Required<Pick<StepKind, "perform" | "probe" | "gate">> {
  const missing = async (): Promise<never> => Promise.reject(new Error(`${name} lacks it`));
  return { perform: missing, probe: missing, gate: missing, ...sharedKinds[name] };
}

describe("certplan.manual", () => {
  const { gate } = kind("certplan.manual");
  const { inputs } = manualStep(frame, { name: "dns", title: "dns", instruct: "move the record", contact: "net@acme" });
  const checked = manualStep(frame, { name: "dns", title: "dns", instruct: "move the record", verify: check }).inputs;

  test("without a check it asks, with what to do and whom to talk to", async () => {
    expect(await gate(anAct(inputs))).toEqual({ gate: "asks", sentence: "move the record (net@acme)" });
  });

  test("with a check that ends with 0 it passes by itself", async () => {
    const act = anAct(checked);
    expect(await gate(act)).toMatchObject({ gate: "passed", evidence: { verifiedBy: check.run } });
    expect(act.ran).toEqual([{ argv: check.run }]);
  });

  const noes: readonly (readonly [string, number | ExecOutcome, string])[] = [
    ["says no", 3, "./check.sh ended with 3"],
    ["hangs", { outcome: "timed-out" }, "./check.sh took longer than 60 s"],
    ["is not there", { outcome: "not-started", detail: "ENOENT" }, "./check.sh could not be started: ENOENT"],
    ["is ended", { outcome: "killed", signal: "SIGTERM" }, "./check.sh was ended by SIGTERM"],
  ];
  for (const [name, end, says] of noes) {
    test(`with a check that ${name} it asks, and tells so without what the program wrote`, async () => {
      const reading = await gate(anAct(checked, { "./check.sh": end }));
      expect(reading).toEqual({ gate: "asks", sentence: `move the record; its check says no: ${says}` });
    });
  }

  test("its step performs nothing, rests on people, and has no estimate", () => {
    const step = manualStep(frame, { name: "dns", title: "move dns", instruct: "x" });
    expect(step).toMatchObject({ id: "om/manual/dns", performs: false, gate: "attested", final: false });
    expect(step).not.toHaveProperty("estimatedSeconds");
  });
});

const byHand: Consumer = { name: "ci", of: "root-ca", trusts: "issuer", update: { manual: "add it to BOSH_CA_CERT" } };
const byProgram: Consumer = { name: "vault", of: "root-ca", trusts: "issuer", update: push, verify: check };

function inputsOf(consumer: Consumer): JsonObject {
  const update = { consumers: [consumer], of: "root-ca", anchorPem: pem, anchor: "ca:new" };
  return consumerSteps(frame, update)[0]?.inputs ?? {};
}

describe("certplan.consumer", () => {
  const { perform, probe, gate } = kind("certplan.consumer");
  const unverified: Consumer = { name: "vault", of: "root-ca", trusts: "issuer", update: push };

  test("its program gets the new anchor on standard input, and nothing in its arguments", async () => {
    const act = anAct(inputsOf(byProgram));
    expect(await perform(act)).toEqual({});
    expect(act.ran).toEqual([{ argv: ["./push.sh"], stdin: pem }]);
  });

  test("a program that fails is ProgramFailed, 5; what it wrote is nowhere", async () => {
    const failing = perform(anAct(inputsOf(byProgram), { "./push.sh": 2 }));
    const error = await failing.catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "ProgramFailed", exitCode: 5, hint: "mend it, then: certplan apply" });
    expect(String(error)).not.toContain("s3cret");
  });

  test("a lost update is settled by its check; without one nothing tells, and it is repeated", async () => {
    expect(await probe(anAct(inputsOf(byProgram)))).toMatchObject({ outcome: "done" });
    expect(await probe(anAct(inputsOf(byProgram), { "./check.sh": 1 }))).toMatchObject({ outcome: "not-done" });
    expect(await probe(anAct(inputsOf(unverified)))).toMatchObject({ outcome: "unknown" });
    const [step] = consumerSteps(frame, { consumers: [unverified], of: "root-ca", anchorPem: pem, anchor: "a" });
    expect(step?.delivery).toMatchObject({ whenUnknown: "repeat", arrivesWithinSeconds: 0 });
  });

  test("its gate: the check, waited for after a program; a person where there is none, or where a person does it", async () => {
    const no = { "./check.sh": 1 };
    const look = async (consumer: Consumer, ends = {}): Promise<unknown> => gate(anAct(inputsOf(consumer), ends));
    expect(await look(byProgram)).toMatchObject({ gate: "passed" });
    expect(await look(byProgram, no)).toMatchObject({ gate: "waiting" });
    expect(await look(unverified)).toEqual({ gate: "asks", sentence: "see that vault accepts the new root-ca" });
    expect(await look(byHand)).toEqual({ gate: "asks", sentence: "add it to BOSH_CA_CERT" });
    expect(await look({ ...byHand, verify: check })).toMatchObject({ gate: "passed" });
    expect(await look({ ...byHand, verify: check }, no)).toMatchObject({ gate: "asks" });
  });

  test("there is a step for each consumer of that anchor: it accepts it, and only one with a program performs", () => {
    const other: Consumer = { ...byHand, name: "other", of: "nats-ca" };
    const update = { consumers: [byHand, other, byProgram], of: "root-ca", anchorPem: pem, anchor: "ca:new" };
    const steps = consumerSteps(frame, update);
    expect(steps.map(({ id, performs, gate: evidence }) => [id, performs, evidence])).toEqual([
      ["om/consumer/ci", false, "attested"],
      ["om/consumer/vault", true, "attested"],
    ]);
    expect(steps[0]?.effects).toEqual([{ effect: "accept", verifier: "consumer:ci", anchor: "ca:new" }]);
    expect(steps.every(({ after, phase }) => after[0] === "om/apply-trust" && phase === "trust")).toBe(true);
  });
});

test("a step's inputs survive JSON, so that a frozen plan holds them", () => {
  const reference = { $output: { step: "om/generate-ca", name: "pem" } };
  const update = { consumers: [byHand, byProgram], of: "root-ca", anchorPem: reference, anchor: "a" };
  const steps = consumerSteps(frame, update);
  expect(JSON.parse(JSON.stringify(steps))).toEqual(steps);
  expect(steps[0]?.inputs["anchorPem"]).toEqual(reference);
});
