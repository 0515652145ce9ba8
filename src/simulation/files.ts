import { CertplanError } from "../messages/error.ts";
import type { Files } from "../ports/index.ts";
import {
  appendFile,
  createFile,
  type Disk,
  listDirectory,
  loseUnsynced,
  makeDirectory,
  parentOf,
  readFile,
  removeDirectory,
  removeFile,
  renameFile,
  syncDirectory,
  syncFile,
} from "./disk.ts";
import type { SimProcess, World } from "./world.ts";

/** The disk of the world as one process uses it; every operation is an event. */
export function simulatedFiles(world: World, process: SimProcess): Files {
  const change = (label: string, apply: (disk: Disk) => Disk): Promise<void> =>
    world.event(process, label, () => {
      refuseIfFull(world, label);
      world.disk = apply(world.disk);
    });
  return {
    read: (path) => world.event(process, `read ${path}`, () => readFile(world.disk, path)),
    list: (path) => world.event(process, `list ${path}`, () => listDirectory(world.disk, path)),
    append: (path, bytes) =>
      world.event(
        process,
        `append ${path}`,
        () => {
          refuseIfFull(world, `append ${path}`);
          world.disk = appendFile(within(world.disk, path, "append to"), path, bytes);
        },
        { writes: { path, bytes } },
      ),
    sync: (path) => change(`sync ${path}`, (disk) => syncFile(holding(disk, path, "sync"), path)),
    rename: (from, to) =>
      change(`rename ${from}`, (disk) => renameFile(holding(within(disk, to, "rename to"), from, "rename"), from, to)),
    remove: (path) => change(`remove ${path}`, (disk) => removeFile(disk, path)),
    removeDirectory: (path) => change(`rmdir ${path}`, (disk) => removeDirectory(disk, path)),
    makeDirectory: (path) => change(`mkdir ${path}`, (disk) => makeDirectory(disk, path)),
    syncDirectory: (path) =>
      change(`syncdir ${path}`, (disk) => syncDirectory(within(disk, `${path}/.`, "sync the directory"), path)),
    createExclusively: (path, bytes) =>
      world.event(process, `create ${path}`, () => {
        refuseIfFull(world, `create ${path}`);
        const made = createFile(within(world.disk, path, "create"), path, bytes);
        if (made !== undefined) world.disk = made;
        return made !== undefined;
      }),
    networkFileSystem: (path) => world.event(process, `statfs ${path}`, () => world.disk.network),
  };
}

/** Throws DiskFailed where the world's hook says so; of a failed sync nothing that was not durable is left. */
function refuseIfFull(world: World, label: string): void {
  const [operation = "", path = ""] = label.split(" ");
  if (world.hooks.diskFails === undefined || operation.startsWith("r")) return;
  const kind = operation.startsWith("sync") ? "sync" : "write";
  if (!world.hooks.diskFails(kind, path)) return;
  if (operation === "sync") world.disk = loseUnsynced(world.disk, path);
  const why = kind === "sync" ? "EIO" : "ENOSPC";
  throw new CertplanError({ code: "DiskFailed", message: `cannot ${operation} ${path}: ${why}` });
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
