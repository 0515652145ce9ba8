import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import process from "node:process";
import { parseArgs } from "node:util";
import { runSchedule, type Schedule, type Subject, scheduleOf, shrink } from "../src/simulation/seeds/index.ts";
import { missingSituations } from "../test/seeds/situations.ts";
import { subjectNamed, subjectNames } from "../test/seeds/subjects.ts";
import { cpuSeconds, dealOut, say as tell } from "./simulate/dealing.ts";
import { progressLines, summaryOf } from "./simulate/summary.ts";
import { addTo, newTally, type SeedResult, type Tally } from "./simulate/tally.ts";

/**
 * `npm run simulate -- --seeds N [--seed S] [--target T] [--schedule FILE]`: applies through random kills, losses of
 * power, faults, late arrivals, second appliers, other people and clocks that jump, and checks every promise after every
 * event. Exit 1 if one was broken, with the smallest schedule that still breaks it, or if something that has to occur
 * never did (asked of 160 seeds of a target or more). `--schedule` replays one, `--traces` prints the hash of each,
 * `--first` ends at the first broken promise. Many seeds are dealt out to one process for each core (`--part K/N`).
 */
const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "100" },
    seed: { type: "string", default: "1" },
    target: { type: "string" },
    schedule: { type: "string" },
    traces: { type: "boolean", default: false },
    first: { type: "boolean", default: false },
    part: { type: "string" },
  },
});

/** Fewer seeds of a target need not have met everything. */
const enough = 160;
/** For fewer, another process costs more than it brings. */
const worthDealing = 60;
const first = Number(values.seed);
const seeds = Number(values.seeds);

if (values.schedule !== undefined) await replay(JSON.parse(readFileSync(values.schedule, "utf8")) as Schedule);
else if (values.part !== undefined) await workOn(values.part);
else await simulate();

async function replay(schedule: Schedule): Promise<void> {
  const outcome = await runSchedule(schedule, await subjectNamed(schedule.target));
  print(`${schedule.target}: ends ${outcome.ends.join(", ")}, ${outcome.events} events, trace ${outcome.trace}`);
  if (outcome.failure !== undefined) broken(outcome.failure);
}

/** The seeds are dealt out to the targets in turn. */
function targets(): readonly { readonly name: string; readonly count: number }[] {
  const names = values.target === undefined ? subjectNames : [values.target];
  return names.map((name, index) => ({ name, count: Math.max(0, Math.ceil((seeds - index) / names.length)) }));
}

async function simulate(): Promise<void> {
  const began = performance.now();
  const results: SeedResult[] = [];
  const progress = progressLines(seeds);
  const take = (result: SeedResult): void => {
    results.push({ ...result, situations: [] });
    addTo(tallyOf(result.target), result);
    progress(results.length, performance.now() - began);
    if (result.broken === undefined) return;
    const { smallest, failure } = result.broken;
    if (smallest !== undefined) print(JSON.stringify(smallest));
    broken(`${result.target}, seed ${result.seed}: ${failure}`);
  };
  const tallies = new Map<string, Tally>(targets().map(({ name }) => [name, newTally()]));
  const tallyOf = (name: string): Tally => tallies.get(name) ?? newTally();
  const parts = values.first || seeds < worthDealing ? 1 : availableParallelism();
  const spent = parts === 1 ? await workOnPart({ number: 0, of: 1 }, take) : await dealOut(parts, take);
  if (values.traces) printTraces(results);
  const seconds = { wall: (performance.now() - began) / 1000, cpu: cpuSeconds() + (parts === 1 ? 0 : spent) };
  for (const line of summaryOf(tallies, { parts, seconds })) print(line);
  for (const { name, count } of targets()) {
    const { seeds: done, situations } = tallyOf(name);
    if (done < count || count < enough) continue;
    const missing = missingSituations(await subjectNamed(name), new Set(situations.keys()));
    if (missing.length > 0) broken(`${name}: ${missing.length} never occurred: ${missing.join("; ")}`);
  }
}

function printTraces(results: readonly SeedResult[]): void {
  for (const { name } of targets()) {
    const ordered = results.filter(({ target }) => target === name).toSorted((left, right) => left.seed - right.seed);
    for (const { seed, trace } of ordered) print(`${name} ${seed} ${trace}`);
  }
}

/** A part of the seeds, in a process of its own: every result is told to the one that began it. */
async function workOn(part: string): Promise<void> {
  const [number = 0, of = 1] = part.split("/").map(Number);
  // whoever began this is gone: nobody is left to tell
  process.once("disconnect", () => process.exit());
  await workOnPart({ number, of }, (result) => tell({ result }));
  tell({ cpuSeconds: cpuSeconds() });
  process.disconnect();
}

/** Answers the CPU seconds that this process has used so far. */
async function workOnPart(
  part: { readonly number: number; readonly of: number },
  told: (result: SeedResult) => void,
): Promise<number> {
  for (const { name, count } of targets()) {
    const subject = await subjectNamed(name);
    for (let seed = first + part.number; seed < first + count; seed += part.of) {
      const result = await resultOf(seed, subject);
      told(result);
      if (values.first && result.broken !== undefined) return cpuSeconds();
    }
  }
  return cpuSeconds();
}

async function resultOf(seed: number, subject: Subject): Promise<SeedResult> {
  const schedule = scheduleOf(seed, subject);
  const { failure, situations, ...outcome } = await runSchedule(schedule, subject);
  const result = { target: subject.name, seed, ...outcome, situations: [...situations] };
  if (failure === undefined) return result;
  if (values.first) return { ...result, broken: { failure } };
  const smallest = await shrink(schedule, subject);
  return { ...result, broken: { failure: smallest.outcome.failure ?? failure, smallest: smallest.schedule } };
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function broken(sentence: string): void {
  process.stdout.write(`BROKEN ${sentence}\n`);
  process.exitCode = 1;
}
