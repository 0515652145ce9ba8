import { consumerSteps, manualStep, outputSteps, type StepFrame } from "../../kinds/index.ts";
import type { Recipe, RecipeInput } from "../../model/provider.ts";
import type { OutputReference, Step } from "../../model/step.ts";
import type { Cut } from "../../model/trust.ts";
import { actionRefusals } from "./action-refusals.ts";
import { actionReview } from "./action-review.ts";
import {
  type ActionSight,
  etcdAgainStep,
  etcdLookStep,
  followStep,
  output,
  requestId,
  requestStep,
  verifyCaStep,
} from "./action-steps.ts";
import { type Wish, wishOf } from "./action-wish.ts";
import { isEtcdKey } from "./expiry.ts";
import { kubeconfigSteps } from "./kubeconfig-steps.ts";
import type { ActionFacts } from "./rancher-facts.ts";
import { inOrder, reasonOf } from "./step-parts.ts";
import {
  type ClusterWorld,
  clusterWorld,
  newCa,
  newLeaves,
  podsFollow,
  verifiersOf,
  workersFollow,
  worldBefore,
} from "./world.ts";

/** RKE1. Source: reference/rancher, sections 4 and 6. */
export function actionRecipe(input: RecipeInput, facts: ActionFacts): Recipe {
  const wish = wishOf(input, facts);
  const refusals = actionRefusals(input, facts, wish);
  if (refusals.length > 0) return { kind: "refused", refusals };
  const { kubeCa } = facts;
  const world = clusterWorld(input, facts, {
    anchor: `ca:${kubeCa?.fingerprint ?? ""}`,
    ends: kubeCa?.notAfter,
    served: ["kube-apiserver", ...Object.keys(facts.expirations).filter(isEtcdKey)],
  });
  const see: ActionSight = { input, facts };
  const made = wish.ca ? caSteps(see, wish, world) : leafSteps(see, wish, world);
  return {
    kind: "steps",
    steps: made.steps,
    world: worldBefore(world, unseen(input, wish)),
    ...(made.cuts === undefined ? {} : { cuts: made.cuts }),
    findings: actionReview(facts, wish, made.steps),
  };
}

interface Made {
  readonly steps: readonly Step[];
  readonly cuts?: readonly Cut[];
}

/** Request, workers, etcd. Whatever is asked for, every control plane container is started again. */
function leafSteps(see: ActionSight, wish: Wish, world: ClusterWorld): Made {
  const restartsEtcd = wish.service === "etcd";
  const renewsApi = wish.keys.includes("kube-apiserver");
  const renewsEtcd = wish.keys.some(isEtcdKey);
  const request = requestStep(see, wish, newLeaves(world, renewsApi ? ["kube-apiserver"] : []));
  const behind = newLeaves(world, renewsEtcd ? ["etcd"] : []);
  const etcd = !renewsEtcd ? [] : [restartsEtcd ? etcdLookStep(see, behind) : etcdAgainStep(see, behind)];
  return { steps: inOrder([[request], [followStep(see, wish, [])], etcd]) };
}

/**
 * A new CA at once, then what does not follow by itself: workers, what the estate names, pods. No platform step overlaps
 * the two CAs, so everybody is cut off until the last of them.
 */
function caSteps(see: ActionSight, wish: Wish, world: ClusterWorld): Made {
  const { input } = see;
  const { consumers = [], outputs = [] } = input.target;
  const id = requestId(input, wish);
  const anchor = `new:${id}`;
  const frame: StepFrame = { target: input.target.name, phase: "drop", after: [], reason: reasonOf(input) };
  const pem = output(id, "caPem") as unknown as OutputReference;
  const told = consumerSteps(frame, { consumers, of: "kube-ca", anchorPem: pem, anchor });
  const written = outputSteps(frame, { outputs, what: "kube-ca", content: pem });
  const steps = inOrder([
    [requestStep(see, wish, newCa(world, anchor))],
    [followStep(see, wish, workersFollow(world, anchor))],
    [etcdLookStep(see, [])],
    [...written, ...kubeconfigSteps(input, outputs, id)],
    [...told, podsStep(frame, world, anchor)],
    [verifyCaStep(see, wish, [])],
  ]);
  return { steps, cuts: cutsOf(steps, verifiersOf(world)) };
}

/** Rancher starts its own add-ons again, and nothing of the users' (Source: reference/rancher, section 4). */
function podsStep(frame: StepFrame, world: ClusterWorld, anchor: string): Step {
  return manualStep(frame, {
    name: "pods",
    title: "by hand: pods that hold the old CA are started again",
    instruct:
      "in each namespace with pods that talk to the API server, fleet-agent and cattle-node-agent included: kubectl -n NAMESPACE rollout restart deployment,statefulset,daemonset",
    effects: podsFollow(world, anchor),
  });
}

/** Time for people is a guess; the estimate of what Rancher does is the sum of its steps. */
const handsSeconds = 1200;

function cutsOf(steps: readonly Step[], members: readonly string[]): readonly Cut[] {
  const [first] = steps;
  const last = steps.at(-1);
  if (first === undefined || last === undefined) return [];
  const estimatedSeconds = steps.reduce((sum, step) => sum + (step.estimatedSeconds ?? handsSeconds), 0);
  return [
    {
      code: "rancher-ca-clients",
      members,
      fromStep: first.id,
      toStep: last.id,
      estimatedSeconds,
      sentence:
        "with a new CA whoever holds the old one is cut off from the API server until it has learned the new one: nodes until they have followed, pods until they are started again, direct kubeconfigs until they are made anew",
    },
  ];
}

function unseen({ target }: RecipeInput, { ca }: Wish): readonly string[] {
  return [
    "kube-admin, the request-header CA, client certificates and those that workers really run with, which Rancher does not show",
    ...(ca ? ["people's kubeconfigs with a direct context, which hold the old CA"] : []),
    ...(target.consumers === undefined ? ["clients outside the cluster that hold its CA or pin a leaf"] : []),
  ];
}
