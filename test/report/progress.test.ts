import { describe, expect, test } from "vitest";
import type { ProgressEvent } from "../../src/messages/events.ts";
import { liveLines, liveProgress, liveStart, plainProgress, type Style } from "../../src/report/index.ts";
import { columns } from "../../src/report/lines.ts";
import { appliedEvents, movedEvents, parkedEvents, resumedEvents } from "../build/events.ts";
import { aStyle, looks } from "../build/style.ts";

const stories: Readonly<Record<string, readonly ProgressEvent[]>> = {
  applied: appliedEvents,
  resumed: resumedEvents,
  moved: movedEvents,
  parked: parkedEvents,
};

/** Every frame of a terminal: what stays, then what moves, marked with a bar. */
function film(events: readonly ProgressEvent[], style: Style): string {
  let state = liveStart;
  const frames: string[] = [];
  for (const [index, event] of events.entries()) {
    const step = liveProgress(state, event, style);
    state = step.state;
    frames.push(...step.lines.map((line) => `      ${line}`));
    frames.push(...liveLines(state, Date.parse(event.at) + 1000, index, style).map((line) => `moves ${line}`));
  }
  return `${frames.join("\n")}\n`;
}

describe("progress", () => {
  for (const [name, events] of Object.entries(stories)) {
    test(`${name} in a pipe: every line stands alone, with its time`, async () => {
      const text = `${events.map(plainProgress).join("\n")}\n`;
      await expect(text).toMatchFileSnapshot(`../golden/report/progress-${name}-piped.txt`);
      for (const line of text.trimEnd().split("\n")) expect(line).toMatch(/^2026-11-20T\d{2}:\d{2}:\d{2}Z /);
    });

    for (const [look, style] of looks) {
      test(`${name} on a terminal, ${look}`, async () => {
        await expect(film(events, style)).toMatchFileSnapshot(`../golden/report/progress-${name}-${look}.txt`);
      });
    }
  }

  test("moving lines never wrap: the cursor goes up by their number", () => {
    for (const width of [40, 60, 100]) {
      let state = liveStart;
      for (const event of appliedEvents) {
        state = liveProgress(state, event, aStyle({ width })).state;
        for (const line of liveLines(state, Date.parse(event.at), 3, aStyle({ width })))
          expect(columns(line)).toBeLessThanOrEqual(width);
      }
    }
  });

  test("nothing moves once a run has ended", () => {
    let state = liveStart;
    for (const event of [...appliedEvents, ...resumedEvents]) state = liveProgress(state, event, aStyle()).state;
    expect(liveLines(state, 0, 0, aStyle())).toEqual([]);
  });
});
