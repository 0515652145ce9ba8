import { expect, test } from "vitest";
import type { LabRequest } from "../../src/lab/model.ts";
import type { OpsmanState } from "../../src/lab/opsman/state.ts";
import { finish } from "../../src/simulation/closure.ts";
import { type ArrivalFault, World } from "../../src/simulation/world.ts";
import { apply, drift, opsmanWorld, plan } from "../build/opsman-world.ts";
import { applyOnce, applyToTheEnd, canonicalEnd, certplan, changeOpsman, duplicates, mutations } from "./worlds.ts";

const start = await opsmanWorld();
const alone = new World(start);
const uninterrupted = await finish(alone, apply(certplan(alone)));
const end = canonicalEnd(alone);

/** Every call of an uninterrupted apply: its line, and the how-many-eth of its kind it is. */
const calls = alone.arrived.map(({ line }, index) => ({
  line,
  occurrence: alone.arrived.slice(0, index).filter((other) => other.line === line).length,
}));

function lineOf(request: LabRequest): string {
  return `${request.method} ${request.path.split("?")[0]}`;
}

for (const fault of ["lost-reply", "lost-request", "server-error"] as const) {
  test(`${fault} at every call, each alone: the same end within 3 applies, nothing twice, exit 0, 5 or 9 only`, async () => {
    expect(uninterrupted.exitCode).toBe(0);
    let struck = 0;
    const codes = new Map<number, number>();
    for (const call of calls) {
      const world = new World(start, {
        fault: (request, occurrence): ArrivalFault => {
          if (lineOf(request) !== call.line || occurrence !== call.occurrence) return undefined;
          struck += 1;
          return fault;
        },
      });
      const told = await applyToTheEnd(world);
      const name = `${fault} at ${call.line} #${call.occurrence}`;
      expect(told.at(-1), name).toBe(0);
      expect(
        told.filter((code) => ![0, 5, 9].includes(code)),
        name,
      ).toEqual([]);
      expect([canonicalEnd(world), duplicates(world)], name).toEqual([end, []]);
      for (const code of told) codes.set(code, (codes.get(code) ?? 0) + 1);
    }
    console.log(
      `${fault}: ${calls.length} calls, each struck once; exit codes ${JSON.stringify(Object.fromEntries(codes))}`,
    );
    expect(struck).toBe(calls.length);
    expect(calls.length).toBeGreaterThan(30);
  });
}

test("a signal at every event, once: exit 9, nothing new is begun, and the next apply reaches the same end", async () => {
  let events = 0;
  const counting = new World(start, { afterEvent: () => void (events += 1) });
  await finish(counting, apply(certplan(counting)));
  let stopped = 0;
  for (let at = 0; at < events; at += 1) {
    const signal = new AbortController();
    let passed = 0;
    let intended = 0;
    const world = new World(start, {
      beforeEvent: (_event, here) => {
        if (passed === at) {
          signal.abort();
          intended = intentsOnDisk(here);
        }
        passed += 1;
      },
    });
    const command = certplan(world);
    const first = await finish(world, apply(command, { stop: signal.signal }));
    const name = `signal before event ${at}`;
    expect([0, 9], name).toContain(first.exitCode);
    if (first.exitCode === 9) {
      stopped += 1;
      expect(first.next, name).toBe("certplan apply");
      expect(mutations(world).length, name).toBeLessThanOrEqual(intended);
      expect((await applyOnce(world)).exitCode, name).toBe(0);
    }
    expect([canonicalEnd(world), duplicates(world)], name).toEqual([end, []]);
  }
  console.log(
    `a signal before each of ${events} events: ${stopped} stopped with exit 9, the others were past the last step`,
  );
  expect(stopped).toBeGreaterThan(events / 2);
});

/** Calls that the journals have announced. */
function intentsOnDisk(world: World): number {
  const journals = [...world.disk.names].filter(([name]) => name.endsWith(".jsonl"));
  const texts = journals.map(([, inode]) => new TextDecoder().decode(world.disk.inodes.get(inode)?.content));
  return texts.join("").split('"StepIntended"').length - 1;
}

test("refused credentials: the target is unreadable, nothing is planned, exit 4", async () => {
  const world = new World(start);
  changeOpsman(world, (state): OpsmanState => ({ ...state, clients: { certplan: "another-secret" } }));
  await expectUnreadable(world, 4, "AccessRefused");
  expect(
    world.arrived.filter(({ line }) => line.includes("/uaa/")),
    "a refused login is not repeated",
  ).toHaveLength(3);
});

test("no reply from the platform: the target is unreadable, nothing is planned, exit 5", async () => {
  const world = new World({ ...start, servers: [] });
  await expectUnreadable(world, 5, "PlatformUnreachable");
});

async function expectUnreadable(world: World, exitCode: number, code: string): Promise<void> {
  const planned = await finish(world, plan(certplan(world)));
  expect(planned).toMatchObject({ exitCode, changesDue: false });
  expect(planned.plan).toMatchObject({ applyable: false, steps: [], summary: { due: 0, unreadable: 1 } });
  expect(planned.plan.targets[0]).toMatchObject({
    verdict: "unreadable",
    reasons: [],
    slots: [],
    unreadable: { code },
  });
  expect(await finish(world, apply(certplan(world)))).toMatchObject({ exitCode, next: "certplan plan" });
  const watched = await finish(world, drift(certplan(world)));
  expect(watched).toMatchObject({ exitCode, report: { summary: { matches: 0, unreadable: 1 } } });
  expect(mutations(world)).toEqual([]);
}
