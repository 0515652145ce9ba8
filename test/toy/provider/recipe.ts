import { consumerSteps, consumerVerifier, manualStep, outputSteps, type StepFrame } from "../../../src/kinds/index.ts";
import type { Json } from "../../../src/model/json.ts";
import type { Recipe, RecipeInput } from "../../../src/model/provider.ts";
import type { Delivery, OutputReference, Step } from "../../../src/model/step.ts";
import type { ToyFacts } from "./client.ts";
import { anchorOf } from "./kinds.ts";

/**
 * Issue → accept on every member and every consumer → switch the hub → tell people, write outputs → drop on every member,
 * from wherever it is observed to be.
 */
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
  const content = issue === undefined ? anchorOf(facts.newest) : { $output: { step: issue.id, name: "anchor" } };
  const consumers = switched ? [] : consumersOf(input, { after: idsOf([issue]), content, anchor });
  const change = switched
    ? undefined
    : make("toy.switch", {
        phase: "switch",
        inputs,
        after: accepts.length + consumers.length > 0 ? idsOf([...accepts, ...consumers]) : idsOf([issue]),
        assumes: Object.fromEntries(members.map((name) => [`accepts ${name}`, [old, generation]])),
        effects: [{ effect: "present", presenter: "hub", credential: { id: "new credential", anchors: [anchor] } }],
      });
  const told = toldOthers(input, { after: idsOf([change]), content });
  const drops = members
    .filter((name) => facts.accepts[name]?.includes(old))
    .map((member) =>
      make("toy.drop", {
        member,
        phase: "drop",
        inputs: { generation: old },
        after: told.length > 0 ? idsOf(told) : idsOf([change]),
        assumes: { serving: generation },
        effects: [{ effect: "drop", verifier: member, anchor: `generation ${old}` }],
      }),
    );
  const steps = [issue, ...accepts, ...consumers, change, ...told, ...drops].filter((step) => step !== undefined);
  return { kind: "steps", steps, world: worldOf(input, facts, members) };
}

interface Told {
  readonly after: readonly string[];
  readonly content: string | OutputReference;
}

function frameOf({ target, reasons }: RecipeInput, phase: Step["phase"], after: readonly string[]): StepFrame {
  return { target: target.name, phase, after, reason: reasons[0] ?? { code: "Requested", sentence: "" } };
}

function consumersOf(
  input: RecipeInput,
  { after, content, anchor }: Told & { readonly anchor: string },
): readonly Step[] {
  const consumers = input.target.consumers ?? [];
  return consumerSteps(frameOf(input, "trust", after), { consumers, of: "hub", anchorPem: content, anchor });
}

/** Once the hub shows the new generation: a person who is told, and files and programs that get its anchor. */
function toldOthers(input: RecipeInput, { after, content }: Told): readonly Step[] {
  const { options, outputs = [] } = input.target;
  const frame = frameOf(input, "switch", after);
  const instruct = options["announce"];
  const announced =
    typeof instruct === "string" ? [manualStep(frame, { name: "announce", title: "announce it", instruct })] : [];
  return [...announced, ...outputSteps(frame, { outputs, what: "anchor", content })];
}

function worldOf(
  { target }: RecipeInput,
  facts: ToyFacts,
  members: readonly string[],
): Extract<Recipe, { kind: "steps" }>["world"] {
  const consumers = (target.consumers ?? []).map(consumerVerifier);
  return {
    presents: { hub: { id: "old credential", anchors: [`generation ${facts.serving}`] } },
    accepts: Object.fromEntries([
      ...members.map((name) => [name, (facts.accepts[name] ?? []).map((one) => `generation ${one}`)] as const),
      ...consumers.map((name) => [name, [`generation ${facts.serving}`]] as const),
    ]),
    edges: [...members, ...consumers].map((verifier) => ({ verifier, presenter: "hub" })),
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
