import type { Json } from "../../../src/model/json.ts";
import type { Recipe, RecipeInput } from "../../../src/model/provider.ts";
import type { Delivery, Step } from "../../../src/model/step.ts";
import type { ToyFacts } from "./client.ts";

/** Issue → accept on every member → switch the hub → drop on every member, from wherever it is observed to be. */
export function toyRecipe(input: RecipeInput): Recipe {
  const facts = input.observation.facts as unknown as ToyFacts;
  const make = stepsOf(input);
  const members = Object.keys(facts.accepts).toSorted();
  const switched = facts.newest === facts.serving && members.some((name) => facts.accepts[name]?.length !== 1);
  const issue =
    facts.newest === facts.serving && !switched
      ? make("toy.issue", { phase: "prepare", delivery: issuing(input) })
      : undefined;
  const generation: Json = issue === undefined ? facts.newest : { $output: { step: issue.id, name: "generation" } };
  const anchor = issue === undefined ? `generation ${facts.newest}` : "generation to be issued";
  const old =
    members.flatMap((name) => facts.accepts[name] ?? []).find((one) => one !== facts.newest || issue !== undefined) ??
    facts.serving;
  const inputs = { generation };
  const accepts = members
    .filter((name) => issue !== undefined || !facts.accepts[name]?.includes(facts.newest))
    .map((member) =>
      make("toy.accept", {
        member,
        phase: "trust",
        inputs,
        after: idsOf([issue]),
        assumes: { serving: facts.serving },
        effects: [{ effect: "accept", verifier: member, anchor }],
      }),
    );
  const change = switched
    ? undefined
    : make("toy.switch", {
        phase: "switch",
        inputs,
        after: accepts.length > 0 ? idsOf(accepts) : idsOf([issue]),
        assumes: Object.fromEntries(members.map((name) => [`accepts ${name}`, [old, generation]])),
        effects: [{ effect: "present", presenter: "hub", credential: { id: "new credential", anchors: [anchor] } }],
      });
  const drops = members
    .filter((name) => facts.accepts[name]?.includes(old))
    .map((member) =>
      make("toy.drop", {
        member,
        phase: "drop",
        inputs: { generation: old },
        after: idsOf([change]),
        assumes: { serving: generation },
        effects: [{ effect: "drop", verifier: member, anchor: `generation ${old}` }],
      }),
    );
  const steps = [issue, ...accepts, change, ...drops].filter((step) => step !== undefined);
  return { kind: "steps", steps, world: worldOf(facts, members) };
}

function worldOf(facts: ToyFacts, members: readonly string[]): Extract<Recipe, { kind: "steps" }>["world"] {
  return {
    presents: { hub: { id: "old credential", anchors: [`generation ${facts.serving}`] } },
    accepts: Object.fromEntries(
      members.map((name) => [name, (facts.accepts[name] ?? []).map((one) => `generation ${one}`)]),
    ),
    edges: members.map((verifier) => ({ verifier, presenter: "hub" })),
    notModelled: [],
  };
}

/** A lost issue may arrive for half a minute, and only some releases show whether it did. */
function issuing(input: RecipeInput): Delivery {
  const arrivesWithinSeconds = input.arrivesWithinSeconds ?? 30;
  return {
    arrivesWithinSeconds,
    arrivesReason: "its queue",
    whenUnknown: "stop",
    whenUnknownReason: "a second generation would stay for ever",
  };
}

function setting(input: RecipeInput): Delivery {
  const arrivesWithinSeconds = input.arrivesWithinSeconds ?? 0;
  return {
    arrivesWithinSeconds,
    arrivesReason: "sets to a target value",
    whenUnknown: "repeat",
    whenUnknownReason: "sets to a target value",
  };
}

function idsOf(steps: readonly (Step | undefined)[]): readonly string[] {
  return steps.flatMap((step) => (step === undefined ? [] : [step.id]));
}

function stepsOf(input: RecipeInput): (kind: string, parts: Partial<Step> & Pick<Step, "phase">) => Step {
  const { name } = input.target;
  const { code, sentence } = input.reasons[0] ?? { code: "Requested", sentence: "" };
  return (kind, parts) => ({
    id: [`${name}/${kind.replace("toy.", "")}`, parts.member].filter((part) => part !== undefined).join("/"),
    target: name,
    kind,
    kindVersion: 1,
    title: [kind.replace("toy.", ""), parts.member].filter((part) => part !== undefined).join(" "),
    inputs: {},
    after: [],
    assumes: {},
    effects: [],
    performs: true,
    ...(kind === "toy.issue" ? {} : { gate: "wire" as const }),
    disruption: "none",
    final: kind === "toy.drop",
    timeoutSeconds: 600,
    estimatedSeconds: 10,
    delivery: setting(input),
    reason: { code, sentence },
    ...parts,
  });
}
