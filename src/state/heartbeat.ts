import type { Clock, Files } from "../ports/index.ts";
import type { Instant } from "../time/instant.ts";
import { beatName, type Holder } from "./holder.ts";

/** A holder that is late by three beats still lives. */
const beatsInALease = 4;
const oneByte = new Uint8Array([0x2e]);

/** What a holder must be asked before each beat, and where it beats. */
export interface Beating {
  readonly folder: string;
  readonly token: number;
  readonly leaseMs: number;
  /** When the lock was made: others may watch it since then. */
  readonly since: Instant;
  /** Rejects once nothing may be done in this holder's name any more. */
  readonly check: () => Promise<void>;
  /** Aborts when the lock is released. */
  readonly ended: AbortSignal;
}

/**
 * Shows that a holder lives: its file grows by one byte, four times in each lease. Returns when the lock is released.
 * Throws what `check` throws, and DiskFailed: what cannot be written any more must not look alive, and must not act.
 */
export async function beat(ports: { readonly files: Files; readonly clock: Clock }, lock: Beating): Promise<void> {
  const everyMs = lock.leaseMs / beatsInALease;
  // who was suspended since it made the lock is late already; a clock that was put back makes nobody wait for longer
  const lateMs = Math.min(everyMs, Math.max(0, ports.clock.now() - lock.since));
  for (let waitMs = everyMs - lateMs; ; waitMs = everyMs) {
    await ports.clock.sleep(waitMs, lock.ended);
    if (lock.ended.aborted) return;
    await lock.check();
    if (lock.ended.aborted) return;
    await ports.files.append(`${lock.folder}/${beatName(lock.token)}`, oneByte);
  }
}

/** How long a holder has been watched without a sign of life. Slept time of this process: no clocks are compared. */
export interface Watch {
  readonly token: number;
  readonly beats: number;
  readonly silentMs: number;
}

export const nothingWatched: Watch = { token: 0, beats: -1, silentMs: 0 };

/** Looks once more, `sleptMs` after the look before. */
export async function watchOn(
  files: Files,
  folder: string,
  holder: Holder,
  last: Watch & { readonly sleptMs: number },
): Promise<Watch> {
  const beats = (await files.read(`${folder}/${beatName(holder.token)}`))?.length ?? 0;
  const isSilent = holder.token === last.token && beats === last.beats;
  return { token: holder.token, beats, silentMs: isSilent ? last.silentMs + last.sleptMs : 0 };
}

/** It has not shown in its whole lease that it lives. Never true of a holder without a lease. */
export function hasOutlivedLease(holder: Holder, watch: Watch): boolean {
  return holder.leaseMs !== undefined && watch.silentMs >= holder.leaseMs;
}
