import { CertplanError } from "../messages/error.ts";
import type { Clock, Files, Host, ProcessIdentity } from "../ports/index.ts";
import { type IsoInstant, iso } from "../time/instant.ts";
import { readText } from "./durable.ts";
import { layout } from "./layout.ts";

/** Who holds a lock, as its file says. */
export interface Holder extends ProcessIdentity {
  /** What is locked, in full (the file name holds a hash of it). */
  readonly key: string;
  readonly since: IsoInstant;
  readonly token: number;
}

export interface Lock {
  readonly key: string;
  /** Grows with each holder; the highest holds. */
  readonly token: number;
  /** False once another process has taken over: nothing may be sent any more. */
  held(): Promise<boolean>;
  release(): Promise<void>;
}

export interface LockPorts {
  readonly files: Files;
  readonly host: Host;
  readonly clock: Clock;
}

/**
 * Takes the lock, waiting up to `timeoutMs` for a living holder. A dead holder is taken over by creating the next
 * token exclusively; nothing is deleted before. Throws Locked, which names the holder.
 */
export async function acquireLock(
  ports: LockPorts,
  directory: string,
  key: string,
  wait: { readonly timeoutMs: number; readonly onWait?: (holder: Holder) => void },
): Promise<Lock> {
  const deadline = ports.clock.now() + wait.timeoutMs;
  const folder = layout(directory).lock(key);
  await ports.files.makeDirectory(folder);
  await ports.files.syncDirectory(layout(directory).locks);
  for (;;) {
    const current = await readHolder(ports.files, folder);
    if (current.holder !== undefined && isAlive(ports.host, current.holder)) {
      if (ports.clock.now() >= deadline) throw locked(current.holder);
      wait.onWait?.(current.holder);
      await ports.clock.sleep(Math.min(retryMs, deadline - ports.clock.now()));
      continue;
    }
    const token = current.token + 1;
    const holder: Holder = { key, since: iso(ports.clock.now()), token, ...ports.host.self() };
    const bytes = new TextEncoder().encode(`${JSON.stringify(holder)}\n`);
    if (!(await ports.files.createExclusively(`${folder}/${tokenName(token)}`, bytes))) continue;
    await ports.files.syncDirectory(folder);
    // the name may have been free because a later holder has cleaned it away
    if ((await readHolder(ports.files, folder)).token !== token) continue;
    await removeOlder(ports.files, folder, token);
    return lockOf(ports.files, folder, key, token);
  }
}

/** The holder of every lock that is held or was left behind, for `state unlock` and error messages. */
export async function listHolders(files: Files, directory: string): Promise<readonly Holder[]> {
  const holders: Holder[] = [];
  for (const name of await files.list(layout(directory).locks)) {
    const { holder } = await readHolder(files, `${layout(directory).locks}/${name}`);
    if (holder !== undefined) holders.push(holder);
  }
  return holders;
}

/** Marks a holder's lock as released. The caller has made sure that the holder is gone. */
export async function freeLock(files: Files, directory: string, holder: Holder): Promise<void> {
  await markReleased(files, layout(directory).lock(holder.key), holder.token);
}

const retryMs = 250;

function tokenName(token: number): string {
  return String(token).padStart(10, "0");
}

/** Unknown counts as alive: only a certain death frees a lock. */
function isAlive(host: Host, holder: ProcessIdentity): boolean {
  return host.liveness(holder) !== "dead";
}

interface Held {
  /** Highest token ever seen here; 0 for none. */
  readonly token: number;
  /** Absent when nobody holds. */
  readonly holder?: Holder;
}

async function readHolder(files: Files, folder: string): Promise<Held> {
  const names = await files.list(folder);
  const tokens = names.map(tokenOf).filter((token) => token !== undefined);
  const token = Math.max(0, ...tokens);
  if (token === 0 || names.includes(`${tokenName(token)}.released`)) return { token };
  const text = await readText(files, `${folder}/${tokenName(token)}`);
  const holder = text === undefined ? undefined : parseHolder(text);
  return holder === undefined ? { token } : { token, holder };
}

function tokenOf(name: string): number | undefined {
  const digits = /^(\d{10})(\.released)?$/.exec(name)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

function parseHolder(text: string): Holder | undefined {
  try {
    const value = JSON.parse(text) as Holder;
    return typeof value.pid === "number" && typeof value.token === "number" ? value : undefined;
  } catch {
    return undefined;
  }
}

function lockOf(files: Files, folder: string, key: string, token: number): Lock {
  return {
    key,
    token,
    held: async () => {
      const now = await readHolder(files, folder);
      return now.token === token && now.holder !== undefined;
    },
    release: async () => {
      await markReleased(files, folder, token);
    },
  };
}

async function markReleased(files: Files, folder: string, token: number): Promise<void> {
  await files.createExclusively(`${folder}/${tokenName(token)}.released`, new Uint8Array());
  await files.syncDirectory(folder);
}

async function removeOlder(files: Files, folder: string, token: number): Promise<void> {
  for (const name of await files.list(folder)) {
    const other = tokenOf(name);
    if (other !== undefined && other < token) await files.remove(`${folder}/${name}`);
  }
}

function locked(holder: Holder): CertplanError {
  return new CertplanError({
    code: "Locked",
    message: `${holder.key} is locked by process ${holder.pid} on ${holder.host} since ${holder.since}`,
    hint: "wait for it, or if that process is certainly gone: certplan state unlock",
  });
}
