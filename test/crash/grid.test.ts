import pLimit from "p-limit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Resumed } from "./decision.ts";
import { cells } from "./points.ts";
import { buildProgram, type Program } from "./program.ts";
import { applyUninterrupted, killAndResume } from "./real.ts";
import { applyUninterruptedInMemory, killAndResumeInMemory } from "./simulated.ts";
import { leaves } from "./variants.ts";

/** Labs with their processes at once: each waits most of the time until nothing can arrive any more. */
const fourAtOnce = pLimit(4);
let program: Program;

beforeAll(() => {
  program = buildProgram();
});
afterAll(() => program.remove());

test("a point that never comes is noticed", async () => {
  const moment = { at: "before", record: "StepIntended", step: "opsman/no-such-step" } as const;
  expect(await killAndResume(program, leaves, moment)).toMatchObject({ reached: false, died: { signal: null } });
});

describe.each(cells)("an apply killed with SIGKILL: $variant.name", ({ variant, points }) => {
  let undisturbed: Resumed;

  beforeAll(async () => {
    undisturbed = await applyUninterrupted(program, variant);
  });

  test("undisturbed, in memory and over sockets: same effects, same end, nothing twice", async () => {
    expect(undisturbed).toEqual(await applyUninterruptedInMemory(variant));
    expect(undisturbed).toMatchObject({ exitCode: 0, nextPlan: 0 });
    expect([...new Set(Object.values(undisturbed.effects))]).toEqual([1]);
  });

  test.concurrent.each(points)("$name", (point) =>
    fourAtOnce(async () => {
      const simulated = await killAndResumeInMemory(variant, point.moment);
      const { died, reached, ...resumed } = await killAndResume(program, variant, point.moment);
      expect(reached, `died of ${died.signal ?? died.exitCode}: ${died.err}`).toBe(true);
      expect({ reached, ...resumed }).toEqual(simulated);
      expect(resumed.decisions[point.step ?? ""] ?? []).toEqual(point.decision);
      const { decisions: _whole, ...end } = undisturbed;
      expect(resumed).toMatchObject(end);
    }),
  );
});
