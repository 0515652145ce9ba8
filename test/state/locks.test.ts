import { expect, test } from "vitest";
import type { Clock, Files, ProcessIdentity } from "../../src/ports/index.ts";
import { acquireLock, freeLock, type Holder, type Lock, layout, listHolders } from "../../src/state/index.ts";
import { directory } from "./a-run.ts";
import { aHost, aProcess, memoryFiles } from "./memory-files.ts";

const system = "opsman:0f3c";
const folder = layout(directory).lock(system);

/** A clock that a sleep moves, so that waiting ends. */
function aClock(): Clock {
  let now = Date.UTC(2026, 10, 21, 8);
  return { now: () => now, sleep: async (milliseconds) => void (now += milliseconds) };
}

interface Taker {
  readonly self: ProcessIdentity;
  readonly dead?: readonly number[];
  readonly timeoutMs?: number;
  readonly onWait?: (holder: Holder) => void;
}

function take(files: Files, taker: Taker): Promise<Lock> {
  const { self, dead = [], timeoutMs = 0, onWait } = taker;
  const ports = { files, clock: aClock(), host: aHost(self, dead) };
  return acquireLock(ports, directory, system, { timeoutMs, ...(onWait === undefined ? {} : { onWait }) });
}

test("of two contenders one holds; the other is told who, with exit 6", async () => {
  const files = memoryFiles();
  const lock = await take(files, { self: aProcess(100) });
  expect(await lock.held()).toBe(true);
  const refused = take(files, { self: aProcess(101) });
  await expect(refused).rejects.toMatchObject({ code: "Locked", exitCode: 6 });
  await expect(refused).rejects.toThrow(`${system} is locked by process 100 on runner-3 since 2026-11-21T08:00:00`);
  expect(await lock.held()).toBe(true);
});

test("a contender waits as long as it was told to, and says for whom", async () => {
  const files = memoryFiles();
  await take(files, { self: aProcess(100) });
  const waits: number[] = [];
  const waiting = take(files, { self: aProcess(101), timeoutMs: 5_000, onWait: (holder) => waits.push(holder.pid) });
  await expect(waiting).rejects.toMatchObject({ code: "Locked" });
  expect(waits.length).toBeGreaterThan(2);
  expect(new Set(waits)).toEqual(new Set([100]));
});

test("a waiting contender takes the lock once it is released", async () => {
  const files = memoryFiles();
  const first = await take(files, { self: aProcess(100) });
  let releasing: Promise<void> | undefined;
  const second = await take(files, {
    self: aProcess(101),
    timeoutMs: 60_000,
    onWait: () => void (releasing ??= first.release()),
  });
  expect(await second.held()).toBe(true);
  expect(await first.held()).toBe(false);
});

test("files of somebody else in the folder of a lock say nothing about who holds it, and stay", async () => {
  const files = memoryFiles();
  const own = ["notes.txt", "0000000009.beat.old", "9"];
  for (const name of own) await files.append(`${folder}/${name}`, new TextEncoder().encode("{}"));
  const first = await take(files, { self: aProcess(100) });
  const next = await take(files, { self: aProcess(101), dead: [100] });
  expect([first.token, next.token]).toEqual([1, 2]);
  expect(await files.list(folder)).toEqual(expect.arrayContaining(own));
});

/** A holder, and what happens while its first beat reads who holds; what became of it and of its lock. */
async function beating(
  meanwhile: (lock: Lock) => Promise<void>,
): Promise<{ readonly lock: Lock; readonly beats: readonly string[] }> {
  const files = memoryFiles();
  const wake = new AbortController();
  const held: Lock[] = [];
  const watched: Files = {
    ...files,
    read: async (path) => {
      for (const lock of held.splice(0)) await meanwhile(lock);
      return files.read(path);
    },
  };
  const sleep: Clock["sleep"] = () => {
    return new Promise((resolve) => wake.signal.addEventListener("abort", () => resolve(), { once: true }));
  };
  const ports = { files: watched, clock: { now: () => 0, sleep }, host: aHost(aProcess(100)) };
  const lock = await acquireLock(ports, directory, system, { timeoutMs: 0, leaseMs: 20_000 });
  held.push(lock);
  wake.abort();
  await new Promise((resolve) => setImmediate(resolve));
  expect(held).toEqual([]);
  return { lock, beats: (await files.list(folder)).filter((name) => name.endsWith(".beat")) };
}

