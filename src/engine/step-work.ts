import { CertplanError } from "../messages/error.ts";
import { entryOf } from "../model/json.ts";
import type { Provider, StepKind } from "../model/provider.ts";
import type { Delivery, Outputs, Step } from "../model/step.ts";
import { iso } from "../time/instant.ts";
import { progressIn, type StepProgress } from "./progress.ts";
import type { RunContext } from "./run-context.ts";

/** What a step that performs needs: also what a lost reply of it does. */
export interface Performing {
  readonly kind: StepKind & Required<Pick<StepKind, "perform" | "probe">>;
  readonly delivery: Delivery;
}

/** What a step with a gate needs. */
export type Gating = Required<Pick<StepKind, "gate">>;

/** One step's place in the run. */
export interface StepWork {
  readonly step: Step;
  readonly provider: Provider;
  /** Undefined for a step that is only a gate. */
  readonly performing: Performing | undefined;
  /** Undefined for a step without a gate. */
  readonly gating: Gating | undefined;
  readonly index: number;
  readonly of: number;
  /** As the journal of earlier processes tells it. */
  readonly before: StepProgress;
  readonly outputsOf: (step: string) => Outputs;
}

/**
 * The steps of this run. Everything that one will need must be there before the first: a missing probe shows only after
 * a lost reply. Throws StepKindUnknown.
 */
export function worksOf(
  context: RunContext,
  progress: ReadonlyMap<string, StepProgress>,
  outputsOf: StepWork["outputsOf"] = (id) => progressIn(progress, id).outputs,
): readonly StepWork[] {
  const steps = context.plan.steps.filter((step) => context.targets.includes(step.target));
  return steps.map((step, place) => ({
    step,
    ...functionsOf(context, step),
    index: place + 1,
    of: steps.length,
    before: progressIn(progress, step.id),
    outputsOf,
  }));
}

function functionsOf(context: RunContext, step: Step): Pick<StepWork, "provider" | "performing" | "gating"> {
  const provider = context.providerOf(step.target);
  const kind = provider === undefined ? undefined : entryOf(provider.kinds, step.kind);
  if (provider === undefined || kind?.version !== step.kindVersion) throw unknownKind(context, step);
  const performing = step.performs ? performingOf(kind, step) : undefined;
  const gating = step.gate !== undefined && canGate(kind) ? kind : undefined;
  const isWhole = step.performs === (performing !== undefined) && (step.gate !== undefined) === (gating !== undefined);
  if (!isWhole) throw unknownKind(context, step);
  return { provider, performing, gating };
}

function performingOf(kind: StepKind, { delivery }: Step): Performing | undefined {
  return delivery !== undefined && canPerform(kind) ? { kind, delivery } : undefined;
}

function canPerform(kind: StepKind): kind is Performing["kind"] {
  return kind.perform !== undefined && kind.probe !== undefined;
}

function canGate(kind: StepKind): kind is StepKind & Gating {
  return kind.gate !== undefined;
}

function unknownKind({ plan }: RunContext, { id, kind, kindVersion }: Step): CertplanError {
  return new CertplanError({
    code: "StepKindUnknown",
    message: `${id}: this certplan does not have ${kind} version ${kindVersion}`,
    hint: `use certplan ${plan.certplanVersion}`,
  });
}

/** True once nothing of the step was left to do. */
export function hasPassed({ step, before }: StepWork): boolean {
  return (!step.performs || before.performed) && (step.gate === undefined || before.gatePassed);
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
