import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeText } from "../../src/estate/index.ts";
import { badEstates } from "./bad-estates.ts";
import { codesAndPlaces, errorsFrom, errorsOf, estateFrom, rendered } from "./read.ts";

const valid = "version: 1\nestate: acme\ntargets: []\n";

const hostile: Readonly<Record<string, { readonly text: string; readonly codes: readonly string[] }>> = {
  "a key twice": { text: `${valid}estate: b\n`, codes: ["DuplicateKey 4:1"] },
  "two documents": { text: `${valid}---\n${valid}`, codes: ["InvalidYaml 4:1"] },
  "a second document after the end of the first": { text: `${valid}...\n${valid}`, codes: ["InvalidYaml 5:1"] },
  "a NUL": { text: `${valid}# \0\n`, codes: ["InvalidEncoding 4:3"] },
  "an escape character": { text: `version: 1\nestate: "\u001b[31m"\n`, codes: ["InvalidEncoding 2:10"] },
  "__proto__ at the top": { text: `${valid}__proto__: { estate: x }\n`, codes: ["UnknownKey 4:1"] },
  "__proto__ as a policy": {
    text: `${valid}policies: { __proto__: { renewBefore: 1d } }\n`,
    codes: ["InvalidName 4:13"],
  },
  "constructor as a type and a policy": {
    text: `version: 1\nestate: acme\ntargets:\n  - { name: a, type: constructor }\n  - { name: b, type: tls, address: "x:1", policy: toString }\n`,
    codes: ["UnknownType 4:22", "UnknownPolicy 5:51"],
  },
  "an alias of nothing": { text: `${valid}credentials: *hunter2\n`, codes: ["InvalidYaml 4:14"] },
  "an alias that holds itself": {
    text: `version: 1\nestate: acme\ntargets: &a [*a]\n`,
    codes: ["TooManyAliases 3:14"],
  },
  "aliases that multiply": {
    text: `version: 1\nestate: acme\npolicies:\n  a: &a [x, x, x, x, x, x, x, x, x, x]\n${["b", "c", "d", "e", "f", "g", "h"].map((name, index) => `  ${name}: &${name} [${Array(10).fill(`*${"abcdefg"[index]}`).join(", ")}]\n`).join("")}`,
    codes: ["TooManyAliases 5:10"],
  },
  "a merge key": { text: `${valid}<<: { estate: b }\n`, codes: ["UnknownKey 4:1"] },
  "a tag": { text: `version: 1\nestate: !!binary aGk=\ntargets: []\n`, codes: ["InvalidYaml 2:9"] },
  "a tag of one's own": { text: `version: 1\npassword: !hunter2 x\ntargets: []\n`, codes: ["InvalidYaml 2:11"] },
  "YAML 1.1": { text: `%YAML 1.1\n---\n${valid}`, codes: ["InvalidYaml 1:1"] },
  "a tab as indentation": { text: `version: 1\npolicies:\n\tp: {}\n`, codes: ["InvalidYaml 3:1"] },
  "an open quote": { text: `version: 1\nestate: "acme\n`, codes: ["InvalidYaml 3:1"] },
  "a mapping as a key": { text: `${valid}? { a: b }\n: c\n`, codes: ["InvalidYaml 4:3"] },
  "brackets without end": { text: "[".repeat(100_000), codes: ["InvalidYaml 1:1"] },
  "braces without end": { text: "{a: ".repeat(100_000), codes: ["InvalidYaml 1:1"] },
  "dashes without end": { text: "- ".repeat(100_000), codes: ["InvalidYaml 1:200001"] },
  "question marks without end": { text: "? ".repeat(100_000), codes: ["InvalidYaml 1:200001"] },
  "blocks deeper than anyone reads": {
    text: Array.from({ length: 300 }, (_, depth) => `${" ".repeat(depth)}a:\n`).join(""),
    codes: ["InvalidYaml 101:101"],
  },
  "a number that is infinite": {
    text: `version: 1e999\nestate: acme\ntargets: []\n`,
    codes: ["UnsupportedVersion 1:10"],
  },
};

