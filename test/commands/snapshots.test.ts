import { expect, test } from "vitest";
import { snapshotting } from "../../src/commands/snapshot-journal.ts";
import { emptyWorld, World } from "../../src/simulation/world.ts";
import {
  createRun,
  createState,
  type JournalEvent,
  layout,
  readState,
  recoverRun,
  writeState,
} from "../../src/state/index.ts";
import { aPlan } from "../build/plan.ts";
import { aHost, aProcess, type MemoryFiles, memoryFiles } from "../state/memory-files.ts";
import { toyCommand } from "../toy/toy-world.ts";

const directory = "/estate/.certplan";
const at = "2026-11-21T08:00:00Z";
const event = (index: number): JournalEvent => ({
  kind: "StepNotDone",
  at,
  step: `om-paris/step-${index}`,
  why: "nobody asked",
});

interface Counted {
  readonly files: MemoryFiles;
  readonly counts: { states: number; reads: number };
}

/** Files that count how often state.json was replaced, and how many bytes of journals were read. */
function counted(): Counted {
  const files = memoryFiles();
  const counts = { states: 0, reads: 0 };
  const plain: MemoryFiles = { ...files };
  files.rename = async (from, to) => {
    if (to === layout(directory).state) counts.states += 1;
    return plain.rename(from, to);
  };
  files.read = async (path) => {
    const bytes = await plain.read(path);
    if (path.endsWith(".jsonl")) counts.reads += bytes?.length ?? 0;
    return bytes;
  };
  return { files, counts };
}

/** A run that has just been opened, and that state.json knows. */
async function openedRun(files: MemoryFiles): ReturnType<typeof createRun> {
  await createState(files, directory, "lineage-1");
  const plan = aPlan();
  const journal = await createRun(
    files,
    directory,
    { id: "k7w3", plan, targets: ["om-paris"] },
    { at, holder: aProcess(1) },
  );
  const state = await readState(files, directory);
  if (state === undefined) throw new Error("no state");
  const run = { digest: plan.digest, targets: ["om-paris"], systems: [], openedAt: at, journal: journal.end() };
  await writeState(files, directory, { ...state, runs: { k7w3: run } });
  return journal;
}

test("state.json is written every 1,000 events of a run, knows the journal from then on, and reads no journal for it", async () => {
  const { files, counts } = counted();
  const world = new World(emptyWorld(Date.parse(at)));
  const { context: simulated } = toyCommand(world, world.spawn("certplan"));
  const ports = { ...simulated.ports, files, host: aHost(aProcess(1)) };
  const context = { ...simulated, ports, settings: { ...simulated.settings, statePath: directory } };
  const journal = await openedRun(files);
  const watched = snapshotting(context, { id: "k7w3", journal });
  counts.states = 0;
  const ends = [];
  for (let index = 1; index <= 2_500; index += 1) {
    await watched.append(event(index));
    if (index % 1_000 === 0) ends.push(watched.end());
  }
  expect([counts.states, counts.reads]).toEqual([2, 0]);
  const known = (await readState(files, directory))?.runs["k7w3"]?.journal;
  expect(known).toEqual(ends.at(-1));
  await expect(recoverRun(files, directory, "k7w3", known)).resolves.toMatchObject({ behind: event(2_500) });
  const path = layout(directory).segment("k7w3", 1);
  const bytes = (await files.read(path)) ?? new Uint8Array();
  files.overwrite(path, bytes.subarray(0, ends[0]?.length));
  await expect(recoverRun(files, directory, "k7w3", known)).rejects.toMatchObject({ code: "StateDamaged" });
});

test("while somebody else holds state.json for long, the run goes on, and catches up a thousand events later", async () => {
  const { files, counts } = counted();
  const world = new World(emptyWorld(Date.parse(at)));
  const { context: simulated } = toyCommand(world, world.spawn("certplan"));
  let slept = 0;
  const clock = { now: () => Date.parse(at) + slept, sleep: async (ms: number) => void (slept += ms) };
  const ports = { ...simulated.ports, files, clock, host: aHost(aProcess(1)) };
  const context = { ...simulated, ports, settings: { ...simulated.settings, statePath: directory } };
  const journal = await openedRun(files);
  const holder = { key: "state.json", since: at, token: 1, ...aProcess(2) };
  const folder = layout(directory).lock("state.json");
  await files.makeDirectory(folder);
  await files.createExclusively(`${folder}/0000000001`, new TextEncoder().encode(JSON.stringify(holder)));
  const watched = snapshotting(context, { id: "k7w3", journal });
  counts.states = 0;
  for (let index = 1; index <= 1_500; index += 1) await watched.append(event(index));
  expect(counts.states).toBe(0);
  await files.createExclusively(`${folder}/0000000001.released`, new Uint8Array());
  for (let index = 1; index <= 500; index += 1) await watched.append(event(index));
  expect((await readState(files, directory))?.runs["k7w3"]?.journal).toEqual(watched.end());
});
