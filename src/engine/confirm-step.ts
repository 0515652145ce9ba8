import { CertplanError } from "../messages/error.ts";
import type { Step } from "../model/step.ts";
import type { JournalEvent } from "../state/index.ts";
import { iso } from "../time/instant.ts";
import { readGate } from "./gate.ts";
import { progressOf } from "./progress.ts";
import type { RunContext } from "./run-context.ts";
import { hasPassed, worksOf } from "./step-work.ts";

/** What a person says of a step that asks: it is done, or is to count as done. */
export interface Statement {
  readonly step: string;
  readonly because: string;
  readonly by: string;
}

/**
 * Journals that a person did what a step asks for; it passes its gate at the next apply. Only what the gate itself asks
 * at this moment can be confirmed. Sends nothing that changes anything.
 * Throws NothingToConfirm where nothing is asked, ConfirmRefused where it is not asked yet, and what reading throws.
 */
export async function confirmStep(
  context: RunContext,
  events: readonly JournalEvent[],
  statement: Statement,
): Promise<void> {
  const works = worksOf(context, progressOf(events));
  const work = works.find(({ step }) => step.id === statement.step);
  if (work?.gating === undefined) throw nothingToConfirm(statement.step, "has no gate");
  const { step, before, gating } = work;
  if (before.gatePassed) throw nothingToConfirm(step.id, "has passed");
  if (before.confirmed !== undefined) throw nothingToConfirm(step.id, `is confirmed by ${before.confirmed.by}`);
  const missing = works.filter((one) => step.after.includes(one.step.id) && !hasPassed(one));
  if (missing.length > 0) throw tooEarly(step, `it comes after ${missing.map((one) => words(one.step)).join(", ")}`);
  if (step.performs && !before.performed) throw tooEarly(step, "what it does itself is not done yet");
  const reading = await readGate(context, work, { gating, outputs: before.outputs });
  if (reading.gate === "passed") throw nothingToConfirm(step.id, `passes by itself: ${reading.sentence}`);
  if (reading.gate !== "asks") throw tooEarly(step, `its gate does not ask: ${reading.sentence}`);
  await context.journal.append({ kind: "StepConfirmed", at: iso(context.clock.now()), ...statement });
}

function words({ id, title }: Step): string {
  return `${id} (${title})`;
}

function nothingToConfirm(step: string, why: string): CertplanError {
  return new CertplanError({ code: "NothingToConfirm", message: `${step} ${why}`, hint: "certplan apply" });
}

function tooEarly(step: Step, why: string): CertplanError {
  return new CertplanError({
    code: "ConfirmRefused",
    message: `${words(step)} cannot be confirmed: ${why}`,
    hint: "certplan apply",
  });
}
