import { expect, test } from "vitest";
import { loadState } from "../../src/commands/known-state.ts";
import { unlockCommand } from "../../src/commands/unlock.ts";
import { CertplanError } from "../../src/messages/error.ts";
import { finish } from "../../src/simulation/closure.ts";
import { drawFrom } from "../../src/simulation/seeds/draw.ts";
import { type SimProcess, World, type WorldHooks } from "../../src/simulation/world.ts";
import { listHolders } from "../../src/state/index.ts";
import { apply, commandIn, opsmanWorld, type SimCommand, stateDirectory } from "../build/opsman-world.ts";
import { canonicalEnd, duplicates, mutations, seeded } from "./worlds.ts";

const seed = Number(process.env["SIMULATION_SEED"] ?? "1");
const minute = 60_000;
const leaseMs = 20 * minute;
const patient = { leaseMs, lockTimeoutMs: 2 * leaseMs };
const install = "POST /api/v0/installations";
const start = await opsmanWorld();
const alone = await uninterrupted();

async function uninterrupted(): Promise<{
  readonly end: string;
  readonly sent: readonly string[];
  readonly ms: number;
}> {
  const world = new World(start);
  await finish(world, apply(on(world, 1).command));
  return { end: canonicalEnd(world), sent: mutations(world), ms: world.now - start.now };
}

/** An applier on a machine of its own; all share the disk. */
function on(
  world: World,
  machine: number,
  wait: Parameters<typeof commandIn>[2] = patient,
): { readonly process: SimProcess; readonly command: SimCommand } {
  const process = world.spawn(`certplan ${machine}`, `machine-${machine}`);
  return { process, command: commandIn(world, process, wait) };
}

/** An applier on machine 1 whose install has been started, and which is stopped there. */
async function inTheMiddle(how: "killed" | "stalled", hooks: WorldHooks = {}): Promise<World> {
  const world = new World(start, hooks);
  const { process, command } = on(world, 1);
  const applying = apply(command);
  applying.catch(() => undefined);
  await world.run(() => mutations(world).includes(install));
  if (how === "killed") world.kill(process);
  else process.stalled = true;
  return world;
}

test("a runner whose machine is gone: the next one, on another machine, says what it waits for, takes over and ends the run", async () => {
  const world = await inTheMiddle("killed");
  const { command } = on(world, 2);
  expect(await finish(world, apply(command))).toMatchObject({ exitCode: 0 });
  const waits = command.events.filter(({ event }) => event === "LockWaiting");
  expect(waits).toMatchObject([{ holder: "process 101 on machine-1", leaseMs, untilMs: patient.lockTimeoutMs }]);
  expect([canonicalEnd(world), duplicates(world), mutations(world)]).toEqual([alone.end, [], alone.sent]);
});

test("--lock-timeout shorter than the lease: exit 6, the holder is named, nothing is sent", async () => {
  const world = await inTheMiddle("killed");
  const before = mutations(world);
  const { command } = on(world, 2, { leaseMs, lockTimeoutMs: leaseMs - 1 });
  expect(await finish(world, apply(command))).toMatchObject({ exitCode: 6 });
  expect(command.events.at(-1)).toMatchObject({
    event: "RunStopped",
    code: "Locked",
    sentence: expect.stringContaining("is locked by process 101 on machine-1 since"),
    next: "wait for it, or if its machine is gone: certplan state unlock",
  });
  expect(mutations(world)).toEqual(before);
});

test("a stalled holder that wakes in the middle of the other's work sends nothing more, and ends with FenceLost, 7", async () => {
  const world = new World(start);
  const first = on(world, 1);
  const applying = apply(first.command);
  await world.run(() => mutations(world).length > 0);
  first.process.stalled = true;
  const second = on(world, 2);
  const taking = apply(second.command);
  await world.run(() => mutations(world, "certplan 2").length > 0);
  const sent = mutations(world, "certplan 1");
  first.process.stalled = false;
  expect(await finish(world, applying)).toMatchObject({ exitCode: 7 });
  expect(first.command.events.at(-1)).toMatchObject({ event: "RunStopped", code: "FenceLost", exitCode: 7 });
  expect(await finish(world, taking)).toMatchObject({ exitCode: 0 });
  expect(mutations(world, "certplan 1")).toEqual(sent);
  expect([canonicalEnd(world), duplicates(world)]).toEqual([alone.end, []]);
});

