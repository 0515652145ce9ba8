import { expect, test } from "vitest";
import { document, markedBlocks } from "../docs/documents.ts";
import { importsOf, sourcesUnder } from "./sources.ts";

const files = sourcesUnder("src");
const inSource = new Map(files.map((file) => [file.path, importsOf(file).filter((path) => path.startsWith("src/"))]));

/** The words of the product, time, errors and the interfaces of the ports: everything stands on them. */
const foundation = ["model", "messages", "time", "ports"];

/** Which folder may import which others, as docs/ARCHITECTURE.md says. What is not there imports nothing of ours. */
const allowed = new Map<string, readonly string[]>(foundation.map((name) => [name, foundation]));
const block = markedBlocks(document("docs/ARCHITECTURE.md").text).find(({ mark }) => mark === "imports")?.content ?? "";
for (const [, name = "", others = ""] of block.matchAll(/^(\S+) +(.+)$/gm))
  allowed.set(name, [...foundation, ...(others === "-" ? [] : others.split(", "))]);

/** `src/providers/nsx/client.ts` is of `providers/nsx`; `src/providers/index.ts` of `providers`; `src/cli/x/y.ts` of `cli`. */
function partOf(path: string): string {
  const [, top = "", next = "", ...rest] = path.split("/");
  return ["providers", "lab", "ports"].includes(top) && rest.length > 0 ? `${top}/${next}` : top;
}

function kindOf(part: string): string {
  return /^(providers|lab)\//.test(part) ? `${part.split("/")[0]}/*` : part;
}

test("the imports of every file are found", () => {
  expect(files.length).toBeGreaterThan(150);
  expect(inSource.get("src/engine/execute-run.ts")).toContain("src/state/index.ts");
  expect([...inSource.values()].flat().filter((path) => !inSource.has(path))).toEqual([]);
});

test("imports point down only, and platforms do not know each other", () => {
  expect(allowed.size).toBeGreaterThan(18);
  const wrong: string[] = [];
  for (const [path, imports] of inSource) {
    const own = partOf(path);
    for (const imported of imports) {
      const other = partOf(imported);
      const may = own === other || (allowed.get(kindOf(own)) ?? []).includes(kindOf(other));
      const sibling = own !== other && /\//.test(own) && kindOf(own) === kindOf(other);
      if (!may || sibling) wrong.push(`${path} imports ${imported}`);
    }
  }
  expect(wrong).toEqual([]);
});

test("no file imports itself, directly or through others, not even for types", () => {
  const state = new Map<string, "open" | "done">();
  const circles: string[] = [];
  const visit = (path: string, way: readonly string[]): void => {
    if (state.get(path) === "done") return;
    if (state.get(path) === "open") {
      circles.push([...way.slice(way.indexOf(path)), path].join(" → "));
      return;
    }
    state.set(path, "open");
    for (const imported of inSource.get(path) ?? []) visit(imported, [...way, path]);
    state.set(path, "done");
  };
  for (const path of inSource.keys()) visit(path, []);
  expect(circles).toEqual([]);
});

/** A module of Node.js may be used by the ports, by the program, and these by every part: pure, and without a clock. */
const pure = ["node:crypto", "node:buffer", "node:util", "node:net", "node:path", "node:url"];

test("only the real ports, the program and the lab's sockets import what reaches the outside world", () => {
  const wrong = files
    .filter(({ path }) => !/^src\/(ports\/node|cli|lab)\//.test(path))
    .flatMap((file) =>
      importsOf(file)
        .filter((name) => /^(node:|undici|execa)/.test(name) && !pure.includes(name))
        .map((name) => `${file.path} imports ${name}`),
    );
  expect(wrong).toEqual([]);
});
