import { expect, test } from "vitest";
import type { Recipe, RecipeInput } from "../../../src/model/provider.ts";
import type { Step } from "../../../src/model/step.ts";
import { type CaMove, caMoves } from "../../../src/providers/opsman/ca-moves.ts";
import type { CaPhase } from "../../../src/providers/opsman/ca-phase.ts";
import { caPlanOf, caSteps } from "../../../src/providers/opsman/ca-recipe.ts";
import { opsmanRecipe } from "../../../src/providers/opsman/recipe.ts";
import { prove } from "../../../src/trust/index.ts";
import { added, anObservation, root } from "./an-observation.ts";

type Steps = Extract<Recipe, { kind: "steps" }>;

function planned(input: RecipeInput): Steps {
  const recipe = opsmanRecipe(input);
  if (recipe.kind !== "steps") throw new Error(JSON.stringify(recipe.refusals));
  return recipe;
}

function stepOf(recipe: Steps, id: string): Step {
  const step = recipe.steps.find((one) => one.id === id);
  if (step === undefined) throw new Error(`no step ${id}`);
  return step;
}

const firstSteps: Readonly<Record<string, CaMove>> = {
  S0: "generate-ca",
  S1: "apply-trust",
  S2: "instances-trust",
  S3: "regenerate-leaves",
  S4: "apply-switch",
  S5: "no-old-leaf",
  S6: "apply-drop",
};

for (const [phase, first] of Object.entries(firstSteps)) {
  test(`from ${phase} the steps begin with ${first}, each after the one before, and the proof holds`, () => {
    const { steps, world } = planned(anObservation({ phase: phase as CaPhase }));
    const expected = caMoves.slice(caMoves.indexOf(first));
    expect(steps.map((step) => step.id)).toEqual(expected.map((move) => `om/${move}`));
    expect(steps.map((step) => step.after)).toEqual(
      steps.map((_step, index) => (index === 0 ? [] : [steps[index - 1]?.id])),
    );
    expect(prove(steps, world)).toMatchObject({ verdict: "holds", breaks: [], brokenBefore: [] });
  });
}

test("the guid that is deleted is the one that was active, by name; the new one is known after generate", () => {
  const recipe = planned(anObservation());
  expect(stepOf(recipe, "om/delete-ca").inputs).toEqual({ guid: root.guid });
  expect(stepOf(recipe, "om/activate-ca").inputs).toEqual({
    guid: { $output: { step: "om/generate-ca", name: "guid" } },
  });
  const later = planned(anObservation({ phase: "S3" }));
  expect(stepOf(later, "om/delete-ca").inputs).toEqual({ guid: root.guid });
  expect(stepOf(later, "om/verify-ca").inputs).toMatchObject({ guid: added.guid });
});

test("each step assumes the CAs as the step before leaves them, and the install of the last apply", () => {
  const { steps } = planned(anObservation());
  const assumed = steps
    .filter((step) => step.performs)
    .map((step) => [
      step.id,
      step.assumes["activeCa"],
      step.assumes["inactiveCas"],
      step.assumes["newestInstallation"],
    ]);
  const old = `${root.guid}:${root.fingerprint}`;
  const made = { $output: { step: "om/generate-ca", name: "ca" } };
  const install = (step: string): unknown => ({ $output: { step, name: "installation" } });
  expect(assumed).toEqual([
    ["om/generate-ca", old, [], 41],
    ["om/apply-trust", old, [made], 41],
    ["om/activate-ca", old, [made], install("om/apply-trust")],
    ["om/regenerate-leaves", made, [old], install("om/apply-trust")],
    ["om/apply-switch", made, [old], install("om/apply-trust")],
    ["om/delete-ca", made, [old], install("om/apply-switch")],
    ["om/apply-drop", made, [], install("om/apply-switch")],
  ]);
});

test("only the outcome of generate may stop the run; all other calls may be made again", () => {
  const { steps } = planned(anObservation());
  const stops = steps.filter((step) => step.delivery?.whenUnknown === "stop").map((step) => step.id);
  expect(stops).toEqual(["om/generate-ca"]);
  expect(stepOf({ kind: "steps", steps, world: planned(anObservation()).world }, "om/generate-ca")).toMatchObject({
    final: true,
    inputs: { exclude: ["/services/tls_ca"] },
  });
});