test("a holder that wakes when the other has done everything does not say that it applied: 7", async () => {
  const world = new World(start);
  const first = on(world, 1);
  const applying = apply(first.command);
  await world.run(() => mutations(world).includes(install));
  first.process.stalled = true;
  expect(await finish(world, apply(on(world, 2).command))).toMatchObject({ exitCode: 0 });
  first.process.stalled = false;
  expect(await finish(world, applying)).toMatchObject({ exitCode: 7 });
  expect([canonicalEnd(world), mutations(world)]).toEqual([alone.end, alone.sent]);
});

test("a holder that was taken over while it opened its run closes that run: the next apply finds nothing to do, and no open run", async () => {
  let stalls = 0;
  const world = new World(start, {
    afterEvent: (event) => {
      if (stalls > 0 || event.process !== first.process || !/^syncdir .*\/runs\/\w+$/.test(event.label)) return;
      // the frozen plan is there, the journal is not
      first.process.stalled = true;
      stalls += 1;
    },
  });
  const first = on(world, 1);
  const applying = apply(first.command);
  await world.run(() => first.process.stalled === true);
  expect(await finish(world, apply(on(world, 2).command))).toMatchObject({ exitCode: 0 });
  first.process.stalled = false;
  expect(await finish(world, applying)).toMatchObject({ exitCode: 7 });
  expect(first.command.events.some(({ event }) => event === "RunOpened")).toBe(true);
  expect(mutations(world, "certplan 1")).toEqual([]);
  expect(await finish(world, apply(on(world, 3).command))).toMatchObject({ exitCode: 0, sentence: "nothing to do" });
});

test("one that dies before it has closed that run: the next apply closes it, sends nothing, and the one after it finds nothing to do", async () => {
  let stalls = 0;
  const world = new World(start, {
    beforeEvent: (event) => {
      // in its journal stands that the run was opened, and no more
      if (event.process === first.process && stalls === 1 && event.label.startsWith("list ")) world.kill(first.process);
    },
    afterEvent: (event) => {
      if (stalls > 0 || event.process !== first.process || !/^syncdir .*\/runs\/\w+$/.test(event.label)) return;
      first.process.stalled = true;
      stalls += 1;
    },
  });
  const first = on(world, 1);
  apply(first.command).catch(() => undefined);
  await world.run(() => first.process.stalled === true);
  expect(await finish(world, apply(on(world, 2).command))).toMatchObject({ exitCode: 0 });
  const sent = mutations(world);
  first.process.stalled = false;
  await world.run(() => !first.process.alive);
  const third = on(world, 3);
  expect((await finish(world, loadState(third.command.context))).open).toHaveLength(1);
  expect(await finish(world, apply(third.command))).toMatchObject({
    exitCode: 0,
    sentence: "closed what another process had overtaken before it began; to go on: certplan apply",
  });
  expect(await finish(world, apply(on(world, 3).command))).toMatchObject({ exitCode: 0, sentence: "nothing to do" });
  expect([canonicalEnd(world), mutations(world)]).toEqual([alone.end, sent]);
});

test("`state unlock` watches a holder that it cannot ask: a silent one is freed after its lease, one that beats is left alone", async () => {
  const world = await inTheMiddle("killed");
  const { command } = on(world, 2);
  const from = world.now;
  const { freed, held } = await finish(world, unlockCommand(command.context));
  expect([freed.map(({ pid, host }) => `${pid} on ${host}`), held]).toEqual([["101 on machine-1"], []]);
  expect(world.now - from).toBeGreaterThanOrEqual(leaseMs);
  expect(command.events).toMatchObject([{ event: "LockWaiting", leaseMs, untilMs: leaseMs }]);
  expect(await finish(world, apply(command))).toMatchObject({ exitCode: 0 });

  const other = new World(start);
  const living = apply(on(other, 1).command);
  await other.run(() => mutations(other).includes(install));
  const looked = await finish(other, unlockCommand(on(other, 2).command.context));
  expect(looked).toMatchObject({ freed: [], held: [{ host: "machine-1" }] });
  expect(await finish(other, living)).toMatchObject({ exitCode: 0 });
});

