import { expect, test } from "vitest";
import { grouped, type Told, ungrouped } from "../../src/report/groups.ts";
import { prose } from "../../src/report/words.ts";
import { aSlot } from "../build/plan.ts";

const leaves = Array.from({ length: 5 }, (_, index) => aSlot({ name: `leaf_${index}` }));

function ending(name: string, notAfter: string, rule = "; policy baseline renews 30 days before"): Told {
  return { code: "NearExpiry", sentence: `leaf ${name} ends ${notAfter}${rule}`, evidence: { slot: name, notAfter } };
}

function words(told: readonly Told[], slots = leaves): readonly string[] {
  return grouped(told, slots).map((group) => group.words);
}

test("leaves that end in the same minute are one line, with the first of them", () => {
  const told = [ending("leaf_0", "2026-12-11T11:49:50Z"), ending("leaf_1", "2026-12-11T11:49:02Z")];
  expect(words(told)).toEqual([
    "2 leaves end 2026-12-11 11:49 UTC (the first: leaf_1); policy baseline renews 30 days before",
  ]);
});

test("leaves that end on one day are told by the day", () => {
  const told = [ending("leaf_0", "2026-12-11T23:00:00Z"), ending("leaf_1", "2026-12-11T01:00:00Z")];
  expect(words(told)).toEqual(["2 leaves end 2026-12-11 (the first: leaf_1); policy baseline renews 30 days before"]);
});

test("days are told the earliest first, and from the first to the last if there are many", () => {
  const of = (days: number): readonly Told[] =>
    Array.from({ length: days }, (_, index) => ending(`leaf_${index}`, `2026-12-${20 - index}T01:00:00Z`));
  expect(words(of(3)).map((line) => line.slice(0, 39))).toEqual([
    "leaf leaf_2 ends 2026-12-18 01:00 UTC; ",
    "leaf leaf_1 ends 2026-12-19 01:00 UTC; ",
    "leaf leaf_0 ends 2026-12-20 01:00 UTC; ",
  ]);
  expect(words(of(4))).toEqual([
    "4 leaves end from 2026-12-17 to 2026-12-20 (the first: leaf_3); policy baseline renews 30 days before",
  ]);
});

test("other rules and other policies stay apart, in the order in which they came", () => {
  const key: Told = {
    code: "MinimumKey",
    sentence: "leaf leaf_0 has a key of rsa 1024 bits; policy strict demands 2048",
    evidence: { slot: "leaf_0" },
  };
  const told = [key, ending("leaf_0", "2026-12-11T11:49:00Z"), ending("leaf_1", "2026-12-11T11:49:00Z", "")];
  expect(
    words([...told, { ...key, sentence: key.sentence.replace("leaf_0", "leaf_1"), evidence: { slot: "leaf_1" } }]),
  ).toEqual([
    "2 leaves have a key of rsa 1024 bits (the first: leaf_0); policy strict demands 2048",
    "leaf leaf_0 ends 2026-12-11 11:49 UTC; policy baseline renews 30 days before",
    "leaf leaf_1 ends 2026-12-11 11:49 UTC",
  ]);
});

test("slots of several classes are certificates", () => {
  const slots = [aSlot({ name: "leaf_0" }), aSlot({ name: "ca", class: "root" })];
  const told = [ending("leaf_0", "2026-12-11T11:49:00Z", ""), ending("ca", "2026-12-11T11:49:00Z", "")];
  expect(words(told, slots)).toEqual(["2 certificates end 2026-12-11 11:49 UTC (the first: leaf_0)"]);
});

test("the same sentence about several places is told once, and its only place is not named", () => {
  const asks = (about: string): Told => ({ code: "Asks", sentence: "it asks", evidence: {}, about });
  expect(words([asks("leaf"), asks("leaf@a:1")])).toEqual(["leaf and leaf@a:1: it asks"]);
  expect(words(["a", "b", "c", "d"].map(asks))).toEqual(["a, b and 2 more: it asks"]);
  expect(words([asks("leaf")], [aSlot({ name: "leaf" })])).toEqual(["it asks"]);
  expect(words([asks("leaf")])).toEqual(["leaf: it asks"]);
});

test("a group holds every member, and each is told by itself on request", () => {
  const told = [ending("leaf_0", "2026-12-11T11:49:50Z"), ending("leaf_1", "2026-12-11T11:49:02Z")];
  expect(grouped(told, leaves).map(({ members }) => members)).toEqual([told]);
  expect(ungrouped(told, leaves).map((group) => group.words)).toEqual(told.map(({ sentence }) => prose(sentence)));
});

test("names from outside stay harmless in a group", () => {
  const evil = "leaf\u001b[2J";
  const told = [ending(evil, "2026-12-11T11:49:00Z"), ending("leaf_1", "2026-12-11T11:49:00Z")];
  expect(words(told, [aSlot({ name: evil }), aSlot({ name: "leaf_1" })])[0]).toContain("(the first: leaf\\u{1b}[2J)");
});

test("instants in a sentence are written to the minute", () => {
  expect(prose("it ended 2026-12-11T11:49:50Z, not 2026-12-11")).toBe("it ended 2026-12-11 11:49 UTC, not 2026-12-11");
});
