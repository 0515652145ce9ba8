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
          world.disk = appendFile(within(world.disk, path, "append to"), path, bytes);
        },
        { writes: { path, bytes } },
      ),
    sync: (path) => change(`sync ${path}`, (disk) => syncFile(holding(disk, path, "sync"), path)),
    rename: (from, to) =>
      change(`rename ${from}`, (disk) => renameFile(holding(within(disk, to, "rename to"), from, "rename"), from, to)),
    remove: (path) => change(`remove ${path}`, (disk) => removeFile(disk, path)),
    makeDirectory: (path) => change(`mkdir ${path}`, (disk) => makeDirectory(disk, path)),
    syncDirectory: (path) =>
      change(`syncdir ${path}`, (disk) => syncDirectory(within(disk, `${path}/.`, "sync the directory"), path)),
    createExclusively: (path, bytes) =>
      world.event(process, `create ${path}`, () => {
        const made = createFile(within(world.disk, path, "create"), path, bytes);
        if (made !== undefined) world.disk = made;
        return made !== undefined;
      }),
  };
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
