import { expect, test } from "vitest";
import { builtInPolicies } from "../../../src/estate/built-in-policies.ts";
import type { Policy } from "../../../src/model/policy.ts";
import type { Slot } from "../../../src/model/slot.ts";
import { checkSlot } from "../../../src/planner/checks/index.ts";
import { iso, parseInstant } from "../../../src/time/instant.ts";

const day = 86_400_000;
const now = parseInstant("2026-11-20T17:00:00Z");

function aSlot(parts: Partial<Slot> = {}): Slot {
  return {
    name: "router",
    class: "leaf",
    subject: "CN=router",
    issuer: "CN=root",
    notBefore: "2026-01-01T00:00:00Z",
    notAfter: "2027-12-31T00:00:00Z",
    key: { type: "rsa", size: 2048 },
    signature: "sha256",
    ...parts,
  };
}

function aPolicy(parts: Partial<Policy> = {}): Policy {
  return { name: "baseline", finishBeforeMs: 14 * day, lifetimeClasses: ["leaf", "client"], ...parts };
}

function codes(slot: Slot, policy: Policy, at = now): readonly string[] {
  return checkSlot(slot, policy, at).map(({ code }) => code);
}

const strict = aPolicy({
  renewBefore: { milliseconds: 60 * day },
  maximumAge: { milliseconds: 30 * day },
  signatureHash: ["sha256"],
  minimumKey: { rsa: 2048 },
  maximumLifetime: [{ from: 0, maximumMs: day }],
});

test("a certificate that keeps every rule breaks none", () => {
  const policy = aPolicy({
    renewBefore: { milliseconds: 60 * day },
    signatureHash: ["sha256"],
    minimumKey: { rsa: 2048 },
  });
  expect(checkSlot(aSlot(), policy, now)).toEqual([]);
});

test("all rules that are broken are told, in the order of the documents", () => {
  const weak = aSlot({ notAfter: "2026-12-01T00:00:00Z", signature: "sha1", key: { type: "rsa", size: 1024 } });
  expect(codes(weak, strict)).toEqual(["NearExpiry", "MaximumAge", "SignatureHash", "MinimumKey", "MaximumLifetime"]);
  expect(codes({ ...weak, notAfter: "2026-11-01T00:00:00Z" }, strict)).toEqual([
    "Expired",
    "MaximumAge",
    "SignatureHash",
    "MinimumKey",
    "MaximumLifetime",
  ]);
});

test("a certificate of which nothing is shown breaks no rule", () => {
  expect(codes({ name: "router", class: "leaf" }, strict)).toEqual([]);
});

test("a policy without rules asks only that a certificate has not ended", () => {
  const ended = aSlot({ notAfter: iso(now), signature: "md5", key: { type: "rsa", size: 512 } });
  expect(codes(ended, aPolicy())).toEqual([]);
  expect(codes(ended, aPolicy(), now + 1)).toEqual(["Expired"]);
});

test("a leaf on the boundary of its renewal window is inside, a second earlier it is not", () => {
  const policy = aPolicy({ renewBefore: { milliseconds: 60 * day } });
  const slot = aSlot({ notAfter: iso(now + 60 * day) });
  expect(codes(slot, policy)).toEqual(["NearExpiry"]);
  expect(codes(slot, policy, now - 1000)).toEqual([]);
});

test("a window of a third opens when a third of the lifetime is left", () => {
  const policy = aPolicy({ renewBefore: { fraction: 0.33 } });
  const notBefore = parseInstant("2026-01-01T00:00:00Z");
  const notAfter = notBefore + 100 * day - 1000;
  const slot = aSlot({ notBefore: iso(notBefore), notAfter: iso(notAfter) });
  expect(codes(slot, policy, notAfter - 33 * day)).toEqual(["NearExpiry"]);
  expect(codes(slot, policy, notAfter - 33 * day - 1000)).toEqual([]);
});

test("a share of a lifetime whose beginning is not shown is no rule", () => {
  const { notBefore: _, ...slot } = aSlot({ notAfter: iso(now + 1000) });
  expect(codes(slot, aPolicy({ renewBefore: { fraction: 0.99 }, maximumAge: { fraction: 0.01 } }))).toEqual([]);
});

test("an age of half the lifetime is allowed, a second more is not, and a lifetime whose end is not shown is no rule", () => {
  const policy = aPolicy({ maximumAge: { fraction: 0.5 } });
  const notBefore = parseInstant("2026-01-01T00:00:00Z");
  const slot = aSlot({ notBefore: iso(notBefore), notAfter: iso(notBefore + 100 * day - 1000) });
  expect(checkSlot(slot, policy, notBefore + 50 * day)).toEqual([]);
  expect(checkSlot(slot, policy, notBefore + 50 * day + 1000)).toMatchObject([
    { code: "MaximumAge", sentence: expect.stringContaining("allows an age of 50% of the lifetime") },
  ]);
  const { notAfter: _, ...endless } = slot;
  expect(codes(endless, policy, notBefore + 99 * day)).toEqual([]);
});

