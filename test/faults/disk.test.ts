import { describe, expect, test } from "vitest";
import { losePower, makeDirectory, removeDirectory, type TornTail } from "../../src/simulation/disk.ts";
import { allDiskFaults, canStrike, type DiskFault } from "../../src/simulation/disk-faults.ts";
import { World, type WorldValue } from "../../src/simulation/world.ts";
import { isExtended } from "../build/kills.ts";
import { stateDirectory } from "../build/opsman-world.ts";
import {
  applyOnce,
  beginApply,
  calmApply,
  caRecipe,
  endOf,
  leavesRecipe,
  type Outcome,
  type Recipe,
  type Strike,
  struck,
  type Told,
  withoutState,
} from "./disk-world.ts";
import { leftByFailedSync } from "./failed-sync.ts";

/** With `EXTENDED=1` (`npm run faults`) nothing is left out. */
const recipes: readonly Recipe[] = isExtended ? [await leavesRecipe(), await caRecipe()] : [await leavesRecipe()];

const everyCall = isExtended ? "every call" : "a sample of the calls";

/** Of so many that differ only in when they come, the short form takes one. */
function sampled<T>(all: readonly T[], every: number): readonly T[] {
  return isExtended ? all : all.filter((_one, index) => index % every === 0);
}

/** Exit 9 with a place, what to do next, and nothing that only a developer reads. */
function expectTold({ exitCode, code, text, next }: Told, where: string): void {
  expect([exitCode, code], where).toEqual([9, "DiskFailed"]);
  expect(text, where).toContain(stateDirectory);
  expect(next, where).toMatch(/certplan (apply|explain)/);
  expect(text, where).not.toMatch(/\n| at .*:\d+|node:/);
}

function countOf(exits: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const exit of exits) counts.set(exit, (counts.get(exit) ?? 0) + 1);
  return [...counts].map(([exit, count]) => `${count} times ${exit}`).join(", ");
}

function exitsOf({ first, later }: Outcome): string {
  return [first.exitCode, ...later].join(" then ");
}

/** The faults of the issue: what each would be called, once and for the rest of the process, with and without power. */
function strikesOf(calls: Parameters<typeof canStrike>[1][], fault: DiskFault): readonly Strike[] {
  const struckCalls = calls.flatMap((operation, at) => (canStrike(fault, operation) ? [at] : []));
  const lasting = isExtended ? [false, true] : [false];
  const powers: readonly (TornTail | undefined)[] =
    isExtended && fault.startsWith("sync") ? [undefined, "none", "all"] : [undefined];
  return struckCalls.flatMap((at) =>
    lasting.flatMap((lasts) =>
      powers.map((power) => ({ fault, at, lasting: lasts, ...(power === undefined ? {} : { power }) })),
    ),
  );
}

