import { acquireLock, type Lock } from "../state/index.ts";
import { iso } from "../time/instant.ts";
import type { CommandContext } from "./context.ts";
import { ignoreDisk } from "./record-runs.ts";

/** Works while it holds the locks of these systems; waits for a living holder as long as `--lock-timeout` says. Throws Locked. */
export async function withLocks<T>(
  context: Pick<CommandContext, "ports" | "settings" | "emit">,
  systems: readonly string[],
  work: (locks: readonly Lock[]) => Promise<T>,
): Promise<T> {
  const locks: Lock[] = [];
  try {
    for (const system of systems) locks.push(await lock(context, system));
    return await work(locks);
  } finally {
    for (const held of locks) await held.release().catch(ignoreDisk);
  }
}

async function lock(context: Pick<CommandContext, "ports" | "settings" | "emit">, system: string): Promise<Lock> {
  const { ports, settings } = context;
  const lockPorts = { files: ports.files, host: ports.host, clock: ports.clock };
  let told = false;
  return acquireLock(lockPorts, settings.statePath, system, {
    timeoutMs: settings.lockTimeoutMs,
    onWait: (holder) => {
      if (told) return;
      told = true;
      const at = iso(ports.clock.now());
      context.emit({
        event: "LockWaiting",
        at,
        system,
        holder: `process ${holder.pid} on ${holder.host}`,
        untilMs: settings.lockTimeoutMs,
      });
    },
  });
}
