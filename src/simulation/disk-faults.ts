import { CertplanError } from "../messages/error.ts";
import { appendFile, type Disk, failSync, loseUnsynced } from "./disk.ts";

/** What a process asks of the disk; each is one event. */
export type DiskOperation =
  | "read"
  | "list"
  | "statfs"
  | "append"
  | "create"
  | "rename"
  | "remove"
  | "rmdir"
  | "mkdir"
  | "sync"
  | "syncdir";

/**
 * What the file system does instead.
 * `full`: no room (ENOSPC). `half-written`: room for half of it only. `read-only`: the volume takes no change (EROFS).
 * `forbidden`: no name may be made or removed, while files that are there can be written (EACCES). `unreadable`: EIO.
 * A failed sync (EIO) has lost what it was to keep. `sync-lost`: reads show so. `sync-kept`: they do not, and no later
 * sync of that file brings it to the disk, although it says so: what Linux does after a failed write-back.
 */
export type DiskFault = "full" | "half-written" | "read-only" | "forbidden" | "unreadable" | "sync-lost" | "sync-kept";

const changesOfNames: readonly DiskOperation[] = ["create", "rename", "remove", "rmdir", "mkdir"];

interface Failing {
  readonly errno: string;
  readonly strikes: readonly DiskOperation[];
}

const failings: Readonly<Record<DiskFault, Failing>> = {
  full: { errno: "ENOSPC", strikes: ["append", "create", "rename", "mkdir"] },
  "half-written": { errno: "ENOSPC", strikes: ["append"] },
  "read-only": { errno: "EROFS", strikes: ["append", ...changesOfNames] },
  forbidden: { errno: "EACCES", strikes: changesOfNames },
  unreadable: { errno: "EIO", strikes: ["read", "list", "statfs"] },
  "sync-lost": { errno: "EIO", strikes: ["sync", "syncdir", "create"] },
  "sync-kept": { errno: "EIO", strikes: ["sync"] },
};

export const allDiskFaults: readonly DiskFault[] = Object.keys(failings) as DiskFault[];

/** Whether this fault can happen to this operation. */
export function canStrike(fault: DiskFault, operation: DiskOperation): boolean {
  return failings[fault].strikes.includes(operation);
}

/** The error that the process sees. */
export function diskFailed(fault: DiskFault, operation: DiskOperation, path: string): CertplanError {
  return new CertplanError({
    code: "DiskFailed",
    message: `cannot ${operation} ${path}: ${failings[fault].errno}`,
  });
}

/** What is left of the disk. */
export function leftBy(
  fault: DiskFault,
  disk: Disk,
  struck: { readonly path: string; readonly bytes?: Uint8Array },
): Disk {
  const { path, bytes } = struck;
  if (fault === "sync-lost") return loseUnsynced(disk, path);
  if (fault === "sync-kept") return failSync(disk, path);
  if (fault === "half-written" && bytes !== undefined)
    return appendFile(disk, path, bytes.subarray(0, Math.floor(bytes.length / 2)));
  return disk;
}
