import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadProviders } from "../../src/commands/index.ts";
import { sharedKinds } from "../../src/kinds/index.ts";
import { labPlatforms } from "../../src/lab/index.ts";
import { providers } from "../../src/providers/index.ts";
import { foldersIn, root, sourcesUnder, withoutComments } from "./sources.ts";

const all = providers({ systemAnchors: () => [] });
const registry = await loadProviders(all, Object.keys(all));
const core = ["engine", "planner", "trust", "state", "report", "cli", "commands", "model"];
const planned = ["opsman", "nsx", "octopus", "rancher", "talos", "kamaji", "ops manager", "opsmanager"];

/** TLS is a protocol, and a port of every command: as a platform it would stand there as a text. */
const alsoAProtocol = ["tls"];
const names = [...new Set([...planned, ...Object.keys(registry)])].filter((name) => !alsoAProtocol.includes(name));

function namesIn(text: string): readonly string[] {
  const code = withoutComments(text).toLowerCase();
  return [
    ...names.filter((name) => code.includes(name)),
    ...alsoAProtocol.filter((name) => code.includes(`"${name}"`)),
  ];
}

test("a platform's name is found in code and texts, and not in comments", () => {
  expect(namesIn('if (type === "opsman") apply();')).toEqual(["opsman"]);
  expect(namesIn("const nsxClient = 1;")).toEqual(["nsx"]);
  expect(namesIn('const type = "tls"; const { tls } = ports;')).toEqual(["tls"]);
  expect(namesIn("// talos, opsman\n/* rancher */ const tls = ports.tls;")).toEqual([]);
  expect(namesIn('const url = "https://kamaji"; // octopus')).toEqual(["kamaji"]);
});

test("the core knows no platform: no name of one as an identifier or in a text", () => {
  const files = core.flatMap((folder) => sourcesUnder(`src/${folder}`));
  expect(files.length).toBeGreaterThan(80);
  const hits = files.flatMap(({ path, text }) => namesIn(text).map((name) => `${path}: ${name}`));
  expect(hits).toEqual([]);
});

test("every provider's folder is registered under its own type, and has a README and a door", () => {
  expect(Object.keys(registry).toSorted()).toEqual(foldersIn("src/providers").toSorted());
  for (const [type, provider] of Object.entries(registry)) {
    expect(provider.type).toBe(type);
    expect(existsSync(join(root, "src/providers", type, "README.md")), `${type}/README.md`).toBe(true);
    expect(existsSync(join(root, "src/providers", type, "index.ts")), `${type}/index.ts`).toBe(true);
  }
});

test("every simulator's folder is registered, and says by number how it behaves", () => {
  expect(Object.keys(labPlatforms).toSorted()).toEqual(foldersIn("src/lab").toSorted());
  for (const name of foldersIn("src/lab")) {
    expect(existsSync(join(root, "src/lab", name, "BEHAVIOUR.md")), `${name}/BEHAVIOUR.md`).toBe(true);
  }
});

test("what a step kind promises is there: a perform has a probe, every kind a version and an explanation", () => {
  for (const provider of Object.values(registry)) {
    for (const [name, kind] of Object.entries(provider.kinds)) {
      expect(name.startsWith(`${provider.type}.`) || name in sharedKinds, name).toBe(true);
      expect(kind.version, name).toBeGreaterThanOrEqual(1);
      expect(kind.explain.length, name).toBeGreaterThan(20);
      expect(kind.perform === undefined || kind.probe !== undefined, name).toBe(true);
      expect(kind.perform !== undefined || kind.gate !== undefined, name).toBe(true);
    }
  }
});
