import { cp, mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { markedBlocks } from "../docs/documents.ts";
import { root, sourcesUnder } from "../house/sources.ts";

/** What the document has people write: whole files, and lines of files that are there. */
export interface Instructions {
  readonly files: Readonly<Record<string, string>>;
  readonly lines: Readonly<Record<string, string>>;
}

export function instructionsOf(document: string): Instructions {
  const of = (kind: string): Readonly<Record<string, string>> =>
    Object.fromEntries(
      markedBlocks(document).flatMap(({ mark, content }) =>
        mark.startsWith(`${kind}: `) ? [[mark.slice(kind.length + 2), content]] : [],
      ),
    );
  return { files: of("new"), lines: of("lines") };
}

/**
 * The text with the lines that a block adds, each behind the line of the text that stands before it in the block. `…` in
 * a line that is taken out is whatever stands there, and comes back in the line that takes its place.
 */
export function withLines(text: string, block: string): string {
  const lines = text.split("\n");
  let at = -1;
  let kept = "";
  for (const line of block.trimEnd().split("\n")) {
    const [sign, wanted] = [line[0], line.slice(1)];
    if (sign === "+") {
      at += 1;
      lines.splice(at, 0, wanted.replace("…", kept));
      continue;
    }
    const pattern = new RegExp(`^\\s*${wanted.trim().split("…").map(escaped).join("(.*)")}$`);
    const found = lines.findIndex((one, index) => index > at && pattern.test(one));
    if (found < 0) throw new Error(`no line ${wanted}`);
    kept = pattern.exec(lines[found] ?? "")?.[1] ?? "";
    if (sign === "-") lines.splice(found, 1);
    at = sign === "-" ? found - 1 : found;
  }
  return lines.join("\n");
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** A copy of the project in which the document has been followed with the toy platform. */
export async function followed(instructions: Instructions, to: string): Promise<void> {
  for (const part of [
    "src",
    "test",
    "schemas",
    "scripts",
    "docs",
    "bench",
    "package.json",
    "tsconfig.json",
    "tsconfig.build.json",
  ])
    await cp(join(root, part), join(to, part), { recursive: true });
  await symlink(join(root, "node_modules"), join(to, "node_modules"));
  for (const [part, into] of [
    ["provider", "src/providers/toy"],
    ["lab", "src/lab/toy"],
  ] as const)
    for (const { path, text } of sourcesUnder(`test/toy/${part}`))
      await write(join(to, path.replace(`test/toy/${part}`, into)), shortened(text, into));
  for (const [path, content] of Object.entries(instructions.files)) await write(join(to, path), content);
  for (const [path, block] of Object.entries(instructions.lines))
    await write(join(to, path), withLines(await readFile(join(to, path), "utf8"), block));
}

/** Paths as they are from its new place. */
function shortened(text: string, folder: string): string {
  return text.replaceAll('"../../../src/', '"../../').replaceAll(`"../../${folder.split("/")[1]}/`, '"../');
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}
