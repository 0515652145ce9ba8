import { expect, test } from "vitest";
import { type PhaseInput, readPhase } from "../../../src/providers/opsman/ca-phase.ts";
import type { InstallationRow } from "../../../src/providers/opsman/wire.ts";

const hour = 3_600_000;
const day = 24 * hour;
const t0: number = Date.parse("2026-11-01T00:00:00Z");

const old = { guid: "old", active: true, createdOn: t0 - 1000 * day };
const added = { guid: "new", active: false, createdOn: t0 };
const activated = [
  { ...old, active: false },
  { ...added, active: true },
];

function install(id: number, startedAt: number): InstallationRow {
  return { id, user: "admin", status: "succeeded", startedAt, finishedAt: startedAt + hour, members: [] };
}

const before = install(41, t0 - 30 * day);
const trust = install(42, t0 + hour);
const switched = install(43, t0 + 10 * hour);
const oldLeaf = t0 - 300 * day;
const newLeaf = t0 + 5 * hour;

function phaseOf(input: Partial<PhaseInput>): string {
  const base = {
    cas: [old],
    whole: [before],
    leavesFrom: [oldLeaf, oldLeaf],
    outdated: undefined,
    hasInstances: false,
    needsRecreation: false,
  };
  return readPhase({ ...base, ...input }).phase;
}

/** What is listed, and what it means: reference/opsman, section 7. */
const readings: readonly (readonly [what: string, input: Partial<PhaseInput>, phase: string])[] = [
  ["one CA", {}, "S0"],
  ["one CA, nothing lags behind", { outdated: [] }, "S0"],
  ["one CA, deployments lag behind", { outdated: ["cf-1"] }, "S6"],
  ["one CA, leaves are staged and lag behind", { outdated: ["cf-1"], leavesFrom: [t0] }, "S0"],
  ["a newer CA, no install since", { cas: [old, added] }, "S1"],
  ["a newer CA, an install that began before it", { cas: [old, added], whole: [install(42, t0 - 1), before] }, "S1"],
  ["a newer CA, a whole install since", { cas: [old, added], whole: [trust, before] }, "S2"],
  ["listed in the other order", { cas: [added, old], whole: [trust, before] }, "S2"],
  ["a whole install since, and somebody lags behind", { cas: [old, added], whole: [trust], outdated: ["si-1"] }, "S1"],
  [
    "a whole install since, nobody lags behind",
    { cas: [old, added], whole: [trust], outdated: [], hasInstances: true },
    "S2",
  ],
  ["a whole install since, service instances unseen", { cas: [old, added], whole: [trust], hasInstances: true }, "S1"],
  [
    "a whole install since, whether it recreated VMs unseen",
    { cas: [old, added], whole: [trust], outdated: [], needsRecreation: true },
    "S1",
  ],
  [
    "activated, new leaves, a whole install since, whether it recreated VMs unseen",
    { cas: activated, whole: [switched, trust], leavesFrom: [newLeaf], needsRecreation: true },
    "S4",
  ],
  ["activated, no install since it was made", { cas: activated }, "early"],
  ["activated, old leaves", { cas: activated, whole: [trust, before] }, "S3"],
  ["activated, new leaves, no install since", { cas: activated, whole: [trust], leavesFrom: [newLeaf, newLeaf] }, "S4"],
  [
    "activated, some leaves new, no install since",
    { cas: activated, whole: [trust], leavesFrom: [oldLeaf, newLeaf] },
    "S4",
  ],
  [
    "activated, some leaves old after a whole install",
    { cas: activated, whole: [switched, trust], leavesFrom: [oldLeaf, newLeaf] },
    "S3",
  ],
  [
    "activated, new leaves, whole install since",
    { cas: activated, whole: [switched, trust], leavesFrom: [newLeaf] },
    "S5",
  ],
  [
    "the same, and somebody lags behind",
    { cas: activated, whole: [switched, trust], leavesFrom: [newLeaf], outdated: ["si-1"] },
    "S4",
  ],
  [
    "the same, service instances unseen",
    { cas: activated, whole: [switched, trust], leavesFrom: [newLeaf], hasInstances: true },
    "S4",
  ],
  ["activated, no leaf is listed", { cas: activated, whole: [trust], leavesFrom: [] }, "S3"],
  ["two inactive CAs", { cas: [old, added, { ...added, guid: "more" }] }, "many"],
  ["no CA is active", { cas: [{ ...old, active: false }] }, "none"],
];

test.each(readings)("%s: recognised from what is live alone", (_what, input, phase) => {
  expect(phaseOf(input)).toBe(phase);
});

test("what it was told by is said in words, with guids and installs", () => {
  const input = {
    cas: [old, added],
    whole: [trust],
    leavesFrom: [],
    outdated: undefined,
    hasInstances: false,
    needsRecreation: false,
  };
  expect(readPhase(input)).toMatchObject({
    seen: "CA new was made 2026-11-01T00:00:00Z and is not active; install 42 brought it to every product",
    trustedAt: t0 + 2 * hour,
  });
});
