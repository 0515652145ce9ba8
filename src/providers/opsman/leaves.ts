import type { JsonObject } from "../../model/json.ts";
import type { Reason, Refusal } from "../../model/plan.ts";
import type { Recipe, RecipeInput } from "../../model/provider.ts";
import type { Step } from "../../model/step.ts";
import type { Credential, Effect, TrustWorld } from "../../model/trust.ts";
import { iso } from "../../time/instant.ts";
import { applyFindings } from "./apply-findings.ts";
import { assumptionsOf } from "./ca-plan.ts";
import { isConfigurableSlot, slotName } from "./configurable.ts";
import {
  type LeafReplacement,
  leafDeployedStep,
  putLeafSteps,
  replacementsOf,
  slotOfReplacement,
} from "./leaf-steps.ts";
import type { OpsmanFacts } from "./opsman-facts.ts";
import type { OpsmanOptions } from "./options.ts";
import { withOwnConnection } from "./own-connection.ts";
import { regeneratedLeaves } from "./own-procedure.ts";
import { commonRefusals } from "./refusals.ts";
import { applyInputs, caFact, deliveryOf, median, stepBase, withTimeout } from "./step-parts.ts";

/**
 * `leaves`: regenerate → apply changes → verify (Source: reference/opsman, section 6, procedure B). From state L1, where
 * leaves were made and not deployed, it starts at the apply. A subset of products is never enough: regenerate acts on all.
 * Configurable leaves that are due and that the estate gives an issuer are put before the apply (procedure C).
 */
export function leavesRecipe(input: RecipeInput): Recipe {
  const facts = input.observation.facts as unknown as OpsmanFacts;
  const options = input.target.options as OpsmanOptions;
  const due = new Set(input.reasons.map(({ evidence }) => evidence["slot"]));
  const replacements = replacementsOf(
    facts.configurable.filter((leaf) => due.has(slotName(leaf))),
    input.target,
  );
  const isAboutPasted = ({ evidence: { slot } }: Reason): boolean =>
    typeof slot === "string" && isConfigurableSlot(slot);
  const regenerates = input.reasons.some((reason) => reason.code !== "StagedNotDeployed" && !isAboutPasted(reason));
  const onlyDeploy = !regenerates && replacements.length === 0;
  const see = { facts, options, now: iso(input.now), startsWithApply: onlyDeploy, ours: [] };
  const refusals = [...commonRefusals(see), ...rotationOpen(facts)];
  if (refusals.length > 0) return { kind: "refused", refusals };
  const steps = withTimeout(leavesSteps(input, { facts, options, replacements, regenerates }), options);
  return { kind: "steps", steps, world: withOwnConnection(worldOf(facts)), findings: applyFindings(facts, steps) };
}

interface LeavesPlan {
  readonly facts: OpsmanFacts;
  readonly options: OpsmanOptions;
  readonly replacements: readonly LeafReplacement[];
  readonly regenerates: boolean;
}

/** Each group of steps after the one before it. */
function leavesSteps(input: RecipeInput, plan: LeavesPlan): readonly Step[] {
  const { replacements, regenerates, facts } = plan;
  const put = putLeafSteps(replacements, input, (ours) => assumed(input, facts, ours));
  const apply = applyStep(input, plan, put.ours);
  const verify = [
    verifyStep(input, { facts, apply, regenerated: regenerates }),
    ...replacements.map((leaf) => leafDeployedStep(leaf, input)),
  ];
  const regenerate = regenerates ? [[regenerateStep(input, facts, put.ours)]] : [];
  let after: readonly string[] = [];
  return [...put.groups, ...regenerate, [apply], verify].flatMap((group) => {
    const steps = group.map((step) => ({ ...step, after }));
    after = group.map(({ id }) => id);
    return steps;
  });
}

function rotationOpen(facts: OpsmanFacts): readonly Refusal[] {
  if (facts.cas.length <= 1) return [];
  const code = "OpsmanCaRotationOpen";
  const sentence = `${facts.cas.length} certificate authorities exist: a CA rotation is under way`;
  return [{ code, sentence, hint: "finish it before the leaves are rotated alone", kind: "refused" }];
}

function regenerateStep(input: RecipeInput, facts: OpsmanFacts, ours: readonly string[]): Step {
  return {
    ...stepBase(input, "opsman.regenerate-leaves"),
    title: "regenerate the non-configurable leaves",
    phase: "prepare",
    inputs: {},
    after: [],
    assumes: assumed(input, facts, ours),
    effects: [],
    performs: true,
    disruption: "none",
    final: false,
    timeoutSeconds: 600,
    estimatedSeconds: 60,
    delivery: deliveryOf(input, "until an apply takes the leaves up, a second regenerate only replaces staged ones"),
  };
}

