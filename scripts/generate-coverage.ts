import { readdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import process from "node:process";

/**
 * Writes docs/<NAME>-COVERAGE.md for each test/coverage/<name>.json: each line with the tests that show it. A test shows a
 * line by its tag, the line's id in square brackets, which stands as it is in the name of the test, of its `describe`, or
 * in the table that the test takes its name from:
 *
 *     test("an expired root is refused, and the way out is named [refused: expired root]", ...)
 *
 * A name may have several tags. A line without a test and a tag without a line are faults: exit 1. With `--check`
 * nothing is written, and a table that is not current is a fault too.
 */
async function main(): Promise<void> {
  const tables = await tablesOf();
  const tagged = await taggedTests();
  const lines = tables.flatMap(({ groups }) => groups.flatMap((group) => group.lines));
  const faults = [...unknownTags(lines, tagged), ...untested(lines, tagged)];
  for (const table of tables) {
    const text = documentOf(table, tagged);
    const before = await readFile(join(root, table.document), "utf8").catch(() => "");
    if (before === text) continue;
    if (process.argv.includes("--check")) faults.push(`${table.document} is not current: run npm run generate`);
    else await writeFile(join(root, table.document), text);
  }
  for (const fault of faults) process.stderr.write(`${fault}\n`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}

const root = resolve(import.meta.dirname, "..");
const folder = "test/coverage";

interface Line {
  readonly id: string;
  readonly text: string;
}

interface Table {
  /** Paths relative to the root. */
  readonly data: string;
  readonly document: string;
  /** What it is about, as people call it. */
  readonly about: string;
  readonly groups: readonly { readonly heading: string; readonly lines: readonly Line[] }[];
}

async function tablesOf(): Promise<readonly Table[]> {
  const names = (await readdir(join(root, folder))).filter((name) => name.endsWith(".json")).toSorted();
  return Promise.all(
    names.map(async (name) => {
      const data = `${folder}/${name}`;
      const { about, groups } = JSON.parse(await readFile(join(root, data), "utf8")) as Pick<Table, "about" | "groups">;
      return { data, document: `docs/${name.replace(".json", "").toUpperCase()}-COVERAGE.md`, about, groups };
    }),
  );
}

interface TaggedTest {
  readonly file: string;
  /** Without its tags. */
  readonly name: string;
  readonly tags: readonly string[];
}

async function taggedTests(): Promise<readonly TaggedTest[]> {
  const entries = await readdir(join(root, "test"), { recursive: true });
  const files = entries.filter((name) => name.endsWith(".test.ts")).toSorted();
  const found = await Promise.all(
    files.map(async (name) => testsIn(`test/${name}`, await readFile(join(root, "test", name), "utf8"))),
  );
  return found.flat();
}

const tag = /\s*\[((?:[a-z]+ )?(?:sim \d+|edge|refused|drift|mutant): [^\]]+)\]/g;
const texts = /(["`])((?:\\.|(?!\1)[^\\\n])*)\1/g;

function testsIn(file: string, source: string): readonly TaggedTest[] {
  return [...source.matchAll(texts)].flatMap(([, , text = ""]) => {
    const tags = [...text.matchAll(tag)].map(([, id = ""]) => id);
    return tags.length === 0 ? [] : [{ file, name: text.replaceAll(tag, ""), tags }];
  });
}

function unknownTags(lines: readonly Line[], tests: readonly TaggedTest[]): string[] {
  const known = new Set(lines.map(({ id }) => id));
  return tests.flatMap(({ file, name, tags }) =>
    tags
      .filter((id) => !known.has(id))
      .map((id) => `${file}: "${name}" has the tag [${id}], which ${folder} does not know`),
  );
}

function untested(lines: readonly Line[], tests: readonly TaggedTest[]): string[] {
  const shown = new Set(tests.flatMap(({ tags }) => tags));
  return lines.filter(({ id }) => !shown.has(id)).map(({ id }) => `no test shows [${id}]`);
}

function documentOf({ about, data, groups }: Table, tests: readonly TaggedTest[]): string {
  const sections = groups.flatMap(({ heading, lines }) => [
    `## ${heading}`,
    "",
    "| line | what it says | tests that show it |",
    "|---|---|---|",
    ...lines.map(({ id, text }) => `| ${id} | ${cell(text)} | ${cell(testsOf(id, tests)) || "**none**"} |`),
    "",
  ]);
  const head = [
    `# ${about}: what is covered by which test`,
    "",
    `Made from \`${data}\` and the names of the tests.`,
    "",
  ];
  return `${[...head, ...sections].join("\n").trimEnd()}\n`;
}

function testsOf(id: string, tests: readonly TaggedTest[]): string {
  const own = tests.filter(({ tags }) => tags.includes(id));
  const files = [...new Set(own.map(({ file }) => file))];
  return files
    .map((file) => {
      const names = own.filter((one) => one.file === file).map(({ name }) => name);
      return `\`${file.slice("test/".length)}\`: ${names.join("; ")}`;
    })
    .join("<br>");
}

/** A name may hold what a table or a template would take for its own. */
function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll(/\\(["`])/g, "$1");
}

await main();
