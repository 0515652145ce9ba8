import { consumerSteps, manualStep, outputSteps, type StepFrame } from "../../kinds/index.ts";
import type { Json } from "../../model/json.ts";
import type { OutputReference, Step } from "../../model/step.ts";
import type { CaMove } from "./ca-moves.ts";
import { assumptionsOf, type CaPlan, type CaState } from "./ca-plan.ts";
import { type Foundation, instanceEffects } from "./ca-world.ts";
import { handworkOf } from "./instances.ts";
import { leafDeployedStep, putLeafSteps } from "./leaf-steps.ts";
import { setRecreateStep } from "./recreate.ts";

/**
 * What stands around the moves of the vendor's order where a foundation needs it: each inner list is steps that wait for
 * the same and not for each other. A move without any of it is what `ca-moves.ts` says, and no more.
 */
export interface Around {
  readonly groups: readonly (readonly Step[])[];
  readonly state: CaState;
}

/** Before a move: the consumers and outputs, new configurable leaves, the flag that recreates VMs. */
export function stepsBefore(move: CaMove, plan: CaPlan, state: CaState, isFirst: boolean): Around {
  const outsiders = isOutsidersTurn(move, plan, isFirst) ? outsiderSteps(plan) : [];
  const puts = move === "regenerate-leaves" || (move === "apply-switch" && isFirst) ? plan.replacements : [];
  const put = putLeafSteps(puts, plan.input, (ours) => assumptionsOf(plan, { ...state, ours }), state.ours);
  const recreation = recreationBefore(move, plan, { ...state, ours: put.ours });
  return { groups: [...outsiders, ...put.groups, ...recreation.groups], state: recreation.state };
}

/** Behind a move: what a person does to service instances that the apply has not reached, and proof of put leaves. */
export function stepsBehind(
  move: CaMove,
  plan: CaPlan,
  see: { readonly state: CaState; readonly foundation: Foundation },
): Around {
  const { state, foundation } = see;
  if (!isApply(move)) return { groups: [], state };
  const recreates = plan.recreation.length > 0 && isRecreated(move, plan);
  const frame = frameOf(plan, phases[move]);
  const hands = plan.reach.flatMap((reach) => {
    const instruct = handworkOf(reach, recreates);
    if (instruct === undefined || !needsHands(move, plan, recreates)) return [];
    return manualStep(frame, {
      name: `${reach.type}/${move.replace("apply-", "")}`,
      title: `by hand: instances of ${reach.type} ${words[move]}`,
      instruct,
      effects: instanceEffects(move, reach.name, foundation),
    });
  });
  const deployed = move === "apply-switch" ? plan.replacements.map((leaf) => leafDeployedStep(leaf, plan.input)) : [];
  return { groups: [hands, deployed].filter((group) => group.length > 0), state };
}

type Apply = Extract<CaMove, `apply-${string}`>;

function isApply(move: CaMove): move is Apply {
  return move.startsWith("apply-");
}

const phases: Readonly<Record<Apply, Step["phase"]>> = {
  "apply-staged": "prepare",
  "apply-trust": "trust",
  "apply-switch": "switch",
  "apply-drop": "drop",
};

const words: Readonly<Record<Apply, string>> = {
  "apply-staged": "have what was staged",
  "apply-trust": "trust both CAs",
  "apply-switch": "show their new leaves",
  "apply-drop": "trust the old CA no more",
};

/** Before a rotation begins, an apply of leaves moves no trust; one that takes an old CA away does. */
function isRecreated(move: Apply, { rotation }: CaPlan): boolean {
  return move !== "apply-staged" || rotation.phase === "S6";
}

/** What they still trust after the end does no harm; from 3.0 the last gate sees it, and recreation is for all three. */
function needsHands(move: Apply, plan: CaPlan, recreates: boolean): boolean {
  if (move === "apply-drop") return recreates || plan.rotation.outdated !== null;
  return move !== "apply-staged" || recreates;
}

function recreationBefore(move: CaMove, plan: CaPlan, state: CaState): Around {
  if (!isApply(move) || plan.recreation.length === 0 || !isRecreated(move, plan)) return { groups: [], state };
  const director = plan.facts.products.filter(({ type }) => type === "p-bosh").map(({ guid }) => guid);
  const name = `recreate-${move.replace("apply-", "")}`;
  const step = setRecreateStep(plan.input, { name, phase: phases[move], assumes: assumptionsOf(plan, state) });
  const ours = [...new Set([...state.ours, ...director])].toSorted();
  return { groups: [[step]], state: { ...state, ours, recreates: true } };
}

/** Before anything by the new root may be shown: before activate, or first of all where that has happened. */
function isOutsidersTurn(move: CaMove, { rotation }: CaPlan, isFirst: boolean): boolean {
  return move === "activate-ca" || (isFirst && ["S3", "S4", "S5"].includes(rotation.phase));
}

function outsiderSteps(plan: CaPlan): readonly (readonly Step[])[] {
  const { consumers = [], outputs = [] } = plan.input.target;
  const frame = frameOf(plan, "trust");
  const content = (value: Json): string | OutputReference => value as string | OutputReference;
  const written = outputSteps(frame, { outputs, what: "root-ca", content: content(plan.bundle) });
  const told = consumerSteps(frame, {
    consumers,
    of: "root-ca",
    anchorPem: content(plan.pem),
    anchor: plan.next.anchor,
  });
  return [written, told].filter((group) => group.length > 0);
}

function frameOf({ input }: CaPlan, phase: Step["phase"]): StepFrame {
  const first = input.reasons[0];
  const reason = { code: first?.code ?? "Requested", sentence: first?.sentence ?? "asked for" };
  return { target: input.target.name, phase, after: [], reason };
}
