import { expect, test } from "vitest";
import type { JsonObject } from "../../../src/model/json.ts";
import type { Recipe, RecipeInput } from "../../../src/model/provider.ts";
import type { Step } from "../../../src/model/step.ts";
import type { Target } from "../../../src/model/target.ts";
import { caMoves } from "../../../src/providers/opsman/ca-moves.ts";
import { caPlanOf, caSteps } from "../../../src/providers/opsman/ca-recipe.ts";
import { effectsOf, foundationOf } from "../../../src/providers/opsman/ca-world.ts";
import { opsmanRecipe } from "../../../src/providers/opsman/recipe.ts";
import { prove } from "../../../src/trust/index.ts";
import { anObservation, type Observed } from "./an-observation.ts";

type Steps = Extract<Recipe, { kind: "steps" }>;

function planned(input: RecipeInput): Steps {
  const recipe = opsmanRecipe(input);
  if (recipe.kind !== "steps") throw new Error(JSON.stringify(recipe.refusals));
  return recipe;
}

/** The same plan without these steps; what waited for one waits for what that waited for. */
function without(steps: readonly Step[], isOut: (step: Step) => boolean): readonly Step[] {
  const out = new Map(steps.filter(isOut).map((step) => [step.id, step.after]));
  const resolve = (id: string): readonly string[] => out.get(id)?.flatMap(resolve) ?? [id];
  return steps.filter((step) => !isOut(step)).map((step) => ({ ...step, after: step.after.flatMap(resolve) }));
}

const cf = "cf-1c7e5a3f9b2d8e4c6a0f";
const pasted = {
  guid: cf,
  product: "cf",
  property: ".properties.tls",
  reference: ".properties.tls",
  notAfter: "2027-12-01T00:00:00Z",
};
const broker = { guid: "p.mysql-9e8d7c6b5a4f3e2d1c0b", type: "p.mysql", errand: "upgrade-all-service-instances" };
const errands = { "p.mysql": { "upgrade-all-service-instances": "run" } };
const consumer = { name: "ci", of: "root-ca", trusts: "issuer", update: { manual: "add it" } } as const;
const lab = { type: "local-ca", directory: "ca" } as const;
const replacing: JsonObject = {
  configurable: [{ product: "cf", property: ".properties.tls", issuer: "lab", sans: ["tls.example.com"] }],
};
const old = ["stemcell ubuntu-xenial 456.30, older than 621.171 (cf)"];

const around: Readonly<
  Record<string, { readonly observed: Observed; readonly left: (step: Step) => boolean; readonly harm: string }>
> = {
  "a consumer that learns nothing": {
    observed: { target: { consumers: [consumer] } },
    left: ({ kind }) => kind === "certplan.consumer",
    harm: "om/activate-ca",
  },
  "service instances that nobody recreates": {
    observed: { rotation: { brokers: [broker], recreation: old }, options: { apply: { errands } } },
    left: ({ id }) => id === "om/manual/p.mysql/trust",
    harm: "om/activate-ca",
  },
  "service instances by hand that nobody brings along in the switch": {
    observed: { options: { apply: { instances: { "p.mysql": "manual" } } } },
    left: ({ id }) => id === "om/manual/p.mysql/switch",
    harm: "om/delete-ca",
  },
  "a configurable leaf by the old root that stays": {
    observed: {
      facts: { configurable: [pasted] },
      rotation: { configurable: [pasted] },
      options: replacing,
      target: { issuers: { lab } },
    },
    left: ({ kind }) => ["certplan.issue-leaf", "opsman.replace-leaf", "opsman.leaf-deployed"].includes(kind),
    harm: "om/delete-ca",
  },
};

for (const [name, { observed, left, harm }] of Object.entries(around)) {
  test(`the proof holds, and refuses the same plan with ${name}`, () => {
    const { steps, world, cuts } = planned(anObservation(observed));
    expect(cuts).toBeUndefined();
    expect(prove(steps, world)).toMatchObject({ verdict: "holds", brokenBefore: [] });
    const mutant = without(steps, left);
    expect(mutant.length).toBeLessThan(steps.length);
    const proof = prove(mutant, world);
    expect(proof.verdict).toBe("breaks");
    expect(new Set(proof.breaks.map(({ trace }) => trace.at(-1)?.step))).toEqual(new Set([harm]));
  });
}

