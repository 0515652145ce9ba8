import type { Json } from "../model/json.ts";
import type { OutputReference, Step } from "../model/step.ts";
import type { Consumer } from "../model/target.ts";
import { framed, gateSeconds, inputOf, repeatable, type StepFrame } from "./step-frame.ts";

/** What consumers have to learn. */
export interface ConsumerUpdate {
  /** Of the target; those that name another `of` are left out. */
  readonly consumers: readonly Consumer[];
  readonly of: string;
  /** What they get on standard input: the new anchor, as PEM. */
  readonly anchorPem: string | OutputReference;
  /** What the recipe calls that anchor in its trust effects. */
  readonly anchor: string;
}

/** What the proof calls a consumer. */
export function consumerVerifier({ name }: Pick<Consumer, "name">): string {
  return `consumer:${name}`;
}

/**
 * One step for each consumer of `of`: it learns the new anchor, by its program or by a person, and accepts it from then
 * on (`consumer:<name>`). They stand before the switch. The recipe's world holds the same verifiers, with what they
 * accept before and an edge to what they connect to.
 */
export function consumerSteps(frame: StepFrame, update: ConsumerUpdate): readonly Step[] {
  return update.consumers
    .filter(({ of }) => of === update.of)
    .map((consumer): Step => consumerStep(frame, consumer, update));
}

function consumerStep(frame: StepFrame, consumer: Consumer, { anchorPem, anchor }: ConsumerUpdate): Step {
  const { name, update, verify } = consumer;
  const program = "run" in update ? update : undefined;
  const programSeconds = (program?.timeoutSeconds ?? 0) + (verify?.timeoutSeconds ?? 0);
  return {
    ...framed(frame, `consumer/${name}`),
    kind: "certplan.consumer",
    title: `consumer ${name} learns the new ${consumer.of}`,
    inputs: { consumer: asJson(consumer), anchorPem: inputOf(anchorPem) },
    effects: [{ effect: "accept", verifier: consumerVerifier(consumer), anchor }],
    performs: program !== undefined,
    ...(program === undefined ? {} : { delivery: repeatable }),
    gate: "attested",
    timeoutSeconds: gateSeconds + programSeconds,
    ...(program === undefined || verify === undefined ? {} : { estimatedSeconds: 60 }),
  };
}

/** Field by field, because an interface has no index signature. */
function asJson({ name, of, trusts, update, verify, contact }: Consumer): Json {
  return {
    name,
    of,
    trusts,
    update: { ...update },
    ...(verify === undefined ? {} : { verify: { ...verify } }),
    ...(contact === undefined ? {} : { contact }),
  };
}
