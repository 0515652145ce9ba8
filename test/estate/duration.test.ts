import fc from "fast-check";
import { expect, test } from "vitest";
import { formatDuration, parseDuration, parseSpan, printDuration, printSpan } from "../../src/time/duration.ts";

test.each([
  ["30d", 2_592_000_000],
  ["12h", 43_200_000],
  ["45m", 2_700_000],
  ["90s", 90_000],
  ["250ms", 250],
  ["0s", 0],
])("%s is %i ms", (text, milliseconds) => {
  expect(parseDuration(text)).toBe(milliseconds);
});

test.each(["", "30", "30 d", "30D", "-1d", "1.5h", "1d12h", "d", "99999d", "999999999999999d", "33%", " 1d", "1d\n"])(
  "%j is not a duration",
  (text) => {
    expect(() => parseDuration(text)).toThrowError(expect.objectContaining({ code: "InvalidDuration" }));
  },
);

test.each(["0%", "100%", "3.5%", "%", "-1%"])("%j is not a share of a lifetime", (text) => {
  expect(() => parseSpan(text)).toThrowError(expect.objectContaining({ code: "InvalidDuration" }));
});

test("what is printed is read back as the same", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 73_000 * 86_400_000 }), (milliseconds) => {
      expect(parseDuration(printDuration(milliseconds))).toBe(milliseconds);
    }),
  );
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 99 }), (percent) => {
      expect(printSpan(parseSpan(`${percent}%`))).toBe(`${percent}%`);
    }),
  );
});

test.each([
  [31.9 * 86_400_000, "31 days"],
  [2 * 86_400_000, "2 days"],
  [28 * 3_600_000, "1 day 4 h"],
  [24 * 3_600_000, "1 day"],
  [22_800_000, "6 h 20 min"],
  [7_200_000, "2 h"],
  [41 * 60_000 + 59_999, "41 min"],
  [2100, "2.1 s"],
  [-5, "0 s"],
])("%d ms are %s in words", (milliseconds, words) => {
  expect(formatDuration(milliseconds)).toBe(words);
});
