/** Content of one file: what is there now, and what would survive a loss of power. */
interface Inode {
  readonly content: Uint8Array;
  readonly durable: Uint8Array;
  /** A sync of it has failed: no later one brings its content to the disk, whatever it answers. */
  readonly stuck?: true;
}

/**
 * A disk as a value. Content becomes durable with the file's sync, names with their directory's. Every change answers
 * a new disk, so that a crash can be taken from any moment.
 */
export interface Disk {
  readonly inodes: ReadonlyMap<number, Inode>;
  /** Path to inode, as a living process sees it. */
  readonly names: ReadonlyMap<string, number>;
  readonly durableNames: ReadonlyMap<string, number>;
  readonly directories: ReadonlySet<string>;
  readonly durableDirectories: ReadonlySet<string>;
  readonly nextInode: number;
  /** The network file system that it is; absent: local. */
  readonly network?: string;
}

const nothing = new Uint8Array();

export function emptyDisk(): Disk {
  return {
    inodes: new Map(),
    names: new Map(),
    durableNames: new Map(),
    directories: new Set(),
    durableDirectories: new Set(),
    nextInode: 1,
  };
}

export function parentOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash <= 0 ? "/" : path.slice(0, slash);
}

export function readFile(disk: Disk, path: string): Uint8Array | undefined {
  const inode = disk.names.get(path);
  return inode === undefined ? undefined : (disk.inodes.get(inode)?.content ?? nothing);
}

export function appendFile(disk: Disk, path: string, bytes: Uint8Array): Disk {
  const known = disk.names.get(path);
  const id = known ?? disk.nextInode;
  const inode = disk.inodes.get(id) ?? { content: nothing, durable: nothing };
  const inodes = new Map(disk.inodes).set(id, { ...inode, content: join(inode.content, bytes) });
  if (known !== undefined) return { ...disk, inodes };
  return { ...disk, inodes, names: new Map(disk.names).set(path, id), nextInode: id + 1 };
}

export function syncFile(disk: Disk, path: string): Disk {
  const id = disk.names.get(path);
  const inode = id === undefined ? undefined : disk.inodes.get(id);
  if (id === undefined || inode === undefined || inode.stuck === true) return disk;
  return { ...disk, inodes: new Map(disk.inodes).set(id, { content: inode.content, durable: inode.content }) };
}

/** What a sync that failed leaves of a file where a living process goes on reading what is not on the disk. */
export function failSync(disk: Disk, path: string): Disk {
  const id = disk.names.get(path);
  const inode = id === undefined ? undefined : disk.inodes.get(id);
  if (id === undefined || inode === undefined) return disk;
  return { ...disk, inodes: new Map(disk.inodes).set(id, { ...inode, stuck: true }) };
}

/** What a sync that failed leaves of a file where reads show it: what was durable before. */
export function loseUnsynced(disk: Disk, path: string): Disk {
  const id = disk.names.get(path);
  const inode = id === undefined ? undefined : disk.inodes.get(id);
  if (id === undefined || inode === undefined) return disk;
  return { ...disk, inodes: new Map(disk.inodes).set(id, { content: inode.durable, durable: inode.durable }) };
}

export function renameFile(disk: Disk, from: string, to: string): Disk {
  const id = disk.names.get(from);
  if (id === undefined) return disk;
  const names = new Map(disk.names).set(to, id);
  names.delete(from);
  return { ...disk, names };
}

/** Undefined if the name exists. The content is durable, the name not yet. */
export function createFile(disk: Disk, path: string, bytes: Uint8Array): Disk | undefined {
  if (disk.names.has(path)) return undefined;
  return syncFile(appendFile(disk, path, bytes), path);
}

export function removeFile(disk: Disk, path: string): Disk {
  if (!disk.names.has(path)) return disk;
  const names = new Map(disk.names);
  names.delete(path);
  return { ...disk, names };
}

/** With everything in it. */
export function removeDirectory(disk: Disk, path: string): Disk {
  const stays = (name: string): boolean => name !== path && !name.startsWith(`${path}/`);
  return {
    ...disk,
    names: new Map([...disk.names].filter(([name]) => stays(name))),
    directories: new Set([...disk.directories].filter(stays)),
  };
}

export function makeDirectory(disk: Disk, path: string): Disk {
  const directories = new Set(disk.directories);
  for (let current = path; current !== "/" && current !== parentOf(current); current = parentOf(current))
    directories.add(current);
  return { ...disk, directories };
}

export function listDirectory(disk: Disk, path: string): readonly string[] {
  const inside = (entry: string): boolean => parentOf(entry) === path;
  const entries = [...disk.names.keys(), ...disk.directories].filter(inside);
  return entries.map((entry) => entry.slice(path === "/" ? 1 : path.length + 1)).toSorted();
}

/** The names in this directory, files and directories, become durable as they are now. */
export function syncDirectory(disk: Disk, path: string): Disk {
  const durableNames = new Map([...disk.durableNames].filter(([name]) => parentOf(name) !== path));
  for (const [name, id] of disk.names) if (parentOf(name) === path) durableNames.set(name, id);
  const durableDirectories = new Set([...disk.durableDirectories].filter((name) => parentOf(name) !== path));
  for (const name of disk.directories) if (parentOf(name) === path) durableDirectories.add(name);
  return { ...disk, durableNames, durableDirectories };
}

/** How much of each file's unsynced tail happens to survive a loss of power. */
export type TornTail = "none" | "half" | "nul" | "all";

/** After a loss of power: only durable names, and of each file what was synced plus a prefix of the rest. */
export function losePower(disk: Disk, tail: TornTail): Disk {
  const directories = reachable(disk.durableDirectories);
  const names = new Map(
    [...disk.durableNames].filter(([name]) => parentOf(name) === "/" || directories.has(parentOf(name))),
  );
  const inodes = new Map<number, Inode>();
  for (const id of names.values()) {
    const inode = disk.inodes.get(id) ?? { content: nothing, durable: nothing };
    const content = surviving(inode, tail);
    inodes.set(id, { content, durable: content });
  }
  return {
    ...disk,
    inodes,
    names,
    durableNames: names,
    directories,
    durableDirectories: directories,
  };
}

/** Those that a loss of power leaves: a directory whose own parent's name was lost is gone with it. */
export function reachable(durable: ReadonlySet<string>): ReadonlySet<string> {
  const found = new Set<string>();
  for (const path of [...durable].toSorted((left, right) => left.length - right.length)) {
    const parent = parentOf(path);
    if (parent === "/" || found.has(parent)) found.add(path);
  }
  return found;
}

function surviving(inode: Inode, tail: TornTail): Uint8Array {
  const rest = inode.content.subarray(inode.durable.length);
  if (tail === "none" || rest.length === 0 || inode.stuck === true) return inode.durable;
  if (tail === "all") return inode.content;
  const half = join(inode.durable, rest.subarray(0, Math.ceil(rest.length / 2)));
  return tail === "half" ? half : join(half, new Uint8Array(Math.floor(rest.length / 2)));
}

function join(left: Uint8Array, right: Uint8Array): Uint8Array {
  const both = new Uint8Array(left.length + right.length);
  both.set(left);
  both.set(right, left.length);
  return both;
}
