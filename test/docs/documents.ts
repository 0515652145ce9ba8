import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../house/sources.ts";

/** A text that people read, relative to the project. */
export interface Document {
  readonly path: string;
  readonly text: string;
}

/** Every Markdown file of the project that is written by hand: the root, docs, examples, and the folders of src. */
export function documents(): readonly Document[] {
  const deep = (folder: string): readonly string[] =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((name) => `${folder}/${name}`);
  const paths = [...readdirSync(root), ...["docs", "examples", "src"].flatMap(deep)];
  return paths
    .filter((path) => path.endsWith(".md"))
    .toSorted()
    .map(document);
}

/** The document of this path. */
export function document(path: string): Document {
  return { path, text: readFileSync(join(root, path), "utf8") };
}

/** A fenced block under a comment that says what it is: `<!-- transcript: rotation -->`. */
export interface Marked {
  readonly mark: string;
  readonly content: string;
}

const markedFence = /^<!-- ([^\n]+) -->\n```([a-z]*)\n([^]*?)^```$/gm;

/** All of them, in their order. */
export function markedBlocks(text: string): readonly Marked[] {
  return [...text.matchAll(markedFence)].map(([, mark = "", , content = ""]) => ({ mark, content }));
}

/** The text with other content in its marked blocks; undefined leaves one as it is. */
export function withBlocks(text: string, contentOf: (mark: string) => string | undefined): string {
  return text.replace(markedFence, (whole, mark: string, language: string) => {
    const content = contentOf(mark);
    return content === undefined ? whole : `<!-- ${mark} -->\n\`\`\`${language}\n${content}\`\`\``;
  });
}

/** Fenced blocks that nothing marks. */
export function plainBlocks(text: string): readonly string[] {
  const all = [...text.matchAll(/^```[a-z]*\n([^]*?)^```$/gm)].map(([, content = ""]) => content);
  const marked = new Set(markedBlocks(text).map(({ content }) => content));
  return all.filter((content) => !marked.has(content));
}

/** A declaration at the top of a source file, with its doc comment, to its end. Throws where there is none of this name. */
export function declarationIn(text: string, name: string): string {
  const lines = text.split("\n");
  const at = lines.findIndex((line) =>
    new RegExp(`^(export )?(async )?(function|const|interface|type) ${name}\\b`).test(line),
  );
  if (at < 0) throw new Error(`no declaration of ${name}`);
  const comment =
    lines[at - 1]?.endsWith("*/") === true ? lines.findLastIndex((line, i) => i < at && line.startsWith("/**")) : at;
  const ends = (line: string, index: number): boolean =>
    index >= at && (/^[}\])]/.test(line) || (index === at && line.endsWith(";")));
  return `${lines.slice(comment, lines.findIndex(ends) + 1).join("\n")}\n`;
}
