import type { StepKind } from "../model/provider.ts";
import type { Outputs, Step } from "../model/step.ts";
import { iso } from "../time/instant.ts";
import type { StepProgress } from "./progress.ts";
import type { RunContext } from "./run-context.ts";

/** One step's place in the run. */
export interface StepWork {
  readonly step: Step;
  readonly kind: StepKind;
  readonly index: number;
  readonly of: number;
  /** As the journal of earlier processes tells it. */
  readonly before: StepProgress;
  readonly outputsOf: (step: string) => Outputs;
}

/** What every event about a step carries. */
export interface StepPlace {
  readonly at: string;
  readonly run: string;
  readonly target: string;
  readonly step: string;
  readonly title: string;
  readonly index: number;
  readonly of: number;
}

/** Where a step stands, now. */
export function placeOf(context: RunContext, { step, index, of }: StepWork): StepPlace {
  const at = iso(context.clock.now());
  return { at, run: context.run, target: step.target, step: step.id, title: step.title, index, of };
}
