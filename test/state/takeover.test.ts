import { expect, test } from "vitest";
import { finish } from "../../src/simulation/closure.ts";
import { appendFile } from "../../src/simulation/disk.ts";
import { simulatedPorts } from "../../src/simulation/ports.ts";
import { drawFrom } from "../../src/simulation/seeds/draw.ts";
import { emptyWorld, type PendingEvent, type SimProcess, World } from "../../src/simulation/world.ts";
import { acquireLock, freeLock, isGone, type Lock, layout, listHolders } from "../../src/state/index.ts";

const directory = "/estate/.certplan";
const system = "opsman:0f3c";
const leaseMs = 20_000;
const seed = Number(process.env["SIMULATION_SEED"] ?? "1");

function aWorld(hooks: ConstructorParameters<typeof World>[1] = {}): World {
  return new World(emptyWorld(Date.UTC(2026, 10, 21, 8)), hooks);
}

function take(
  world: World,
  process: SimProcess,
  wait: { readonly timeoutMs?: number; readonly leaseMs?: number } = {},
): Promise<Lock> {
  const { files, host, clock } = simulatedPorts(world, process, {});
  return acquireLock({ files, host, clock }, directory, system, { timeoutMs: 0, leaseMs, ...wait });
}

/** Time passes; a watcher of its own machine sleeps it. */
async function pass(world: World, milliseconds: number): Promise<void> {
  const watcher = world.spawn("time", "nowhere");
  await finish(
    world,
    world.event(watcher, "passes", () => undefined, { afterMs: milliseconds }),
  );
}

const isBeat = (event: PendingEvent): boolean => event.label.startsWith("append ") && event.label.endsWith(".beat");

test("a holder on another machine that was killed is taken over after its lease, not before, and on the taker's own clock", async () => {
  const world = aWorld();
  const first = world.spawn("a", "machine-1");
  await finish(world, take(world, first));
  world.kill(first);
  const second = world.spawn("b", "machine-2");
  const from = world.now;
  const tooShort = finish(world, take(world, second, { timeoutMs: leaseMs - 1 }));
  await expect(tooShort).rejects.toMatchObject({
    code: "Locked",
    exitCode: 6,
    message: expect.stringContaining(`locked by process ${first.identity.pid} on machine-1`),
    hint: "wait for it, or if its machine is gone: certplan state unlock",
  });
  expect(world.now - from).toBe(leaseMs - 1);
  const lock = await finish(world, take(world, second, { timeoutMs: leaseMs }));
  expect(lock.token).toBe(2);
});

test("a holder on another machine that beats is never taken over, however long another waits", async () => {
  const world = aWorld();
  const lock = await finish(world, take(world, world.spawn("a", "machine-1")));
  const waiting = finish(world, take(world, world.spawn("b", "machine-2"), { timeoutMs: 100 * leaseMs }));
  await expect(waiting).rejects.toMatchObject({ code: "Locked" });
  expect(await finish(world, lock.held())).toBe(true);
  expect(lock.lost.aborted).toBe(false);
});

test("a holder that is suspended as it makes its lock, and wakes within the lease, beats at once and keeps it", async () => {
  const holders: SimProcess[] = [];
  const world: World = aWorld({
    afterEvent: ({ label }) => {
      const [first] = holders;
      if (first === undefined || first.stalled !== undefined || !/^create .*\/locks\/.*1$/.test(label)) return;
      first.stalled = true;
      const wake = (): void => void (first.stalled = false);
      void world.event(world.spawn("waker"), "wake the stalled", wake, { afterMs: 0.9 * leaseMs });
    },
  });
  holders.push(world.spawn("a", "machine-1"));
  const [first = world.spawn("a")] = holders;
  const taking = take(world, first);
  await world.run(() => first.stalled === true);
  const waiting = finish(world, take(world, world.spawn("b", "machine-2"), { timeoutMs: 10 * leaseMs }));
  await expect(waiting).rejects.toMatchObject({ code: "Locked" });
  expect((await taking).lost.aborted).toBe(false);
});

test("a holder without a lease on another machine is never taken over, and is not declared gone", async () => {
  const world = aWorld();
  const first = world.spawn("a", "machine-1");
  const ports = simulatedPorts(world, first, {});
  await finish(world, acquireLock(ports, directory, system, { timeoutMs: 0 }));
  world.kill(first);
  const second = world.spawn("b", "machine-2");
  await expect(finish(world, take(world, second, { timeoutMs: 100 * leaseMs }))).rejects.toMatchObject({
    code: "Locked",
  });
  const other = simulatedPorts(world, second, {});
  const [holder] = await finish(world, listHolders(other.files, directory));
  if (holder === undefined) throw new Error("nobody holds");
  expect(await finish(world, isGone(other, directory, holder))).toBe(false);
});

test("it is the holder's lease that counts, whatever the taker's own is", async () => {
  const world = aWorld();
  const first = world.spawn("a", "machine-1");
  await finish(world, take(world, first, { leaseMs: 10 * leaseMs }));
  world.kill(first);
  const second = world.spawn("b", "machine-2");
  await expect(finish(world, take(world, second, { timeoutMs: 9 * leaseMs, leaseMs: 1000 }))).rejects.toMatchObject({
    code: "Locked",
  });
  expect((await finish(world, take(world, second, { timeoutMs: 10 * leaseMs, leaseMs: 1000 }))).token).toBe(2);
});