test.each(Object.entries(hostile))("%s is a coded error with a place", async (_what, { text, codes }) => {
  const started = performance.now();
  const errors = await errorsFrom(text);
  expect(codesAndPlaces(errors)).toEqual(codes);
  expect(performance.now() - started).toBeLessThan(3000);
  expect(errors.map(rendered).join("\n")).not.toContain("hunter2");
});

test("UTF-16 and bytes that are no UTF-8 are told with their place", async () => {
  const utf16 = new Uint8Array([0xff, 0xfe, 0x76, 0x00]);
  const latin1 = new Uint8Array([0x61, 0x0a, 0x62, 0xe9, 0x0a]);
  const decode = (bytes: Uint8Array) => errorsOf(Promise.resolve().then(() => decodeText("certplan.yaml", bytes)));
  expect(codesAndPlaces(await decode(utf16))).toEqual(["InvalidEncoding 1:1"]);
  expect(codesAndPlaces(await decode(latin1))).toEqual(["InvalidEncoding 2:2"]);
});

test("a UTF-8 byte order mark and Windows line ends change nothing", async () => {
  const bytes = new TextEncoder().encode(`\ufeff${valid.replaceAll("\n", "\r\n")}`);
  const marked = await estateFrom(decodeText("certplan.yaml", bytes));
  expect(marked.digest).toBe((await estateFrom(valid)).digest);
});

test("aliases in measure are read as what they stand for", async () => {
  const rows = Array.from(
    { length: 300 },
    (_, index) => `  - { name: t${index}, type: tls, address: "h:1", trust: *t }\n`,
  );
  const text = `version: 1\nestate: acme\ntargets:\n  - { name: first, type: tls, address: "h:1", trust: &t { system: true } }\n${rows.join("")}`;
  const { targets } = await estateFrom(text);
  expect(targets).toHaveLength(301);
  expect(targets.at(-1)?.connection["trust"]).toEqual({ system: true });
});

const withSecrets = [badEstates["secrets in the file"], badEstates["secrets in the file"]]
  .filter((text) => typeof text === "string")
  .map((text, index) => (index === 0 ? text : text.replaceAll("CANARY", '"CANARY: x, y"')));

test("a mutated estate is refused with codes and places, and one slip of the hand shows no secret", async () => {
  const characters = fc.constantFrom(..."\n\t :-#'\"[]{},&*!|>%@`?~=0aé\u2028".split(""));
  const edit = fc.record({ at: fc.nat(), remove: fc.nat({ max: 3 }), insert: fc.array(characters, { maxLength: 3 }) });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...withSecrets),
      fc.array(edit, { minLength: 1, maxLength: 3 }),
      async (text, edits) => {
        let mutated = text;
        for (const { at, remove, insert } of edits) {
          const offset = at % mutated.length;
          const cut = mutated.slice(offset, offset + remove).includes("CANARY") ? 0 : remove;
          mutated = mutated.slice(0, offset) + insert.join("") + mutated.slice(offset + cut);
        }
        const errors = await errorsFrom(mutated);
        expect(errors.length).toBeGreaterThan(0);
        for (const error of errors) {
          expect(error.exitCode).toBe(3);
          expect(error.where?.line ?? 0).toBeGreaterThan(0);
        }
        if (edits.length === 1) expect(errors.map(rendered).join("\n")).not.toContain("CANARY");
      },
    ),
    { numRuns: 1000 },
  );
});

const slips: Readonly<Record<string, readonly [string, string]>> = {
  "a colon before a block that lost its indentation": ["        CANARY", ":        CANARY"],
  "a question mark that makes a key of a block": ["        CANARY", "    ?    CANARY"],
  "a key that lost its first letters": ["      password: {", "    assword: {"],
};

for (const [name, [from, to]] of Object.entries(slips)) {
  test(`${name} shows no secret`, async () => {
    const [text] = withSecrets;
    const slipped = (text ?? "").replace(from, to);
    expect(slipped).not.toBe(text);
    const told = (await errorsFrom(slipped)).map(rendered).join("\n");
    expect(told).not.toBe("");
    expect(told).not.toContain("CANARY");
  });
}

test("any text at all is a coded error, each in under a second", async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "binary", maxLength: 300 }), async (text) => {
      const errors = await errorsFrom(text);
      expect(errors.every(({ exitCode }) => exitCode === 3)).toBe(true);
    }),
    { numRuns: 300 },
  );
});
