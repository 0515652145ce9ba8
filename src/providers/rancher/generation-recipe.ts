import type { Recipe, RecipeInput } from "../../model/provider.ts";
import type { Step } from "../../model/step.ts";
import { renewsApi } from "./cures.ts";
import { mayWriteFact } from "./facts.ts";
import { generationRefusals } from "./generation-refusals.ts";
import { generationReview } from "./generation-review.ts";
import { type GenerationWish, minutesEach } from "./generation-wish.ts";
import { serverCa } from "./observe-generations.ts";
import type { RancherOptions } from "./options.ts";
import type { GenerationFacts } from "./rancher-facts.ts";
import { inOrder, onlyLooks, stepBase } from "./step-parts.ts";
import { clusterWorld, newLeaves, worldBefore } from "./world.ts";

/** RKE2 and K3s: the next number, followed by Rancher node by node. Source: reference/rancher, sections 5 and 6. */
export function generationRecipe(input: RecipeInput, facts: GenerationFacts): Recipe {
  const refusals = generationRefusals(input, facts);
  if (refusals.length > 0) return { kind: "refused", refusals };
  const ca = input.observation.slots.find(({ name }) => name === serverCa);
  const anchor = ca?.fingerprint === undefined ? `ca of ${facts.cluster}` : `ca:${ca.fingerprint}`;
  const world = clusterWorld(input, facts, { anchor, ends: ca?.notAfter, served: Object.keys(facts.looks) });
  const { services } = input.target.options as unknown as RancherOptions;
  const wish: GenerationWish = {
    generation: Math.max(facts.generation, facts.completed) + 1,
    services: services === "all" ? [] : [services],
  };
  const seen = Object.values(facts.looks).filter(({ fingerprint }) => fingerprint !== undefined);
  const looks = seen.length > 0 && mustChange(facts, services);
  const effects = newLeaves(world, ["kube-apiserver", "etcd"]);
  const steps = inOrder([
    [generationStep(input, facts, wish, looks ? [] : effects)],
    looks ? [lookStep(input, facts, effects)] : [],
  ]);
  const notModelled = [
    "client certificates, etcd, kubelets and agents, which nothing shows",
    ...(input.target.consumers === undefined ? ["clients outside the cluster that pin a leaf"] : []),
  ];
  return {
    kind: "steps",
    steps,
    world: worldBefore(world, notModelled),
    findings: generationReview(input, facts, wish),
  };
}

/** On K3s one of two services renews what its port shows, and which one is not known. */
function mustChange({ engine }: GenerationFacts, services: string): boolean {
  return services === "all" || (engine === "rke2" && renewsApi(services));
}

function generationStep(
  input: RecipeInput,
  facts: GenerationFacts,
  wish: GenerationWish,
  effects: Step["effects"],
): Step {
  const { generationOwner, timeoutSeconds } = input.target.options as unknown as RancherOptions;
  const { generation, services } = wish;
  const isOwn = generationOwner === "certplan";
  const owner = generationOwner === "terraform" ? "Terraform" : "Fleet";
  const common = {
    phase: "switch",
    inputs: { generation, services, ...(isOwn ? {} : { owner: generationOwner }) },
    effects,
    replaces: input.observation.slots.filter(({ name }) => name.includes("@")).map(({ name }) => name),
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

/** A number that was followed says nothing of certificates: nodes that remember it run nothing. */
function lookStep(input: RecipeInput, { looks }: GenerationFacts, effects: Step["effects"]): Step {
  const before = Object.fromEntries(
    Object.values(looks).flatMap(({ address, fingerprint }) =>
      fingerprint === undefined ? [] : [[address, fingerprint]],
    ),
  );
  return {
    ...stepBase(input, "rancher.serves-new", "serves-new"),
    ...onlyLooks,
    title: "API servers serve other certificates than before",
    inputs: { before },
    effects,
    gate: "wire",
    timeoutSeconds: 900,
    estimatedSeconds: 10,
  };
}
