import { CertplanError } from "../messages/error.ts";
import type { Files } from "../ports/index.ts";

/** One file of an estate: `name` as the user typed it (messages begin with it), and its text. */
export interface EstateSource {
  readonly name: string;
  readonly text: string;
}

/** Most that the files of an estate may hold together, in bytes. */
const largestEstate = 20_000_000;

/**
 * Reads what `-f` names: files, or directories, which mean their `*.yaml` in the order of their names.
 * @throws EstateMissing, FileUnreadable, FileTooLarge, InvalidEncoding (input).
 */
export async function readEstateSources(files: Files, paths: readonly string[]): Promise<readonly EstateSource[]> {
  const sources: EstateSource[] = [];
  let total = 0;
  for (const path of paths) {
    for (const { name, bytes } of await filesAt(files, path)) {
      total += bytes.length;
      if (total > largestEstate) throw tooLarge(name, largestEstate);
      sources.push({ name, text: decodeText(name, bytes) });
    }
  }
  return sources;
}

interface FileBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

async function filesAt(files: Files, path: string): Promise<readonly FileBytes[]> {
  const single = await attempt(() => files.read(path));
  if (single.value !== undefined) return [{ name: path, bytes: single.value }];
  const names = ((await attempt(() => files.list(path))).value ?? []).filter(isEstateName);
  const found: FileBytes[] = [];
  for (const name of names) {
    const full = `${path.replace(/\/+$/, "")}/${name}`;
    const bytes = await readFileBytes(files, full);
    if (bytes !== undefined) found.push({ name: full, bytes });
  }
  if (found.length > 0) return found;
  if (single.failure !== undefined && !(await isDirectory(files, path))) throw unreadable(path, single.failure);
  throw new CertplanError({
    code: "EstateMissing",
    message: `there is no estate at ${path}`,
    hint: "certplan init",
  });
}

/**
 * The bytes of a file, undefined if it is not there.
 * @throws FileUnreadable (input) if it is there and cannot be read.
 */
export async function readFileBytes(files: Files, path: string): Promise<Uint8Array | undefined> {
  const { value, failure } = await attempt(() => files.read(path));
  if (failure !== undefined) throw unreadable(path, failure);
  return value;
}

function isEstateName(name: string): boolean {
  return name.endsWith(".yaml") && !name.startsWith(".");
}

async function isDirectory(files: Files, path: string): Promise<boolean> {
  return (await attempt(() => files.list(path))).failure === undefined;
}

/** The port reports every trouble as a failed disk, which is for state; of input it is the user's path that is wrong. */
async function attempt<T>(action: () => Promise<T>): Promise<{ value?: T; failure?: unknown }> {
  try {
    return { value: await action() };
  } catch (failure) {
    return { failure };
  }
}

function unreadable(path: string, cause: unknown): CertplanError {
  return new CertplanError({
    code: "FileUnreadable",
    message: cause instanceof Error ? cause.message : `${path} cannot be read`,
    hint: `check that ${path} is a file that you may read`,
    cause,
  });
}

/** The error for a file, or files together, beyond `limit` bytes. */
function tooLarge(name: string, limit: number): CertplanError {
  return new CertplanError({
    code: "FileTooLarge",
    message: `${name} is too large: the limit is ${limit / 1_000_000} MB`,
    hint: "split the estate into several, each with its own certplan.toml",
    where: { file: name, line: 1, column: 1 },
  });
}

/**
 * UTF-8 bytes as text; a UTF-8 byte order mark is dropped.
 * @throws InvalidEncoding (input) with the place of the first byte that is not UTF-8.
 */
export function decodeText(name: string, bytes: Uint8Array): string {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    throw badEncoding(name, "", "is UTF-16");
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    const text = new TextDecoder("utf-8").decode(bytes);
    throw badEncoding(name, text.slice(0, Math.max(0, text.indexOf("\ufffd"))), "is not UTF-8");
  }
}

function badEncoding(name: string, before: string, what: string): CertplanError {
  const lines = before.split("\n");
  return new CertplanError({
    code: "InvalidEncoding",
    message: `${name} ${what}`,
    hint: "save it as UTF-8",
    where: { file: name, line: lines.length, column: (lines.at(-1) ?? "").length + 1 },
  });
}
