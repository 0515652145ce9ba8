import type { JsonObject } from "../model/json.ts";
import type { Slot, SlotClass } from "../model/slot.ts";
import { about, classCount, dayOf, listed, prose, safe, thousands } from "./words.ts";

/** A reason, a finding or a line of drift. */
export interface Told {
  readonly code: string;
  readonly sentence: string;
  readonly evidence: JsonObject;
  readonly about?: string;
}

/** What one line says: of one certificate, or of all that share the fact. */
export interface Group<T extends Told> {
  readonly code: string;
  readonly words: string;
  /** At least one. */
  readonly members: readonly T[];
}

/** Up to so many days of one rule have a line each; more become one line with the first day and the last. */
const daysShown = 3;

/**
 * Puts together what is told alike of many slots: the same rule and day (`4 leaves end 2026-12-11 11:49 UTC (the first:
 * …)`), or the very same sentence. Rules keep their order; within one, the earliest day comes first. What a target
 * with a single slot is told needs no name of that slot.
 */
export function grouped<T extends Told>(told: readonly T[], slots: readonly Slot[]): readonly Group<T>[] {
  const classes = new Map(slots.map((slot) => [slot.name, slot.class]));
  return byKey(told, ({ code }) => code).flatMap((ofRule) => {
    const byDay = byKey(ofRule, dayKey).toSorted((a, b) => compare(firstInstant(a), firstInstant(b)));
    const groups = byDay.length > daysShown ? byKey(byDay.flat(), ruleKey) : byDay;
    return groups.map((members) => groupOf(members, classes));
  });
}

/** Each by itself, for readers who want everything. */
export function ungrouped<T extends Told>(told: readonly T[], slots: readonly Slot[]): readonly Group<T>[] {
  return told.map((one) => ({
    code: one.code,
    words: wordsOfOne(
      one,
      slots.map(({ name }) => name),
    ),
    members: [one],
  }));
}

function byKey<T>(items: readonly T[], keyOf: (item: T) => string): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}

const instants = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z/g;

function dayKey(told: Told): string {
  return (factOf(told) ?? told.sentence).replace(instants, dayOf);
}

/** Only a fact with a single date can stand for a span of days. */
function ruleKey(told: Told): string {
  const fact = factOf(told);
  return fact?.match(instants)?.length === 1 ? fact.replace(instants, "") : dayKey(told);
}

/** What the sentence says after the name of its slot: `ends 2026-12-11T11:49:00Z; policy …`. */
function factOf(told: Told): string | undefined {
  const { sentence } = told;
  const slot = slotOf(told);
  if (slot === "") return undefined;
  const at = sentence.indexOf(`${slot} `);
  return at < 0 ? undefined : sentence.slice(at + slot.length + 1);
}

/** The slot that it is about, as its evidence names it; empty if it names none. */
function slotOf({ evidence }: Told): string {
  const { slot } = evidence;
  return typeof slot === "string" ? slot : "";
}

function compare(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}

function firstInstant(members: readonly Told[]): string {
  return members.flatMap(({ sentence }) => sentence.match(instants) ?? []).toSorted()[0] ?? "";
}

function groupOf<T extends Told>(members: readonly T[], classes: ReadonlyMap<string, SlotClass>): Group<T> {
  const [one] = members;
  const code = one?.code ?? "";
  if (one === undefined || members.length === 1) {
    return { code, words: one === undefined ? "" : wordsOfOne(one, [...classes.keys()]), members };
  }
  const facts = members.flatMap((member) => factOf(member) ?? []).toSorted();
  const words = facts.length < members.length ? sameSentence(members) : sameFact(members, facts, classes);
  return { code, words, members };
}

function wordsOfOne({ about: subject, sentence }: Told, slots: readonly string[]): string {
  return about(slots.length === 1 && slots[0] === subject ? undefined : subject, sentence);
}

/** `leaf@10.0.0.7:443, leaf@10.0.0.8:443 and 3 more: it asks for a client certificate`. */
function sameSentence(members: readonly Told[]): string {
  const [one] = members;
  const subjects = [...new Set(members.flatMap(({ about: subject }) => (subject === undefined ? [] : safe(subject))))];
  const shown = subjects.length <= 3 ? subjects : [...subjects.slice(0, 2), `${thousands(subjects.length - 2)} more`];
  const lead = subjects.length === 0 ? "" : `${listed(shown)}: `;
  return `${lead}${prose(one?.sentence ?? "")}`;
}

/** `facts` in order, so that the first holds the earliest date. */
function sameFact(members: readonly Told[], facts: readonly string[], classes: ReadonlyMap<string, SlotClass>): string {
  const names = members.map(slotOf);
  const first = names[members.findIndex((member) => factOf(member) === facts[0])] ?? "";
  const who = classCount(members.length, new Set(names.map((name) => classes.get(name))));
  const fact = plural(dated(facts));
  const [, head = fact, tail = ""] = /^(.*?)(;.*)?$/.exec(fact) ?? [];
  return `${who} ${head} (the first: ${safe(first)})${tail}`;
}

/** One fact for all: to the minute where they agree, else to the day, else from the first day to the last. */
function dated(facts: readonly string[]): string {
  const [first = ""] = facts;
  const last = facts.at(-1) ?? first;
  if (prose(first) === prose(last)) return prose(first);
  if (first.replace(instants, dayOf) === last.replace(instants, dayOf)) return safe(first).replace(instants, dayOf);
  return safe(first).replace(instants, (from) => `from ${dayOf(from)} to ${dayOf(last.match(instants)?.[0] ?? from)}`);
}

/** The facts of certificates begin with a verb. */
const plurals: Readonly<Record<string, string>> = { ends: "end", lasts: "last", is: "are", was: "were", has: "have" };

function plural(fact: string): string {
  return fact.replace(/^[a-z]+/, (verb) => plurals[verb] ?? verb);
}
