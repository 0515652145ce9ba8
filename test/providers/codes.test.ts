import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadProviders } from "../../src/commands/index.ts";
import { errorCodes } from "../../src/messages/error-codes.ts";
import { reasonCodes } from "../../src/messages/reason-codes.ts";
import { providers } from "../../src/providers/index.ts";

const all = providers({ systemAnchors: () => [] });
const registry = await loadProviders(all, Object.keys(all));
const elsewhere: ReadonlySet<string> = new Set([...Object.keys(errorCodes), ...Object.keys(reasonCodes)]);

/** Codes that stand in a source as literals: `code: "X"`, `refuse("X"`, `found("X"`, `problemWith("X"`. */
function codesIn(folder: string): readonly string[] {
  const files = readdirSync(folder).filter((name) => name.endsWith(".ts"));
  return files
    .flatMap((name) => {
      const text = readFileSync(join(folder, name), "utf8");
      const uses = /(?:\bcode: |\bcode = [^;]*?|\b(?:refuse|found|problemWith)\(\s*)"([A-Z]\w+)"(?: : "([A-Z]\w+)")?/g;
      return Array.from(text.matchAll(uses), ([, one, other]) => [one, other]).flat();
    })
    .filter((code) => code !== undefined);
}

function sourceOf(type: string): string {
  return `${import.meta.dirname}/../../src/providers/${type}`;
}

test.each(Object.values(registry))("every code in the source of $type can be explained", ({ type, codes = {} }) => {
  const used = codesIn(sourceOf(type));
  expect(used.length).toBeGreaterThan(0);
  expect(used.filter((code) => !(code in codes) && !elsewhere.has(code))).toEqual([]);
});

test("every reason why a chain does not verify can be explained", () => {
  const used = codesIn(`${import.meta.dirname}/../../src/pki`).filter((code) => !(code in errorCodes));
  expect(used.length).toBeGreaterThan(10);
  expect(used.filter((code) => !(code in (registry["tls"]?.codes ?? {})))).toEqual([]);
});

test.each(Object.values(registry))("$type explains no code that it never uses", ({ type, codes = {} }) => {
  const folders = [sourceOf(type), ...(type === "tls" ? [`${import.meta.dirname}/../../src/pki`] : [])];
  const texts = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith(".ts") && name !== "codes.ts")
      .map((name) => readFileSync(join(folder, name), "utf8")),
  );
  expect(Object.keys(codes).filter((code) => !texts.some((text) => text.includes(`"${code}"`)))).toEqual([]);
});

test("every explanation is a sentence", () => {
  for (const { codes = {} } of Object.values(registry)) {
    expect(Object.values(codes).filter((text) => !/^[`A-Z].*\.$/s.test(text))).toEqual([]);
  }
});