test("agents learn of the new root by the apply only where VMs take it as they run, or are recreated by it", () => {
  const plan = caPlanOf(anObservation({ rotation: { recreation: old } }));
  const foundation = foundationOf(plan, undefined);
  const verifiers = (reachesAgents: boolean): readonly string[] =>
    effectsOf("apply-trust", foundation, { made: false, reachesAgents }).flatMap((effect) =>
      effect.effect === "accept" ? effect.verifier : [],
    );
  expect(verifiers(true)).toContain("agents");
  expect(verifiers(false)).not.toContain("agents");
  const apply = caSteps(plan, caMoves).steps.find(({ id }) => id === "om/apply-trust");
  expect(apply?.effects).toEqual(effectsOf("apply-trust", foundation, { made: false, reachesAgents: true }));
});

test("before each of the three applies the flag is set, and the Director's change of its own is expected from then on", () => {
  const { steps } = planned(anObservation({ rotation: { recreation: old }, version: "2.8.20" }));
  const fact = "unexplainedChangesBeside:p-bosh-5f3a9c1e7b2d4f6a8c0e";
  const assumed = steps
    .filter(({ performs }) => performs)
    .map((step) => [step.id.replace("om/", ""), fact in step.assumes, step.assumes["recreatesVms"] ?? false]);
  expect(assumed).toEqual([
    ["generate-ca", false, false],
    ["recreate-trust", false, false],
    ["apply-trust", true, true],
    ["activate-ca", true, false],
    ["regenerate-leaves", true, false],
    ["recreate-switch", true, false],
    ["apply-switch", true, true],
    ["delete-ca", true, false],
    ["recreate-drop", true, false],
    ["apply-drop", true, true],
  ]);
  expect(steps.find(({ id }) => id === "om/recreate-trust")?.inputs).toEqual({ director: false });
});

test("a rotation under way goes on although the Director shows the change that recreation left", () => {
  const director = { guid: "p-bosh-5f3a9c1e7b2d4f6a8c0e", action: "update", structural: false };
  const facts = { pending: [director], unexplained: [director] };
  expect(planned(anObservation({ phase: "S2", facts, rotation: { recreation: old } })).steps[0]?.id).toBe(
    "om/instances-trust",
  );
  expect(opsmanRecipe(anObservation({ phase: "S2", facts })).kind).toBe("refused");
});

test("in the middle of the switch a leaf that was put already does not block what is left", () => {
  const change = { guid: cf, action: "update", structural: false };
  const facts = { pending: [change], unexplained: [change] };
  const keys: Partial<Target> = { issuers: { lab } };
  expect(planned(anObservation({ phase: "S3", facts, options: replacing, target: keys })).steps[0]?.id).toBe(
    "om/regenerate-leaves",
  );
  expect(opsmanRecipe(anObservation({ phase: "S2", facts, options: replacing, target: keys })).kind).toBe("refused");
});

test("a pasted leaf by the old root that is left at S5 takes one apply more", () => {
  const { steps } = planned(
    anObservation({
      phase: "S5",
      facts: { configurable: [pasted] },
      rotation: { configurable: [pasted] },
      options: replacing,
      target: { issuers: { lab } },
    }),
  );
  expect(steps.slice(0, 4).map(({ id }) => id)).toEqual([
    "om/issue-leaf/cf/tls",
    "om/replace-leaf/cf/tls",
    "om/apply-switch",
    "om/leaf-deployed/cf/tls",
  ]);
});

test("timeout of the target is that of every step but the applies, which have their own", () => {
  const { steps } = planned(anObservation({ options: { timeoutSeconds: 1200, apply: { timeoutSeconds: 7200 } } }));
  const seconds = (isApply: boolean): readonly number[] =>
    steps
      .filter(({ kind }) => (kind === "opsman.apply-changes") === isApply)
      .map(({ timeoutSeconds }) => timeoutSeconds);
  expect(new Set(seconds(true))).toEqual(new Set([7200]));
  expect(new Set(seconds(false))).toEqual(new Set([1200]));
});
