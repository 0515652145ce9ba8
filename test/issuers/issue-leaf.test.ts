import { createPrivateKey, X509Certificate } from "node:crypto";
import { expect, test } from "vitest";
import { issueLeafStep, keyOfLeaf, type LeafToIssue, type StepFrame, sharedKinds } from "../../src/kinds/index.ts";
import type { Act, GateReading, Session, StepKind } from "../../src/model/provider.ts";
import type { Outputs, Step } from "../../src/model/step.ts";
import type { Issuer } from "../../src/model/target.ts";
import { spkiOf } from "../../src/pki/index.ts";
import type { SimProgram } from "../../src/simulation/programs.ts";
import type { World, WorldValue } from "../../src/simulation/world.ts";
import { notingWorld } from "../build/crash-worlds.ts";
import { type Deviation, signingProgram } from "../build/signing-program.ts";
import { aRoot, estate, inWorld } from "./issuing.ts";

const frame: StepFrame = {
  target: "om",
  phase: "switch",
  after: ["om/activate"],
  reason: { code: "NearExpiry", sentence: "ends soon" },
};
const corp: Issuer = { type: "command", run: ["./sign.sh"], timeoutSeconds: 60 };
const leaf: LeafToIssue = { name: "cf", issuerName: "corp", issuer: corp, sans: ["*.apps.example.com", "10.0.0.1"] };
const kind: StepKind = sharedKinds["certplan.issue-leaf"] ?? { version: 0, explain: "" };
const root = await aRoot();

interface Bench {
  readonly world: World;
  readonly step: Step;
  readonly act: (outputs?: Outputs) => Act;
  readonly perform: () => Promise<Outputs>;
  readonly gate: (outputs: Outputs) => Promise<GateReading | undefined>;
}

/** One step with what the engine would give its kind. */
function onBench(
  body: (bench: Bench) => Promise<void>,
  see: {
    readonly leaf?: Partial<LeafToIssue>;
    readonly deviation?: Deviation;
    readonly change?: Partial<WorldValue>;
  } = {},
): Promise<void> {
  const step = issueLeafStep(frame, { ...leaf, ...see.leaf });
  const programs: Readonly<Record<string, SimProgram>> = {
    ...notingWorld().programs,
    "./sign.sh": signingProgram(root, see.deviation),
  };
  return inWorld(
    async (ports, world) => {
      const session = { clock: ports.clock, secrets: ports.secrets } as Session;
      const { exec, keys, files } = ports;
      const act = (outputs: Outputs = {}): Act => {
        return { session, step, inputs: step.inputs, baseline: null, outputs, run: "7k2p", exec, keys, files };
      };
      const perform = async (): Promise<Outputs> => (await kind.perform?.(act())) ?? {};
      const gate = async (outputs: Outputs): Promise<GateReading | undefined> => kind.gate?.(act(outputs));
      await body({ world, step, act, perform, gate });
    },
    { programs, ...see.change },
  );
}

function certificateOf(outputs: Outputs): string {
  const { certificate } = outputs;
  return typeof certificate === "string" ? certificate : "";
}

test("a step has its leaf issued by the named issuer, and can be repeated", () => {
  expect(issueLeafStep(frame, leaf)).toMatchObject({
    id: "om/issue-leaf/cf",
    target: "om",
    kind: "certplan.issue-leaf",
    kindVersion: kind.version,
    title: "have corp issue a leaf for *.apps.example.com",
    phase: "switch",
    after: ["om/activate"],
    effects: [],
    inputs: {
      issuerName: "corp",
      issuer: corp,
      keyType: "rsa-2048",
      subject: "CN=*.apps.example.com",
      sans: ["DNS:*.apps.example.com", "IP:10.0.0.1"],
      usages: ["serverAuth"],
    },
    delivery: { arrivesWithinSeconds: 0, whenUnknown: "repeat" },
    timeoutSeconds: 720,
  });
});

test("a name that is too long for a CN stands in the SANs only", () => {
  const long = `${"a".repeat(60)}.example.com`;
  expect(issueLeafStep(frame, { ...leaf, sans: [long, "b.example.com"] }).inputs).toMatchObject({
    subject: "CN=b.example.com",
    sans: [`DNS:${long}`, "DNS:b.example.com"],
  });
  expect(issueLeafStep(frame, { ...leaf, sans: [long] }).inputs["subject"]).toBe("CN=leaf");
});

