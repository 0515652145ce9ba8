import fc from "fast-check";
import { expect, test } from "vitest";
import { iso, parseInstant } from "../../src/time/instant.ts";

test("an instant is read back as it was written", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_102_444_799 }), (seconds) => {
      expect(parseInstant(iso(seconds * 1000))).toBe(seconds * 1000);
    }),
  );
});

test.each([
  "2026-02-29",
  "2026-02-30T12:00:00Z",
  "2026-04-31",
  "2026-11-31T00:00:00+01:00",
  "2026-00-10",
  "2026-13-01",
])("%s is no day of its month", (text) => {
  expect(() => parseInstant(text)).toThrowError(expect.objectContaining({ code: "InvalidInstant" }));
});

test("the 29th of February is a day of a leap year", () => {
  expect(iso(parseInstant("2028-02-29"))).toBe("2028-02-29T00:00:00Z");
});
