import { readFileSync } from "node:fs";
import process from "node:process";
import { parseArgs } from "node:util";
import { runSchedule, type Schedule, type Subject, scheduleOf, shrink } from "../src/simulation/seeds/index.ts";
import { missingSituations } from "../test/seeds/situations.ts";
import { subjectNamed, subjectNames } from "../test/seeds/subjects.ts";

/**
 * `npm run simulate -- --seeds N [--seed S] [--target T] [--schedule FILE]`: applies through random kills, losses of
 * power, faults, late arrivals, second appliers, other people and clocks that jump, and checks every promise after every
 * event. Exit 1 if one was broken, with the smallest schedule that still breaks it, or if something that has to occur
 * never did (asked of 200 seeds or more). `--schedule` replays one, `--traces` prints the hash of each, `--first` ends at
 * the first broken promise.
 */
const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "100" },
    seed: { type: "string", default: "1" },
    target: { type: "string" },
    schedule: { type: "string" },
    traces: { type: "boolean", default: false },
    first: { type: "boolean", default: false },
  },
});

if (values.schedule !== undefined) await replay(JSON.parse(readFileSync(values.schedule, "utf8")) as Schedule);
else await simulate(Number(values.seeds), Number(values.seed));

async function replay(schedule: Schedule): Promise<void> {
  const outcome = await runSchedule(schedule, await subjectNamed(schedule.target));
  say(`${schedule.target}: ends ${outcome.ends.join(", ")}, ${outcome.events} events, trace ${outcome.trace}`);
  if (outcome.failure !== undefined) broken(outcome.failure);
}

/** The seeds are dealt out to the targets in turn. */
async function simulate(seeds: number, first: number): Promise<void> {
  const names = values.target === undefined ? subjectNames : [values.target];
  for (const [index, name] of names.entries()) {
    const count = Math.ceil((seeds - index) / names.length);
    if (count > 0) await simulateOne(await subjectNamed(name), first, count);
  }
}

async function simulateOne(subject: Subject, first: number, count: number): Promise<void> {
  const began = performance.now();
  const situations = new Map<string, number>();
  let [events, applies] = [0, 0];
  for (let seed = first; seed < first + count; seed += 1) {
    const schedule = scheduleOf(seed, subject);
    const outcome = await runSchedule(schedule, subject);
    events += outcome.events;
    applies += outcome.ends.length;
    for (const one of outcome.situations) situations.set(one, (situations.get(one) ?? 0) + 1);
    if (values.traces) say(`${subject.name} ${seed} ${outcome.trace}`);
    if (outcome.failure === undefined) continue;
    if (values.first) return broken(`${subject.name}, seed ${seed}: ${outcome.failure}`);
    await explain(seed, schedule, subject);
  }
  const seconds = (performance.now() - began) / 1000;
  const rate = Math.round(count / seconds);
  say(
    `${subject.name}: ${count} seeds from ${first}, ${applies} applies, ${events} events, ${situations.size} situations, ${seconds.toFixed(1)} s (${rate} seeds/s)`,
  );
  const missing = count < 200 ? [] : missingSituations(subject, new Set(situations.keys()));
  if (missing.length > 0) broken(`${subject.name}: never occurred: ${missing.join("; ")}`);
}

async function explain(seed: number, schedule: Schedule, subject: Subject): Promise<void> {
  const { schedule: smallest, outcome } = await shrink(schedule, subject);
  say(JSON.stringify(smallest));
  say(`ends ${outcome.ends.join(", ")}`);
  broken(`${subject.name}, seed ${seed}: ${outcome.failure ?? ""}`);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function broken(sentence: string): void {
  process.stdout.write(`BROKEN ${sentence}\n`);
  process.exitCode = 1;
}
