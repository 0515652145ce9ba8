import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { expect, test } from "vitest";
import { document } from "../docs/documents.ts";
import { importsOf, root, sourcesUnder } from "../house/sources.ts";
import { followed, instructionsOf, withLines } from "./following.ts";

const page = document("docs/ADDING-A-PLATFORM.md").text;
const instructions = instructionsOf(page);

const toy = sourcesUnder("test/toy");
const inFolder = (folder: string): typeof toy => toy.filter(({ path }) => path.startsWith(`test/toy/${folder}/`));
const ours = (files: typeof toy): readonly string[] => [
  ...new Set(files.flatMap(importsOf).filter((path) => path.startsWith("src/"))),
];

test("a platform's folder needs the words of the model, the ports, errors, time and the shared kinds, and nothing else of certplan", () => {
  const outside = inFolder("provider")
    .flatMap(importsOf)
    .filter((path) => !path.startsWith("test/toy/provider/"));
  expect(outside.length).toBeGreaterThan(5);
  expect(outside.filter((path) => !/^src\/(model|messages|ports|time|kinds)\//.test(path))).toEqual([]);
});

test("its simulator needs the interface of a model, and nothing else of certplan", () => {
  expect(ours(inFolder("lab"))).toEqual(["src/lab/model.ts"]);
  expect(
    inFolder("lab")
      .flatMap(importsOf)
      .filter((path) => path.includes("toy/provider")),
  ).toEqual([]);
});

test("one line in each registry is all that names it to certplan", () => {
  const naming = toy.filter(({ path }) => !/^test\/toy\/(provider|lab)\//.test(path) && !path.endsWith(".test.ts"));
  const registries = naming.find(({ path }) => path.endsWith("/registry.ts"));
  const lines = registries?.text.split("\n").filter((line) => /\btoy: /.test(line)) ?? [];
  expect(lines).toEqual([
    "export const registry: Registry = { toy: toyProvider };",
    "export const models: Readonly<Record<string, LabModel<unknown>>> = { toy: toyModel as LabModel<unknown> };",
  ]);
});

test("certplan itself does not know it: no file under src says its name", () => {
  const sources = sourcesUnder("src");
  expect(sources.length).toBeGreaterThan(150);
  expect(sources.filter(({ text }) => /\btoy/i.test(text)).map(({ path }) => path)).toEqual([]);
});

test("lines of a document come behind the line that stands before them, and … is what was there", () => {
  const text = "a\n  b [x, y]\nc";
  expect(withLines(text, " a\n+new\n-b […]\n+b […, z]\n")).toBe("a\nnew\nb [x, y, z]\nc");
  expect(() => withLines(text, " nowhere\n+new\n")).toThrow("no line nowhere");
});

test("the lines that docs/ADDING-A-PLATFORM.md adds fit the files as they are", async () => {
  expect(Object.keys(instructions.lines).length).toBeGreaterThan(5);
  for (const [path, block] of Object.entries(instructions.lines)) {
    const changed = withLines(await readFile(join(root, path), "utf8"), block);
    expect(changed, path).toMatch(/[Tt]oy/);
  }
});

test("every test of the toy that docs/ADDING-A-PLATFORM.md names is there", () => {
  const rows = [...page.matchAll(/^\| [^|]+ \| ([^|]+) \|$/gm)].map(([, name = ""]) => name).slice(1);
  const tests = toy.find(({ path }) => path.endsWith("/toy.test.ts"))?.text ?? "";
  expect(rows.length).toBeGreaterThan(5);
  expect(rows.filter((name) => !tests.includes(name))).toEqual([]);
});

/** With `EXTENDED=1` (`npm run closures`): half a minute. */
const extended = process.env["EXTENDED"] === "1" ? test : undefined;
extended?.(
  "whoever follows docs/ADDING-A-PLATFORM.md rotates the toy with the built program, over real sockets",
  async () => {
    const directory = await mkdtemp(join(tmpdir(), "certplan-adding-"));
    try {
      await followed(instructions, directory);
      const at = { cwd: directory, preferLocal: true, localDir: root };
      await execa("npm", ["run", "generate"], at);
      await execa("tsc", ["-p", "tsconfig.build.json"], at);
      await execa("vitest", ["run", "--root", directory, "test/house"], at);
      await mkdir(join(directory, "estate"));
      const program = join(directory, "dist/cli/main.js");
      const inEstate = { cwd: join(directory, "estate") };
      const lab = execa(process.execPath, [program, "lab", "up", "--scenario", "toy"], { ...inEstate, reject: false });
      await new Promise((up) => lab.stdout.once("data", up));
      const certplan = async (...argv: readonly string[]): Promise<string> =>
        (await execa(process.execPath, [program, ...argv], inEstate)).stdout;
      expect(await certplan("plan")).toMatch(/● toy {2}toy {3}to rotate[^]*holds at every moment for 2 connections/);
      expect(await certplan("apply", "--yes")).toBe("1 run applied to the end");
      expect(await certplan("plan")).toContain("Nothing to do.");
      expect(await certplan("drift")).toContain("its target matches");
      lab.kill("SIGTERM");
      await lab;
    } finally {
      await rm(directory, { recursive: true });
    }
  },
);
