import { CertplanError } from "../messages/error.ts";
import type { JsonObject } from "../model/json.ts";
import { type GateReading } from "../model/provider.ts";
import type { Outputs, Step } from "../model/step.ts";
import { iso } from "../time/instant.ts";
import { actOf } from "./act.ts";
import type { Confirmation } from "./progress.ts";
import type { RunContext } from "./run-context.ts";
import { type Gating, placeOf, type StepWork } from "./step-work.ts";
import { startNothingMore, withinGrace } from "./stop.ts";

/** A gate that let the step through, or why it does not for now although nothing failed. */
export type GateResult = { readonly outputs: Outputs; readonly sentence: string } | { readonly held: CertplanError };

type Passed = Extract<GateReading, { gate: "passed" }>;

/**
 * Looks until the gate has passed, at each poll. It holds the step back where it asks for a person and none has
 * confirmed it (StepAsks), and with `--no-wait` where it waits (GateWaits).
 * Throws VerificationFailed where it is violated, GateTimedOut where it waits for longer than the step's timeout.
 */
export async function waitForGate(
  context: RunContext,
  work: StepWork,
  see: { readonly gating: Gating; readonly outputs: Outputs; readonly started: number },
): Promise<GateResult> {
  const { step } = work;
  const deadline = context.clock.now() + step.timeoutSeconds * 1000;
  for (;;) {
    const reading = await readGate(context, work, see);
    switch (reading.gate) {
      case "passed":
        return record(context, step, reading);
      case "violated":
        throw violated(context, step, reading.sentence);
      case "asks": {
        const { confirmed } = work.before;
        if (confirmed !== undefined) return record(context, step, passedBy(confirmed));
        const next = `certplan confirm ${step.id} --because TEXT`;
        context.emit({ event: "StepAsks", ...placeOf(context, work), sentence: reading.sentence, next });
        return { held: asks(step, reading.sentence, next) };
      }
      case "waiting": {
        if (context.noWait === true) return { held: waits(step, reading.sentence) };
        const now = context.clock.now();
        if (now >= deadline) throw timedOut(step, reading.sentence);
        context.emit({
          event: "StepWaiting",
          ...placeOf(context, work),
          sentence: reading.sentence,
          elapsedMs: now - see.started,
          ...(step.estimatedSeconds === undefined ? {} : { estimatedSeconds: step.estimatedSeconds }),
          ...(work.before.begunAt === undefined ? {} : { begunAt: work.before.begunAt }),
        });
        await context.clock.sleep(Math.min(context.pollMs, deadline - now), context.stop);
        startNothingMore(context);
      }
    }
  }
}

/** One look. A gate that cannot be read just now waits: platforms restart their own API while they work. */
export async function readGate(
  context: RunContext,
  work: StepWork,
  { gating, outputs }: { readonly gating: Gating; readonly outputs: Outputs },
): Promise<GateReading> {
  try {
    return await withinGrace(context, gating.gate(actOf(context, work, { baseline: null, outputs })));
  } catch (error) {
    if (error instanceof CertplanError && error.code === "PlatformUnreachable")
      return { gate: "waiting", sentence: error.message };
    throw error;
  }
}

async function record(context: RunContext, step: Step, reading: Passed): Promise<GateResult> {
  const { sentence, evidence, outputs = {} } = reading;
  const at = iso(context.clock.now());
  await context.journal.append({ kind: "GatePassed", at, step: step.id, sentence, evidence, outputs });
  return { outputs, sentence };
}

function passedBy({ by, because, at }: Confirmation): Passed {
  const evidence: JsonObject = { by, because, at };
  return { gate: "passed", sentence: `confirmed by ${by}: ${because}`, evidence };
}

function violated(context: RunContext, step: Step, sentence: string): CertplanError {
  return new CertplanError({
    code: "VerificationFailed",
    message: `${step.id} (${step.title}): ${sentence}`,
    hint: `certplan plan --continue ${context.run}`,
  });
}

function asks(step: Step, sentence: string, hint: string): CertplanError {
  return new CertplanError({ code: "StepAsks", message: `${step.id} asks: ${sentence}`, hint });
}

function waits(step: Step, sentence: string): CertplanError {
  const message = `${step.id} waits: ${sentence}`;
  return new CertplanError({ code: "GateWaits", message, hint: "certplan apply" });
}

function timedOut(step: Step, sentence: string): CertplanError {
  return new CertplanError({
    code: "GateTimedOut",
    message: `${step.id} (${step.title}) waited ${step.timeoutSeconds} s: ${sentence}`,
    hint: "certplan apply",
  });
}
