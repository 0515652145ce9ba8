import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Command } from "commander";
import { expect, test } from "vitest";
import { buildProgram } from "../../src/cli/program.ts";
import { typesToCome } from "../../src/estate/index.ts";
import { isScenarioName } from "../../src/lab/index.ts";
import { providers } from "../../src/providers/index.ts";
import { anIo } from "../build/io.ts";
import { foldersIn, root, sourcesUnder } from "../house/sources.ts";
import { type Document, document, documents, markedBlocks } from "./documents.ts";

const texts = documents();
const sources = ["src", "test", "scripts", "bench"].flatMap(sourcesUnder);

interface Found {
  readonly path: string;
  readonly what: string;
}

/** What a document sets in code: spans, and the lines of its blocks. */
function codeOf({ text }: Document): readonly string[] {
  const blocks = [...text.matchAll(/^```[a-z]*\n([^]*?)^```$/gm)].map(([, content = ""]) => content);
  const prose = text.replace(/^```[a-z]*\n[^]*?^```$/gm, "");
  const indented = prose.match(/^ {4}\S.*$/gm) ?? [];
  const spans = [...prose.matchAll(/`([^`\n]+)`/g)].map(([, span = ""]) => span);
  return [...spans, ...[...blocks, ...indented].join("\n").split("\n")].map((line) => line.trim().replace(/^\$ /, ""));
}

function codeIn(of: (code: string) => readonly string[]): readonly Found[] {
  return texts.flatMap((one) => codeOf(one).flatMap((code) => of(code).map((what) => ({ path: one.path, what }))));
}

const said = ({ path, what }: Found): string => `${path}: ${what}`;

const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  readonly scripts: Readonly<Record<string, string>>;
};

test("CONTRIBUTING.md names every script but those that others run", () => {
  const parts = Object.values(scripts).flatMap((script) =>
    [...script.matchAll(/npm run (?:--silent )?([\w:]+)/g)].map(([, name = ""]) => name),
  );
  const { text } = document("CONTRIBUTING.md");
  const own = Object.keys(scripts).filter((name) => ![...parts, "prepack"].includes(name));
  expect(own.length).toBeGreaterThan(8);
  expect(own.filter((name) => !new RegExp(`\`npm (run )?${name}\\b`).test(text))).toEqual([]);
});

test("every `npm run` of a document is a script", () => {
  const named = codeIn((code) => [...code.matchAll(/\bnpm run (?:--silent )?([\w:-]+)/g)].map(([, name = ""]) => name));
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter(({ what }) => !(what in scripts)).map(said)).toEqual([]);
});

test("every test and every path that a document names is there, and every link leads somewhere", () => {
  const folders = "src|test|docs|bench|scripts|schemas|examples";
  const paths = codeIn((code) => code.match(new RegExp(`(?<![\\w/.-])(?:${folders})/[\\w./-]*\\w`, "g")) ?? []);
  const links = texts.flatMap(({ path, text }) =>
    [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, to = ""]) => ({ path, what: join(dirname(path), to) })),
  );
  expect(paths.length).toBeGreaterThan(50);
  expect(links.length).toBeGreaterThan(10);
  const toMake = texts.flatMap(({ text }) =>
    markedBlocks(text).flatMap(({ mark }) => /^new: (.*)/.exec(mark)?.[1] ?? []),
  );
  const isThere = ({ what }: Found): boolean =>
    existsSync(join(root, what)) || toMake.some((file) => `${file}/`.startsWith(`${what}/`));
  expect([...paths, ...links].filter((one) => !isThere(one)).map(said)).toEqual([]);
});

test("a file that a folder's README names is in that folder, and one that docs name is in src or test", () => {
  const files = sources.map(({ path }) => path);
  const named = codeIn((code) => (/^[a-z][\w-]*(\.test)?\.ts$/.test(code) ? [code] : []));
  expect(named.length).toBeGreaterThan(100);
  const missing = named.filter(({ path, what }) => {
    const below = path.startsWith("src/") ? `${dirname(path)}/` : "";
    return !files.some((file) => file.startsWith(below) && basename(file) === what);
  });
  expect(missing.map(said)).toEqual([]);
});

/** Decisions keep their words; what a real system does is told in its own. */
test("every function, type and code that a document names is in the sources", () => {
  const code = sources.filter(({ path }) => !path.startsWith("test/") || path.startsWith("test/build/"));
  const schemas = ["estate", "common"].map((name) => readFileSync(join(root, `schemas/${name}.schema.json`), "utf8"));
  const words = new Set(
    [...code.map(({ text }) => text), ...schemas].flatMap((text) => text.match(/[A-Za-z]\w*/g) ?? []),
  );
  const identifier = /^(?:[A-Z]?[a-z0-9]+\.)?([A-Za-z][a-z0-9]*[A-Z]\w*)(?:\(.*\))?$/;
  const named = codeIn((span) => identifier.exec(span)?.slice(1) ?? []);
  expect(named.length).toBeGreaterThan(150);
  const ours = named.filter(({ path }) => !path.startsWith("docs/decisions/") && !path.endsWith("/BEHAVIOUR.md"));
  expect(ours.filter(({ what }) => !words.has(what)).map(said)).toEqual([]);
});

