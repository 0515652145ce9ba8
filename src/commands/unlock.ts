import { freeLock, type Holder, isGone, listHolders } from "../state/index.ts";
import { type LockContext, tellWaiting } from "./locks.ts";

/** What `state unlock` found: both in order of what is locked. */
export interface Unlocked {
  readonly freed: readonly Holder[];
  /** Not certainly gone: left alone. */
  readonly held: readonly Holder[];
}

/**
 * `certplan state unlock`: frees what is held by processes that are certainly gone, and what is held by those whose
 * machine cannot be asked and that show no life for their lease.
 */
export async function unlockCommand(context: LockContext): Promise<Unlocked> {
  const { ports, settings } = context;
  const holders = await listHolders(ports.files, settings.statePath);
  const gone = await Promise.all(
    holders.map((holder) => {
      const { leaseMs } = holder;
      if (leaseMs !== undefined && ports.host.liveness(holder) === "unknown") tellWaiting(context, holder, leaseMs);
      return isGone(ports, settings.statePath, holder);
    }),
  );
  const freed = holders.filter((_holder, index) => gone[index]);
  for (const holder of freed) await freeLock(ports.files, settings.statePath, holder);
  return { freed, held: holders.filter((_holder, index) => !gone[index]) };
}
