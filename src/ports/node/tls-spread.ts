import type { Handshaker } from "./tls-handshake.ts";

/** Handshakes in flight on one thread beyond which it does nothing but cryptography. */
const many = 32;

interface Lane {
  readonly shake: Handshaker;
  inFlight: number;
}

/**
 * Spreads handshakes over `local`, which is this thread, and up to `most` others, which are started once many are in
 * flight: each goes where the fewest are. A thread rejects when it could not be started or has died; its handshakes are
 * made again by `local`: they change nothing.
 */
export function spreadHandshaker(local: Handshaker, most: number, start: () => Handshaker): Handshaker {
  const here: Lane = { shake: local, inFlight: 0 };
  const lanes = new Set([here]);
  let isSpread = false;
  const spread = (): void => {
    isSpread = true;
    for (let thread = 0; thread < most; thread += 1) lanes.add({ shake: start(), inFlight: 0 });
  };
  return async (request) => {
    if (!isSpread && here.inFlight >= many) spread();
    let lane = here;
    for (const other of lanes) if (other.inFlight < lane.inFlight) lane = other;
    lane.inFlight += 1;
    try {
      return await lane.shake(request);
    } catch (error) {
      if (lane === here) throw error;
      lanes.delete(lane);
      return await local(request);
    } finally {
      lane.inFlight -= 1;
    }
  };
}
