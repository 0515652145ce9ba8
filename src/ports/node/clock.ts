import type { Clock } from "../clock.ts";

/** setTimeout fires at once for anything longer than 2^31 - 1 ms (24.8 days). */
const longestTimerMs = 2_147_483_647;

/** The clock of this machine. */
export function nodeClock(): Clock {
  return { now: () => Date.now(), sleep };
}

async function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  let left = Math.max(0, milliseconds);
  do {
    await oneTimer(Math.min(left, longestTimerMs), signal);
    left -= longestTimerMs;
  } while (left > 0 && !signal?.aborted);
}

function oneTimer(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) {
      resolve();
      return;
    }
    const finish = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", finish);
      resolve();
    };
    const timer = setTimeout(finish, milliseconds);
    signal?.addEventListener("abort", finish, { once: true });
  });
}
