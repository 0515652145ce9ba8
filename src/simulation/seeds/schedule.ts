import type { TornTail } from "../disk.ts";
import type { ArrivalFault } from "../world.ts";
import { type Draw, drawFrom } from "./draw.ts";

/** Something that goes wrong once: at the first event whose number is at least `at` and that it can happen to. */
export type Injection =
  | {
      readonly at: number;
      readonly kind: "kill";
      /** When what is in flight arrives: at once, at its bound, in between, or never. */
      readonly arrival: Arrival;
      /** How much of a write under way is kept, of 100. */
      readonly kept: number;
    }
  | { readonly at: number; readonly kind: "power"; readonly arrival: Arrival; readonly tail: TornTail }
  | {
      readonly at: number;
      readonly kind: "fault";
      readonly fault: NonNullable<ArrivalFault>;
      readonly of: "any" | "change";
    }
  | { readonly at: number; readonly kind: "stop" }
  | { readonly at: number; readonly kind: "disk"; readonly fails: "write" | "sync" }
  | {
      readonly at: number;
      readonly kind: "applier";
      readonly machine: "same" | "other";
      /** `--lock-timeout`: on another machine it may be long enough to outlast a lease. */
      readonly waitsMs: number;
    }
  | { readonly at: number; readonly kind: "reader"; readonly command: "plan" | "drift" }
  | {
      readonly at: number;
      readonly kind: "stall";
      readonly forMs: number;
      /** Only between an intent and its outcome, where a sender that wakes does the most harm. */
      readonly inIntent: boolean;
      /** Another machine waits for the lock meanwhile. */
      readonly taker: boolean;
    }
  | { readonly at: number; readonly kind: "clock"; readonly offByMs: number }
  | { readonly at: number; readonly kind: "actor"; readonly actor: string };

export type Arrival = "now" | "between" | "bound" | "never";

/** One run of the simulation, whole: the same schedule, commit and Node.js version give the same trace. A JSON value. */
export interface Schedule {
  readonly target: string;
  /** Orders what could happen at the same time. */
  readonly order: number;
  readonly parallelism: number;
  /** In the order of `at`. */
  readonly injections: readonly Injection[];
}

/** What a subject of the simulation offers to a drawn schedule. */
export interface Drawable {
  readonly name: string;
  /** Events of its uninterrupted run. */
  readonly events: number;
  readonly actors: readonly string[];
}

type Maker = (at: number, draw: Draw, subject: Drawable) => Injection;

const arrivals: readonly Arrival[] = ["now", "between", "bound", "never"];
const tails: readonly TornTail[] = ["none", "half", "nul", "all"];
const faults: readonly NonNullable<ArrivalFault>[] = ["lost-request", "lost-reply", "server-error", "cut", "garbled"];

const makers: Readonly<Record<Injection["kind"], Maker>> = {
  kill: (at, draw) => ({ at, kind: "kill", arrival: oneOf(arrivals, draw), kept: draw(101) }),
  power: (at, draw) => ({ at, kind: "power", arrival: oneOf(arrivals, draw), tail: oneOf(tails, draw) }),
  fault: (at, draw) => ({ at, kind: "fault", fault: oneOf(faults, draw), of: draw(2) === 0 ? "any" : "change" }),
  stop: (at) => ({ at, kind: "stop" }),
  disk: (at, draw) => ({ at, kind: "disk", fails: draw(2) === 0 ? "write" : "sync" }),
  applier: (at, draw) => ({
    at,
    kind: "applier",
    machine: draw(3) === 0 ? "other" : "same",
    waitsMs: draw(2) * 7_200_000,
  }),
  reader: (at, draw) => ({ at, kind: "reader", command: draw(2) === 0 ? "plan" : "drift" }),
  stall: (at, draw) => ({
    at,
    kind: "stall",
    forMs: (1 + draw(21_600)) * 1000,
    inIntent: draw(3) > 0,
    taker: draw(3) > 0,
  }),
  // a clock that is off by more than a minute is a refusal of its own
  clock: (at, draw) => ({ at, kind: "clock", offByMs: (draw(101) - 50) * 1000 }),
  actor: (at, draw, subject) => ({ at, kind: "actor", actor: oneOf(subject.actors, draw) }),
};

/** Kinds by how often a seed has them: kills and faults are what everything else must be survived together with. */
const weights: readonly (readonly [Injection["kind"], percent: number])[] = [
  ["kill", 70],
  ["fault", 60],
  ["power", 35],
  ["stop", 15],
  ["disk", 15],
  ["applier", 25],
  ["reader", 20],
  ["stall", 15],
  ["clock", 20],
  ["actor", 10],
];

/** The schedule of a seed: each draws a subset of the kinds of its own, then some of each. */
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
    injections: injections.toSorted((left, right) => left.at - right.at),
  };
}

function oneOf<T>(values: readonly T[], draw: Draw): T {
  const value = values[draw(values.length)];
  if (value === undefined) throw new Error("nothing to draw from");
  return value;
}
