import { CertplanError } from "../messages/error.ts";
import type { Json } from "../model/json.ts";
import type { OutputReference, Step } from "../model/step.ts";
import type { JournalEvent } from "../state/index.ts";
import { iso } from "../time/instant.ts";
import { progressOf } from "./progress.ts";
import type { RunContext } from "./run-context.ts";
import { probeLost } from "./settle.ts";
import { worksOf } from "./step-work.ts";

/** What a person says of a call whose outcome the platform cannot tell. */
export interface Decision {
  readonly step: string;
  readonly outcome: "done" | "not-done";
  readonly because: string;
  readonly by: string;
}

/**
 * Settles the open intent of a step as a person decided, and journals it. The platform is asked once more, after the
 * call can no longer arrive: a late one would make a lie of "not done". Sends nothing that changes anything.
 * Throws NothingToResolve; ResolveRefused where the platform shows otherwise, or where a later step needs an output
 * that nobody can tell; and what reading the platform throws.
 */
export async function resolveStep(
  context: RunContext,
  events: readonly JournalEvent[],
  decision: Decision,
): Promise<void> {
  const works = worksOf(context, progressOf(events));
  const work = works.find((one) => one.step.id === decision.step);
  if (work?.performing === undefined || work.before.open === undefined)
    throw nothingToResolve(decision.step, work?.before.performed === true);
  const { step } = work;
  const steps = works.map((one) => one.step);
  const probe = await probeLost(context, work, work.performing, work.before.open);
  if (probe.outcome !== "unknown" && probe.outcome !== decision.outcome) {
    throw new CertplanError({
      code: "ResolveRefused",
      message: `${step.id} (${step.title}): said to be ${wordsOf(decision.outcome)}, but the platform shows: ${probe.sentence}`,
      hint: "certplan apply",
    });
  }
  const missing = probe.outcome === "unknown" && decision.outcome === "done" ? outputsNeeded(steps, step.id) : [];
  if (missing.length > 0) {
    throw new CertplanError({
      code: "ResolveRefused",
      message: `${step.id} (${step.title}): later steps need its ${missing.join(", ")}, which the platform does not tell: ${probe.sentence}`,
      hint: `certplan plan --continue ${context.run}`,
    });
  }
  await context.journal.append({
    kind: "StepResolved",
    at: iso(context.clock.now()),
    ...decision,
    outputs: probe.outcome === "done" ? probe.outputs : {},
  });
}

function nothingToResolve(step: string, performed: boolean): CertplanError {
  return new CertplanError({
    code: "NothingToResolve",
    message: `${step} ${performed ? "is known to be done" : "has no call whose outcome is open"}`,
    hint: "certplan apply",
  });
}

function wordsOf(outcome: Decision["outcome"]): string {
  return outcome === "done" ? "done" : "not done";
}

/** Names of the outputs of this step that other steps refer to. */
function outputsNeeded(steps: readonly Step[], id: string): readonly string[] {
  const names = steps.flatMap(({ inputs, assumes }) => [...referencesTo(id, inputs), ...referencesTo(id, assumes)]);
  return [...new Set(names)];
}

function referencesTo(id: string, value: Json): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  const { $output } = value as Partial<OutputReference>;
  if ($output !== undefined) return $output.step === id ? [$output.name] : [];
  return Object.values(value).flatMap((item) => referencesTo(id, item as Json));
}
