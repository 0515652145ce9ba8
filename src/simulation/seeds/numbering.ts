import type { PendingEvent } from "../world.ts";

/**
 * Tells which events have a number. The heartbeats of locks and what only lets time pass have none: there are thousands
 * of them in a long install, and nearly every kill would fall into one.
 */
export function numbering(): (event: Pick<PendingEvent, "label">) => boolean {
  let isBeating = false;
  return ({ label }) => {
    if (label.startsWith("wake")) {
      isBeating = true;
      return false;
    }
    if (!label.includes("/locks/")) isBeating = false;
    if (label.endsWith(".beat")) {
      isBeating = false;
      return false;
    }
    return !isBeating;
  };
}