test("an age of exactly the maximum is allowed, a second more is not", () => {
  const policy = aPolicy({ maximumAge: { milliseconds: 30 * day } });
  const slot = aSlot({ notBefore: iso(now - 30 * day) });
  expect(codes(slot, policy)).toEqual([]);
  expect(codes(slot, policy, now + 1000)).toEqual(["MaximumAge"]);
});

test.each([
  ["a SHA-1 leaf", { signature: "sha1" }, ["SignatureHash"]],
  ["an Ed25519 leaf", { signature: "none", key: { type: "ed25519" } }, []],
  ["a SHA-1 intermediate", { class: "intermediate", signature: "sha1" }, ["SignatureHash"]],
  ["a SHA-1 root that signs itself", { class: "root", signature: "sha1", issuer: "CN=router" }, []],
  ["a SHA-1 root that another CA signed", { class: "root", signature: "sha1" }, ["SignatureHash"]],
  ["a leaf that signs itself with SHA-1", { signature: "sha1", issuer: "CN=router" }, ["SignatureHash"]],
] satisfies readonly (readonly [string, Partial<Slot>, readonly string[]])[])(
  "%s under a hash rule",
  (_what, parts, wanted) => {
    expect(codes(aSlot(parts), aPolicy({ signatureHash: ["sha256", "sha384"] }))).toEqual(wanted);
  },
);

test.each([
  ["RSA 2048", { type: "rsa", size: 2048 }, []],
  ["RSA 2047", { type: "rsa", size: 2047 }, ["MinimumKey"]],
  ["RSA-PSS 1024", { type: "rsa-pss", size: 1024 }, ["MinimumKey"]],
  ["EC 256", { type: "ec", size: 256 }, []],
  ["EC 224", { type: "ec", size: 224 }, ["MinimumKey"]],
  ["Ed25519", { type: "ed25519" }, []],
  ["Ed448, which is not named", { type: "ed448" }, ["KeyType"]],
  ["DSA, which is not named", { type: "dsa", size: 4096 }, ["KeyType"]],
])("a key rule and %s", (_what, key, wanted) => {
  expect(codes(aSlot({ key }), aPolicy({ minimumKey: { rsa: 2048, ec: 256, ed25519: "any" } }))).toEqual(wanted);
});

const cabforum = builtInPolicies.find(({ name }) => name === "cabforum") ?? expect.fail();

test.each([
  ["2026-03-14T23:59:59Z", 398],
  ["2026-03-15T00:00:00Z", 200],
  ["2027-03-14T23:59:59Z", 200],
  ["2027-03-15T00:00:00Z", 100],
  ["2029-03-14T23:59:59Z", 100],
  ["2029-03-15T00:00:00Z", 47],
])("a public certificate issued %s may last %i days and not a second more", (notBefore, days) => {
  const end = parseInstant(notBefore) + days * day - 1000;
  const at = parseInstant(notBefore);
  expect(codes(aSlot({ notBefore, notAfter: iso(end) }), cabforum, at)).toEqual([]);
  expect(codes(aSlot({ notBefore, notAfter: iso(end + 1000) }), cabforum, at)).toEqual(["MaximumLifetime"]);
});

test("a lifetime rule leaves alone the classes that it is not for", () => {
  const slot = aSlot({ class: "root", notBefore: "2020-01-01T00:00:00Z", notAfter: "2040-01-01T00:00:00Z" });
  expect(codes(slot, cabforum)).toEqual([]);
});

test("a certificate that its platform renews is left alone until that is overdue", () => {
  const begin = now - 90 * day;
  const slot = aSlot({
    renewsItself: true,
    signature: "sha1",
    notBefore: iso(begin),
    notAfter: iso(begin + 100 * day - 1000),
  });
  expect(codes(slot, strict, begin + 90 * day - 1000)).toEqual([]);
  expect(codes(slot, strict, begin + 90 * day)).toEqual(["RenewalOverdue"]);
  expect(codes(slot, strict, begin + 101 * day)).toEqual(["Expired"]);
});

test("where it is known when a platform renews, a day inside that time is overdue", () => {
  const notAfter = now + 365 * day;
  const slot = aSlot({ renewsItself: true, renewsBeforeMs: 30 * day, notBefore: iso(now), notAfter: iso(notAfter) });
  expect(codes(slot, aPolicy(), notAfter - 29 * day)).toEqual([]);
  expect(codes(slot, aPolicy(), notAfter - 29 * day + 1000)).toEqual(["RenewalOverdue"]);
});

test("a sentence names the slot, the fact with its date, and the rule", () => {
  const policy = aPolicy({ renewBefore: { milliseconds: 60 * day } });
  const [violation] = checkSlot(aSlot({ notAfter: "2026-12-21T16:10:00Z" }), policy, now);
  expect(violation).toMatchObject({
    code: "NearExpiry",
    sentence: "leaf router ends 2026-12-21T16:10:00Z; policy baseline renews 60 days before",
    evidence: { notAfter: "2026-12-21T16:10:00Z", renewBefore: "60d", policy: "baseline" },
  });
});
