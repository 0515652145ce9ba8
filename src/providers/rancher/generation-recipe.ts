import type { Recipe, RecipeInput } from "../../model/provider.ts";
import type { Step } from "../../model/step.ts";
import { mayWriteFact } from "./facts.ts";
import { renewsServed, servedIn } from "./generation-looks.ts";
import { generationRefusals } from "./generation-refusals.ts";
import { generationReview } from "./generation-review.ts";
import { type GenerationWish, minutesEach } from "./generation-wish.ts";
import { serverCa } from "./observe-generations.ts";
import type { RancherOptions } from "./options.ts";
import type { GenerationFacts } from "./rancher-facts.ts";
import { comparedSlots, servesNewStep } from "./serves-new.ts";
import { inOrder, stepBase } from "./step-parts.ts";
import { clusterWorld, newLeaves, worldBefore } from "./world.ts";

/** RKE2 and K3s: the next number, followed by Rancher node by node. Source: reference/rancher, sections 5 and 6. */
export function generationRecipe(input: RecipeInput, facts: GenerationFacts): Recipe {
  const refusals = generationRefusals(input, facts);
  if (refusals.length > 0) return { kind: "refused", refusals };
  const ca = input.observation.slots.find(({ name }) => name === serverCa);
  const anchor = ca?.fingerprint === undefined ? `ca of ${facts.cluster}` : `ca:${ca.fingerprint}`;
  const served = Object.keys(facts.looks).filter(isApi);
  const world = clusterWorld(input, facts, { anchor, ends: ca?.notAfter, served });
  const { services } = input.target.options as unknown as RancherOptions;
  const wish: GenerationWish = {
    generation: Math.max(facts.generation, facts.completed) + 1,
    services: services === "all" ? [] : [services],
  };
  const slots = comparedSlots(input, facts);
  const effects = newLeaves(world, ["kube-apiserver", "etcd"]);
  const [atOnce, seenLater] = slots.some(isApi) ? [[], effects] : [effects, []];
  const steps = inOrder([
    [generationStep(input, facts, wish, atOnce)],
    slots.length === 0 ? [] : [servesNewStep(input, facts, { slots, effects: seenLater })],
  ]);
  const notModelled = [
    "client certificates, etcd and agents, which nothing shows",
    "connections to supervisors and kubelets",
    ...(input.target.consumers === undefined ? ["clients outside the cluster that pin a leaf"] : []),
  ];
  return {
    kind: "steps",
    steps,
    world: worldBefore(world, notModelled),
    findings: generationReview(input, facts, wish),
  };
}

function isApi(slot: string): boolean {
  return servedIn(slot) === "apiserver";
}

function generationStep(
  input: RecipeInput,
  facts: GenerationFacts,
  wish: GenerationWish,
  effects: Step["effects"],
): Step {
  const { generationOwner, timeoutSeconds, services: service } = input.target.options as unknown as RancherOptions;
  const { generation, services } = wish;
  const isOwn = generationOwner === "certplan";
  const owner = generationOwner === "terraform" ? "Terraform" : "Fleet";
  const common = {
    phase: "switch",
    inputs: { generation, services, ...(isOwn ? {} : { owner: generationOwner }) },
    effects,
    replaces: input.observation.slots.map(({ name }) => name).filter((name) => renewsServed(name, service)),
    gate: "platform",
    disruption: "restart",
    final: true,
    timeoutSeconds: timeoutSeconds ?? 1800 + facts.nodes.length * minutesEach * 120,
    estimatedSeconds: facts.nodes.length * minutesEach * 60,
  } as const satisfies Partial<Step>;
  const nodes = facts.nodes.map(({ words }) => words);
  if (!isOwn) {
    return {
      ...stepBase(input, "rancher.await-generation", "await-generation"),
      ...common,
      title: `wait for ${owner} to write generation ${generation}, and for Rancher to follow it`,
      assumes: {},
      performs: false,
    };
  }
  return {
    ...stepBase(input, "rancher.set-generation", "set-generation"),
    ...common,
    title: `write generation ${generation}, which Rancher follows node by node`,
    assumes: { [mayWriteFact(generation, services)]: "yes", nodes },
    performs: true,
    delivery: {
      arrivesWithinSeconds: 0,
      arrivesReason:
        "it carries the resourceVersion that it was read with: a late one is refused, or sets the same number",
      whenUnknown: "repeat",
      whenUnknownReason: "it sets to a target value: the same number twice is one rotation",
    },
  };
}
