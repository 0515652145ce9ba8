import { expect, test } from "vitest";
import { layout, readState, type State, writeState } from "../../src/state/index.ts";
import { aSlot } from "../build/plan.ts";
import { directory } from "./a-run.ts";
import { memoryFiles } from "./memory-files.ts";

const whole: State = {
  version: 1,
  lineage: "lineage-1",
  targets: {
    om: { serial: 1, system: "opsman:0f3c", verified: { at: "2026-11-21T08:00:00Z", run: "k7w3", slots: [aSlot()] } },
  },
  observed: { web: { at: "2026-11-21T08:00:00Z", system: "tls:web", slots: [aSlot()] } },
  runs: {
    k7w3: {
      digest: "sha256:1",
      targets: ["om"],
      systems: ["opsman:0f3c"],
      openedAt: "2026-11-21T08:00:00Z",
      closed: { at: "2026-11-21T09:00:00Z", result: "applied" },
      journal: { segment: 1, length: 10, head: "0" },
    },
  },
  forgotten: ["k2x9"],
};

function reading(text: string): Promise<State | undefined> {
  const files = memoryFiles();
  files.overwrite(layout(directory).state, new TextEncoder().encode(text));
  return readState(files, directory);
}

test("what was written is read back", async () => {
  const files = memoryFiles();
  await writeState(files, directory, whole);
  expect(await readState(files, directory)).toEqual(whole);
});

const notStates: readonly string[] = [
  "",
  "null",
  "[]",
  "7",
  '"state"',
  "{",
  "{}",
  JSON.stringify({ ...whole, version: 2 }),
  JSON.stringify({ ...whole, targets: [] }),
  `{"version":1,"lineage":"l","targets":{},"runs":{},"deep":${"[".repeat(200_000)}${"]".repeat(200_000)}}`,
  "[".repeat(1_000_000),
  "\u0000".repeat(400),
  JSON.stringify(whole).slice(0, -1),
  `${JSON.stringify(whole)}${JSON.stringify(whole)}`,
];

test("what is not a state of version 1 is refused with a next command, and never a crash", async () => {
  for (const text of notStates) {
    await expect(reading(text), text.slice(0, 60)).rejects.toMatchObject({
      code: "StateDamaged",
      exitCode: 3,
      hint: "certplan state verify",
    });
  }
});

type Path = readonly (string | number)[];

function paths(value: unknown, at: Path = []): readonly Path[] {
  if (typeof value !== "object" || value === null) return [at];
  return [
    at,
    ...Object.entries(value).flatMap(([key, item]) => paths(item, [...at, Array.isArray(value) ? Number(key) : key])),
  ].filter((path) => path.length > 0);
}

function replaced(value: unknown, [key, ...rest]: Path, by: unknown): unknown {
  if (key === undefined) return by;
  if (Array.isArray(value)) return value.map((item, index) => (index === key ? replaced(item, rest, by) : item));
  return Object.fromEntries(
    Object.entries(value as object).map(([name, item]) => [name, name === key ? replaced(item, rest, by) : item]),
  );
}

test("a value of another type in any place is refused, or is a field that only people read", async () => {
  const read: string[] = [];
  for (const path of paths(whole)) {
    for (const by of [null, 7.5, true, "text", [], [[]], {}, { a: { b: 1 } }]) {
      const text = JSON.stringify(replaced(whole, path, by));
      const name = `${path.join(".")} = ${JSON.stringify(by)}`;
      await reading(text).then(
        () => read.push(name),
        (error: unknown) => expect(error, name).toMatchObject({ code: "StateDamaged" }),
      );
    }
  }
  const surprising = read.filter((name) => !/= "text"$| = (\[\]|\{\})$|slots\.0\.(key|sans)/.test(name));
  expect(surprising).toEqual([]);
});

test("__proto__ and the like are ordinary keys: nothing leaks into other objects, and they are kept or refused", async () => {
  for (const key of ["__proto__", "constructor", "toString", "hasOwnProperty"]) {
    const text = JSON.stringify(whole).replace('"targets":{', `"targets":{"${key}":{"serial":3,"system":"s"},`);
    const state = await reading(text);
    expect(Object.keys(state?.targets ?? {})).toEqual([key, "om"]);
    expect(Object.prototype).not.toHaveProperty("serial");
    expect({}).not.toHaveProperty("system");
    const refused = JSON.stringify(whole).replace('"targets":{', `"targets":{"${key}":{"serial":"x"},`);
    await expect(reading(refused)).rejects.toMatchObject({ code: "StateDamaged" });
  }
});
