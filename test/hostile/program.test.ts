import fs from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runProgram } from "../../src/cli/program.ts";
import { planDigest } from "../../src/planner/index.ts";
import { nodeFiles } from "../../src/ports/node/index.ts";
import { createRun, createState } from "../../src/state/index.ts";
import { anIo } from "../build/io.ts";
import { aPlan } from "../build/plan.ts";
import { by, someEvents } from "../state/a-run.ts";

/** An estate with settings, a plan file, and a state that holds an open run. */
const lineage = "0c9e5d1b-7a43-4f8e-8d26-51b3a90c7e64";
const estate =
  'version: 1\nestate: acme\ntargets:\n  - { name: web, type: tls, address: "127.0.0.1:1", trust: { system: true } }\n';
const open = { ...aPlan(), lineage };
const plan = { ...open, digest: planDigest(open) };
const run = "k7w3";
let home = "";

beforeAll(async () => {
  home = await fs.mkdtemp(join(tmpdir(), "certplan-hostile-"));
  const directory = `${home}/.certplan`;
  await fs.writeFile(`${home}/certplan.yaml`, estate);
  await fs.writeFile(`${home}/certplan.toml`, `[state]\nlineage = "${lineage}"\n`);
  await fs.writeFile(`${home}/plan.json`, JSON.stringify(plan));
  await createState(nodeFiles(), directory, lineage);
  const journal = await createRun(nodeFiles(), directory, { id: run, plan, targets: ["om-paris"] }, by);
  for (const event of someEvents) await journal.append(event);
});
afterAll(() => fs.rm(home, { recursive: true }));

const journalFile = `.certplan/runs/${run}/journal-000001.jsonl`;
const frozenFile = `.certplan/runs/${run}/plan.json`;
const stateFile = ".certplan/state.json";
const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
const big = "x".repeat(50_000_000);

type Change = (whole: Buffer) => string | Buffer;

const utf16: Change = (whole) =>
  Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(whole.toString("utf8"), "utf16le")]);
const cut: Change = (whole) => whole.subarray(0, whole.length - 20);

/** What is done to which file, and which code tells it. */
const cases: readonly (readonly [string, string, Change, string])[] = [
  ["of 50 MB", "certplan.yaml", () => big, "FileTooLarge"],
  ["in UTF-16", "certplan.yaml", utf16, "InvalidEncoding"],
  ["with a NUL", "certplan.yaml", (whole) => `${whole.toString()}\0`, "InvalidEncoding"],
  ["with a key twice", "certplan.yaml", (whole) => `${whole.toString()}estate: b\n`, "DuplicateKey"],
  ["with __proto__", "certplan.yaml", (whole) => `${whole.toString()}__proto__: { estate: b }\n`, "UnknownKey"],
  ["that is nested without end", "certplan.yaml", () => "[".repeat(1_000_000), "InvalidYaml"],
  ["of 50 MB", "certplan.toml", () => big, "FileTooLarge"],
  ["in UTF-16", "certplan.toml", utf16, "InvalidEncoding"],
  ["with a NUL", "certplan.toml", (whole) => `${whole.toString()}\0`, "InvalidToml"],
  [
    "with __proto__",
    "certplan.toml",
    (whole) => `${whole.toString()}[__proto__]\npath = "x"\n`,
    "InvalidToml UnknownKey",
  ],
  ["with a key twice", "certplan.toml", (whole) => `${whole.toString()}lineage = "b"\n`, "InvalidToml"],
  ["nested without end", "certplan.toml", () => `a = ${"[".repeat(100_000)}`, "InvalidToml"],
  ["of 50 MB", "plan.json", () => `"${big}"`, "PlanInvalid"],
  ["in UTF-16", "plan.json", utf16, "PlanInvalid"],
  ["with a byte order mark", "plan.json", (whole) => `\ufeff${whole.toString()}`, "PlanInvalid"],
  ["cut off", "plan.json", cut, "PlanInvalid"],
  [
    "of another digest",
    "plan.json",
    () => JSON.stringify({ ...plan, digest: `sha256:${"0".repeat(64)}` }),
    "PlanInvalid",
  ],
  [
    "with a tampered step",
    "plan.json",
    (whole) => whole.toString("utf8").replace('"performs":true', '"performs":false'),
    "PlanInvalid",
  ],
  [
    "nested 100,000 deep",
    "plan.json",
    (whole) => whole.toString("utf8").replace('"inputs":{', `"inputs":{"a":${deep},`),
    "PlanInvalid",
  ],
  ["cut off", stateFile, cut, "StateDamaged"],
  ["empty", stateFile, () => "", "StateDamaged"],
  ["of 50 MB", stateFile, () => `"${big}"`, "StateDamaged"],
  ["nested 100,000 deep", stateFile, () => deep, "StateDamaged"],
  [
    "of another lineage",
    stateFile,
    (whole) => whole.toString("utf8").replace(lineage, lineage.replace("0c", "1c")),
    "StateDamaged",
  ],
  [
    "with one byte changed",
    journalFile,
    (whole) => whole.toString("utf8").replace("om-paris/apply", "om-paris/applz"),
    "StateDamaged",
  ],
  [
    "with a whole last record of a wrong hash",
    journalFile,
    (whole) => `${whole.toString()}${"0".repeat(64)} {"kind":"RunClosed"}\n`,
    "StateDamaged",
  ],
  ["with a line that is none", journalFile, (whole) => `${whole.toString()}\n`, "StateDamaged"],
  ["in UTF-16", journalFile, utf16, "StateDamaged"],
  ["empty", frozenFile, () => "", "StateDamaged"],
  [
    "with one byte changed",
    frozenFile,
    (whole) => whole.toString("utf8").replace("om-paris", "om-pariz"),
    "StateDamaged",
  ],
];

