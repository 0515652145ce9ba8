import { CertplanError } from "../messages/error.ts";
import type { Probe } from "../model/provider.ts";
import type { Outputs } from "../model/step.ts";
import { iso } from "../time/instant.ts";
import { actOf } from "./act.ts";
import type { OpenIntent } from "./progress.ts";
import type { RunContext } from "./run-context.ts";
import { type Performing, placeOf, type StepWork } from "./step-work.ts";
import { startNothingMore, withinGrace } from "./stop.ts";
import { waitForSurvivor } from "./survivor.ts";

/**
 * A call was sent and its reply is lost: wait until it can no longer arrive, then ask the platform.
 * Answers the outputs if it happened; undefined if it did not, or if a second one is harmless.
 */
export async function settle(
  context: RunContext,
  work: StepWork,
  performing: Performing,
  open: OpenIntent,
): Promise<Outputs | undefined> {
  const { step } = work;
  const probe = await probeLost(context, work, performing, open);
  const at = iso(context.clock.now());
  if (probe.outcome === "done") {
    const { outputs } = probe;
    await context.journal.append({ kind: "StepPerformed", at, step: step.id, outputs, how: "probed" });
    return outputs;
  }
  if (probe.outcome === "unknown" && performing.delivery.whenUnknown === "stop") {
    throw new CertplanError({
      code: "OutcomeUndecidable",
      message: `${step.id} (${step.title}): ${probe.sentence}`,
      hint: `certplan resolve ${step.id} --done|--not-done --because TEXT`,
    });
  }
  await context.journal.append({ kind: "StepNotDone", at, step: step.id, why: probe.sentence });
  return undefined;
}

/** Without what was read just before the call, nobody can tell its effect from an older one. */
const baselineLost: Probe = {
  outcome: "unknown",
  sentence: "what was read just before it was in the damaged part of the journal",
};

/**
 * What the platform shows of a call whose reply is lost, asked once that call can no longer arrive and the program that
 * it began has ended.
 */
export async function probeLost(
  context: RunContext,
  work: StepWork,
  { kind, delivery }: Performing,
  open: OpenIntent,
): Promise<Probe> {
  const { step } = work;
  if (open.process !== undefined) {
    const onWait = (sentence: string, elapsedMs: number): void =>
      context.emit({ event: "StepWaiting", ...placeOf(context, work), sentence, elapsedMs });
    await waitForSurvivor(step, open.process, { ...context, onWait });
    startNothingMore(context);
  }
  const waitMs = delivery.arrivesWithinSeconds * 1000;
  const sentence = "the reply was lost: asking the platform once it can no longer arrive";
  context.emit({ event: "StepSettling", ...placeOf(context, work), sentence, waitMs });
  await context.clock.sleep(waitMs, context.stop);
  startNothingMore(context);
  const probe =
    open.lost === true && kind.baseline !== undefined
      ? baselineLost
      : await withinGrace(context, kind.probe(actOf(context, work, { baseline: open.baseline, outputs: {} })));
  const { outcome } = probe;
  context.emit({ event: "StepSettled", ...placeOf(context, work), outcome, sentence: probe.sentence });
  return probe;
}
