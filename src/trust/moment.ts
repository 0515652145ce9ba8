import type { Order } from "./order.ts";

/**
 * A set of steps closed under what comes before them. Those in `passed` have passed, those in `started` may be in
 * flight; everything that either comes after has passed.
 */
export interface Moment {
  readonly started: ReadonlySet<string>;
  readonly passed: ReadonlySet<string>;
}

/** The moment in which these steps have started, and no more than that needs. */
export function momentOf(started: readonly string[]): Moment {
  return { started: new Set(started), passed: new Set() };
}

/** The moment in which every step has passed. */
export function endOf({ sorted }: Order): Moment {
  return { started: new Set(), passed: new Set(sorted) };
}

export function alsoStarted(moment: Moment, step: string): Moment {
  return { ...moment, started: new Set([...moment.started, step]) };
}

export function alsoPassed(moment: Moment, step: string): Moment {
  return { ...moment, passed: new Set([...moment.passed, step]) };
}

export function hasPassed(step: string, { started, passed }: Moment, order: Order): boolean {
  if (passed.has(step)) return true;
  for (const other of started) if (order.precedes(step, other)) return true;
  for (const other of passed) if (order.precedes(step, other)) return true;
  return false;
}

/** It has at least started: what it does may have happened. */
export function isTouched(step: string, moment: Moment, order: Order): boolean {
  return moment.started.has(step) || hasPassed(step, moment, order);
}

/** How many steps have at least started. */
export function reachOf({ started, passed }: Moment, order: Order): number {
  return order.reach(new Set([...started, ...passed]));
}
