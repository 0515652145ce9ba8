import { expect, test } from "vitest";
import { importsOf, sourcesUnder } from "../house/sources.ts";

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
