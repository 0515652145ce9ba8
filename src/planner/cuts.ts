import type { Refusal } from "../model/plan.ts";
import type { Recipe } from "../model/provider.ts";
import type { Target } from "../model/target.ts";
import type { Cut, PlannedCut } from "../model/trust.ts";
import { parseInstant } from "../time/instant.ts";
import { type Deadline, type ExaminedCut, judgeCut, type Schedule } from "../trust/index.ts";
import { placeOf } from "./place.ts";

type Steps = Extract<Recipe, { kind: "steps" }>;

export interface JudgedCuts {
  readonly accepted: readonly PlannedCut[];
  readonly refusals: readonly Refusal[];
  /** A section must be entered early enough to be over before its acceptance ends; once entered it goes on. */
  readonly deadlines: readonly Deadline[];
}

/** Each cut that the recipe declares, as the proof has found it, against what the estate accepts. */
export function judgeCuts(target: Target, recipe: Steps, schedule: Schedule, cuts: readonly ExaminedCut[]): JudgedCuts {
  const see = { accept: target.accept ?? [], schedule, placeOf: (key: string) => placeOf(target, key) };
  const accepted: PlannedCut[] = [];
  const refusals: Refusal[] = [];
  const deadlines: Deadline[] = [];
  for (const { cut: declared, connections } of cuts) {
    const cut = withEstimate(declared, recipe, schedule);
    const verdict = judgeCut(cut, see);
    if (verdict.kind === "refused") {
      refusals.push(verdict.refusal);
      continue;
    }
    const { acceptance } = verdict;
    accepted.push({ ...cut, target: target.name, connections, acceptance });
    const behindFirst = schedule.passes(cut.toStep) - schedule.passes(cut.fromStep);
    deadlines.push({ step: cut.fromStep, by: parseInstant(acceptance.until) - behindFirst });
  }
  return { accepted, refusals, deadlines };
}

/** Without an estimate of its own a cut lasts as long as its steps; absent where a step has none. */
function withEstimate(cut: Cut, { steps }: Steps, schedule: Schedule): Cut {
  if (cut.estimatedSeconds !== undefined || steps.some((step) => step.estimatedSeconds === undefined)) return cut;
  return { ...cut, estimatedSeconds: (schedule.passes(cut.toStep) - schedule.starts(cut.fromStep)) / 1000 };
}
