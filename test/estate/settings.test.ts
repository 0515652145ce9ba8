import { expect, test } from "vitest";
import { readSettings, starterEstate, starterSettings } from "../../src/estate/index.ts";
import type { Settings } from "../../src/model/settings.ts";
import { codesAndPlaces, errorsOf, estateFrom, rendered } from "./read.ts";

interface Given {
  readonly toml?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly flags?: Readonly<Record<string, string>>;
}

function settingsFrom({ toml, environment = {}, flags = {} }: Given): Promise<Settings> {
  const file = toml === undefined ? {} : { file: { name: "ops/certplan.toml", text: toml } };
  return readSettings({
    ...file,
    defaultStatePath: "ops/.certplan",
    environment: { HOME: "/root", ...environment },
    flags,
  });
}

test("without file, environment and flags the defaults hold", async () => {
  expect(await settingsFrom({})).toEqual({
    statePath: "ops/.certplan",
    persistent: false,
    networkFileSystem: false,
    parallelism: 16,
    lockTimeoutMs: 30_000,
    leaseMs: 20_000,
    graceMs: 5000,
    timing: { requestTimeoutMs: 30_000, pollMs: 10_000 },
    color: "auto",
  });
});

test("every setting of the file is read, its path from beside the file", async () => {
  const toml = `[state]\npath = "../state"\nkeysPath = "../keys"\nlineage = "6f1c2a52-4f0b-4c59-9a53-0e7d1b7f2c11"\npersistent = true\nnetworkFileSystem = true
[run]\nparallelism = 64\nlockTimeout = "0s"\ngrace = "1m"
[timing]\nrequestTimeout = "5s"\npoll = "200ms"\nlease = "30s"\narrivesWithin = "1500ms"\nsettle = "6s"
[output]\ncolor = "never"\n`;
  expect(await settingsFrom({ toml })).toEqual({
    statePath: "state",
    keysPath: "keys",
    lineage: "6f1c2a52-4f0b-4c59-9a53-0e7d1b7f2c11",
    persistent: true,
    networkFileSystem: true,
    parallelism: 64,
    lockTimeoutMs: 0,
    leaseMs: 30_000,
    graceMs: 60_000,
    timing: { requestTimeoutMs: 5000, pollMs: 200, settleMs: 6000, arrivesWithinSeconds: 2 },
    color: "never",
  });
});

const precedence: readonly (readonly [string, Given, Partial<Settings>])[] = [
  ["a file over the default", { toml: "[run]\nparallelism = 2" }, { parallelism: 2 }],
  [
    "the environment over the file",
    { toml: "[run]\nparallelism = 2", environment: { CERTPLAN_PARALLELISM: "3" } },
    { parallelism: 3 },
  ],
  [
    "a flag over the environment",
    { toml: "[run]\nparallelism = 2", environment: { CERTPLAN_PARALLELISM: "3" }, flags: { "--parallelism": "4" } },
    { parallelism: 4 },
  ],
  ["a flag over the file", { toml: '[state]\npath = "a"', flags: { "--state": "b" } }, { statePath: "b" }],
  ["the environment over the default", { environment: { CERTPLAN_STATE: "/mnt/c" } }, { statePath: "/mnt/c" }],
  [
    "each setting for itself",
    { toml: '[run]\ngrace = "1s"', environment: { CERTPLAN_LOCK_TIMEOUT: "2s" } },
    { graceMs: 1000, lockTimeoutMs: 2000 },
  ],
];

test.each(precedence)("%s", async (_what, given, wanted) => {
  expect(await settingsFrom(given)).toMatchObject(wanted);
});

const bad: readonly (readonly [string, Given, readonly string[]])[] = [
  ["a section that is none", { toml: "[runs]\nparallelism = 3" }, ["UnknownKey 1:2"]],
  ["a misspelt key", { toml: "[run]\nparalelism = 3" }, ["UnknownKey 2:1"]],
  ["a value of another type", { toml: '[run]\nparallelism = "many"' }, ["InvalidValue 2:15"]],
  ["a number beyond reason", { toml: "[run]\nparallelism = 9007199254740993" }, ["InvalidValue 2:15"]],
  ["a duration without unit", { toml: "[run]\ngrace = 5" }, ["InvalidDuration 2:9"]],
  ["a poll without end", { toml: '[timing]\npoll = "0s"' }, ["InvalidDuration 2:8"]],
  ["a date", { toml: "[state]\npath = 2026-01-01" }, ["InvalidValue 2:8"]],
  ["a lineage that is none", { toml: '[state]\nlineage = "prod"' }, ["InvalidValue 2:11"]],
  ["a section as a value", { toml: "run = 3" }, ["UnknownKey 1:1"]],
  ["a key written with its section", { toml: "run.grace = 5" }, ["InvalidDuration 1:13"]],
  ["what is no TOML", { toml: "[run]\ngrace =\n" }, ["InvalidToml 2:8"]],
  ["a key twice", { toml: '[run]\ngrace = "1s"\ngrace = "2s"\n' }, ["InvalidToml 3:13"]],
  ["__proto__", { toml: '[__proto__]\npath = "x"\n' }, ["UnknownKey 1:2"]],
  [
    "two mistakes, in order",
    { toml: "[timing]\npoll = 1\n[run]\ngrace = 1" },
    ["InvalidDuration 2:8", "InvalidDuration 4:9"],
  ],
  [
    "lineage and persistent from elsewhere than the committed file",
    { environment: { CERTPLAN_PERSISTENT: "true" } },
    ["UnknownVariable"],
  ],
  [
    "a bad variable and a bad flag",
    { environment: { CERTPLAN_GRACE: "soon" }, flags: { "--parallelism": "0" } },
    ["InvalidDuration", "InvalidValue"],
  ],
];

test.each(bad)("%s is refused with its place", async (_what, given, codes) => {
  expect(codesAndPlaces(await errorsOf(settingsFrom(given)))).toEqual(codes);
});

test("an unknown variable is told with the nearest one, and its value is not", async () => {
  const [error] = await errorsOf(settingsFrom({ environment: { CERTPLAN_PARALELISM: "hunter2" } }));
  expect(error).toMatchObject({ code: "UnknownVariable", hint: "did you mean CERTPLAN_PARALLELISM?", exitCode: 3 });
  expect(rendered(error ?? expect.fail())).not.toContain("hunter2");
});

test("what init writes is valid and changes no default", async () => {
  const lineage = "6f1c2a52-4f0b-4c59-9a53-0e7d1b7f2c11";
  expect(await settingsFrom({ toml: starterSettings(lineage) })).toEqual({ ...(await settingsFrom({})), lineage });
  expect(await estateFrom(starterEstate("acme"))).toMatchObject({ name: "acme", targets: [] });
});

test("the examples in the starter estate are valid once they are no comments", async () => {
  const text = starterEstate("acme")
    .replace("targets: []", "targets:")
    .replace(/^ {2}# (?=[- ] )/gm, "  ")
    .replace("./ca/om-paris-web.pem", "./ca.pem");
  const { targets } = await estateFrom(text);
  expect(targets.map(({ name, type, policy }) => [name, type, policy.name])).toEqual([
    ["portal", "tls", "public"],
    ["om-paris", "opsman", "baseline"],
  ]);
});
