import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { execa } from "execa";
import { parseDocument, visit } from "yaml";

export const examples: string = resolve(import.meta.dirname, "../../examples");
const program = resolve(import.meta.dirname, "../../src/cli/main.ts");
const typescript = createRequire(import.meta.url).resolve("tsx");

/** How a command ended. */
export interface Ended {
  readonly exit: number | undefined;
  readonly out: string;
  readonly err: string;
}

/** Runs `certplan ARGV` in a directory as a process of its own, with no environment but this one. */
export async function certplan(
  directory: string,
  argv: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const ended = await execa(process.execPath, ["--import", `file://${typescript}`, program, ...argv], {
    cwd: directory,
    env: { PATH: process.env["PATH"] ?? "", ...env },
    extendEnv: false,
    reject: false,
    stripFinalNewline: false,
  });
  return { exit: ended.exitCode, out: ended.stdout, err: ended.stderr };
}

/** An example in a directory of its own. */
export interface Copy {
  readonly directory: string;
  readonly remove: () => Promise<void>;
}

export async function copyOf(example: string): Promise<Copy> {
  const directory = await mkdtemp(join(tmpdir(), "certplan-example-"));
  await cp(join(examples, example), directory, { recursive: true });
  return { directory, remove: () => rm(directory, { recursive: true }) };
}

/**
 * Replaces scalars of the copy's estate by the lab's, each by its exact value, and leaves everything else as it is. A
 * value that does not occur is an error: the example has changed, and its test must follow.
 */
export async function replaceScalars(copy: Copy, replacements: Readonly<Record<string, string>>): Promise<void> {
  const path = join(copy.directory, "certplan.yaml");
  const document = parseDocument(await readFile(path, "utf8"));
  const unused = new Set(Object.keys(replacements));
  visit(document, {
    Scalar: (_key, node) => {
      if (typeof node.value !== "string") return;
      const replacement = replacements[node.value];
      if (replacement === undefined) return;
      unused.delete(node.value);
      node.value = replacement;
    },
  });
  if (unused.size > 0) throw new Error(`${path} does not hold ${[...unused].join(", ")}`);
  await writeFile(path, document.toString());
}
