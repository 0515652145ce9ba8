import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { loadEstate, readSettings } from "../../src/estate/index.ts";
import { nodeFiles } from "../../src/ports/node/files.ts";
import { caPem, errorsOf } from "./read.ts";

const root = mkdtempSync(join(tmpdir(), "certplan-estate-"));
afterAll(() => rmSync(root, { recursive: true }));

mkdirSync(join(root, "estate"));
mkdirSync(join(root, "empty"));
writeFileSync(
  join(root, "estate/a.yaml"),
  "version: 1\nestate: acme\ntargets:\n  - { name: a, type: tls, address: 'a:1', trust: { caFile: ./ca.pem } }\n",
);
writeFileSync(join(root, "estate/b.yaml"), "version: 1\ntargets:\n  - { name: b, type: tls, address: 'b:1' }\n");
writeFileSync(join(root, "estate/notes.txt"), "not an estate");
writeFileSync(join(root, "estate/.hidden.yaml"), "not: an estate");
writeFileSync(join(root, "estate/ca.pem"), caPem);
writeFileSync(join(root, "large.yaml"), `version: 1\n${"#".repeat(20_000_000)}\n`);

const load = (...paths: string[]) =>
  loadEstate(
    nodeFiles(),
    paths.map((path) => join(root, path)),
  );

test("a directory means its *.yaml, and paths are relative to the file they stand in", async () => {
  const { name, targets } = await load("estate");
  expect(name).toBe("acme");
  expect(targets.map((target) => target.name)).toEqual(["a", "b"]);
  expect(targets[0]?.connection["trust"]).toEqual({ ca: caPem });
});

test("files given one by one are merged alike", async () => {
  expect((await load("estate/a.yaml", "estate/b.yaml")).digest).toBe((await load("estate")).digest);
});

test.each([
  ["nothing there", "missing.yaml", "EstateMissing"],
  ["a directory without estates", "empty", "EstateMissing"],
  ["more than 20 MB", "large.yaml", "FileTooLarge"],
])("%s is a coded error", async (_what, path, code) => {
  expect((await errorsOf(load(path))).map((error) => error.code)).toEqual([code]);
});

test("the examples are valid, and every example is tested here", async () => {
  const files = nodeFiles();
  const examples = new URL("../../examples/", import.meta.url).pathname;
  const names: Record<string, readonly string[]> = {};
  for (const example of (await files.list(examples)).filter((name) => !name.endsWith(".md"))) {
    const { targets } = await loadEstate(files, [join(examples, example)]);
    names[example] = targets.map(({ name }) => name);
  }
  expect(names).toMatchObject({
    "opsman-ca": ["om-lyon"],
    "opsman-leaves": ["om-paris", "om-paris-web"],
    "tls-endpoints": ["portal", "shop", "printer"],
  });
  const toml = await files.read(join(examples, "opsman-leaves/certplan.toml"));
  const file = { name: "certplan.toml", text: new TextDecoder().decode(toml) };
  const settings = await readSettings({ file, defaultStatePath: ".certplan", environment: {}, flags: {} });
  expect(settings).toMatchObject({ persistent: true, parallelism: 4, statePath: "/var/lib/certplan/foundation-paris" });
});
