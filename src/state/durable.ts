import type { Files } from "../ports/index.ts";

/**
 * Replaces a file so that after any crash it is the old one or the new one, whole: temporary file, sync, rename,
 * sync of the directory. The temporary file appears with its content or not at all, so that of two processes that
 * replace the same file (one of them stalled until it was taken over) none writes into the other's. Throws DiskFailed.
 */
export async function replaceDurably(
  files: Files,
  paths: { readonly directory: string; readonly temporary: string; readonly target: string },
  text: string,
): Promise<void> {
  const bytes = new TextEncoder().encode(text);
  while (!(await files.createExclusively(paths.temporary, bytes))) await files.remove(paths.temporary);
  await files.rename(paths.temporary, paths.target);
  await files.syncDirectory(paths.directory);
}

/** The text of a file, or undefined if there is none. */
export async function readText(files: Files, path: string): Promise<string | undefined> {
  const bytes = await files.read(path);
  return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
}

/** Keeps a damaged file as `*.damaged` beside it; a copy of an earlier repair stays. Answers the copy. */
export async function keepCopy(files: Files, path: string): Promise<string> {
  const bytes = (await files.read(path)) ?? new Uint8Array();
  for (let number = 1; ; number += 1) {
    const copy = `${path}.damaged${number === 1 ? "" : `-${number}`}`;
    if (await files.createExclusively(copy, bytes)) return copy;
    const known = await files.read(copy);
    if (known !== undefined && sameBytes(known, bytes)) return copy;
  }
}

function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, index) => byte === right[index]);
}