test("the main flow of ARCHITECTURE.md is that of the code: what is called stands where the functions before it are declared", () => {
  const { text } = document("docs/ARCHITECTURE.md");
  const drawn = text
    .split("\n")
    .flatMap((line) => (line.includes("▸") ? [line.match(/\b[a-z]+[A-Z]\w*|\bprove\b/g) ?? []] : []));
  const listed = [...text.matchAll(/^\d\. [^]*?(?=^\d\. |^#)/gm)].map(([entry]) =>
    [...entry.matchAll(/`([a-z]+[A-Z]\w*|prove)`/g)].map(([, name = ""]) => name),
  );
  const flows = [...drawn, ...listed].filter((names) => names.length > 1);
  expect(flows.length).toBeGreaterThan(6);
  const placeOf = (name: string): string =>
    sources.find(({ path, text: code }) => path.startsWith("src/") && new RegExp(`function ${name}\\b`).test(code))
      ?.text ?? "";
  const lost = flows.flatMap((names) =>
    names.filter(
      (name, index) =>
        placeOf(name) === "" ||
        (index > 0 && !names.slice(0, index).some((caller) => new RegExp(`\\b${name}\\b`).test(placeOf(caller)))),
    ),
  );
  expect(lost).toEqual([]);
});

test("README.md tells of every type and every example that there is, and of no other", () => {
  const { text } = document("README.md");
  const rows = [...text.matchAll(/^\| \[`([a-z-]+)`\]\(src\/providers\/([a-z-]+)\/README\.md\) \|/gm)];
  const types = Object.keys(providers({ systemAnchors: () => [] }));
  expect(rows.map(([, type = ""]) => type).toSorted()).toEqual(types.toSorted());
  const later = /^\| (`.*`) \| known names/m.exec(text)?.[1]?.split(", ") ?? [];
  expect(later).toEqual(typesToCome.map((type) => `\`${type}\``));
  const examples = document("examples/README.md").text;
  expect(foldersIn("examples").filter((name) => !examples.includes(`| \`${name}/\` |`))).toEqual([]);
});

const program = buildProgram(anIo());

/** What of this command line certplan does not know: a command or a flag. */
function unknownIn(line: string): readonly string[] {
  const parts = (line.split(/\s+#|&&|\|/)[0] ?? "").trim().split(/\s+/).slice(1);
  let command: Command = program;
  for (const part of parts) {
    const next = command.commands.find((one) => one.name() === part);
    if (next === undefined) break;
    command = next;
  }
  const known = [program, command].flatMap(({ options }) => options.flatMap(({ long, short }) => [long, short]));
  const flags = parts
    .filter((part) => /^--?[a-z]/i.test(part))
    .filter((flag) => !["-h", "--help", ...known].includes(flag));
  const [first = ""] = parts;
  const noCommand = command === program && /^[a-z]/.test(first) && first !== "help" ? [first] : [];
  return [...noCommand, ...flags];
}

test("every command line that a document shows is one that certplan knows", () => {
  expect(unknownIn("certplan plan --only a --nonsense && x")).toEqual(["--nonsense"]);
  expect(unknownIn("certplan frobnicate")).toEqual(["frobnicate"]);
  const lines = codeIn((code) => code.split(/&& /).filter((line) => /^certplan [a-z-]/.test(line)));
  expect(lines.length).toBeGreaterThan(80);
  expect(lines.flatMap(({ path, what }) => unknownIn(what).map((word) => `${path}: ${word} in ${what}`))).toEqual([]);
  const scenarios = lines.flatMap(({ what }) => /--scenario ([a-z0-9-]+)/.exec(what)?.[1] ?? []);
  expect(scenarios.length).toBeGreaterThan(3);
  expect(scenarios.filter((name) => !isScenarioName(name))).toEqual([]);
});

test("the table of folders in ARCHITECTURE.md names every folder of src, and each has a README of one screen", () => {
  const [text = ""] = document("docs/ARCHITECTURE.md").text.split("\nBeside `src`:");
  const rows = [...text.matchAll(/^\| `([a-z]+)` \|/gm)].map(([, name = ""]) => name);
  expect(rows.toSorted()).toEqual(foldersIn("src").toSorted());
  const long = texts.filter(({ path, text: read }) => /^src\/.*README\.md$/.test(path) && read.split("\n").length > 51);
  expect(rows.filter((name) => !existsSync(join(root, "src", name, "README.md")))).toEqual([]);
  expect(long.map(({ path }) => path)).toEqual([]);
});
