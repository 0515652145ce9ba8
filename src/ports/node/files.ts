import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import fs, { type FileHandle } from "node:fs/promises";
import { dirname, join } from "node:path";
import { CertplanError } from "../../messages/error.ts";
import type { Files } from "../files.ts";
import { networkFileSystem } from "./file-system-type.ts";

const fileMode = 0o600;
const directoryMode = 0o700;
/** Names that begin so are half-made files of `createExclusively` whose process died; `list` leaves them out. */
const unfinished = ".certplan-unfinished-";

/**
 * A local file system. Failures are CertplanError `DiskFailed`, which names the path and the errno.
 * `sync` opens the file anew: Linux (4.16 and later) reports a write-back error that nobody has seen to the next
 * descriptor too, so none is lost between `append` and `sync`. On macOS Node.js syncs with F_FULLFSYNC.
 */
export function nodeFiles(): Files {
  return {
    read: (path) => failing("read", path, () => read(path)),
    append: (path, bytes) => failing("append to", path, () => append(path, bytes)),
    sync: (path) => failing("sync", path, () => syncOnce(path)),
    rename: (from, to) => failing("rename to", to, () => fs.rename(from, to)),
    createExclusively: (path, bytes, mode) => failing("create", path, () => createExclusively(path, bytes, mode)),
    remove: (path) => failing("remove", path, () => unlessMissing(fs.unlink(path), undefined)),
    removeDirectory: (path) => failing("remove", path, () => fs.rm(path, { recursive: true, force: true })),
    makeDirectory: (path) => failing("make the directory", path, () => makeDirectory(path)),
    list: (path) => failing("list", path, () => list(path)),
    syncDirectory: (path) => failing("sync the directory", path, () => syncOnce(path)),
    networkFileSystem: (path) => failing("look at the file system of", path, () => networkFileSystem(path)),
  };
}

async function read(path: string): Promise<Uint8Array | undefined> {
  const buffer = await unlessMissing(fs.readFile(path), undefined);
  return buffer === undefined ? undefined : new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.length);
}

async function append(path: string, bytes: Uint8Array): Promise<void> {
  const handle = await openToAppend(path);
  try {
    await writeAtOnce(handle, bytes);
  } finally {
    await handle.close();
  }
}

/** Only a file that is made here gets its mode: an existing one keeps what its owner chose. */
async function openToAppend(path: string): Promise<FileHandle> {
  for (;;) {
    const existing = await unlessMissing(fs.open(path, constants.O_WRONLY | constants.O_APPEND), undefined);
    if (existing !== undefined) return existing;
    const created = await createdForAppend(path);
    if (created !== undefined) return created;
  }
}

/** Undefined if another process made the file in the meantime. */
async function createdForAppend(path: string): Promise<FileHandle | undefined> {
  let handle: FileHandle;
  try {
    handle = await fs.open(path, "ax", fileMode);
  } catch (error) {
    if (errnoOf(error) === "EEXIST") return undefined;
    throw error;
  }
  return withMode(handle);
}

async function withMode(handle: FileHandle, mode: number = fileMode): Promise<FileHandle> {
  try {
    await handle.chmod(mode);
    return handle;
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function writeAtOnce(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  if (bytes.length === 0) return;
  const { bytesWritten } = await handle.write(bytes);
  if (bytesWritten !== bytes.length)
    throw new Error(`no room, only ${bytesWritten} of ${bytes.length} bytes were written`);
}

async function syncOnce(path: string): Promise<void> {
  const handle = await fs.open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** link(2) refuses an existing name, and gives the new one to a file that is whole and synced already. */
async function createExclusively(path: string, bytes: Uint8Array, mode: number = fileMode): Promise<boolean> {
  const temporary = join(dirname(path), `${unfinished}${randomBytes(8).toString("hex")}`);
  try {
    const handle = await withMode(await fs.open(temporary, "wx", fileMode), mode);
    try {
      await writeAtOnce(handle, bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    return await linked(temporary, path);
  } finally {
    await unlessMissing(fs.unlink(temporary), undefined);
  }
}

async function linked(temporary: string, path: string): Promise<boolean> {
  try {
    await fs.link(temporary, path);
    return true;
  } catch (error) {
    if (errnoOf(error) === "EEXIST") return false;
    throw error;
  }
}

/** Level by level: a umask may leave a new directory without the right to make the next one in it. */
async function makeDirectory(path: string): Promise<void> {
  try {
    await fs.mkdir(path, { mode: directoryMode });
  } catch (error) {
    if (errnoOf(error) === "EEXIST" && (await fs.stat(path)).isDirectory()) return;
    if (errnoOf(error) !== "ENOENT" || dirname(path) === path) throw error;
    await makeDirectory(dirname(path));
    await makeDirectory(path);
    return;
  }
  await fs.chmod(path, directoryMode);
}

async function list(path: string): Promise<readonly string[]> {
  const names = await unlessMissing(fs.readdir(path), []);
  return names.filter((name) => !name.startsWith(unfinished)).sort();
}

async function unlessMissing<T, M>(operation: Promise<T>, missing: M): Promise<T | M> {
  try {
    return await operation;
  } catch (error) {
    if (errnoOf(error) === "ENOENT") return missing;
    throw error;
  }
}

function errnoOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error ? String(error.code) : undefined;
}

async function failing<T>(verb: string, path: string, operation: () => Promise<T>): Promise<T> {
  try {
    return await operation();
  } catch (error) {
    const why = errnoOf(error) ?? (error instanceof Error ? error.message : String(error));
    throw new CertplanError({ code: "DiskFailed", message: `cannot ${verb} ${path}: ${why}`, cause: error });
  }
}
