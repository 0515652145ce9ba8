import type { TornTail } from "../disk.ts";
import { type Draw, drawFrom } from "./draw.ts";
import type { Arrival, FaultName, Injection } from "./injection.ts";
import { type Moment, momentsOf, type Phase, type SubjectStep } from "./phases.ts";

/** One run of the simulation, whole: the same schedule, commit and Node.js version give the same trace. A JSON value. */
export interface Schedule {
  readonly target: string;
  /** Orders what could happen at the same time. */
  readonly order: number;
  readonly parallelism: number;
  /** By how much the clocks of the platforms are off. */
  readonly skewMs: number;
  /** In the order of `at`. */
  readonly injections: readonly Injection[];
}

/** What a subject of the simulation offers to a drawn schedule. */
export interface Drawable {
  readonly name: string;
  /** Events of its uninterrupted run. */
  readonly events: number;
  readonly actors: readonly string[];
  /** How long a holder on another machine is watched before it counts as gone. */
  readonly leaseMs: number;
  /** Its plan, by the id of the step. */
  readonly steps: Readonly<Record<string, SubjectStep>>;
  /** Lines of the calls of its uninterrupted run, each once. */
  readonly calls: readonly string[];
}

type Maker = (at: number, draw: Draw, subject: Drawable) => Injection;

const arrivals: readonly Arrival[] = ["now", "between", "bound", "never"];
const tails: readonly TornTail[] = ["none", "half", "nul", "all"];

/** What can go wrong with a call. */
export const faultNames: readonly FaultName[] = [
  "lost-request",
  "lost-reply",
  "server-error",
  "too-many-requests",
  "cut",
  "garbled",
  "late",
  "slow",
];

const makers: Readonly<Record<Injection["kind"], Maker>> = {
  kill: (at, draw) => ({ at, kind: "kill", arrival: oneOf(arrivals, draw), kept: draw(101) }),
  power: (at, draw) => ({ at, kind: "power", arrival: oneOf(arrivals, draw), tail: oneOf(tails, draw) }),
  fault: (at, draw) => ({
    at,
    kind: "fault",
    fault: oneOf(faultNames, draw),
    of: draw(2) === 0 ? "any" : "change",
    by: draw(101),
  }),
  stop: (at, draw) => ({ at, kind: "stop", twice: draw(2) === 0 }),
  disk: (at, draw) => ({ at, kind: "disk", fails: draw(2) === 0 ? "write" : "sync" }),
  applier: (at, draw, { leaseMs }) => ({
    at,
    kind: "applier",
    machine: draw(3) === 0 ? "other" : "same",
    // to look at a lock for hours is thousands of events that change nothing: few seeds do
    waitsMs: oneOf([0, 0, 0, 0, leaseMs / 10, leaseMs / 10, 2 * leaseMs, 2 * leaseMs, 2 * leaseMs, 12 * leaseMs], draw),
  }),
  reader: (at, draw) => ({ at, kind: "reader", command: draw(2) === 0 ? "plan" : "drift" }),
  stall: (at, draw, { steps }) => {
    const forMs = (1 + draw(draw(2) === 0 ? 21_600 : 1_800)) * 1000;
    return { at, kind: "stall", forMs, phase: oneOf(stallPhasesOf(steps), draw), taker: draw(3) > 0 };
  },
  // a clock that is off by more than a minute is a refusal of its own
  clock: (at, draw) => ({ at, kind: "clock", offByMs: (draw(81) - 40) * 1000 }),
  actor: (at, draw, subject) => ({ at, kind: "actor", actor: oneOf(subject.actors, draw) }),
};

/** A sender that wakes between its intent and its call does the most harm. */
function stallPhasesOf(steps: Drawable["steps"]): readonly (Phase | "any")[] {
  const sending = ["intent written, not synced", "intent synced, nothing sent", "sent, not answered"] as const;
  return Object.values(steps).some(({ sends }) => sends) ? [...sending, "any"] : ["any"];
}

/** Kinds by how often a seed has them: kills and faults are what everything else must be survived together with. */
const weights: readonly (readonly [Injection["kind"], percent: number])[] = [
  ["kill", 35],
  ["fault", 45],
  ["power", 20],
  ["stop", 15],
  ["disk", 15],
  ["applier", 25],
  ["reader", 20],
  ["stall", 20],
  ["clock", 20],
  ["actor", 10],
];

/** The schedule of a seed: each draws a subset of the kinds of its own, then some of each; what it aims at goes round. */
export function scheduleOf(seed: number, subject: Drawable): Schedule {
  const draw = drawFrom(seed);
  const kinds = weights.filter(
    ([kind, percent]) => draw(100) < percent && (kind !== "actor" || subject.actors.length > 0),
  );
  const injections = kinds.flatMap(([kind]) =>
    Array.from({ length: 1 + draw(3) }, () => makers[kind](draw(Math.ceil(subject.events * 1.2)), draw, subject)),
  );
  return {
    target: subject.name,
    order: draw(2 ** 31),
    parallelism: 1 + draw(8),
    skewMs: draw(2) * (draw(31) - 15) * 1000,
    injections: [...injections, ...aimed(seed, draw, subject)].toSorted((left, right) => left.at - right.at),
  };
}

/**
 * Chance alone seldom meets a moment that is one event long. So each seed has kills or losses of power at two moments,
 * faults of two calls, and some have one of a journal; from seed to seed it is the next.
 */
function aimed(seed: number, draw: Draw, { steps, calls, events }: Drawable): readonly Injection[] {
  const faults = calls.flatMap((of) => faultNames.map((fault) => ({ fault, of })));
  return [
    ...twoOf(momentsOf(steps), seed).flatMap((moment) => [...leadingTo(moment), moment].map((one) => endAt(one, draw))),
    ...twoOf(faults, seed).map((one) => ({ at: 0, kind: "fault", ...one, by: draw(101) }) as const),
    ...atJournal(seed, draw, events),
  ];
}

/** What strikes a journal, which is little of all that is written: one seed of eight each. */
function atJournal(seed: number, draw: Draw, events: number): readonly Injection[] {
  const at = draw(events);
  switch (seed % 8) {
    case 1:
      return [{ at, kind: "disk", fails: "sync", of: "journal" }];
    case 3:
      return [{ at, kind: "disk", fails: "write", of: "journal" }];
    case 5:
      return [{ at, kind: "kill", arrival: oneOf(arrivals, draw), kept: draw(101), writing: true }];
    default:
      return [];
  }
}

function twoOf<T>(values: readonly T[], seed: number): readonly T[] {
  const places = [seed, seed + Math.floor(values.length / 2)];
  return places.flatMap((place) => values[place % values.length] ?? []);
}

/** The moments in which an earlier process has to end, so that a later one comes to this one for certain. */
function leadingTo({ kind, phase }: Moment): readonly Moment[] {
  if (phase === "outcome lost, not asked yet") return [{ kind, phase: "intent synced, nothing sent" }];
  // the gate of a kind that reads nothing has passed before anything can happen in it
  return phase === "in its gate" ? [{ kind, phase: "recorded" }] : [];
}

function endAt(during: Moment, draw: Draw): Injection {
  const arrival = oneOf(arrivals, draw);
  if (draw(3) === 0) return { at: 0, kind: "power", arrival, tail: oneOf(tails, draw), during };
  return { at: 0, kind: "kill", arrival, kept: draw(101), during };
}

function oneOf<T>(values: readonly T[], draw: Draw): T {
  const value = values[draw(values.length)];
  if (value === undefined) throw new Error("nothing to draw from");
  return value;
}
