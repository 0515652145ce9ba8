import { CertplanError } from "../messages/error.ts";
import type { Step } from "../model/step.ts";
import type { JournalEvent } from "../state/index.ts";
import { iso } from "../time/instant.ts";
import { hasPassed, kindOf } from "./execute-run.ts";
import { readGate } from "./gate.ts";
import { notBegun, progressOf } from "./progress.ts";
import type { RunContext } from "./run-context.ts";

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
  const steps = context.plan.steps.filter((step) => context.targets.includes(step.target));
  const progress = progressOf(events);
  const step = steps.find(({ id }) => id === statement.step);
  const before = progress.get(statement.step) ?? notBegun;
  if (step?.gate === undefined) throw nothingToConfirm(statement.step, "has no gate");
  if (before.gatePassed) throw nothingToConfirm(step.id, "has passed");
  if (before.confirmed !== undefined) throw nothingToConfirm(step.id, `is confirmed by ${before.confirmed.by}`);
  const missing = steps.filter(({ id }) => step.after.includes(id)).filter((one) => !passed(one));
  if (missing.length > 0) throw tooEarly(step, `it comes after ${missing.map(words).join(", ")}`);
  if (step.performs && !before.performed) throw tooEarly(step, "what it does itself is not done yet");
  const index = steps.indexOf(step) + 1;
  const outputsOf = (id: string): typeof before.outputs => progress.get(id)?.outputs ?? {};
  const work = { step, kind: kindOf(context, step), index, of: steps.length, before, outputsOf };
  const reading = await readGate(context, work, before.outputs);
  if (reading.gate === "passed") throw nothingToConfirm(step.id, `passes by itself: ${reading.sentence}`);
  if (reading.gate !== "asks") throw tooEarly(step, `its gate does not ask: ${reading.sentence}`);
  await context.journal.append({ kind: "StepConfirmed", at: iso(context.clock.now()), ...statement });

  function passed(one: Step): boolean {
    return hasPassed(one, progress.get(one.id) ?? notBegun);
  }
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
