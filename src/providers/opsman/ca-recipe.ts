import type { Json } from "../../model/json.ts";
import type { Reason } from "../../model/plan.ts";
import type { Recipe, RecipeInput } from "../../model/provider.ts";
import type { OutputReference, Step } from "../../model/step.ts";
import { type IsoInstant, iso } from "../../time/instant.ts";
import type { RotationFacts } from "./ca-facts.ts";
import { type CaMove, movesFrom } from "./ca-moves.ts";
import type { CaName, CaPlan, CaState } from "./ca-plan.ts";
import { caRefusals } from "./ca-refusals.ts";
import { caStep } from "./ca-steps.ts";
import { effectsOf, foundationOf, worldOf } from "./ca-world.ts";
import type { OpsmanFacts } from "./opsman-facts.ts";
import { regeneratedLeaves } from "./own-procedure.ts";
import { caFact, changeFacts, type OpsmanOptions } from "./step-parts.ts";

/** True where a reason is about a CA, or a rotation is under way, or people ask for all that may be rotated. */
export function needsCaRotation(input: RecipeInput): boolean {
  if (!input.target.rotate.includes("ca")) return false;
  const asked = ["CaRotationUnfinished", "Requested"];
  return input.reasons.some((reason) => isAboutCa(reason) || asked.includes(reason.code));
}

function isAboutCa({ evidence: { slot } }: Reason): boolean {
  return typeof slot === "string" && (slot.startsWith("root:") || slot.startsWith("nats:"));
}

/** A new rotation is due, and leaves or the removal of an older CA are staged. */
function deploysFirst({ reasons }: RecipeInput, { phase }: RotationFacts): boolean {
  const staged = reasons.some(({ code }) => code === "StagedNotDeployed");
  return (phase === "S0" && staged) || (phase === "S6" && reasons.some(isAboutCa));
}

/** `ca`: from the observed phase to the end, or why not. Source: reference/opsman, sections 6 and 7. */
export function caRecipe(input: RecipeInput): Recipe {
  const plan = caPlanOf(input);
  const { facts, rotation, options } = plan;
  const deployFirst = deploysFirst(input, rotation);
  const refusals = caRefusals({
    facts,
    rotation,
    options,
    now: iso(input.now),
    startsWithApply: deployFirst || ["S1", "S3", "S4", "S6"].includes(rotation.phase),
    version: input.observation.version ?? "",
  });
  if (refusals.length > 0) return { kind: "refused", refusals };
  return caSteps(plan, movesFrom(rotation.phase, deployFirst));
}

/** What every step is made from. */
export function caPlanOf(input: RecipeInput): CaPlan {
  const facts = input.observation.facts as unknown as OpsmanFacts;
  const { rotation } = facts;
  if (rotation === undefined) throw new Error("a CA rotation is planned only from what was read for one");
  return { input, facts, rotation, options: input.target.options as OpsmanOptions, ...partiesOf(input, facts) };
}

/** The steps of these moves in this order, with what they do to trust. */
export function caSteps(plan: CaPlan, moves: readonly CaMove[]): Extract<Recipe, { kind: "steps" }> {
  const { facts, rotation, old, next } = plan;
  const foundation = foundationOf(facts, rotation, { old: old.anchor, new: next.anchor, oldEnds: oldEnds(plan) });
  const steps: Step[] = [];
  let state = stateBefore(plan);
  for (const move of moves) {
    const before = steps.at(-1);
    const step = caStep(move, plan, state);
    steps.push({
      ...step,
      after: before === undefined ? [] : [before.id],
      effects: effectsOf(move, foundation, state.made),
    });
    state = stateAfter(move, step.id, plan, state);
  }
  const before =
    moves.includes("generate-ca") || rotation.phase === "S1" ? "old" : rotation.phase === "S6" ? "new" : "both";
  return { kind: "steps", steps, world: worldOf(foundation, { facts: rotation, before }) };
}

/** When the first of what the old CA has signed ends, or the CA itself. */
function oldEnds({ input, facts, old }: CaPlan): IsoInstant | undefined {
  const root = facts.cas.find(({ guid }) => guid === old.guid);
  if (root === undefined) return undefined;
  const leaves = regeneratedLeaves(input.observation.slots);
  return [root.notAfter, ...leaves.flatMap((slot) => slot.notAfter ?? [])].toSorted()[0];
}

function partiesOf(input: RecipeInput, facts: OpsmanFacts): Pick<CaPlan, "old" | "next"> {
  const active = facts.cas.find((ca) => ca.active);
  const inactive = facts.cas.find((ca) => !ca.active);
  const step = `${input.target.name}/generate-ca`;
  const toCome: CaName = {
    guid: output(step, "guid"),
    fact: output(step, "ca"),
    anchor: `new:${step}`,
  };
  const gone: CaName = { guid: null, fact: null, anchor: "ca:removed" };
  const name = (ca: OpsmanFacts["cas"][number] | undefined, otherwise: CaName): CaName =>
    ca === undefined ? otherwise : { guid: ca.guid, fact: caFact(ca), anchor: `ca:${ca.fingerprint}` };
  const begins = facts.rotation !== undefined && deploysFirst(input, facts.rotation);
  if (begins || ["S0", "S1", "S2"].includes(facts.rotation?.phase ?? ""))
    return { old: name(active, gone), next: name(inactive, toCome) };
  return { old: name(inactive, gone), next: name(active, toCome) };
}

function stateBefore({ facts, rotation }: CaPlan): CaState {
  const active = facts.cas.find((ca) => ca.active);
  return {
    active: active === undefined ? "" : caFact(active),
    inactive: facts.cas.filter((ca) => !ca.active).map(caFact),
    newestInstallation: facts.newestInstallation,
    unexplained: changeFacts(facts.unexplained),
    trustedAt: rotation.trustedAt,
    trustedBy: rotation.provedBy?.installation ?? null,
    deployedBy: rotation.provedBy?.finishedAt ?? null,
    made: rotation.phase === "S4" || rotation.phase === "S5",
  };
}

function stateAfter(move: CaMove, step: string, plan: CaPlan, state: CaState): CaState {
  const { old, next } = plan;
  const applied = { ...state, newestInstallation: output(step, "installation"), unexplained: [] };
  switch (move) {
    case "generate-ca":
      return { ...state, inactive: [next.fact] };
    case "apply-trust":
      return { ...applied, trustedAt: output(step, "finishedAt"), trustedBy: output(step, "installation") };
    case "activate-ca":
      return { ...state, active: next.fact, inactive: [old.fact] };
    case "regenerate-leaves":
      return { ...state, made: true };
    case "apply-switch":
      return { ...applied, deployedBy: output(step, "finishedAt") };
    case "delete-ca":
      return { ...state, inactive: [] };
    case "apply-staged":
    case "apply-drop":
      return applied;
    default:
      return state;
  }
}

function output(step: string, name: string): Json {
  const reference: OutputReference = { $output: { step, name } };
  return { $output: { ...reference.$output } };
}
