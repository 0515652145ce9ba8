import type { Reason } from "../../model/plan.ts";
import type { Recipe, RecipeInput } from "../../model/provider.ts";
import type { Step } from "../../model/step.ts";
import type { Cut } from "../../model/trust.ts";
import { type IsoInstant, iso } from "../../time/instant.ts";
import { stepsBefore, stepsBehind } from "./ca-around.ts";
import { caFindings } from "./ca-findings.ts";
import { type CaMove, movesFrom } from "./ca-moves.ts";
import { output, partiesOf } from "./ca-parties.ts";
import type { CaPlan, CaState } from "./ca-plan.ts";
import { caRefusals } from "./ca-refusals.ts";
import { caStep } from "./ca-steps.ts";
import { effectsOf, foundationOf, worldOf } from "./ca-world.ts";
import { slotName } from "./configurable.ts";
import { instanceCuts, reachOf } from "./instances.ts";
import { isReplacing, replacementsOf } from "./leaf-steps.ts";
import type { OpsmanFacts, RotationFacts } from "./opsman-facts.ts";
import type { OpsmanOptions } from "./options.ts";
import { withOwnConnection } from "./own-connection.ts";
import { regeneratedLeaves } from "./own-procedure.ts";
import { caFact, withTimeout } from "./step-parts.ts";
import { hasTkgi, tkgiCut } from "./tkgi.ts";
import { waivedNow } from "./waived.ts";

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
  const deployFirst = deploysFirst(input, plan.rotation);
  const refusals = caRefusals({
    ...plan,
    now: iso(input.now),
    startsWithApply: deployFirst || ["S1", "S3", "S4", "S6"].includes(plan.rotation.phase),
    version: input.observation.version ?? "",
    ours: stateBefore(plan).ours,
  });
  if (refusals.length > 0) return { kind: "refused", refusals };
  const { phase } = plan.rotation;
  // a pasted leaf by the old root is left: it takes one apply more
  const from = phase === "S5" && plan.replacements.length > 0 ? "S4" : phase;
  const made = caSteps(plan, movesFrom(from, deployFirst));
  return { ...made, steps: withTimeout(made.steps, plan.options), findings: caFindings(plan, made.steps) };
}

/** What every step is made from. */
export function caPlanOf(input: RecipeInput): CaPlan {
  const facts = input.observation.facts as unknown as OpsmanFacts;
  const { rotation } = facts;
  if (rotation === undefined) throw new Error("a CA rotation is planned only from what was read for one");
  const { target } = input;
  const options = target.options as OpsmanOptions;
  const always = options.apply?.recreate === "always" ? ["the estate says recreate: always"] : [];
  const due = new Set(input.reasons.map(({ evidence }) => evidence["slot"]));
  const underRoot = new Set(rotation.configurable.map(slotName));
  const replaced = facts.configurable.filter((leaf) => underRoot.has(slotName(leaf)) || due.has(slotName(leaf)));
  return {
    input,
    facts,
    rotation,
    options,
    ...partiesOf(input, facts, deploysFirst(input, rotation)),
    reach: reachOf({ rotation, products: facts.products }, options, target),
    recreation: [...rotation.recreation, ...always],
    replacements: replacementsOf(replaced, target),
    waived: waivedNow(target, input.now),
  };
}