test("`state unlock` on the holder's own machine frees a dead one at once, and never a living one", async () => {
  const world = new World(start);
  const first = on(world, 1);
  const applying = apply(first.command);
  applying.catch(() => undefined);
  await world.run(() => mutations(world).includes(install));
  const same = on(world, 1).command.context;
  expect(await finish(world, unlockCommand(same))).toMatchObject({ freed: [], held: [{ host: "machine-1" }] });
  world.kill(first.process);
  const from = world.now;
  expect(await finish(world, unlockCommand(same))).toMatchObject({ freed: [{ host: "machine-1" }], held: [] });
  expect(world.now - from).toBe(0);
  const { files } = same.ports;
  expect(await finish(world, listHolders(files, stateDirectory))).toEqual([]);
});

test("a beat that cannot be written stops the run at once with DiskFailed, 9, and the next apply goes on", async () => {
  let broken = false;
  const world = new World(start, {
    beforeEvent: (event, at) => {
      if (broken || !event.label.endsWith(".beat") || !mutations(at).includes(install)) return;
      broken = true;
      at.disk = {
        ...at.disk,
        directories: new Set([...at.disk.directories].filter((name) => !name.includes("/locks/"))),
      };
    },
  });
  const { command, process } = on(world, 1);
  const from = world.now;
  expect(await finish(world, apply(command))).toMatchObject({ exitCode: 9 });
  world.kill(process);
  expect(command.events.at(-1)).toMatchObject({ event: "RunStopped", code: "DiskFailed" });
  expect(world.now - from, "it does not wait for the install to end").toBeLessThan(alone.ms / 2);
  expect(await finish(world, apply(on(world, 1).command))).toMatchObject({ exitCode: 0 });
  expect([canonicalEnd(world), mutations(world)]).toEqual([alone.end, alone.sent]);
});

test("100 interleavings of two machines, the first stalled and woken or killed at any time: the same end, nothing twice, and no one sends after a takeover", async () => {
  const endings = new Map<string, number>();
  for (let run = 0; run < 100; run += 1) {
    const draw = drawFrom(seed * 5_000 + run);
    const stopsAfter = draw(400);
    const [dies, sleepsMs] = [draw(4) === 0, draw(2 * alone.ms)];
    const see = { events: 0, wakesAt: Number.POSITIVE_INFINITY };
    const world = new World(start, {
      choose: seeded(draw),
      afterEvent: (event, at) => {
        if (first.process.stalled === true && at.now >= see.wakesAt) first.process.stalled = false;
        if (event.process !== first.process) return;
        see.events += 1;
        if (see.events !== stopsAfter) return;
        if (dies) return at.kill(first.process);
        first.process.stalled = true;
        see.wakesAt = at.now + sleepsMs;
      },
    });
    const first = on(world, 1);
    const second = on(world, 2);
    const codes: string[] = [];
    const noted = (who: string, work: ReturnType<typeof apply>): Promise<unknown> =>
      work.then(
        ({ exitCode }) => codes.push(`${who}:${exitCode}`),
        (error: unknown) => {
          if (!(error instanceof CertplanError)) throw error;
          codes.push(`${who}:${error.exitCode} ${error.code}`);
        },
      );
    let ended = false;
    void noted("first", apply(first.command)).then(() => {
      ended = true;
    });
    await world.run(() => ended || see.events >= stopsAfter);
    await finish(world, noted("second", apply(second.command)));
    first.process.stalled = false;
    const ticking = world.spawn("time", "nowhere");
    await finish(
      world,
      world.event(ticking, "passes", () => undefined, { afterMs: 3 * alone.ms }),
    );
    const told = `seed ${seed * 5_000 + run}: ${codes.join(", ")}`;
    const last = await finish(world, apply(on(world, 3).command));
    expect(last.exitCode, told).toBe(0);
    expect([canonicalEnd(world), duplicates(world)], told).toEqual([alone.end, []]);
    expect(
      mutations(world).filter((line) => line === install),
      told,
    ).toHaveLength(1);
    const name = codes.toSorted().join(", ");
    endings.set(name, (endings.get(name) ?? 0) + 1);
  }
  console.log(`two machines: ${JSON.stringify(Object.fromEntries(endings))}`);
  expect([...endings.keys()].some((name) => name.includes("first:7"))).toBe(true);
});
