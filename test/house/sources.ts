import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { fileURLToPath } from "node:url";

export const root: string = fileURLToPath(new URL("../../", import.meta.url));

export interface SourceFile {
  /** Relative to the project, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** Every TypeScript file under a folder of the project, sorted. */
export function sourcesUnder(folder: string): readonly SourceFile[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .map((name) => posix.join(folder, name.replaceAll("\\", "/")))
    .filter((path) => path.endsWith(".ts"))
    .toSorted()
    .map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));
}

/** What a file imports, static or dynamic, types or values: paths relative to the project, and names of packages. */
export function importsOf(file: SourceFile): readonly string[] {
  const found = withoutComments(file.text).matchAll(/\b(?:from|import)\s*\(?\s*"([^"]+)"/g);
  return [...found].map(([, name = ""]) => (name.startsWith(".") ? posix.join(posix.dirname(file.path), name) : name));
}

/** Names of the folders in a folder. */
export function foldersIn(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}

/** The code with its comments blanked out, lines kept. Strings are known; what looks like a comment in one stays. */
export function withoutComments(text: string): string {
  const parts = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\[\s\S])*`/g;
  return text.replace(parts, (part) =>
    part.startsWith("/*") || part.startsWith("//") ? part.replaceAll(/[^\n]/g, " ") : part,
  );
}
