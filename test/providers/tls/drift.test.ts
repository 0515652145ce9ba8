import { describe, expect, test } from "vitest";
import type { Finding } from "../../../src/model/plan.ts";
import type { Observation } from "../../../src/model/provider.ts";
import type { Fingerprint, Slot } from "../../../src/model/slot.ts";
import { noon } from "../../pki/authority.ts";
import { aTarget, provider } from "./session.ts";

const slot: Slot = {
  name: "leaf",
  class: "leaf",
  fingerprint: "a".repeat(64) as Fingerprint,
  issuer: "CN=Sub",
  notAfter: "2026-07-15T12:00:00Z",
  key: { type: "ec", size: 256 },
  sans: ["DNS:a", "DNS:b"],
};
const renewed: Slot = {
  ...slot,
  fingerprint: "b".repeat(64) as Fingerprint,
  notAfter: "2026-10-15T12:00:00Z",
  sans: ["DNS:b", "DNS:a"],
};

function drift(
  slots: readonly Slot[],
  recorded: readonly Slot[] | undefined,
  findings: readonly Finding[] = [],
): readonly unknown[] {
  const observation: Observation = {
    system: "tls:x",
    principal: "anonymous",
    complete: true,
    slots,
    findings,
    reasons: [],
    facts: {},
  };
  const known = recorded === undefined ? undefined : { slots: recorded, at: "2026-06-01T00:00:00Z" };
  return provider
    .drift({ target: aTarget({}), observation, recorded: known, now: noon })
    .map(({ code, severity, sentence }) => `${severity} ${code}: ${sentence}`);
}

describe("drift of a tls target", () => {
  test("the recorded leaf is no line, nor is a first look", () => {
    expect(drift([slot], [slot])).toEqual([]);
    expect(drift([slot], undefined)).toEqual([]);
  });
  test("a renewal of the same kind is expected", () => {
    expect(drift([renewed], [slot])).toEqual([
      `expected LeafRenewed: another leaf is shown than recorded, ${"a".repeat(16)} → ${"b".repeat(16)}`,
    ]);
  });
  test("another issuer, key or end is told", () => {
    const changed: Slot = {
      ...renewed,
      issuer: "CN=Other\u202e",
      key: { type: "rsa", size: 2048 },
      notAfter: slot.notAfter ?? "",
    };
    expect(drift([changed], [slot])).toEqual([
      `drift LeafChanged: another leaf is shown than recorded, ${"a".repeat(16)} → ${"b".repeat(16)}: issuer CN=Sub → CN=Other\\u{202e}; key ec 256 → rsa 2048; end 2026-07-15T12:00:00Z → 2026-07-15T12:00:00Z`,
    ]);
  });
  test("what is wrong with chain, names and backends is drift, what is only told is not", () => {
    const found = (code: string): Finding => ({ code, sentence: "…", evidence: {} });
    const lines = drift([slot], [slot], [found("WrongName"), found("LegacyProtocol"), found("BackendsDiffer")]);
    expect(lines).toEqual(["drift WrongName: …", "drift BackendsDiffer: …"]);
  });
});

test("a tls target is never rotated", () => {
  const observation: Observation = {
    system: "tls:x",
    principal: "anonymous",
    complete: true,
    slots: [slot],
    findings: [],
    reasons: [],
    facts: {},
  };
  const recipe = provider.recipe({ target: aTarget({}), observation, reasons: [], now: noon });
  expect(recipe).toMatchObject({ kind: "refused", refusals: [{ code: "ObservedOnly", kind: "refused" }] });
  expect(provider.cures({ code: "Expired", sentence: "", evidence: {}, slot }, aTarget({}))).toBe(false);
});