function applyStep(input: RecipeInput, see: LeavesPlan, ours: readonly string[]): Step {
  const { facts, replacements } = see;
  const estimate = median(facts.durations);
  return {
    ...stepBase(input, "opsman.apply-changes"),
    title: `apply changes: ${facts.products.map((product) => product.type).join(", ")}`,
    phase: "switch",
    inputs: applyInputs(see, input),
    after: [],
    assumes: {
      ...assumed(input, facts, ours),
      ...(facts.recreatesDisks === null ? {} : { recreatesDisks: false }),
    },
    effects: presentEffects(input, facts),
    replaces: [
      ...(onlyPasted(see) ? [] : regeneratedLeaves(input.observation.slots).map((slot) => slot.name)),
      ...replacements.map(slotOfReplacement),
    ],
    performs: true,
    gate: "platform",
    disruption: "redeploy",
    final: true,
    timeoutSeconds: see.options.apply?.timeoutSeconds ?? 20 * 3600,
    ...(estimate === undefined ? {} : { estimatedSeconds: estimate }),
    delivery: deliveryOf(
      input,
      "the list of installs tells whether one was started; a second one is refused while one runs",
    ),
  };
}

function verifyStep(
  input: RecipeInput,
  see: { readonly facts: OpsmanFacts; readonly apply: Step; readonly regenerated: boolean },
): Step {
  const leaves = regeneratedLeaves(input.observation.slots);
  const replaced: JsonObject = see.regenerated
    ? Object.fromEntries(leaves.map((leaf) => [leaf.name, leaf.notBefore ?? ""]))
    : {};
  return {
    ...stepBase(input, "opsman.verify-leaves"),
    title: "every leaf is new and deployed",
    phase: "switch",
    inputs: { replaced, deployedBy: { $output: { step: see.apply.id, name: "finishedAt" } } },
    after: [],
    assumes: {},
    effects: [],
    performs: false,
    gate: "platform",
    disruption: "none",
    final: false,
    timeoutSeconds: 600,
    estimatedSeconds: 10,
  };
}

/** What is put and not regenerated is all that this apply brings. */
function onlyPasted({ replacements, regenerates }: LeavesPlan): boolean {
  return replacements.length > 0 && !regenerates;
}

function assumed(input: RecipeInput, facts: OpsmanFacts, ours: readonly string[]): JsonObject {
  const active = facts.cas.find((ca) => ca.active);
  const inactive = facts.cas.filter((ca) => !ca.active);
  return assumptionsOf(
    { facts, input },
    {
      active: active === undefined ? "" : caFact(active),
      inactive: inactive.map(caFact).toSorted(),
      newestInstallation: facts.newestInstallation,
      unexplained: facts.unexplained,
      ours,
    },
  );
}

function presentEffects(input: RecipeInput, facts: OpsmanFacts): readonly Effect[] {
  const anchors = anchorsOf(facts);
  const id = `new leaf of ${input.target.name}`;
  return facts.products.map(({ guid }) => ({ effect: "present", presenter: guid, credential: { id, anchors } }));
}

/** Inside the foundation: the Director and every product connect to each other, all by the same root. */
function worldOf(facts: OpsmanFacts): TrustWorld {
  const anchors = anchorsOf(facts);
  const director = facts.products.find((product) => product.type === "p-bosh")?.guid;
  const guids = facts.products.map((product) => product.guid);
  const between = guids.filter((guid) => guid !== director).flatMap((guid) => pairs(director, guid));
  const credential: Credential = { id: "deployed leaf", anchors };
  return {
    presents: Object.fromEntries(guids.map((guid) => [guid, credential])),
    accepts: Object.fromEntries(guids.map((guid) => [guid, anchors])),
    edges: [...guids.map((guid) => ({ verifier: guid, presenter: guid })), ...between],
    notModelled: ["clients outside the foundation", "service instances"],
  };
}

function pairs(director: string | undefined, guid: string): TrustWorld["edges"] {
  if (director === undefined) return [];
  return [
    { verifier: director, presenter: guid },
    { verifier: guid, presenter: director },
  ];
}

function anchorsOf(facts: OpsmanFacts): readonly string[] {
  return facts.cas.filter((ca) => ca.active).map((ca) => `ca:${ca.fingerprint}`);
}
