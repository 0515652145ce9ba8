import type { Files, ProcessIdentity } from "../ports/index.ts";
import type { IsoInstant } from "../time/instant.ts";
import { readText } from "./durable.ts";

/** Who holds a lock, as its file says. */
export interface Holder extends ProcessIdentity {
  /** What is locked, in full (the file name holds a hash of it). */
  readonly key: string;
  readonly since: IsoInstant;
  readonly token: number;
  /** It shows at least once in this time that it lives. Absent: it never does, and only a certain death frees its lock. */
  readonly leaseMs?: number;
}

export interface Held {
  /** Highest token ever seen here; 0 for none. */
  readonly token: number;
  /** Absent when nobody holds. */
  readonly holder?: Holder;
}

/** Who holds the lock that lies in this folder. */
export async function readHolder(files: Files, folder: string): Promise<Held> {
  const names = await files.list(folder);
  const tokens = names.map(tokenOf).filter((token) => token !== undefined);
  const token = Math.max(0, ...tokens);
  if (token === 0 || names.includes(`${tokenName(token)}.released`)) return { token };
  const text = await readText(files, `${folder}/${tokenName(token)}`);
  const holder = text === undefined ? undefined : parseHolder(text);
  return holder === undefined ? { token } : { token, holder };
}

export function tokenName(token: number): string {
  return String(token).padStart(10, "0");
}

/** The file that gets a byte longer with each beat of this holder. */
export function beatName(token: number): string {
  return `${tokenName(token)}.beat`;
}

/** The holder's token that a file belongs to, or undefined for any other file. */
export function tokenOf(name: string): number | undefined {
  const digits = /^(\d{10})(\.released|\.beat)?$/.exec(name)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

function parseHolder(text: string): Holder | undefined {
  try {
    const value = JSON.parse(text) as Holder;
    const { pid, token, leaseMs = 0 } = value;
    return [pid, token, leaseMs].every((each) => typeof each === "number") ? value : undefined;
  } catch {
    return undefined;
  }
}
