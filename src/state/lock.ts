import { CertplanError } from "../messages/error.ts";
import type { Clock, Files, Host } from "../ports/index.ts";
import { iso, parseInstant } from "../time/instant.ts";
import { beat, hasOutlivedLease, nothingWatched, watchOn } from "./heartbeat.ts";
import { type Holder, readHolder, tokenName, tokenOf } from "./holder.ts";
import { layout } from "./layout.ts";

export interface Lock {
  readonly key: string;
  /** Grows with each holder; the highest holds. */
  readonly token: number;
  /** Aborts, with the CertplanError as its reason, once this holder cannot show any more that it lives, or was taken over. */
  readonly lost: AbortSignal;
  /** False once another process has taken over: nothing may be sent any more. Throws DiskFailed where the lock is gone. */
  held(): Promise<boolean>;
  release(): Promise<void>;
}

export interface LockPorts {
  readonly files: Files;
  readonly host: Host;
  readonly clock: Clock;
}

export interface LockWait {
  readonly timeoutMs: number;
  /** How long others watch this holder before they take over, where they cannot ask its machine. Absent: for ever. */
  readonly leaseMs?: number;
  readonly onWait?: (holder: Holder) => void;
}

/**
 * Takes the lock, waiting up to `timeoutMs` for a living holder. One that is certainly dead is taken over at once; one
 * that nobody here can ask after, once it has shown no life for its lease. The next token is created exclusively;
 * nothing is deleted before. Throws Locked, which names the holder.
 */
export async function acquireLock(ports: LockPorts, directory: string, key: string, wait: LockWait): Promise<Lock> {
  const deadline = ports.clock.now() + wait.timeoutMs;
  const folder = layout(directory).lock(key);
  await ports.files.makeDirectory(folder);
  await ports.files.syncDirectory(layout(directory).locks);
  let watch = { ...nothingWatched, sleptMs: 0 };
  for (;;) {
    const current = await readHolder(ports.files, folder);
    const { holder } = current;
    const liveness = holder === undefined ? "dead" : ports.host.liveness(holder);
    if (holder !== undefined && liveness !== "dead") {
      if (liveness === "unknown") watch = { ...watch, ...(await watchOn(ports.files, folder, holder, watch)) };
      if (liveness === "alive" || !hasOutlivedLease(holder, watch)) {
        if (ports.clock.now() >= deadline) throw locked(holder, liveness);
        wait.onWait?.(holder);
        const sleptMs = Math.min(retryMs, deadline - ports.clock.now());
        await ports.clock.sleep(sleptMs);
        watch = { ...watch, sleptMs };
        continue;
      }
    }
    const lock = await takeNext(ports, { folder, key, token: current.token + 1 }, wait.leaseMs);
    if (lock !== undefined) return lock;
  }
}

/** Undefined if another was faster. */
async function takeNext(
  ports: LockPorts,
  next: { readonly folder: string; readonly key: string; readonly token: number },
  leaseMs: number | undefined,
): Promise<Lock | undefined> {
  const { folder, key, token } = next;
  const lease = leaseMs === undefined ? {} : { leaseMs };
  const holder: Holder = { key, since: iso(ports.clock.now()), token, ...lease, ...ports.host.self() };
  const bytes = new TextEncoder().encode(`${JSON.stringify(holder)}\n`);
  if (!(await ports.files.createExclusively(`${folder}/${tokenName(token)}`, bytes))) return undefined;
  await ports.files.syncDirectory(folder);
  // the name may have been free because a later holder has cleaned it away
  if ((await readHolder(ports.files, folder)).token !== token) return undefined;
  await removeOlder(ports.files, folder, token);
  return lockOf(ports, folder, holder);
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

/**
 * Whether a holder is gone: certainly dead, or silent for its whole lease, which this watches where its machine cannot
 * be asked.
 */
export async function isGone(ports: LockPorts, directory: string, holder: Holder): Promise<boolean> {
  const liveness = ports.host.liveness(holder);
  if (liveness !== "unknown" || holder.leaseMs === undefined) return liveness === "dead";
  const folder = layout(directory).lock(holder.key);
  let watch = await watchOn(ports.files, folder, holder, { ...nothingWatched, sleptMs: 0 });
  const { beats } = watch;
  while (watch.beats === beats && !hasOutlivedLease(holder, watch)) {
    await ports.clock.sleep(retryMs);
    watch = await watchOn(ports.files, folder, holder, { ...watch, sleptMs: retryMs });
  }
  return watch.beats === beats && (await readHolder(ports.files, folder)).holder?.token === holder.token;
}

/** Marks a holder's lock as released. The caller has made sure that the holder is gone. */
export async function freeLock(files: Files, directory: string, holder: Holder): Promise<void> {
  await markReleased(files, layout(directory).lock(holder.key), holder.token);
}

const retryMs = 250;

function lockOf(ports: LockPorts, folder: string, holder: Holder): Lock {
  const { key, token, leaseMs } = holder;
  const released = new AbortController();
  const lost = new AbortController();
  const held = async (): Promise<boolean> => {
    const now = await readHolder(ports.files, folder);
    if (now.token === token && now.holder !== undefined) return true;
    // nobody who takes over removes this lock before a higher one is there
    if ((await readHolder(ports.files, folder)).token >= token) return false;
    throw new CertplanError({ code: "DiskFailed", message: `${folder}/${tokenName(token)} was there and is gone` });
  };
  const check = async (): Promise<void> => {
    if (!(await held())) throw fenceLost(key);
  };
  if (leaseMs !== undefined) {
    const beating = beat(ports, {
      folder,
      token,
      leaseMs,
      since: parseInstant(holder.since),
      check,
      ended: released.signal,
    });
    beating.catch((error: unknown) => {
      if (!released.signal.aborted) lost.abort(error);
    });
  }
  return {
    key,
    token,
    lost: lost.signal,
    held,
    release: async () => {
      released.abort();
      await markReleased(ports.files, folder, token);
    },
  };
}

/** Another process holds by now what this one held. */
export function fenceLost(key: string): CertplanError {
  return new CertplanError({
    code: "FenceLost",
    message: `another process took over the lock of ${key}; nothing further was sent`,
    hint: "certplan apply",
  });
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

function locked(holder: Holder, liveness: "alive" | "unknown"): CertplanError {
  const gone = liveness === "alive" ? "if that process is certainly gone" : "if its machine is gone";
  return new CertplanError({
    code: "Locked",
    message: `${holder.key} is locked by process ${holder.pid} on ${holder.host} since ${holder.since}`,
    hint: `wait for it, or ${gone}: certplan state unlock`,
  });
}