/** The steps of these moves in this order, with what stands around them and what all of it does to trust. */
export function caSteps(plan: CaPlan, moves: readonly CaMove[]): Extract<Recipe, { kind: "steps" }> {
  const { rotation } = plan;
  const foundation = foundationOf(plan, oldEnds(plan));
  const steps: Step[] = [];
  const push = (group: readonly Step[]): void => {
    const after = lastIds;
    steps.push(...group.map((step) => ({ ...step, after })));
    lastIds = group.map(({ id }) => id);
  };
  let lastIds: readonly string[] = [];
  let state = stateBefore(plan);
  for (const [index, move] of moves.entries()) {
    const before = stepsBefore(move, plan, state, index === 0);
    before.groups.forEach(push);
    state = before.state;
    const reachesAgents = plan.recreation.length === 0 || state.recreates;
    const effects = effectsOf(move, foundation, { ...state, reachesAgents });
    const step: Step = { ...caStep(move, plan, state), after: [], effects };
    push([step]);
    state = stateAfter(move, step.id, plan, state);
    const behind = stepsBehind(move, plan, { state, foundation });
    behind.groups.forEach(push);
    state = behind.state;
  }
  const before =
    moves.includes("generate-ca") || rotation.phase === "S1" ? "old" : rotation.phase === "S6" ? "new" : "both";
  const cuts = cutsOf(plan, steps);
  return {
    kind: "steps",
    steps,
    world: withOwnConnection(worldOf(foundation, plan, before)),
    ...(cuts.length === 0 ? {} : { cuts }),
  };
}

/** Service instances that nobody proves to follow, from activate to the end of the switch; TKGI, the whole way. */
function cutsOf({ input, reach, facts }: CaPlan, steps: readonly Step[]): readonly Cut[] {
  const [first] = steps;
  const last = steps.at(-1);
  if (first === undefined || last === undefined) return [];
  const id = (name: string): string | undefined => steps.find((step) => step.id === `${input.target.name}/${name}`)?.id;
  const ends = id("no-old-leaf");
  const instances =
    ends === undefined ? [] : instanceCuts(reach, { fromStep: id("activate-ca") ?? first.id, toStep: ends });
  return [...(hasTkgi(facts.products) ? [tkgiCut({ fromStep: first.id, toStep: last.id })] : []), ...instances];
}

/** When the first of what the old CA has signed ends, or the CA itself. */
function oldEnds({ input, facts, old }: CaPlan): IsoInstant | undefined {
  const root = facts.cas.find(({ guid }) => guid === old.guid);
  if (root === undefined) return undefined;
  const leaves = regeneratedLeaves(input.observation.slots);
  return [root.notAfter, ...leaves.flatMap((slot) => slot.notAfter ?? [])].toSorted()[0];
}

function stateBefore({ facts, rotation, recreation, options }: Omit<CaPlan, "old" | "next">): CaState {
  const isUnderWay = rotation.phase !== "S0" && recreation.length > 0;
  const active = facts.cas.find((ca) => ca.active);
  return {
    active: active === undefined ? "" : caFact(active),
    inactive: facts.cas.filter((ca) => !ca.active).map(caFact),
    newestInstallation: facts.newestInstallation,
    unexplained: facts.unexplained,
    // after an apply that recreated VMs the Director shows a change of its own until the next one; a leaf may be put already
    ours: [...(isUnderWay ? directors(facts) : []), ...withPutLeaf(options, rotation, facts)].toSorted(),
    recreates: false,
    trustedAt: rotation.trustedAt,
    trustedBy: rotation.provedBy?.installation ?? null,
    deployedBy: rotation.provedBy?.finishedAt ?? null,
    made: rotation.phase === "S4" || rotation.phase === "S5",
  };
}

function directors({ products }: OpsmanFacts): readonly string[] {
  return products.filter(({ type }) => type === "p-bosh").map(({ guid }) => guid);
}

/** Between activate and the switch, products whose property the estate gives a new leaf. */
function withPutLeaf(
  { configurable = [] }: OpsmanOptions,
  { phase }: RotationFacts,
  facts: OpsmanFacts,
): readonly string[] {
  if (phase !== "S3" && phase !== "S4") return [];
  const types = configurable.filter(isReplacing).map(({ product }) => product);
  return facts.products.filter(({ type }) => types.includes(type)).map(({ guid }) => guid);
}

function stateAfter(move: CaMove, step: string, plan: CaPlan, state: CaState): CaState {
  const { old, next } = plan;
  const applied: CaState = {
    ...state,
    newestInstallation: output(step, "installation"),
    unexplained: [],
    ours: state.recreates ? directors(plan.facts) : [],
    recreates: false,
  };
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
