import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { runSchedule, type Schedule, scheduleOf, shrink } from "../../src/simulation/seeds/index.ts";
import { subjectNamed, subjectNames } from "./subjects.ts";

const pinned = new URL("./pinned/", import.meta.url);

describe("seeds", () => {
  for (const name of subjectNames) {
    test(`${name}: every promise is kept through 15 seeds`, async () => {
      const subject = await subjectNamed(name);
      for (let seed = 1; seed <= 15; seed += 1) {
        const outcome = await runSchedule(scheduleOf(seed, subject), subject);
        expect(outcome.failure, `npm run simulate -- --target ${name} --seed ${seed} --seeds 1`).toBeUndefined();
      }
    });
  }

  test("the same seed gives the same trace, another one another", async () => {
    const subject = await subjectNamed("leaves");
    const traces = [7, 7, 8].map(async (seed) => (await runSchedule(scheduleOf(seed, subject), subject)).trace);
    const [one, again, other] = await Promise.all(traces);
    expect(again).toBe(one);
    expect(other).not.toBe(one);
  });

  test("a broken promise is found, and shrunk to what it needs", async () => {
    const subject = await subjectNamed("leaves");
    const careless = { ...subject, wrong: () => [], end: "another end" };
    const found = await shrink({ ...scheduleOf(3, subject), parallelism: 4 }, careless);
    expect(found.outcome.failure).toContain("another end");
    expect(found.schedule).toMatchObject({ injections: [], parallelism: 1 });
  });

  for (const file of readdirSync(pinned)) {
    test(`pinned: ${file.replace(".json", "").replaceAll("-", " ")}`, async () => {
      const schedule = JSON.parse(readFileSync(new URL(file, pinned), "utf8")) as Schedule;
      expect((await runSchedule(schedule, await subjectNamed(schedule.target))).failure).toBeUndefined();
    });
  }
});
