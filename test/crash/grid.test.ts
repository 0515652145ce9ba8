import pLimit from "p-limit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Resumed } from "./decision.ts";
import { pointsOf, profiles } from "./points.ts";
import { buildProgram, type Program } from "./program.ts";
import { applyUninterrupted, killAndResume } from "./real.ts";
import { applyUninterruptedInMemory, killAndResumeInMemory } from "./simulated.ts";

/** As many labs with their processes as there are cores to count on. */
const twoAtOnce = pLimit(2);
let program: Program;

beforeAll(() => {
  program = buildProgram();
});
afterAll(() => program.remove());

describe.each(profiles)("an apply killed with SIGKILL, where v0 %s", (profile) => {
  let undisturbed: Resumed;

  beforeAll(async () => {
    undisturbed = await applyUninterrupted(program, profile);
  });

  test("undisturbed, in memory and over sockets: same effects, same end, nothing twice", async () => {
    expect(undisturbed).toEqual(await applyUninterruptedInMemory(profile));
    expect(undisturbed).toMatchObject({ exitCode: 0, installs: 1, nextPlan: 0 });
    expect([...new Set(Object.values(undisturbed.effects))]).toEqual([1]);
  });

  test("a point that never comes is noticed", async () => {
    const moment = { at: "before", record: "StepIntended", step: "opsman/no-such-step" } as const;
    expect(await killAndResume(program, profile, moment)).toMatchObject({ reached: false, died: { signal: null } });
  });

  test.concurrent.each(pointsOf(profile))("$name", (point) =>
    twoAtOnce(async () => {
      const simulated = await killAndResumeInMemory(profile, point.moment);
      const { died, reached, ...resumed } = await killAndResume(program, profile, point.moment);
      expect(reached, `died of ${died.signal ?? died.exitCode}: ${died.err}`).toBe(true);
      expect({ reached, ...resumed }).toEqual(simulated);
      expect(resumed.decisions[point.step ?? ""] ?? []).toEqual(point.decision[profile]);
      const { decisions: _whole, ...end } = undisturbed;
      expect(resumed).toMatchObject(end);
    }),
  );
});
