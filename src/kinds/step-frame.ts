import type { Json, JsonObject } from "../model/json.ts";
import type { OutputReference, Phase, Step } from "../model/step.ts";

/** Where a recipe puts a step of these kinds. */
export interface StepFrame {
  readonly target: string;
  readonly phase: Phase;
  /** Ids of the steps that must have passed before. */
  readonly after: readonly string[];
  /** What must still be so right before it; absent: nothing. */
  readonly assumes?: JsonObject;
  readonly reason: Step["reason"];
}

/** How long a gate of these kinds is looked at before it counts as timed out, besides what its programs may take. */
export const gateSeconds = 3600;

/** What steps of these kinds have in common: they take nothing down, and what they do can be done again. */
export function framed(
  frame: StepFrame,
  name: string,
): Pick<
  Step,
  "id" | "target" | "phase" | "after" | "assumes" | "effects" | "disruption" | "final" | "reason" | "kindVersion"
> {
  const { target, phase, after, assumes = {}, reason } = frame;
  const common = { effects: [], disruption: "none", final: false, kindVersion: 1 } as const;
  return { id: `${target}/${name}`, target, phase, after, assumes, reason, ...common };
}

/** Programs of the user's are repeatable by contract, and what a killed certplan began is waited for. */
export const repeatable: NonNullable<Step["delivery"]> = {
  arrivesWithinSeconds: 0,
  arrivesReason: "a program that outlives certplan is waited for, and a file is written by certplan itself",
  whenUnknown: "repeat",
  whenUnknownReason: "it sets to a target value: what the estate names here may be repeated",
};

/** A text, or where it comes from once an earlier step has passed, as inputs hold it. */
export function inputOf(text: string | OutputReference): Json {
  return typeof text === "string" ? text : { $output: { ...text.$output } };
}
