import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../house/sources.ts";
import { declarationIn, document, documents, markedBlocks, plainBlocks, withBlocks } from "./documents.ts";
import { sessions, transcriptOf } from "./sessions.ts";

/** Blocks that are made: what certplan prints, and declarations of the sources. `npx vitest run test/docs -u` writes them. */
const made = /^(transcript|code): (\S+)(?: (\w+))?$/;

const shown = documents().filter(({ text }) => markedBlocks(text).some(({ mark }) => made.test(mark)));
const estate = markedBlocks(document("README.md").text).find(({ mark }) => mark === "certplan.yaml")?.content ?? "";

function namesIn(text: string): readonly string[] {
  return markedBlocks(text).flatMap(({ mark }) => {
    const [, kind, name = ""] = made.exec(mark) ?? [];
    return kind === "transcript" ? [name] : [];
  });
}

for (const { path, text } of shown) {
  test(`${path}: what stands there is what certplan prints, and the code is that of the sources`, async () => {
    const transcripts = new Map<string, string>();
    for (const name of namesIn(text)) transcripts.set(name, await transcriptOf(name, estate));
    const anew = withBlocks(text, (mark) => {
      const [, kind, of = "", name = ""] = made.exec(mark) ?? [];
      if (kind === undefined) return undefined;
      return kind === "transcript" ? transcripts.get(of) : declarationIn(readFileSync(join(root, of), "utf8"), name);
    });
    await expect(anew).toMatchFileSnapshot(`../../${path}`);
  });
}

test("every session stands in a document, and no document shows output that none of them makes", () => {
  expect(shown.flatMap(({ text }) => namesIn(text)).toSorted()).toEqual(Object.keys(sessions).toSorted());
  const typed = documents().flatMap(({ path, text }) =>
    plainBlocks(text).flatMap((block) => (/^\s*\$ /m.test(block) ? [`${path}: ${block.split("\n")[0]}`] : [])),
  );
  expect(typed).toEqual([]);
});

test("a declaration is taken with what its comment says, up to its end", () => {
  const text =
    "/** One. */\nconst a = 1;\n\n/** Two.\n * More.\n */\nexport function b(): void {\n  a;\n}\nconst c = 3;\n";
  expect(declarationIn(text, "b")).toBe("/** Two.\n * More.\n */\nexport function b(): void {\n  a;\n}\n");
  expect(declarationIn(text, "c")).toBe("const c = 3;\n");
  expect(() => declarationIn(text, "d")).toThrow("no declaration of d");
});