test("a stalled holder that wakes after the takeover holds no longer, stops beating, and is told so", async () => {
  const world = aWorld();
  const first = world.spawn("a", "machine-1");
  const stale = await finish(world, take(world, first));
  first.stalled = true;
  const lock = await finish(world, take(world, world.spawn("b", "machine-2"), { timeoutMs: 60_000 }));
  first.stalled = false;
  expect(await finish(world, stale.held())).toBe(false);
  await pass(world, leaseMs);
  expect(stale.lost.reason).toMatchObject({ code: "FenceLost", exitCode: 7 });
  await finish(world, stale.release());
  expect(await finish(world, lock.held())).toBe(true);
  expect(lock.lost.aborted).toBe(false);
  const folder = layout(directory).lock(system);
  const beats = [...world.disk.names.keys()].filter((name) => name.startsWith(folder) && name.endsWith(".beat"));
  expect(beats).toEqual([`${folder}/0000000002.beat`]);
});

test("a beat that cannot be written ends the holding with DiskFailed, 9", async () => {
  const world = aWorld();
  const process = world.spawn("a", "machine-1");
  const lock = await finish(world, take(world, process));
  // the folder of the lock is gone, as a volume that was unmounted leaves it
  const folder = layout(directory).lock(system);
  const { names, directories } = world.disk;
  await pass(world, 1_000);
  world.disk = { ...world.disk, directories: new Set([...directories].filter((name) => name !== folder)), names };
  await pass(world, leaseMs);
  expect(lock.lost.reason).toMatchObject({ code: "DiskFailed", exitCode: 9 });
});

test("a released lock beats no more", async () => {
  const beats: string[] = [];
  const world = aWorld({ afterEvent: (event) => void (isBeat(event) && beats.push(event.label)) });
  const lock = await finish(world, take(world, world.spawn("a", "machine-1")));
  await pass(world, 2 * leaseMs);
  const before = beats.length;
  expect(before).toBeGreaterThanOrEqual(7);
  await finish(world, lock.release());
  await pass(world, 2 * leaseMs);
  expect(beats.length).toBe(before);
});

test("of a silent holder on another machine `isGone` is true after its lease; of one that beats, false; nothing is freed before", async () => {
  const world = aWorld();
  const first = world.spawn("a", "machine-1");
  const lock = await finish(world, take(world, first));
  const ports = simulatedPorts(world, world.spawn("b", "machine-2"), {});
  const [holder] = await finish(world, listHolders(ports.files, directory));
  if (holder === undefined) throw new Error("nobody holds");
  expect(await finish(world, isGone(ports, directory, holder))).toBe(false);
  first.stalled = true;
  expect(await finish(world, isGone(ports, directory, holder))).toBe(true);
  first.stalled = false;
  expect(await finish(world, lock.held())).toBe(true);
  await finish(world, freeLock(ports.files, directory, holder));
  expect(await finish(world, lock.held())).toBe(false);
});

test("a beat file that somebody wrote anything into is a sign of life and never a crash", async () => {
  const world = aWorld();
  const first = world.spawn("a", "machine-1");
  await finish(world, take(world, first));
  world.kill(first);
  const beat = `${layout(directory).lock(system)}/0000000001.beat`;
  world.disk = appendFile(world.disk, beat, new Uint8Array(100_000));
  expect((await finish(world, take(world, world.spawn("b", "machine-2"), { timeoutMs: leaseMs }))).token).toBe(2);
});

test("300 interleavings of three machines with stalls and kills at any time: never do two hold, and the highest token does", async () => {
  const seen = { takeovers: 0, stalls: 0, kills: 0 };
  for (let run = 0; run < 300; run += 1) {
    const draw = drawFrom(seed * 3_000 + run);
    const world = aWorld({
      choose: (due) => due[draw(due.length)] ?? nothingDue(),
      afterEvent: (_event, at) => {
        const victim = at.processes[draw(3)];
        if (draw(150) !== 0 || victim === undefined) return;
        if (draw(8) === 0) {
          seen.kills += 1;
          at.kill(victim);
        } else {
          seen.stalls += 1;
          victim.stalled = victim.stalled !== true;
        }
      },
    });
    const held: { readonly lock: Lock; readonly process: SimProcess }[] = [];
    for (const index of [1, 2, 3]) {
      const process = world.spawn(`taker ${index}`, `machine-${index}`);
      const noted = take(world, process, { timeoutMs: 10 * leaseMs }).then((lock) => held.push({ lock, process }));
      noted.catch(() => undefined);
    }
    await pass(world, 20 * leaseMs);
    const calm = new World(world.value());
    const { files } = simulatedPorts(calm, calm.spawn("looks", "nowhere"), {});
    const [holder] = await finish(calm, listHolders(files, directory));
    const tokens = held.map(({ lock }) => lock.token);
    expect(new Set(tokens).size, `seed ${run}`).toBe(tokens.length);
    if (holder !== undefined) expect(holder.token, `seed ${run}`).toBeGreaterThanOrEqual(Math.max(0, ...tokens));
    for (const { lock, process } of held) {
      if (!process.alive || process.stalled === true || holder?.token === lock.token) continue;
      expect(lock.lost.reason, `seed ${run}`).toMatchObject({ code: "FenceLost" });
    }
    if (held.length > 1) seen.takeovers += 1;
  }
  console.log(`three machines, 300 runs: ${JSON.stringify(seen)}`);
  expect(seen.takeovers).toBeGreaterThan(30);
});

function nothingDue(): never {
  throw new Error("nothing is due");
}
