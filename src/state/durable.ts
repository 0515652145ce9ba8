import type { Files } from "../ports/index.ts";

/**
 * Replaces a file so that after any crash it is the old one or the new one, whole: temporary file, sync, rename,
 * sync of the directory. Throws DiskFailed.
 */
export async function replaceDurably(
  files: Files,
  paths: { readonly directory: string; readonly temporary: string; readonly target: string },
  text: string,
): Promise<void> {
  await files.remove(paths.temporary);
  await files.append(paths.temporary, new TextEncoder().encode(text));
  await files.sync(paths.temporary);
  await files.rename(paths.temporary, paths.target);
  await files.syncDirectory(paths.directory);
}

/** The text of a file, or undefined if there is none. */
export async function readText(files: Files, path: string): Promise<string | undefined> {
  const bytes = await files.read(path);
  return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
}
