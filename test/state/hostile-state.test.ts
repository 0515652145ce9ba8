import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { CertplanError } from "../../src/messages/error.ts";
import { inspectRun, layout, readState, type State, writeState } from "../../src/state/index.ts";
import { stateText } from "../../src/state/state.ts";
import { aSlot } from "../build/plan.ts";
import { anOpenRun, directory, segmentPath } from "./a-run.ts";
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

/** With the hash that certplan would write for it, so that nothing but its content is wrong. */
function sealed(json: string): string {
  const value = JSON.parse(json) as object;
  const sha256 = createHash("sha256").update(JSON.stringify(value)).digest("hex");
  return JSON.stringify({ sha256, ...value });
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
  sealed("{}"),
  sealed(JSON.stringify({ ...whole, version: 2 })),
  sealed(JSON.stringify({ ...whole, targets: [] })),
  JSON.stringify(whole),
  `{"version":1,"lineage":"l","targets":{},"runs":{},"deep":${"[".repeat(200_000)}${"]".repeat(200_000)}}`,
  "[".repeat(1_000_000),
  "\u0000".repeat(400),
  sealed(JSON.stringify(whole)).slice(0, -1),
  sealed(JSON.stringify(whole)).repeat(2),
];

test("what is not a state of version 1 is refused with a next command, and never a crash", async () => {
  for (const text of notStates) {
    await expect(reading(text), text.slice(0, 60)).rejects.toMatchObject({
      code: "StateDamaged",
      exitCode: 3,
      hint: "certplan state repair",
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
      const text = sealed(JSON.stringify(replaced(whole, path, by)));
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
    const state = await reading(sealed(text));
    expect(Object.keys(state?.targets ?? {})).toEqual([key, "om"]);
    expect(Object.prototype).not.toHaveProperty("serial");
    expect({}).not.toHaveProperty("system");
    const refused = JSON.stringify(whole).replace('"targets":{', `"targets":{"${key}":{"serial":"x"},`);
    await expect(reading(sealed(refused))).rejects.toMatchObject({ code: "StateDamaged" });
  }
});

test("every bit of every byte of a state.json: damage, or the state that it was", async () => {
  const bytes = new TextEncoder().encode(stateText(whole));
  const told = { damaged: 0, same: 0 };
  for (let position = 0; position < bytes.length; position += 1) {
    for (let bit = 0; bit < 8; bit += 1) {
      const flipped = bytes.slice();
      flipped[position] = (bytes[position] ?? 0) ^ (1 << bit);
      const files = memoryFiles();
      files.overwrite(layout(directory).state, flipped);
      const state = await readState(files, directory).catch((error: unknown) => error);
      if (state instanceof CertplanError) {
        expect(state).toMatchObject({ code: "StateDamaged", hint: "certplan state repair" });
        told.damaged += 1;
      } else {
        expect(state, `byte ${position}, bit ${bit}`).toEqual(whole);
        told.same += 1;
      }
    }
  }
  expect(told.damaged).toBeGreaterThan(bytes.length * 7.5);
});

test("an error that is no damage is not told as damage that cannot be repaired", async () => {
  const { files } = await anOpenRun();
  const defect = new Error("a defect of certplan");
  const failing = {
    ...files,
    read: (path: string) => (path.endsWith("plan.json") ? Promise.reject(defect) : files.read(path)),
  };
  await expect(inspectRun(failing, directory, "k7w3")).rejects.toBe(defect);
});

test("a segment that goes away while it is read is damage, not a shorter journal", async () => {
  const { files } = await anOpenRun();
  const fading = { ...files, read: async (path: string) => (path === segmentPath(1) ? undefined : files.read(path)) };
  await expect(inspectRun(fading, directory, "k7w3")).rejects.toMatchObject({
    code: "RepairImpossible",
    message: expect.stringContaining("segment 1 is empty"),
  });
});
