import { expect, test } from "vitest";
import type { PlanTarget } from "../../src/model/plan.ts";
import type { Observation } from "../../src/model/provider.ts";
import type { Fingerprint, Slot } from "../../src/model/slot.ts";
import { iso } from "../../src/time/instant.ts";
import { day, hubEstate, hubPlan, now } from "./plan-of.ts";

const leaked = "ab".repeat(32) as Fingerprint;
const spki = "cd".repeat(32);
const thumbprint = "ef".repeat(20);

const hub: Slot = { name: "hub", class: "leaf", fingerprint: leaked, notAfter: iso(now + 300 * day) };
const seen: Partial<Observation> = { slots: [hub], digests: { [leaked]: { spki, thumbprint } } };

async function decided(replace: string, observation = seen, cures = true): Promise<PlanTarget | undefined> {
  const accept = "[ { cut: hub-no-overlap, maximum: 2h, until: 2026-12-31 } ]";
  const text = `version: 1
estate: acme
targets: [ { name: h, type: hub, consumers: [], accept: ${accept}, replace: [ ${replace} ] } ]
`;
  return hubPlan(await hubEstate(text), { observation, cures }).targets[0];
}

test.each([
  ["fingerprint", `{ fingerprint: "sha256:${"AB:".repeat(31)}AB", reason: compromised, ticket: CHG-9 }`, leaked],
  ["spki", `{ spki: "${spki}", reason: compromised, ticket: CHG-9 }`, spki],
  ["thumbprint", `{ thumbprint: "${thumbprint.toUpperCase()}", reason: compromised, ticket: CHG-9 }`, thumbprint],
])(
  "a certificate that has to go, by its %s, makes its target due while a slot shows it",
  async (key, entry, digest) => {
    expect(await decided(entry)).toMatchObject({
      verdict: "due",
      reasons: [
        {
          code: "Replace",
          sentence: "leaf hub has to go (compromised, CHG-9)",
          evidence: { slot: "hub", fingerprint: leaked, [key]: digest, reason: "compromised", ticket: "CHG-9" },
        },
      ],
      findings: [],
    });
  },
);

test("what the platform's rotation does not cure is a finding", async () => {
  const target = await decided(`{ fingerprint: "${leaked}", reason: revoke }`, seen, false);
  expect(target).toMatchObject({
    verdict: "unchanged",
    findings: [{ code: "Replace", sentence: "leaf hub has to go (revoke) (not curable here)", about: "hub" }],
  });
});

test("what nothing shows any more makes nothing due, and its entry can go", async () => {
  const target = await decided(`{ fingerprint: "${"99".repeat(32)}", reason: policy }`);
  expect(target).toMatchObject({ verdict: "unchanged", reasons: [] });
  expect(target?.findings.map(({ code, sentence }) => [code, sentence])).toEqual([
    ["ReplaceGone", "the certificate 999999999999 is seen nowhere: its entry under replace can go"],
  ]);
});

test("of slots that do not show their certificate nothing is concluded, and that is said", async () => {
  const { fingerprint: _unseen, ...unseen } = hub;
  const target = await decided(`{ spki: "${spki}", reason: policy }`, { slots: [hub, { ...unseen, name: "other" }] });
  expect(target?.verdict).toBe("unchanged");
  expect(target?.findings[0]?.sentence).toBe(
    "the key cdcdcdcdcdcd is seen nowhere; 1 of 2 slots do not show their certificate: its entry under replace can go",
  );
});
