import { describe, expect, test } from "vitest";
import type { Finding } from "../../src/model/plan.ts";
import type { Provider } from "../../src/model/provider.ts";
import type { Slot } from "../../src/model/slot.ts";
import { buildPlan } from "../../src/planner/index.ts";
import { opsmanProvider } from "../../src/providers/opsman/index.ts";
import { aFingerprint, aSlot, goldenNow } from "../build/plan.ts";
import { aTarget, provider as tlsProvider } from "../providers/tls/session.ts";

const ended = aSlot({ name: "leaf", notAfter: "2026-11-19T16:10:00Z" });
const ofTheLeaf: Finding = {
  code: "Expired",
  sentence: "CN=portal expired on 2026-11-19T16:10:00Z",
  evidence: { fingerprint: ended.fingerprint ?? "" },
  about: "leaf",
};

function findings(provider: Provider, slots: readonly Slot[], observed: readonly Finding[] = []): readonly string[] {
  const target = { ...aTarget({}), type: provider.type };
  const observation = {
    system: "x",
    principal: "anonymous",
    complete: true,
    slots,
    findings: observed,
    reasons: [],
    facts: {},
  };
  const plan = buildPlan({
    estate: { name: "acme", digest: "sha256:0" },
    readings: [{ target, observation }],
    registry: { [provider.type]: provider },
    selection: { only: [], exclude: [], rotate: [] },
    now: goldenNow,
    certplanVersion: "0.1.0",
    lineage: "",
    known: {},
    openRuns: {},
  });
  return plan.targets.flatMap((planned) => planned.findings.map(({ sentence }) => sentence));
}

describe("what a policy asks and no rotation of the platform cures is a finding", () => {
  test("that says so where the platform rotates something", () => {
    expect(findings(opsmanProvider, [ended])).toEqual(["the leaf ended 2026-11-19T16:10:00Z (not curable here)"]);
  });

  test("and nothing of a cure where certplan only observes", () => {
    expect(findings(tlsProvider, [ended])).toEqual(["the leaf ended 2026-11-19T16:10:00Z"]);
  });

  test("told once, in the provider's words, if the provider found it too", () => {
    expect(findings(tlsProvider, [ended], [ofTheLeaf])).toEqual([ofTheLeaf.sentence]);
  });

  test("told beside the same finding about another certificate", () => {
    const ofTheRoot = { ...ofTheLeaf, sentence: "CN=Root expired", evidence: { fingerprint: aFingerprint("5f") } };
    expect(findings(tlsProvider, [ended], [ofTheRoot])).toEqual([
      "CN=Root expired",
      "the leaf ended 2026-11-19T16:10:00Z",
    ]);
  });
});
