import { expect, test } from "vitest";
import { sourcesUnder, withoutComments } from "./sources.ts";

const files = sourcesUnder("src").filter(({ path }) => !path.startsWith("src/generated/"));
const lengths = files.map(({ text }) => text.split("\n").length).toSorted((left, right) => left - right);

test("no file has more than 350 lines, and half of those in src have no more than 70", () => {
  const all = [...files, ...["test", "scripts", "bench"].flatMap(sourcesUnder)];
  expect(all.length).toBeGreaterThan(500);
  expect(all.filter(({ text }) => text.split("\n").length > 351).map(({ path }) => path)).toEqual([]);
  expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThanOrEqual(70);
});

test("no folder is called utils, helpers or common, and no module has a default export", () => {
  expect(files.filter(({ path }) => /\/(utils?|helpers?|common)[/.]/.test(path)).map(({ path }) => path)).toEqual([]);
  expect(files.filter(({ text }) => /^export default\b/m.test(withoutComments(text))).map(({ path }) => path)).toEqual(
    [],
  );
});

test("no source asks for a test, and nothing in it can be killed or skipped for one", () => {
  const hooks = /NODE_ENV|VITEST|CRASH_AT|__test/;
  expect(files.filter(({ text }) => hooks.test(withoutComments(text))).map(({ path }) => path)).toEqual([]);
});

/** A test for which a program of the machine is needed may ask whether it is there (`skipIf`). */
test("no test is skipped, left alone or mocks a module", () => {
  const tests = sourcesUnder("test").filter(({ path }) => !path.startsWith("test/house/"));
  const forbidden = /\b(?:test|it|describe)\.(?:skip|only|todo|fails)\b|\bvi\.(?:mock|doMock|useFakeTimers)\b/;
  expect(tests.length).toBeGreaterThan(50);
  expect(tests.filter(({ text }) => forbidden.test(withoutComments(text))).map(({ path }) => path)).toEqual([]);
});