/** The commands that read a file. */
function commandsOf(file: string): readonly (readonly string[])[] {
  if (file === "certplan.yaml") return [["validate"], ["plan"], ["apply", "--yes"], ["drift"]];
  if (file === "certplan.toml") return [["validate"], ["plan"], ["apply", "--yes"], ["state", "list"]];
  if (file === "plan.json")
    return [
      ["show", "PLAN"],
      ["apply", "PLAN"],
      ["graph", "PLAN"],
    ];
  return [["plan"], ["apply", "--yes"], ["state", "verify"]];
}

async function contents(): Promise<string> {
  const names = await fs.readdir(home, { recursive: true, withFileTypes: true });
  const files = names.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
  return JSON.stringify(
    await Promise.all(
      files.toSorted().map(async (path) => [path, (await fs.stat(path)).mtimeMs, (await fs.stat(path)).size]),
    ),
  );
}

test.each(cases)(
  "a file %s (%s): exit 3 by every command that reads it, with a code, no stack and nothing changed",
  async (_what, file, change, codes) => {
    const path = join(home, file);
    const whole = await fs.readFile(path);
    await fs.writeFile(path, change(whole));
    try {
      const before = await contents();
      for (const argv of commandsOf(file)) {
        const io = anIo({ cwd: home });
        const used = process.cpuUsage();
        const argument = argv.map((one) => (one === "PLAN" ? path : one));
        expect(await runProgram([...argument, "-f", join(home, "certplan.yaml")], io), argv.join(" ")).toBe(3);
        expect(process.cpuUsage(used).user / 1000, argv.join(" ")).toBeLessThan(1000);
        const { out, err } = io.written();
        const [code] = /[A-Z][A-Za-z]+/.exec(err.replace(/^error /, "")) ?? [];
        if (argv[1] === "verify") expect(out).toMatch(/damaged|not a state/);
        else expect(codes.split(" "), err).toContain(code);
        expect(`${out}${err}`).not.toMatch(/^ +at .*:\d+:\d+/m);
        expect(`${out}${err}`.length).toBeLessThan(3000);
      }
      expect(await contents()).toBe(before);
    } finally {
      await fs.writeFile(path, whole);
    }
  },
);
