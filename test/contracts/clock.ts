import { describe, expect, test } from "vitest";
import type { Clock, Random } from "../../src/ports/index.ts";
import type { Within } from "./files.ts";

/** What `src/ports/clock.ts` promises of time. Real timers may be a millisecond early against the wall clock. */
export function clockContract(name: string, within: Within<Clock>): void {
  describe(`clock: ${name}`, () => {
    test("now is whole milliseconds since 1970", () =>
      within(async (clock) => {
        expect(Number.isSafeInteger(clock.now())).toBe(true);
        expect(clock.now()).toBeGreaterThan(0);
      }));

    test("after a sleep as much time has passed", () =>
      within(async (clock) => {
        const before = clock.now();
        await clock.sleep(60);
        expect(clock.now() - before).toBeGreaterThanOrEqual(59);
      }));

    test("a sleep of nothing, or less, ends", () =>
      within(async (clock) => {
        const ended: string[] = [];
        await clock.sleep(0).then(() => ended.push("none"));
        await clock.sleep(-5).then(() => ended.push("negative"));
        expect(ended).toEqual(["none", "negative"]);
      }));

    test("sleeps end in the order of their length", () =>
      within(async (clock) => {
        const ended: string[] = [];
        await Promise.all([
          clock.sleep(150).then(() => ended.push("long")),
          clock.sleep(10).then(() => ended.push("short")),
          clock.sleep(70).then(() => ended.push("middle")),
        ]);
        expect(ended).toEqual(["short", "middle", "long"]);
      }));

    test("an abort ends a sleep at once, without an error", () =>
      within(async (clock) => {
        const before = clock.now();
        const abort = new AbortController();
        const sleeping = clock.sleep(3_600_000, abort.signal);
        abort.abort();
        await sleeping;
        await clock.sleep(3_600_000, abort.signal);
        expect(clock.now() - before).toBeLessThan(60_000);
      }));
  });
}

/** What `src/ports/clock.ts` promises of randomness. */
export function randomContract(name: string, within: Within<Random>): void {
  describe(`random: ${name}`, () => {
    test("gives as many bytes as asked for, and others each time", () =>
      within(async (random) => {
        const first = await random.bytes(16);
        const second = await random.bytes(16);
        expect([first.length, second.length, (await random.bytes(0)).length]).toEqual([16, 16, 0]);
        expect([...first]).not.toEqual([...second]);
      }));
  });
}
