import { CertplanError } from "../messages/error.ts";
import type { MovedFact } from "../messages/events.ts";
import { canonicalForm } from "../model/digest.ts";
import type { Json } from "../model/json.ts";
import type { Act, Probe, StepKind } from "../model/provider.ts";
import type { Outputs, Step } from "../model/step.ts";
import { iso } from "../time/instant.ts";
import type { OpenIntent, StepProgress } from "./progress.ts";
import { resolveReferences } from "./references.ts";
import type { RunContext } from "./run-context.ts";
import { moved } from "./stop.ts";

/** One step's place in the run, for the events. */
export interface StepWork {
  readonly step: Step;
  readonly kind: StepKind;
  readonly index: number;
  readonly of: number;
  /** As the journal of earlier processes tells it. */
  readonly before: StepProgress;
  readonly outputsOf: (step: string) => Outputs;
}

/** A call that is repeated more often than this fails for a reason that repeating does not mend. */
const maximumAttempts = 3;

/**
 * Takes one step from where the journal says it is to its passed gate:
 * settle an open intent → [assume → baseline → intend → perform → record] → gate → record.
 * Answers the step's outputs. Throws CertplanError; every one leaves the run resumable.
 */
export async function executeStep(context: RunContext, work: StepWork): Promise<Outputs> {
  const started = context.clock.now();
  const { estimatedSeconds } = work.step;
  context.emit({
    event: "StepStarted",
    at: iso(started),
    ...place(context, work),
    ...(estimatedSeconds === undefined ? {} : { estimatedSeconds }),
  });
  let outputs = work.before.outputs;
  let sentence = "done";
  if (work.step.performs && !work.before.performed) outputs = { ...outputs, ...(await performOnce(context, work)) };
  if (!work.before.performed && !work.step.performs) await checkAssumptions(context, work);
  if (work.step.gate !== undefined && !work.before.gatePassed) {
    const passed = await waitForGate(context, work, { outputs, started });
    outputs = { ...outputs, ...passed.outputs };
    sentence = passed.sentence;
  }
  context.emit({
    event: "StepPassed",
    at: iso(context.clock.now()),
    ...place(context, work),
    sentence,
    elapsedMs: context.clock.now() - started,
  });
  return outputs;
}