for (const recipe of recipes) {
  describe(`a rotation of ${recipe.name}`, () => {
    for (const fault of allDiskFaults) {
      test(`${fault} at ${everyCall} of the disk: exit 9, nothing further is sent, and the next apply goes on to the same end`, async () => {
        const { calls, end } = await calmApply(recipe);
        const strikes = sampled(
          strikesOf(
            calls.map(({ operation }) => operation),
            fault,
          ),
          fault === "unreadable" ? 25 : 8,
        );
        const exits: string[] = [];
        for (const strike of strikes) {
          const outcome = await struck(recipe, strike);
          const { operation, path } = calls[strike.at] ?? { operation: "", path: "" };
          const where = `${fault} of call ${strike.at}, ${operation} ${path}: ${exitsOf(outcome)}`;
          const harmless = path.endsWith(".released") || (operation === "syncdir" && outcome.first.exitCode === 0);
          if (outcome.first.exitCode !== 0 || !harmless) expectTold(outcome.first, where);
          expect([outcome.sentAfter, outcome.end, outcome.later.at(-1) ?? 0], where).toEqual([0, end, 0]);
          expect(outcome.later.length, where).toBeLessThanOrEqual(1);
          exits.push(exitsOf(outcome));
        }
        console.log(`${recipe.name}, ${fault}: ${strikes.length} times at ${calls.length} calls: ${countOf(exits)}`);
        expect(exits.filter((told) => told === "9 then 0").length).toBeGreaterThan(0);
      });
    }

    for (const [name, taken] of [
      ["removed", (disk) => removeDirectory(disk, stateDirectory)],
      ["unmounted", (disk) => makeDirectory(removeDirectory(disk, stateDirectory), stateDirectory)],
    ] as const satisfies readonly (readonly [string, Parameters<typeof withoutState>[1]["taken"]])[]) {
      for (const back of [true, false]) {
        const then = back ? "the next apply goes on once it is back" : "the rest is read from the live system";
        test(`a state directory ${name} before ${everyCall} of the disk: exit 9, nothing further is sent, ${then}`, async () => {
          const { asks, end } = await calmApply(recipe);
          const moments = sampled([...Array(asks).keys()], 33);
          const exits: string[] = [];
          for (const at of moments) {
            const outcome = await withoutState(recipe, { at, taken, back });
            const where = `${name} before call ${at}: ${exitsOf(outcome)} ${outcome.first.text}`;
            // before the first look it is a state that is lost, and while it lets go of the locks all is done
            const missing = at < 2 && outcome.first.code === "StateMissing";
            if (outcome.first.exitCode !== 0 && !missing) expectTold(outcome.first, where);
            if (missing) expect(outcome.first.next).toContain("certplan apply --new-state");
            expect([outcome.sentAfter, outcome.end, outcome.later.at(-1) ?? 0], where).toEqual([0, end, 0]);
            exits.push(exitsOf(outcome));
          }
          console.log(
            `${recipe.name}, state ${name}${back ? " and back" : ""}: ${moments.length} of ${asks}: ${countOf(exits)}`,
          );
          expect(exits.filter((told) => told.startsWith("9 then")).length).toBeGreaterThanOrEqual(moments.length / 2);
        });
      }
    }

    test("a journal whose sync failed and that still reads as whole is not trusted: power lost at any later change, the same end", async () => {
      const { calls, end } = await calmApply(recipe);
      const syncs = sampled(
        calls.flatMap(({ operation }, at) => (operation === "sync" ? [at] : [])),
        3,
      );
      let lost = 0;
      for (const at of syncs) {
        const left = await leftByFailedSync(recipe, at);
        const changes = sampled(await changesOfDisk(recipe, left), 6);
        for (const change of changes) {
          for (const tail of isExtended ? (["none", "all"] as const) : (["none"] as const)) {
            const world = await losingPower(recipe, left, { change, tail });
            const told = await applyOnce(world, recipe);
            lost += 1;
            const where = `sync ${at} failed, power lost after change ${change} of the next apply: ${told.text}`;
            expect([told.exitCode, endOf(world)], where).toEqual([0, end]);
          }
        }
      }
      console.log(`${recipe.name}: ${syncs.length} syncs failed, then power lost ${lost} times: the same end`);
      expect(lost).toBeGreaterThanOrEqual(syncs.length * 3);
    });
  });
}

const changing = /^(append|create|rename|sync|syncdir) |^arrive (POST|PUT|DELETE) \/api/;

/** The events of the next apply that change the disk or the platform, by number. */
async function changesOfDisk(recipe: Recipe, left: WorldValue): Promise<readonly number[]> {
  const found: number[] = [];
  let event = -1;
  const world = new World(left, {
    afterEvent: ({ label }) => {
      event += 1;
      if (changing.test(label)) found.push(event);
    },
  });
  await applyOnce(world, recipe);
  return found;
}

async function losingPower(
  recipe: Recipe,
  left: WorldValue,
  { change, tail }: { readonly change: number; readonly tail: TornTail },
): Promise<World> {
  let event = -1;
  const world = new World(left, {
    afterEvent: () => {
      event += 1;
    },
  });
  const process = beginApply(world, recipe);
  await world.run(() => event >= change);
  world.kill(process);
  return new World({ ...world.value(), disk: losePower(world.disk, tail), flights: [], boot: world.boot + 1 });
}
