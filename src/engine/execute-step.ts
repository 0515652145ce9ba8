import { CertplanError } from "../messages/error.ts";
import type { MovedFact } from "../messages/events.ts";
import { canonicalForm } from "../model/digest.ts";
import type { Json } from "../model/json.ts";
import type { Outputs, Step } from "../model/step.ts";
import { iso } from "../time/instant.ts";
import { actOf } from "./act.ts";
import { waitForGate } from "./gate.ts";
import { resolveReferences } from "./references.ts";
import type { RunContext } from "./run-context.ts";
import { settle } from "./settle.ts";
import { type Performing, placeOf, type StepWork } from "./step-work.ts";
import { moved, startNothingMore, withinGrace } from "./stop.ts";

/** A call that is repeated more often than this fails for a reason that repeating does not mend. */
const maximumAttempts = 3;

/** A step that has passed, or one that its gate holds back for now although nothing failed. */
export type StepResult = { readonly outputs: Outputs } | { readonly held: CertplanError };

/**
 * Takes one step from where the journal says it is to its passed gate:
 * settle an open intent → [assume → baseline → intend → perform → record] → gate → record.
 * Throws CertplanError; every one leaves the run resumable.
 */
export async function executeStep(context: RunContext, work: StepWork): Promise<StepResult> {
  const started = context.clock.now();
  const { estimatedSeconds } = work.step;
  const { begunAt } = work.before;
  context.emit({
    event: "StepStarted",
    ...placeOf(context, work),
    ...(estimatedSeconds === undefined ? {} : { estimatedSeconds }),
    ...(begunAt === undefined ? {} : { begunAt }),
  });
  let outputs = work.before.outputs;
  let sentence = "done";
  const { performing, gating, before } = work;
  if (performing === undefined) await checkAssumptions(context, work);
  else if (!before.performed) outputs = { ...outputs, ...(await performOnce(context, work, performing)) };
  if (gating !== undefined && !before.gatePassed) {
    const gate = await waitForGate(context, work, { gating, outputs, started });
    if ("held" in gate) return gate;
    outputs = { ...outputs, ...gate.outputs };
    sentence = gate.sentence;
  }
  const elapsedMs = context.clock.now() - started;
  context.emit({
    event: "StepPassed",
    ...placeOf(context, work),
    sentence,
    elapsedMs,
    ...(begunAt === undefined ? {} : { begunAt }),
  });
  return { outputs };
}

async function performOnce(context: RunContext, work: StepWork, performing: Performing): Promise<Outputs> {
  if (work.before.open !== undefined) {
    const settled = await settle(context, work, performing, work.before.open);
    if (settled !== undefined) return settled;
  }
  for (let attempt = work.before.attempts + 1; ; attempt += 1) {
    startNothingMore(context);
    notTooLate(context, work.step);
    await checkAssumptions(context, work);
    const looking = actOf(context, work, { baseline: null, outputs: {} });
    const reading = performing.kind.baseline?.(looking);
    const baseline = reading === undefined ? null : await withinGrace(context, reading);
    startNothingMore(context);
    await context.journal.append({ kind: "StepIntended", at: now(context), step: work.step.id, attempt, baseline });
    if (context.stop.aborted) {
      const why = "stopped before it was sent";
      await context.journal.append({ kind: "StepNotDone", at: now(context), step: work.step.id, why });
      startNothingMore(context);
    }
    const outputs = await attemptPerform(context, work, performing, {
      baseline,
      last: attempt >= work.before.attempts + maximumAttempts,
    });
    if (outputs !== undefined) return outputs;
  }
}

/** The outputs, or undefined if the call had no effect although it was sent, so that it may be made again. */
async function attemptPerform(
  context: RunContext,
  work: StepWork,
  performing: Performing,
  attempt: { readonly baseline: Json; readonly last: boolean },
): Promise<Outputs | undefined> {
  const { step } = work;
  try {
    const outputs = await withinGrace(
      context,
      performing.kind.perform(actOf(context, work, { baseline: attempt.baseline, outputs: {}, performs: true })),
      `${step.id} (${step.title}) was sent and its reply is still out`,
    );
    await context.journal.append({ kind: "StepPerformed", at: now(context), step: step.id, outputs, how: "replied" });
    return outputs;
  } catch (error) {
    if (!(error instanceof CertplanError)) throw error;
    if (error.code === "OutcomeUnknown") {
      const settled = await settle(context, work, performing, attempt);
      if (settled === undefined && attempt.last) throw error;
      return settled;
    }
    if (hadNoEffect(error))
      await context.journal.append({ kind: "StepNotDone", at: now(context), step: step.id, why: error.message });
    throw error;
  }
}

/** Of these the platform said no, or nothing was sent. Any other error leaves the intent open, to be settled later. */
function hadNoEffect(error: CertplanError): boolean {
  return ["PlatformRefused", "PlatformUnreachable", "PlatformUntrusted", "AccessRefused", "SecretUnresolved"].includes(
    error.code,
  );
}

/** Reads what the step assumes and compares. Throws WorldMoved with every fact that reads otherwise. */
async function checkAssumptions(context: RunContext, work: StepWork): Promise<void> {
  const assumed = resolveReferences(work.step.assumes, work.outputsOf);
  const names = Object.keys(assumed);
  if (names.length === 0) return;
  const found = await withinGrace(context, work.provider.facts(context.sessionOf(work.step.target), names));
  const differing = names
    .filter((name) => canonicalForm(found[name]) !== canonicalForm(assumed[name]))
    .map(
      (name): MovedFact => ({ fact: name, assumed: canonicalForm(assumed[name]), found: canonicalForm(found[name]) }),
    );
  if (differing.length > 0) throw moved(work.step, differing, context.run);
}

/** Throws TooLate: something would end before the rest is done. */
function notTooLate(context: RunContext, { id, title, latestStart }: Step): void {
  if (latestStart === undefined || context.clock.now() <= Date.parse(latestStart)) return;
  throw new CertplanError({
    code: "TooLate",
    message: `${id} (${title}) had to start by ${latestStart}: by the estimates something would end before the work is done`,
    hint: `certplan plan --continue ${context.run}`,
  });
}

function now(context: RunContext): string {
  return iso(context.clock.now());
}