test("a lock that is released while its beat looks does not beat any more, and is not lost", async () => {
  const { lock, beats } = await beating((held) => held.release());
  expect(beats).toEqual([]);
  expect(lock.lost.aborted).toBe(false);
});

test("a disk that fails under a beat loses the lock, unless the lock is released already", async () => {
  const failure = new Error("the disk is gone");
  const lost = await beating(() => Promise.reject(failure));
  expect(lost.lock.lost.reason).toBe(failure);
  const released = await beating(async (held) => {
    await held.release();
    throw failure;
  });
  expect(released.lock.lost.aborted).toBe(false);
});

test("a dead holder is taken over with a higher token, and holds no longer when it wakes", async () => {
  const files = memoryFiles();
  const dead = await take(files, { self: aProcess(100) });
  const next = await take(files, { self: aProcess(101), dead: [100] });
  expect(next.token).toBe(dead.token + 1);
  expect(await next.held()).toBe(true);
  expect(await dead.held()).toBe(false);
  await dead.release();
  expect(await next.held()).toBe(true);
  await expect(take(files, { self: aProcess(102), dead: [100] })).rejects.toMatchObject({ code: "Locked" });
});

test("a released lock is taken again, its token grows, and no more than the last holders' files stay", async () => {
  const files = memoryFiles();
  const tokens: number[] = [];
  for (let pid = 100; pid < 110; pid += 1) {
    const lock = await take(files, { self: aProcess(pid) });
    tokens.push(lock.token);
    await lock.release();
    expect(await lock.held()).toBe(false);
  }
  expect(tokens).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(await files.list(folder)).toEqual(["0000000010", "0000000010.released"]);
});

test("a holder on another machine counts as alive: only a certain death frees a lock", async () => {
  const files = memoryFiles();
  const elsewhere = await take(files, { self: aProcess(100, "machine-2") });
  await expect(take(files, { self: aProcess(101), dead: [100] })).rejects.toMatchObject({ code: "Locked" });
  expect(await elsewhere.held()).toBe(true);
});

test("a holder that a person has declared gone is freed, and holds no longer", async () => {
  const files = memoryFiles();
  const elsewhere = await take(files, { self: aProcess(100, "machine-2") });
  const [holder] = await listHolders(files, directory);
  expect(holder).toMatchObject({ key: system, pid: 100, machineId: "machine-2", token: 1 });
  if (holder !== undefined) await freeLock(files, directory, holder);
  expect(await elsewhere.held()).toBe(false);
  expect((await take(files, { self: aProcess(101) })).token).toBe(2);
});

test("of two that find the same dead holder one takes over, the other is locked out", async () => {
  const files = memoryFiles();
  await take(files, { self: aProcess(100) });
  const both = await Promise.allSettled([101, 102].map((pid) => take(files, { self: aProcess(pid), dead: [100] })));
  expect(both.map((one) => one.status).toSorted()).toEqual(["fulfilled", "rejected"]);
});

test("one that slept between looking and taking does not hold beside those who took and released meanwhile", async () => {
  const files = memoryFiles();
  let holds: Lock | undefined;
  const sleepy: Files = {
    ...files,
    createExclusively: async (path, bytes) => {
      if (holds === undefined) {
        for (const pid of [101, 102]) await (await take(files, { self: aProcess(pid) })).release();
        holds = await take(files, { self: aProcess(103) });
      }
      return files.createExclusively(path, bytes);
    },
  };
  await expect(take(sleepy, { self: aProcess(100) })).rejects.toMatchObject({ code: "Locked" });
  expect(await holds?.held()).toBe(true);
});

test("a lock file that is no holder blocks nobody and is never a crash", async () => {
  for (const text of ["", "null", "{}", "[1]", '{"pid":"7"}', "\u0000\u0000", '{"__proto__":{"pid":7,"token":1}}']) {
    const files = memoryFiles();
    files.overwrite(`${folder}/0000000003`, new TextEncoder().encode(text));
    expect((await take(files, { self: aProcess(100) })).token, text).toBe(4);
  }
});