test("what exclude names is left out, the services' CA always", () => {
  const options = { exclude: ["/customer/ca"] };
  const recipe = planned(
    anObservation({ options, rotation: { customerCas: ["/customer/ca"], caPaths: ["/customer/ca"] } }),
  );
  expect(stepOf(recipe, "om/generate-ca").inputs).toEqual({ exclude: ["/customer/ca", "/services/tls_ca"] });
});

test("changes that the estate allows are assumed until the first apply has taken them along", () => {
  const pending = [{ guid: "cf-1c7e5a3f9b2d8e4c6a0f", action: "update", structural: false }];
  const options = { apply: { pendingChanges: { allow: ["cf"] } } };
  const { steps } = planned(anObservation({ facts: { pending, unexplained: pending }, options }));
  const assumed = steps.filter((step) => step.performs).map((step) => step.assumes["unexplainedChanges"]);
  const cf = ["cf-1c7e5a3f9b2d8e4c6a0f:update"];
  expect(assumed).toEqual([cf, cf, [], [], [], [], []]);
});

const leafEnds = { code: "NearExpiry", sentence: "ends", evidence: { slot: "leaf" } };
const requested = { code: "Requested", sentence: "asked for", evidence: {} };

test("the smallest procedure that cures every reason: leaves alone where no reason is about a CA", () => {
  const ids = (input: RecipeInput): readonly string[] => planned(input).steps.map((step) => step.id);
  const leaves = ["om/regenerate-leaves", "om/apply-changes", "om/verify-leaves"];
  expect(ids(anObservation({ reasons: [leafEnds] }))).toEqual(leaves);
  expect(ids(anObservation({ reasons: [leafEnds], rotate: ["ca", "leaves"] }))).toEqual(leaves);
  expect(ids(anObservation({ reasons: [requested], rotate: ["leaves"] }))).toEqual(leaves);
  expect(ids(anObservation({ reasons: [requested] }))[0]).toBe("om/generate-ca");
});

const instances = { guid: "p.mysql-9e8d7c6b5a4f3e2d1c0b", type: "p.mysql", errand: "upgrade-all-service-instances" };
const withInstances = anObservation({
  rotation: { brokers: [instances] },
  options: { apply: { errands: { "p.mysql": { "upgrade-all-service-instances": "run" } } } },
});

function moved(move: CaMove, before: CaMove): readonly CaMove[] {
  return caMoves.flatMap((one) => {
    if (one === move) return [];
    return one === before ? [move, one] : [one];
  });
}

function without(...moves: readonly CaMove[]): readonly CaMove[] {
  return caMoves.filter((move) => !moves.includes(move));
}

/** Wrong orders, with the step that does the harm. */
const mutants: Readonly<Record<string, { readonly moves: readonly CaMove[]; readonly harm: string }>> = {
  "activate before the apply": { moves: moved("activate-ca", "apply-trust"), harm: "om/activate-ca" },
  "the first apply left out": { moves: without("apply-trust"), harm: "om/activate-ca" },
  "the gate of the service instances left out": { moves: without("instances-trust"), harm: "om/activate-ca" },
  "delete before the leaves have moved": { moves: moved("delete-ca", "regenerate-leaves"), harm: "om/delete-ca" },
  "delete before the gate that proves it": { moves: moved("delete-ca", "no-old-leaf"), harm: "om/delete-ca" },
  "the gate of old leaves left out": { moves: without("no-old-leaf"), harm: "om/delete-ca" },
  "regenerate left out": { moves: without("regenerate-leaves"), harm: "om/delete-ca" },
};

for (const [name, { moves, harm }] of Object.entries(mutants)) {
  test(`a wrong order is refused by the proof, which names the step: ${name}`, () => {
    const { steps, world } = caSteps(caPlanOf(withInstances), moves);
    const proof = prove(steps, world);
    expect(proof.verdict).toBe("breaks");
    expect(new Set(proof.breaks.map((found) => found.trace.at(-1)?.step))).toEqual(new Set([harm]));
  });
}

test("the order as it is holds for the same foundation", () => {
  const { steps, world } = caSteps(caPlanOf(withInstances), caMoves);
  expect(prove(steps, world)).toMatchObject({ verdict: "holds", brokenBefore: [] });
});
