import type { Outcome, Schedule } from "../../src/simulation/seeds/index.ts";

/** What became of one seed: plain data, as it comes from another process. */
export interface SeedResult {
  readonly target: string;
  readonly seed: number;
  readonly trace: string;
  readonly events: number;
  readonly allEvents: number;
  readonly ends: Outcome["ends"];
  readonly situations: readonly (readonly [string, number])[];
  readonly broken?: {
    readonly failure: string;
    /** The smallest schedule found that still breaks it; absent where nobody looked for one. */
    readonly smallest?: Schedule;
  };
}

/** What the seeds of one target came to, together. */
export interface Tally {
  seeds: number;
  applies: number;
  events: number;
  allEvents: number;
  broken: number;
  readonly situations: Map<string, number>;
}

export function newTally(): Tally {
  return { seeds: 0, applies: 0, events: 0, allEvents: 0, broken: 0, situations: new Map() };
}

export function addTo(tally: Tally, result: Omit<SeedResult, "target" | "seed" | "trace">): void {
  tally.seeds += 1;
  tally.applies += result.ends.length;
  tally.events += result.events;
  tally.allEvents += result.allEvents;
  tally.broken += result.broken === undefined ? 0 : 1;
  for (const [name, count] of result.situations) tally.situations.set(name, (tally.situations.get(name) ?? 0) + count);
}

/** All of them as one. */
export function sumOf(tallies: readonly Tally[]): Tally {
  const sum = newTally();
  for (const one of tallies) {
    sum.seeds += one.seeds;
    sum.applies += one.applies;
    sum.events += one.events;
    sum.allEvents += one.allEvents;
    sum.broken += one.broken;
    for (const [name, count] of one.situations) sum.situations.set(name, (sum.situations.get(name) ?? 0) + count);
  }
  return sum;
}