test("the outputs are the chain and what it says, and nothing of the private key", () =>
  onBench(async ({ perform, act }) => {
    const outputs = await perform();
    const certificate = certificateOf(outputs);
    expect(Object.keys(outputs)).toEqual(["certificate", "fingerprint", "key", "notBefore", "notAfter"]);
    expect(outputs["key"]).toBe(spkiOf(certificate));
    expect(outputs["key"]).toMatch(/^spki:[0-9a-f]{64}$/);
    expect(outputs["fingerprint"]).toBe(
      new X509Certificate(certificate).fingerprint256.replaceAll(":", "").toLowerCase(),
    );
    const kept = await act().keys.find("om/issue-leaf/cf");
    expect(kept?.privateKeyPem).toContain("PRIVATE KEY");
    expect(JSON.stringify(outputs)).not.toContain("PRIVATE KEY");
  }));

test("a repeat, as after a lost outcome, asks with the same request id and key, and gets the same certificate", () =>
  onBench(async ({ perform, act, world }) => {
    expect(await kind.probe?.(act())).toMatchObject({ outcome: "unknown" });
    const first = await perform();
    expect(await perform()).toEqual(first);
    expect(Object.keys(world.programs["./sign.sh"]?.memory ?? {})).toEqual(["7k2p/om/issue-leaf/cf"]);
  }));

test("the gate passes for what was asked, and says until when it is valid", () =>
  onBench(async ({ perform, gate }) => {
    const outputs = await perform();
    expect(await gate(outputs)).toEqual({
      gate: "passed",
      sentence: "CN=*.apps.example.com, until 2027-02-19T08:00:02Z",
      evidence: { fingerprint: outputs["fingerprint"], key: outputs["key"] },
    });
  }));

test("the gate waits until the begin of the leaf is five minutes past", () =>
  onBench(
    async ({ perform, gate, act }) => {
      const outputs = await perform();
      expect(await gate(outputs)).toEqual({
        gate: "waiting",
        sentence: "valid from 2026-11-21T08:03:22Z: clocks may differ by five minutes",
      });
      await act().session.clock.sleep(499_000);
      expect(await gate(outputs)).toMatchObject({ gate: "waiting" });
      await act().session.clock.sleep(1000);
      expect(await gate(outputs)).toMatchObject({ gate: "passed" });
    },
    { deviation: { beginsInMs: 200_000 } },
  ));

test("the gate is violated by a leaf that has ended since, and by outputs that nobody knows", () =>
  onBench(
    async ({ perform, gate, act }) => {
      const outputs = await perform();
      await act().session.clock.sleep(3_600_001);
      expect(await gate(outputs)).toMatchObject({ gate: "violated", sentence: expect.stringContaining("expired on") });
      expect(await gate({})).toMatchObject({ gate: "violated" });
    },
    { deviation: { endsInMs: 3_600_000 } },
  ));

test("a later step gets the key of the leaf by the step's id, and only where it is the certificate's", () =>
  onBench(async ({ perform, act, step }) => {
    const certificate = certificateOf(await perform());
    const key = await keyOfLeaf(act(), { issuer: corp, step: step.id, certificate });
    expect(new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key.reveal()))).toBe(true);
    const wrong = keyOfLeaf(act(), { issuer: corp, step: step.id, certificate: root.certificate });
    await expect(wrong).rejects.toMatchObject({ code: "KeyMismatch" });
  }));

test("a local CA issues without a program", () =>
  onBench(
    async ({ perform, gate, world }) => {
      const outputs = await perform();
      expect(await gate(outputs)).toMatchObject({ gate: "passed" });
      expect(outputs["notAfter"]).toBe("2026-11-22T07:00:00Z");
      expect(world.programs["./sign.sh"]?.memory).toEqual({});
    },
    { leaf: { issuerName: "lab", issuer: { type: "local-ca", directory: `${estate}/ca` }, lifetimeSeconds: 86_400 } },
  ));
