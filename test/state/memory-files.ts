import type { Files, Host, ProcessIdentity } from "../../src/ports/index.ts";
import {
  appendFile,
  createFile,
  type Disk,
  emptyDisk,
  listDirectory,
  makeDirectory,
  readFile,
  removeDirectory,
  removeFile,
  renameFile,
  syncDirectory,
  syncFile,
} from "../../src/simulation/disk.ts";

/** A disk in memory whose content a test may look at and change. */
export interface MemoryFiles extends Files {
  disk: Disk;
  /** Puts these bytes where a file is, as damage would. */
  overwrite(path: string, bytes: Uint8Array): void;
}

export function memoryFiles(): MemoryFiles {
  const files: MemoryFiles = {
    disk: emptyDisk(),
    overwrite: (path, bytes) => {
      files.disk = appendFile(removeFile(files.disk, path), path, bytes);
    },
    read: async (path) => readFile(files.disk, path),
    list: async (path) => listDirectory(files.disk, path),
    append: async (path, bytes) => void (files.disk = appendFile(files.disk, path, bytes)),
    sync: async (path) => void (files.disk = syncFile(files.disk, path)),
    rename: async (from, to) => void (files.disk = renameFile(files.disk, from, to)),
    remove: async (path) => void (files.disk = removeFile(files.disk, path)),
    removeDirectory: async (path) => void (files.disk = removeDirectory(files.disk, path)),
    makeDirectory: async (path) => void (files.disk = makeDirectory(files.disk, path)),
    syncDirectory: async (path) => void (files.disk = syncDirectory(files.disk, path)),
    createExclusively: async (path, bytes) => {
      const made = createFile(files.disk, path, bytes);
      if (made !== undefined) files.disk = made;
      return made !== undefined;
    },
    networkFileSystem: async () => files.disk.network,
  };
  return files;
}

export function aProcess(pid: number, machineId = "machine-1"): ProcessIdentity {
  return { host: "runner-3", machineId, bootId: "boot-1", pidNamespace: "ns-1", pid, startTime: String(pid) };
}

/** A host as this process sees it: others of its machine are alive unless they are listed as dead. */
export function aHost(self: ProcessIdentity, dead: readonly number[] = []): Host {
  return {
    self: () => self,
    liveness: (other) => {
      if (other.machineId !== self.machineId) return "unknown";
      return dead.includes(other.pid) ? "dead" : "alive";
    },
  };
}
