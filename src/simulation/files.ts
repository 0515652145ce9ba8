import { CertplanError } from "../messages/error.ts";
import type { Files } from "../ports/index.ts";
import {
  appendFile,
  createFile,
  type Disk,
  listDirectory,
  makeDirectory,
  parentOf,
  readFile,
  removeDirectory,
  removeFile,
  renameFile,
  syncDirectory,
  syncFile,
} from "./disk.ts";
import { canStrike, type DiskOperation, diskFailed, leftBy } from "./disk-faults.ts";
import type { SimProcess, World } from "./world.ts";

/** The disk of the world as one process uses it; every operation is an event. */
export function simulatedFiles(world: World, process: SimProcess): Files {
  const operation = <T>(name: DiskOperation, path: string, work: (disk: Disk) => T): Promise<T> =>
    world.event(process, `${name} ${path}`, () => {
      failDisk(world, name, { path });
      return work(world.disk);
    });
  const change = (name: DiskOperation, path: string, apply: (disk: Disk) => Disk): Promise<void> =>
    operation(name, path, (disk) => {
      world.disk = apply(disk);
    });
  return {
    read: (path) => operation("read", path, (disk) => readFile(disk, path)),
    list: (path) => operation("list", path, (disk) => listDirectory(disk, path)),
    append: (path, bytes) =>
      world.event(
        process,
        `append ${path}`,
        () => {
          failDisk(world, "append", { path, bytes });
          world.disk = appendFile(within(world.disk, path, "append to"), path, bytes);
        },
        { writes: { path, bytes } },
      ),
    sync: (path) => change("sync", path, (disk) => syncFile(holding(disk, path, "sync"), path)),
    rename: (from, to) =>
      change("rename", from, (disk) => renameFile(holding(within(disk, to, "rename to"), from, "rename"), from, to)),
    remove: (path) => change("remove", path, (disk) => removeFile(disk, path)),
    removeDirectory: (path) => change("rmdir", path, (disk) => removeDirectory(disk, path)),
    makeDirectory: (path) => change("mkdir", path, (disk) => makeDirectory(disk, path)),
    syncDirectory: (path) =>
      change("syncdir", path, (disk) => syncDirectory(within(disk, `${path}/.`, "sync the directory"), path)),
    createExclusively: (path, bytes) =>
      operation("create", path, (disk) => {
        const made = createFile(within(disk, path, "create"), path, bytes);
        if (made !== undefined) world.disk = made;
        return made !== undefined;
      }),
    networkFileSystem: (path) => operation("statfs", path, (disk) => disk.network),
  };
}

/** Throws DiskFailed where the world's hook says so, and leaves of the disk what that fault leaves. */
export function failDisk(
  world: World,
  operation: DiskOperation,
  struck: { readonly path: string; readonly bytes?: Uint8Array },
): void {
  if (world.hooks.diskFault === undefined || changesNothing(world.disk, operation, struck.path)) return;
  const fault = world.hooks.diskFault(operation, struck.path);
  if (fault === undefined || !canStrike(fault, operation)) return;
  world.disk = leftBy(fault, world.disk, struck);
  throw diskFailed(fault, operation, struck.path);
}

/** What is there is not made, and what is not there is not removed: no file system refuses that. */
function changesNothing({ names, directories }: Disk, operation: DiskOperation, path: string): boolean {
  if (operation === "remove") return !names.has(path);
  if (operation === "rmdir") return !directories.has(path);
  return operation === "mkdir" && directories.has(path);
}

/** The disk, if the directory that is to hold this path is there. */
function within(disk: Disk, path: string, verb: string): Disk {
  const directory = parentOf(path);
  if (directory === "/" || disk.directories.has(directory)) return disk;
  throw missing(verb, path);
}

/** The disk, if this file is there. */
function holding(disk: Disk, path: string, verb: string): Disk {
  if (disk.names.has(path)) return disk;
  throw missing(verb, path);
}

function missing(verb: string, path: string): CertplanError {
  return new CertplanError({ code: "DiskFailed", message: `cannot ${verb} ${path}: ENOENT` });
}
