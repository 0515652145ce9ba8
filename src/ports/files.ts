/**
 * The disk, in operations small enough that a crash can fall between any two.
 *
 * What is durable: content after `sync` of the file; a name (made by `append`, `createExclusively`, `rename`,
 * removed by `remove` or `removeDirectory`, made by `makeDirectory`) after `syncDirectory` of its folder. Paths use `/`.
 * New files have mode 0600 and new directories 0700, whatever the umask.
 * Every failure throws CertplanError `DiskFailed`; none is retried here.
 */
export interface Files {
  /** The content, or undefined if there is no such file. */
  read(path: string): Promise<Uint8Array | undefined>;
  /** Appends in one write; makes the file if it is not there. */
  append(path: string, bytes: Uint8Array): Promise<void>;
  /** Makes the content of the file durable. After a failure the content may be lost: never retry on the same file. */
  sync(path: string): Promise<void>;
  /** Moves `from` over `to`, atomically. */
  rename(from: string, to: string): Promise<void>;
  /**
   * Makes a file with this durable content, or answers false if the name exists. The name appears with its content or
   * not at all. `mode`: other than 0600.
   */
  createExclusively(path: string, bytes: Uint8Array, mode?: number): Promise<boolean>;
  /** Removes a file; nothing if it is not there. */
  remove(path: string): Promise<void>;
  /** Removes a directory with everything in it, also what a killed `createExclusively` left; nothing if it is not there. */
  removeDirectory(path: string): Promise<void>;
  /** Makes the directory and its parents; nothing if it is there. */
  makeDirectory(path: string): Promise<void>;
  /** Names in a directory, sorted by code unit; empty if it is not there. */
  list(path: string): Promise<readonly string[]>;
  /** Makes the names in the directory durable. */
  syncDirectory(path: string): Promise<void>;
  /**
   * The name of the network file system that the path, or its nearest parent that exists, lies on (`NFS`); undefined
   * for a local one, and where this system does not tell. What passes another machine's or a program's files through
   * (FUSE, 9P) counts as one, since nobody can see what is behind it.
   */
  networkFileSystem(path: string): Promise<string | undefined>;
}
