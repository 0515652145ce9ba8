import { faultNames, momentsOf, type Subject } from "../../src/simulation/seeds/index.ts";

const always: readonly string[] = [
  "kill",
  "power",
  "stop",
  "fault",
  "disk",
  "stall",
  "torn write",
  "killed after a signal",
  ...["none", "half", "nul", "all"].map((tail) => `power lost with bytes not synced, kept: ${tail}`),
  "takeover of a lock",
  "takeover of the lock of a process that stalls",
  "a write failed in the journal",
  "a sync failed in the journal",
  "a write failed elsewhere",
  "a sync failed elsewhere",
  "a second applier on the same machine",
  "a second applier on another machine",
  "a reader: plan",
  "a reader: drift",
  "clock ahead",
  "clock back",
  "clocks of the platforms are off",
  ...Array.from({ length: 8 }, (_one, index) => `--parallelism ${index + 1}`),
];

/** Where no step sends a change, none is lost and none is late. */
const ofSending: readonly string[] = ["late arrival", "a lost call was found done"];

/**
 * What enough seeds must have met, and these have not: each step kind ended in each of its phases, each fault on each
 * call, each kind of injection with what it is there for.
 */
export function missingSituations(subject: Subject, met: ReadonlySet<string>): readonly string[] {
  const demanded = [
    ...always,
    ...(Object.values(subject.steps).some(({ sends }) => sends) ? ofSending : []),
    ...subject.actors.map((actor) => `actor: ${actor}`),
    ...momentsOf(subject.steps).map(({ kind, phase }) => `ended, ${kind}: ${phase}`),
    ...subject.calls.flatMap((call) => faultNames.map((fault) => `${fault} of ${call}`)),
  ];
  return demanded.filter((name) => !met.has(name));
}
