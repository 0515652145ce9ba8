import { CertplanError } from "../messages/error.ts";
import type { Phase } from "../model/step.ts";
import { StepStop } from "./step-stop.ts";
import type { StepWork } from "./step-work.ts";

const phases: readonly Phase[] = ["prepare", "trust", "switch", "drop"];

/** A step that `--until` holds back. */
export interface HeldBack {
  readonly work: StepWork;
  readonly until: Phase;
}

/**
 * Set for a step that `--until` holds back: of that phase or a later one, and not begun. One that an earlier apply has
 * begun is brought to its end, because the middle of a step is no place to stay.
 */
export function heldBack(work: StepWork, until: Phase | undefined): HeldBack | undefined {
  if (until === undefined || phases.indexOf(work.step.phase) < phases.indexOf(until)) return undefined;
  const { open, performed, gatePassed } = work.before;
  return open === undefined && !performed && !gatePassed ? { work, until } : undefined;
}

/** Where a run stands whose rest `--until` holds back: before the first held step of each target. At least one is held. */
export function parkedByUntil(held: readonly HeldBack[]): StepStop {
  const ordered = held.toSorted((left, right) => left.work.index - right.work.index);
  const { work, until } = ordered.reduce((first) => first);
  const steps = ordered.map((one) => one.work.step);
  const first = steps.filter((step, index) => steps.findIndex(({ target }) => target === step.target) === index);
  const where = first.map((step) => `${step.target} before ${step.id} (${step.title})`);
  const error = new CertplanError({
    code: "ParkedByUntil",
    message: `parked, as --until ${until} says: ${where.join("; ")}`,
    hint: "certplan apply",
  });
  return new StepStop(work.step, work.index, error);
}
