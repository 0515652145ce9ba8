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

/** Where a run stands whose rest its gates hold back: at what a person has to do first, every such step named. At least one is held. */
export function parkedByGates(held: readonly StepStop[]): StepStop {
  const asks = held.filter(({ error }) => error.code === "StepAsks");
  const ordered = (asks.length > 0 ? asks : held).toSorted((left, right) => left.index - right.index);
  const first = ordered.reduce((earliest) => earliest);
  const { code, hint } = first.error;
  const message = ordered.map(({ error }) => error.message).join("; ");
  return new StepStop(first.step, first.index, new CertplanError({ code, message, hint }));
}
