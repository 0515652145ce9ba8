import { CertplanError } from "../messages/error.ts";
import type { Step } from "../model/step.ts";
import type { Clock, Host, ProcessIdentity } from "../ports/index.ts";

/** What waiting for a program of an earlier certplan needs. */
export interface Survival {
  readonly clock: Clock;
  readonly host: Host;
  readonly pollMs: number;
  /** Aborts at the first signal: the wait ends, and the caller looks at it. */
  readonly stop: AbortSignal;
  /** Told at each look while it still runs. */
  readonly onWait: (sentence: string, elapsedMs: number) => void;
}

/**
 * Waits until the program of an earlier certplan has ended: what it did can be read only then. On another machine
 * nobody can tell, and it is not waited for. Throws ProgramStillRuns after the step's timeout.
 */
export async function waitForSurvivor(step: Step, process: ProcessIdentity, how: Survival): Promise<void> {
  const { clock, host, pollMs, stop } = how;
  const started = clock.now();
  const deadline = started + step.timeoutSeconds * 1000;
  const sentence = `process ${process.pid} of an earlier apply still runs`;
  while (host.liveness(process) === "alive" && !stop.aborted) {
    const now = clock.now();
    if (now >= deadline) {
      throw new CertplanError({
        code: "ProgramStillRuns",
        message: `${step.id} (${step.title}) waited ${step.timeoutSeconds} s: ${sentence}`,
        hint: `end process ${process.pid} if it hangs, then: certplan apply`,
      });
    }
    how.onWait(sentence, now - started);
    await clock.sleep(Math.min(pollMs, deadline - now), stop);
  }
}