async function performOnce(context: RunContext, work: StepWork): Promise<Outputs> {
  if (work.before.open !== undefined) {
    const settled = await settle(context, work, work.before.open);
    if (settled !== undefined) return settled;
  }
  for (let attempt = work.before.attempts + 1; ; attempt += 1) {
    startNothingMore(context);
    notTooLate(context, work.step);
    await checkAssumptions(context, work);
    const baseline = (await work.kind.baseline?.(actOf(context, work, { baseline: null, outputs: {} }))) ?? null;
    startNothingMore(context);
    await context.journal.append({ kind: "StepIntended", at: now(context), step: work.step.id, attempt, baseline });
    if (context.stop.aborted) {
      const why = "stopped before it was sent";
      await context.journal.append({ kind: "StepNotDone", at: now(context), step: work.step.id, why });
      startNothingMore(context);
    }
    const outputs = await attemptPerform(context, work, {
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
  attempt: { readonly baseline: Json; readonly last: boolean },
): Promise<Outputs | undefined> {
  const { kind, step } = work;
  if (kind.perform === undefined) throw lacks(step, "perform");
  try {
    const outputs = await withinGrace(
      context,
      kind.perform(actOf(context, work, { baseline: attempt.baseline, outputs: {} })),
      step,
    );
    await context.journal.append({ kind: "StepPerformed", at: now(context), step: step.id, outputs, how: "replied" });
    return outputs;
  } catch (error) {
    if (!(error instanceof CertplanError)) throw error;
    if (error.code === "OutcomeUnknown") {
      const settled = await settle(context, work, attempt);
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

/**
 * A call was sent and its reply is lost: wait until it can no longer arrive, then ask the platform.
 * Answers the outputs if it happened; undefined if it did not, or if a second one is harmless.
 */
async function settle(context: RunContext, work: StepWork, open: OpenIntent): Promise<Outputs | undefined> {
  const { step } = work;
  const probe = await probeLost(context, work, open);
  if (probe.outcome === "done") {
    await context.journal.append({
      kind: "StepPerformed",
      at: now(context),
      step: step.id,
      outputs: probe.outputs,
      how: "probed",
    });
    return probe.outputs;
  }
  if (probe.outcome === "unknown" && step.delivery?.whenUnknown === "stop") {
    throw new CertplanError({
      code: "OutcomeUndecidable",
      message: `${step.id} (${step.title}): ${probe.sentence}`,
      hint: `certplan resolve ${step.id} --done|--not-done --because TEXT`,
    });
  }
  await context.journal.append({ kind: "StepNotDone", at: now(context), step: step.id, why: probe.sentence });
  return undefined;
}

/** Without what was read just before the call, nobody can tell its effect from an older one. */
const baselineLost: Probe = {
  outcome: "unknown",
  sentence: "what was read just before it was in the damaged part of the journal",
};

/** What the platform shows of a call whose reply is lost, asked once that call can no longer arrive. */
export async function probeLost(context: RunContext, work: StepWork, open: OpenIntent): Promise<Probe> {
  const { step, kind } = work;
  if (kind.probe === undefined || step.delivery === undefined) throw lacks(step, "probe or delivery");
  const waitMs = step.delivery.arrivesWithinSeconds * 1000;
  const sentence = "the reply was lost: asking the platform once it can no longer arrive";
  context.emit({ event: "StepSettling", at: now(context), ...place(context, work), sentence, waitMs });
  await context.clock.sleep(waitMs, context.stop);
  startNothingMore(context);
  const probe =
    open.lost === true && kind.baseline !== undefined
      ? baselineLost
      : await kind.probe(actOf(context, work, { baseline: open.baseline, outputs: {} }));
  context.emit({
    event: "StepSettled",
    at: now(context),
    ...place(context, work),
    outcome: probe.outcome,
    sentence: probe.sentence,
  });
  return probe;
}

/** Reads what the step assumes and compares. Throws WorldMoved with every fact that reads otherwise. */
async function checkAssumptions(context: RunContext, work: StepWork): Promise<void> {
  const assumed = resolveReferences(work.step.assumes, work.outputsOf);
  const names = Object.keys(assumed);
  if (names.length === 0) return;
  const found = await providerOf(context, work.step).facts(context.sessionOf(work.step.target), names);
  const differing = names
    .filter((name) => canonicalForm(found[name]) !== canonicalForm(assumed[name]))
    .map(
      (name): MovedFact => ({ fact: name, assumed: canonicalForm(assumed[name]), found: canonicalForm(found[name]) }),
    );
  if (differing.length > 0) throw moved(work.step, differing, context.run);
}

async function waitForGate(
  context: RunContext,
  work: StepWork,
  see: { readonly outputs: Outputs; readonly started: number },
): Promise<{ readonly outputs: Outputs; readonly sentence: string }> {
  const { step, kind } = work;
  if (kind.gate === undefined) throw lacks(step, "gate");
  const deadline = context.clock.now() + step.timeoutSeconds * 1000;
  for (;;) {
    const reading = await kind
      .gate(actOf(context, work, { baseline: null, outputs: see.outputs }))
      .catch(waitIfUnreachable);
    switch (reading.gate) {
      case "passed": {
        const outputs = reading.outputs ?? {};
        await context.journal.append({
          kind: "GatePassed",
          at: now(context),
          step: step.id,
          sentence: reading.sentence,
          evidence: reading.evidence,
          outputs,
        });
        return { outputs, sentence: reading.sentence };
      }
      case "violated":
        throw new CertplanError({
          code: "VerificationFailed",
          message: `${step.id} (${step.title}): ${reading.sentence}`,
          hint: `certplan plan --continue ${context.run}`,
        });
      case "waiting": {
        if (context.clock.now() >= deadline) throw timedOut(step, reading.sentence);
        const { estimatedSeconds } = step;
        const elapsedMs = context.clock.now() - see.started;
        context.emit({
          event: "StepWaiting",
          at: now(context),
          ...place(context, work),
          sentence: reading.sentence,
          elapsedMs,
          ...(estimatedSeconds === undefined ? {} : { estimatedSeconds }),
        });
        await context.clock.sleep(Math.min(context.pollMs, Math.max(0, deadline - context.clock.now())), context.stop);
        startNothingMore(context);
      }
    }
  }
}

/** A gate that cannot be read just now waits: platforms restart their own API while they work. */
function waitIfUnreachable(error: unknown): { readonly gate: "waiting"; readonly sentence: string } {
  if (error instanceof CertplanError && error.code === "PlatformUnreachable")
    return { gate: "waiting", sentence: error.message };
  throw error;
}

/** After the first signal a call in flight gets the grace time, then its outcome counts as unknown. */
async function withinGrace<T>(context: RunContext, call: Promise<T>, step: Step): Promise<T> {
  let expire: (error: CertplanError) => void = () => undefined;
  const expired = new Promise<never>((_resolve, reject) => {
    expire = reject;
  });
  const onStop = (): void => {
    const error = new CertplanError({
      code: "StoppedSafely",
      message: `${step.id} (${step.title}) was sent and its reply is still out`,
      hint: "certplan apply",
    });
    void context.clock.sleep(context.graceMs).then(() => expire(error));
  };
  context.stop.addEventListener("abort", onStop, { once: true });
  try {
    return await Promise.race([call, expired]);
  } finally {
    context.stop.removeEventListener("abort", onStop);
  }
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

function startNothingMore(context: RunContext): void {
  if (!context.stop.aborted) return;
  throw new CertplanError({
    code: "StoppedSafely",
    message: `run ${context.run} was asked to stop`,
    hint: "certplan apply",
  });
}

function actOf(
  context: RunContext,
  work: StepWork,
  known: { readonly baseline: Json; readonly outputs: Outputs },
): Act {
  const { step } = work;
  return {
    session: context.sessionOf(step.target),
    step,
    inputs: resolveReferences(step.inputs, work.outputsOf),
    ...known,
  };
}

function providerOf(context: RunContext, step: Step): RunContext["registry"][string] {
  const type = context.plan.targets.find((target) => target.name === step.target)?.type ?? "";
  const provider = context.registry[type];
  if (provider === undefined) throw lacks(step, `provider of type ${type}`);
  return provider;
}

function place(
  context: RunContext,
  work: StepWork,
): { run: string; target: string; step: string; title: string; index: number; of: number } {
  const { step, index, of } = work;
  return { run: context.run, target: step.target, step: step.id, title: step.title, index, of };
}

function now(context: RunContext): string {
  return iso(context.clock.now());
}

function timedOut(step: Step, sentence: string): CertplanError {
  return new CertplanError({
    code: "GateTimedOut",
    message: `${step.id} (${step.title}) waited ${step.timeoutSeconds} s: ${sentence}`,
    hint: "certplan apply",
  });
}

function lacks(step: Step, what: string): CertplanError {
  return new CertplanError({ code: "StepKindUnknown", message: `${step.id}: kind ${step.kind} has no ${what} here` });
}
