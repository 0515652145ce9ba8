import { StepStop } from "../engine/index.ts";
import { CertplanError } from "../messages/error.ts";
import { fenceLost, type Lock } from "../state/index.ts";

/** The locks of a run, while it is worked on. */
export interface Holding {
  /** Aborts at the first signal, and as soon as one of the locks is lost. */
  readonly stop: AbortSignal;
  /** Throws FenceLost where another process has taken over. */
  check(): Promise<void>;
  /** Why the run really stopped: a lost lock, where that is what stopped it. */
  cause(stopped: StepStop | CertplanError): StepStop | CertplanError;
}

/** Stops a run whose locks are lost as a signal would: nothing new begins. */
export function holding(locks: readonly Lock[], signal: AbortSignal): Holding {
  return {
    stop: AbortSignal.any([signal, ...locks.map(({ lost }) => lost)]),
    check: async () => {
      for (const lock of locks) if (!(await lock.held())) throw fenceLost(lock.key);
    },
    cause: (stopped) => {
      const why: unknown = locks.find(({ lost }) => lost.aborted)?.lost.reason;
      if (!(why instanceof CertplanError)) return stopped;
      return stopped instanceof StepStop ? new StepStop(stopped.step, stopped.index, why) : why;
    },
  };
}
