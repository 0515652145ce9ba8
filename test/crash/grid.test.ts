import pLimit from "p-limit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { opsmanProvider } from "../../src/providers/opsman/index.ts";
import { journeys } from "./grid.ts";
import { type Point, seenBefore } from "./points.ts";
import { buildProgram, type Program } from "./program.ts";
import { travelForReal } from "./real.ts";
import { plannedInMemory, travelInMemory } from "./simulated.ts";
import type { Stretch, Travelled } from "./travel.ts";
import type { Variant } from "./variants.ts";

/** Labs with their processes at once: each waits much of its time until nothing can arrive any more. */
const atOnce = pLimit(4);
let program: Program;
const killed = new Map<Variant, Promise<Both>>();
const killedElsewhere = new Map<Variant, Promise<Both>>();
/** Every effect, and every place of a record that a kill can leave. */
const isWhole = process.env["CRASH_EVERY_POINT"] !== undefined;
const undisturbed = new Map<Variant, Promise<Both>>();

beforeAll(() => {
  program = buildProgram();
  for (const { variant, points } of journeys.toSorted((left, right) => right.points.length - left.points.length)) {
    killed.set(variant, travelled(variant, ordinary(points)));
    if (isWhole) killedElsewhere.set(variant, travelled(variant, extras(points)));
  }
  for (const { variant } of journeys) undisturbed.set(variant, travelled(variant, []));
  // each is told by the tests that wait for it
  void Promise.allSettled([killed, killedElsewhere, undisturbed].flatMap((begun) => [...begun.values()]));
});
afterAll(() => program.remove());

interface Both {
  readonly real: Travelled;
  readonly simulated: Travelled;
}

function ordinary(points: readonly Point[]): readonly Point[] {
  return points.filter(({ extra }) => extra === undefined);
}

/** In a rotation of their own: a step is intended, done and recorded once in each. */
function extras(points: readonly Point[]): readonly Point[] {
  return points.filter(({ extra }) => extra === true);
}

async function of(both: ReadonlyMap<Variant, Promise<Both>>, variant: Variant): Promise<Both> {
  const found = await both.get(variant);
  if (found === undefined) throw new Error(`${variant.name} was not begun`);
  return found;
}

function travelled(variant: Variant, points: readonly Point[]): Promise<Both> {
  const moments = points.map(({ moment }) => moment);
  return atOnce(async () => ({
    real: await travelForReal(program, variant, moments),
    simulated: await travelInMemory(variant, moments),
  }));
}

/** What came behind the kill of this index. */
function behind({ stretches, end }: Travelled, index: number): Stretch {
  return stretches[index + 1] ?? end;
}

/** Died at its point, and the next processes decided what they had to, and what they decided in memory. */
function expectDecided({ real, simulated }: Both, points: readonly Point[], index: number): void {
  const point = points[index];
  const died = real.stretches[index];
  expect(died?.reached, `${point?.name}: ${died?.told}`).toBe(true);
  expect(simulated.stretches[index]?.reached).toBe(true);
  const { decisions } = behind(real, index);
  expect(decisions).toEqual(behind(simulated, index).decisions);
  if (point !== undefined) expect(decisions[point.step ?? ""] ?? []).toEqual(seenBefore(points[index + 1], point));
}

test("a point that never comes is noticed", async () => {
  const [first] = journeys;
  if (first === undefined) throw new Error("there is a journey");
  const moment = { at: "before", record: "StepIntended", step: "opsman/no-such-step" } as const;
  const { stretches } = await travelForReal(program, first.variant, [moment]);
  expect(stretches).toEqual([expect.objectContaining({ reached: false, exitCode: 0 })]);
});

test("every kind of step is killed somewhere", async () => {
  const kinds = await Promise.all(
    journeys.map(async ({ variant, points }) => {
      const plan = await plannedInMemory(variant);
      const ids = new Set(ordinary(points).map(({ step }) => step));
      return plan.steps.filter(({ id }) => ids.has(id)).map(({ kind }) => kind);
    }),
  );
  expect([...new Set(kinds.flat())].toSorted()).toEqual(Object.keys(opsmanProvider.kinds).toSorted());
});

/** Up to what was on the way. */
function endOf({ end: { decisions: _decisions, reached: _reached, ...end } }: Travelled): object {
  return end;
}

const timeout = 600_000;

describe.each(journeys)("an apply killed with SIGKILL: $variant.name", { timeout }, ({ variant, points, isShort }) => {
  test("undisturbed, in memory and over sockets: same effects, same end, nothing twice", async () => {
    const { real, simulated } = await of(undisturbed, variant);
    expect(real.end).toEqual(simulated.end);
    expect(real.end).toMatchObject({ exitCode: 0, nextPlan: 0 });
    expect([...new Set(Object.values(real.end.effects))]).toEqual([1]);
  });

  test.each(ordinary(points).map(({ name }, index) => ({ name, index })))("$name", async ({ index }) => {
    expectDecided(await of(killed, variant), ordinary(points), index);
  });

  test.each(isWhole ? extras(points).map(({ name }, index) => ({ name, index })) : [])("$name", async ({ index }) => {
    expectDecided(await of(killedElsewhere, variant), extras(points), index);
  });

  test("killed at all of these, one after the other: the end is that of nobody disturbed", async () => {
    const end = endOf((await of(undisturbed, variant)).real);
    const all = [await of(killed, variant), ...(isWhole ? [await of(killedElsewhere, variant)] : [])];
    expect(all.flatMap(({ real, simulated }) => [endOf(real), endOf(simulated)])).toEqual(
      all.flatMap(() => [end, end]),
    );
  });

  test.concurrent.each(isWhole && isShort === true ? points : [])(
    "and not killed a second time: $name",
    async (point) => {
      const both = await travelled(variant, [point]);
      expectDecided(both, [point], 0);
      expect(both.real.end).toEqual(both.simulated.end);
      expect(endOf(both.real)).toEqual(endOf((await of(undisturbed, variant)).real));
    },
  );
});
