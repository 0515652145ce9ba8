import type { Act } from "../model/provider.ts";
import type { Output } from "../model/target.ts";
import { refuseIfInGit } from "./git-ignore.ts";
import { readDurable, replaceOutput } from "./output-file.ts";
import { mustSucceed, runProgram } from "./run-program.ts";

/**
 * Puts a content that must not stand in plan or journal where the estate says: into a file, atomically, the version before
 * kept, or to a program on its standard input. Throws OutputRefused, ProgramFailed, DiskFailed.
 */
export async function storeOutput(act: Act, to: Output["to"], content: string): Promise<void> {
  if ("file" in to) await replaceOutput(act, to, content);
  else mustSucceed(act, to, await runProgram(act, to, content));
}

/** What lies there now, and would after a loss of power; undefined where nothing does, or where a program had it. */
export async function readOutput({ files }: Act, to: Output["to"]): Promise<string | undefined> {
  return "file" in to ? readDurable(files, to.file) : undefined;
}

/** Throws OutputRefused where the file would come into a git work tree that does not ignore it. */
export async function refuseOutputInGit(act: Act, to: Output["to"]): Promise<void> {
  if ("file" in to) await refuseIfInGit(act, to.file);
}
