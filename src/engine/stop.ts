import { CertplanError } from "../messages/error.ts";
import type { MovedFact } from "../messages/events.ts";
import type { Step } from "../model/step.ts";
import type { RunContext } from "./run-context.ts";

/** A WorldMoved that still knows its facts one by one. */
export class WorldMovedError extends CertplanError {
  readonly facts: readonly MovedFact[];

  constructor(step: Step, facts: readonly MovedFact[], run: string) {
    const names = facts.map(({ fact }) => fact).join(", ");
    super({
      code: "WorldMoved",
      message: `${step.target} stopped before ${step.title}: the system moved: ${names}`,
      hint: `certplan plan --continue ${run}`,
    });
    this.facts = facts;
  }
}

export function moved(step: Step, facts: readonly MovedFact[], run: string): CertplanError {
  return new WorldMovedError(step, facts, run);
}

/** Throws StoppedSafely after the first signal. */
export function startNothingMore(context: RunContext): void {
  if (!context.stop.aborted) return;
  throw new CertplanError({
    code: "StoppedSafely",
    message: `run ${context.run} was asked to stop`,
    hint: "certplan apply",
  });
}
