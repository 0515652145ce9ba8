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
  if (context.stop.aborted) throw stopped(askedToStop(context));
}

/**
 * After the first signal a call under way gets the grace time. Then it is left alone, whatever becomes of it: of a change
 * the outcome counts as unknown, a read changes nothing. Throws StoppedSafely, which says `left`.
 */
export async function withinGrace<T>(
  context: RunContext,
  call: Promise<T>,
  left: string = askedToStop(context),
): Promise<T> {
  let expire: (error: CertplanError) => void = () => undefined;
  const expired = new Promise<never>((_resolve, reject) => {
    expire = reject;
  });
  const onStop = (): void => {
    void context.clock.sleep(context.graceMs).then(() => expire(stopped(left)));
  };
  context.stop.addEventListener("abort", onStop, { once: true });
  if (context.stop.aborted) onStop();
  try {
    return await Promise.race([call, expired]);
  } finally {
    context.stop.removeEventListener("abort", onStop);
  }
}

function askedToStop({ run }: RunContext): string {
  return `run ${run} was asked to stop`;
}

function stopped(message: string): CertplanError {
  return new CertplanError({ code: "StoppedSafely", message, hint: "certplan apply" });
}
