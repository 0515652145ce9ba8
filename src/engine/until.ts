import { CertplanError } from "../messages/error.ts";
import type { Phase, Step } from "../model/step.ts";
import type { StepProgress } from "./progress.ts";

const phases: readonly Phase[] = ["prepare", "trust", "switch", "drop"];

/**
 * True for a step that `--until` holds back: of that phase or a later one, and not begun. One that an earlier apply
 * has begun is brought to its end, because the middle of a step is no place to stay.
 */
export function isHeldBack(step: Step, before: StepProgress, until: Phase | undefined): boolean {
  if (until === undefined || phases.indexOf(step.phase) < phases.indexOf(until)) return false;
  return before.open === undefined && !before.performed && !before.gatePassed;
}

/** What stands before its first held back step: one for each target. */
export function parked(waiting: readonly Step[], until: Phase | undefined): CertplanError {
  const first = waiting.filter((step, index) => waiting.findIndex(({ target }) => target === step.target) === index);
  const where = first.map((step) => `${step.target} before ${step.id} (${step.title})`);
  return new CertplanError({
    code: "ParkedByUntil",
    message: `parked, as --until ${until ?? ""} says: ${where.join("; ")}`,
    hint: "certplan apply",
  });
}
