import type { Instant } from "../time/instant.ts";

/** The only source of time. */
export interface Clock {
  now(): Instant;
  /** Settles after `milliseconds`, or at once when `signal` aborts (it never rejects). */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** The only source of randomness. */
export interface Random {
  bytes(length: number): Promise<Uint8Array>;
}
