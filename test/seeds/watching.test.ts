import { expect, test } from "vitest";
import { finish } from "../../src/simulation/closure.ts";
import { simulatedPorts } from "../../src/simulation/ports.ts";
import { watchLocks } from "../../src/simulation/seeds/holders.ts";
import { journalFaults } from "../../src/simulation/seeds/journals.ts";
import { watchPromises } from "../../src/simulation/seeds/promises.ts";
import { recordOf } from "../../src/simulation/seeds/records.ts";
import { type PendingEvent, type SimProcess, World } from "../../src/simulation/world.ts";
import { acquireLock, createRun, type JournalEvent } from "../../src/state/index.ts";
import { commandIn, opsmanWorld, origin, plan, stateDirectory } from "../build/opsman-world.ts";
import { missingSituations } from "./situations.ts";
import { subjectNamed } from "./subjects.ts";

const at = "2026-11-21T08:00:00Z";
const intended: JournalEvent = { kind: "StepIntended", at, step: "om/apply-changes", attempt: 1, baseline: null };
const performed: JournalEvent = { kind: "StepPerformed", at, step: "om/apply-changes", outputs: {}, how: "replied" };
const parked: JournalEvent = { kind: "RunParked", at, code: "StoppedSafely", sentence: "" };
const closed: JournalEvent = { kind: "RunClosed", at, result: "applied", verified: {} };

async function faultsOf(events: readonly JournalEvent[]): Promise<readonly string[]> {
  const world = new World(await opsmanWorld());
  const process = world.spawn("certplan");
  const { files } = simulatedPorts(world, process, {});
  const planned = await finish(world, plan(commandIn(world, process)));
  const write = async (): Promise<readonly string[]> => {
    const run = { id: "run", plan: planned.plan, targets: ["om"] };
    const journal = await createRun(files, stateDirectory, run, { at, holder: process.identity });
    for (const event of events) await journal.append(event);
    return journalFaults(files, stateDirectory);
  };
  return finish(world, write());
}

test("a whole journal has no faults", async () => {
  expect(await faultsOf([intended, performed, parked, closed])).toEqual([]);
});

for (const { why, events, fault } of [
  { why: "a second intent", events: [intended, intended], fault: "begun again without asking" },
  { why: "an intent of what is done", events: [intended, performed, intended], fault: "although it was done" },
  { why: "an outcome of nothing", events: [performed], fault: "was not begun" },
  { why: "a record behind the end", events: [closed, parked], fault: "RunParked behind its end" },
  { why: "an end while something may have happened", events: [intended, closed], fault: "may have happened" },
]) {
  test(`${why} is a fault of a journal`, async () => {
    expect((await faultsOf(events)).join()).toContain(fault);
  });
}

test("a record that does not continue its chain is found as it is written", async () => {
  const world = new World(await opsmanWorld());
  const process = world.spawn("certplan");
  const path = `${stateDirectory}/journal-000001.jsonl`;
  const bytes = new TextEncoder().encode(`${"1".repeat(64)} ${JSON.stringify(parked)}\n`);
  await finish(world, simulatedPorts(world, process, {}).files.append(path, bytes));
  const event: PendingEvent = { at: 0, order: 1, label: "", process, writes: { path, bytes }, fire: () => undefined };
  expect(() => recordOf(event, world.disk)).toThrow("does not continue");
});

/** One holds the lock and stalls; another on another machine takes it over. */
async function takenOver(): Promise<{
  readonly world: World;
  readonly loser: SimProcess;
  readonly before: () => void;
}> {
  const watched: PendingEvent[] = [];
  const world = new World(await opsmanWorld(), { afterEvent: (event) => watched.push(event) && locks.after(event) });
  const locks = watchLocks(world, () => undefined);
  const leaseMs = 300_000;
  const loser = world.spawn("certplan");
  await finish(
    world,
    acquireLock(simulatedPorts(world, loser, {}), stateDirectory, "opsman", { timeoutMs: 0, leaseMs }),
  );
  loser.stalled = true;
  const taker = simulatedPorts(world, world.spawn("second", "elsewhere"), {});
  await finish(world, acquireLock(taker, stateDirectory, "opsman", { timeoutMs: 2 * leaseMs, leaseMs }));
  loser.stalled = false;
  return { world, loser, before: () => locks.before() };
}

function launch(world: World, from: SimProcess, method: string): void {
  const request = { method, path: "/api/v0/installations", headers: {}, body: "", from: from.name };
  world.launch({ origin, request, sentAt: world.now }, world.now + 20, () => undefined);
}

test("a change sent by a process whose lock was taken over is found, a read is not", async () => {
  const { world, loser, before } = await takenOver();
  world.advance(world.now + 1);
  launch(world, loser, "GET");
  before();
  launch(world, loser, "POST");
  expect(before).toThrow("after its lock was taken over");
});

test("a process that stalls before an event of its own does not do it until it wakes", async () => {
  const done: string[] = [];
  const world = new World(await opsmanWorld(), {
    beforeEvent: ({ label, process }) => {
      if (label === "send" && done.length === 0 && process !== undefined) process.stalled = true;
    },
  });
  const sleeper = world.spawn("certplan");
  void world.event(sleeper, "send", () => done.push("send"));
  const wake = (): void => {
    done.push("wake");
    sleeper.stalled = false;
  };
  void world.event(world.spawn("waker"), "wake", wake, { afterMs: 1000 });
  await world.run(() => done.length === 2);
  expect(done).toEqual(["wake", "send"]);
});

test("what never occurred is named: a phase of a step kind, a fault of a call, a kind of injection", async () => {
  const missing = missingSituations(await subjectNamed("leaves"), new Set(["kill"]));
  expect(missing).toContain("ended, opsman.apply-changes: sent, not answered");
  expect(missing).toContain("late of POST /api/v0/installations");
  expect(missing).toContain("power");
  expect(missing).not.toContain("kill");
});

/** Two changes of one process on their way to the system of a subject, the first as old as that. */
async function twoUnderWay(name: string, ageMs: number): Promise<() => void> {
  const subject = await subjectNamed(name);
  const world = new World(subject.start);
  const promises = watchPromises(world, subject, () => undefined);
  const [server] = world.servers;
  const { name: from } = world.spawn("certplan");
  const send = (sentAt: number): void => {
    const request = { method: "PUT", path: "/x", headers: {}, body: "", from };
    world.launch({ origin: server?.origin ?? "", request, sentAt }, world.now + 100, () => undefined);
  };
  send(world.now - ageMs);
  promises.before();
  send(world.now);
  return () => promises.before();
}

test("two changes on their way to one system are found, a late one too where the system would still take it", async () => {
  const found = "two changes are in flight: PUT /x, PUT /x";
  expect(await twoUnderWay("leaves", 0)).toThrow(found);
  expect(await twoUnderWay("leaves", 60_000)).toThrow(found);
  expect(await twoUnderWay("rancher-rke2", 0)).toThrow(found);
  expect(await twoUnderWay("rancher-rke2", 60_000)).not.toThrow();
});
