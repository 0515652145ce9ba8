import { CertplanError } from "../messages/error.ts";
import type { Act } from "../model/provider.ts";
import type { Output } from "../model/target.ts";
import { fingerprintOf, parsePemBundle, pemOf } from "../pki/index.ts";
import type { Files } from "../ports/index.ts";

type FileOutput = Extract<Output["to"], { readonly file: string }>;

/**
 * Replaces the file so that after any crash it is the old one or the new one, whole; the one before is kept as
 * `<file>.previous`. Throws OutputRefused where `merge` has nothing to merge, and DiskFailed.
 */
export async function replaceOutput({ files }: Pick<Act, "files">, to: FileOutput, content: string): Promise<void> {
  const before = await storedOutput(files, to.file);
  const wanted = wantedOutput(before, to, content);
  if (before === wanted) return;
  if (before !== undefined) await put(files, { file: `${to.file}.previous`, mode: to.mode }, before);
  await put(files, to, wanted);
}

/** What lies there now. */
export async function storedOutput(files: Files, file: string): Promise<string | undefined> {
  const bytes = await files.read(file);
  return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
}

/** What lies there now, and would after a loss of power: who renamed it may have died before the name was durable. */
export async function readDurable(files: Files, file: string): Promise<string | undefined> {
  const stored = await storedOutput(files, file);
  if (stored !== undefined) await files.syncDirectory(folderOf(file));
  return stored;
}

/** What is to lie there: the content, or with `merge` the certificates of both, each once, those of before first. */
export function wantedOutput(before: string | undefined, { file, merge }: FileOutput, content: string): string {
  if (!merge || before === undefined || before.trim() === "") return content;
  const known = certificatesOf(before, file);
  const seen = new Set(known.map(fingerprintOf));
  const added = certificatesOf(content, file).filter((der) => !seen.has(fingerprintOf(der)));
  if (added.length === 0) return before;
  return `${before.endsWith("\n") ? before : `${before}\n`}${added.map(pemOf).join("")}`;
}

/** Throws OutputRefused where anything but certificates would be merged: what that means nobody has said. */
function certificatesOf(text: string, file: string): readonly Uint8Array[] {
  const kinds = Array.from(text.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----/g), ([, kind]) => kind);
  if (kinds.length > 0 && kinds.every((kind) => kind === "CERTIFICATE")) return parsePemBundle(text);
  throw new CertplanError({
    code: "OutputRefused",
    message: `${file}: merge adds certificates to a file of certificates (PEM), and ${kinds.length === 0 ? "there are none" : "there is something else"} in it`,
    hint: "leave merge out, or name a file of its own, then: certplan plan",
  });
}

async function put(files: Files, to: Pick<FileOutput, "file" | "mode">, text: string): Promise<void> {
  const temporary = `${to.file}.certplan-new`;
  await haveFolder(files, folderOf(to.file));
  await files.remove(temporary);
  await files.createExclusively(temporary, new TextEncoder().encode(text), to.mode);
  await files.rename(temporary, to.file);
  await files.syncDirectory(folderOf(to.file));
}

/** A folder that nobody has made yet is found out where there may be no way back: so it is made, 0700. */
async function haveFolder(files: Files, folder: string): Promise<void> {
  if ((await files.list(folder)).length > 0) return;
  await files.makeDirectory(folder);
  await files.syncDirectory(folderOf(folder));
}

/** The folder that holds a path. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash < 0 ? "." : path.slice(0, slash) || "/";
}
