import { CertplanError } from "../messages/error.ts";
import type { Step } from "../model/step.ts";

/** The step in which a run stopped, with why. */
export class StepStop extends Error {
  readonly step: Step;
  readonly index: number;
  readonly error: CertplanError;

  constructor(step: Step, index: number, error: CertplanError) {
    super(error.message, { cause: error });
    this.step = step;
    this.index = index;
    this.error = error;
  }
}

/** Where a run stands whose rest its gates hold back: at what a person has to do first, every such step named. */
export function parkedByGates(held: readonly StepStop[]): StepStop {
  const ordered = held.toSorted((left, right) => left.index - right.index);
  const first = ordered.find(({ error }) => error.code === "StepAsks") ?? ordered[0];
  if (first === undefined) throw new CertplanError({ code: "ImpossibleValue", message: "no gate holds anything back" });
  const { code, hint } = first.error;
  const message = ordered
    .filter(({ error }) => error.code === code)
    .map(({ error }) => error.message)
    .join("; ");
  return new StepStop(first.step, first.index, new CertplanError({ code, message, hint }));
}
