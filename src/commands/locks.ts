import { CertplanError } from "../messages/error.ts";
import { acquireLock, fenceLost, type Holder, type Lock } from "../state/index.ts";
import { iso } from "../time/instant.ts";
import type { CommandContext } from "./context.ts";
import { refuseNetworkDisk } from "./network-disk.ts";

export type LockContext = Pick<CommandContext, "ports" | "settings" | "emit">;

/**
 * Works while it holds the locks of these systems; waits for a living holder as long as `--lock-timeout` says.
 * Throws Locked, StateOnNetwork.
 */
export async function withLocks<T>(
  context: LockContext,
  systems: readonly string[],
  work: (locks: readonly Lock[]) => Promise<T>,
): Promise<T> {
  await refuseNetworkDisk(context);
  const locks: Lock[] = [];
  try {
    for (const system of systems) locks.push(await lock(context, system));
    return await work(locks);
  } finally {
    for (const held of locks) await held.release().catch(ignoreDisk);
  }
}

async function lock(context: LockContext, system: string): Promise<Lock> {
  const { ports, settings } = context;
  const lockPorts = { files: ports.files, host: ports.host, clock: ports.clock };
  let told = 0;
  return acquireLock(lockPorts, settings.statePath, system, {
    timeoutMs: settings.lockTimeoutMs,
    ...leaseOf(context),
    onWait: (holder) => {
      if (told !== holder.token) tellWaiting(context, holder, settings.lockTimeoutMs);
      told = holder.token;
    },
  });
}

/**
 * Works under the short lock of state.json. Throws Locked, and DiskFailed also where it cannot let go of the lock: the
 * same process may want it again, hours later, and would wait for itself.
 */
export async function whileStateIsMine<T>(context: LockContext, work: () => Promise<T>): Promise<T> {
  const { ports, settings } = context;
  // whoever died with it on another machine is known to be gone after a lease
  const wait = { timeoutMs: 30_000 + (settings.leaseMs ?? 0), ...leaseOf(context) };
  const held = await acquireLock(ports, settings.statePath, "state.json", wait);
  const done = await work().catch(async (error: unknown) => {
    await held.release().catch(ignoreDisk);
    throw error;
  });
  await held.release();
  return done;
}

/** How long others watch a lock of this process. */
function leaseOf({ settings }: LockContext): { readonly leaseMs?: number } {
  return settings.leaseMs === undefined ? {} : { leaseMs: settings.leaseMs };
}

/** For whom this process waits, how long at most, and when it would not wait any longer. */
export function tellWaiting({ ports, emit }: LockContext, holder: Holder, untilMs: number): void {
  const { key, pid, host, leaseMs } = holder;
  const cannotAsk = ports.host.liveness(holder) === "unknown" && leaseMs !== undefined;
  emit({
    event: "LockWaiting",
    at: iso(ports.clock.now()),
    system: key,
    holder: `process ${pid} on ${host}`,
    untilMs,
    ...(cannotAsk ? { leaseMs } : {}),
  });
}

/** For clean-up on the way out: what cannot be written then is not worth hiding what went before. */
export function ignoreDisk(error: unknown): void {
  if (!(error instanceof CertplanError)) throw error;
}

/**
 * What these locks guard, read under them. Throws FenceLost where they were taken over before: whoever went on from what
 * the taker is about to write would seal its segment, and nothing behind a seal counts.
 */
export async function readHolding<T>(locks: readonly Lock[], read: () => Promise<T>): Promise<T> {
  const known = await read();
  for (const one of locks) if (!(await one.held())) throw fenceLost(one.key);
  return known;
}
