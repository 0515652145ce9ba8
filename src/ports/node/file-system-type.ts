import { statfs } from "node:fs/promises";
import { dirname, resolve } from "node:path";

/**
 * Network and cluster file systems, and those that pass files through from elsewhere, by `f_type` of statfs(2).
 * Source: linux/magic.h, and the statfs(2) manual page for the others.
 */
const networkTypes: ReadonlyMap<number, string> = new Map([
  [0x6969, "NFS"],
  [0x517b, "SMB"],
  [0xff534d42, "CIFS"],
  [0xfe534d42, "SMB"],
  [0x01021997, "9P"],
  [0x65735546, "FUSE"],
  [0x00c36400, "Ceph"],
  [0x0bd00bd0, "Lustre"],
  [0x47504653, "GPFS"],
  [0x5346414f, "AFS"],
  [0x6b414653, "AFS"],
  [0x73757245, "Coda"],
  [0x01161970, "GFS2"],
  [0x7461636f, "OCFS2"],
  [0x786f4256, "a VirtualBox shared folder"],
]);

/** Of the path or its nearest parent that exists. Linux only: elsewhere `f_type` means other things. */
export async function networkFileSystem(path: string): Promise<string | undefined> {
  if (process.platform !== "linux") return undefined;
  for (let current = resolve(path); ; current = dirname(current)) {
    const type = await typeOf(current);
    if (type !== undefined) return networkName(type);
    if (dirname(current) === current) return undefined;
  }
}

/** Of an `f_type`; it comes as a negative number where its highest bit is set. */
export function networkName(type: number): string | undefined {
  return networkTypes.get(type >>> 0);
}

/** Undefined if there is no such path. */
async function typeOf(path: string): Promise<number | undefined> {
  try {
    return (await statfs(path)).type;
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR"))
      return undefined;
    throw error;
  }
}
