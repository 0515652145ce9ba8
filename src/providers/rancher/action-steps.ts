import type { Json } from "../../model/json.ts";
import type { RecipeInput } from "../../model/provider.ts";
import type { OutputReference, Step } from "../../model/step.ts";
import type { Effect } from "../../model/trust.ts";
import type { Wish } from "./action-wish.ts";
import { isEtcdKey, leafDaysOf } from "./expiry.ts";
import { leafDates } from "./facts.ts";
import type { RancherOptions } from "./options.ts";
import type { ActionFacts } from "./rancher-facts.ts";
import { deliveryOf, onlyLooks, stepBase } from "./step-parts.ts";

/** What the steps of one RKE1 cluster are made from. */
export interface ActionSight {
  readonly input: RecipeInput;
  readonly facts: ActionFacts;
}

/** Rancher's own suites allow 20 minutes for one rotation (Source: reference/rancher, section 6). */
const runTimeoutSeconds = 2400;
const lookTimeoutSeconds = 900;

export function requestId({ target }: RecipeInput, { ca, service }: Pick<Wish, "ca" | "service">): string {
  return `${target.name}/rotate-${ca ? "ca" : service === "" ? "all" : service}`;
}

/** The request, and the end of what it begins. */
export function requestStep({ input, facts }: ActionSight, wish: Wish, effects: readonly Effect[]): Step {
  const { ca, service, keys, body } = wish;
  const words = ca
    ? "make a new CA and new leaves"
    : `rotate the leaves of ${service === "" ? "all services" : service}`;
  return {
    ...stepBase(input, "rancher.rotate", requestId(input, wish).slice(input.target.name.length + 1)),
    title: words,
    phase: "switch",
    inputs: { ca, service, keys, body, caBefore: facts.kubeCa?.fingerprint ?? "", leafDays: leafDaysOf(facts.version) },
    assumes: {
      ...assumptions({ input, facts }, facts.kubeCa?.fingerprint ?? ""),
      leafDates: leafDates(facts.expirations, Object.keys(facts.expirations)),
    },
    effects,
    replaces: keys,
    performs: true,
    gate: "platform",
    disruption: "restart",
    final: true,
    timeoutSeconds: (input.target.options as unknown as RancherOptions).timeoutSeconds ?? runTimeoutSeconds,
    estimatedSeconds: ca ? 900 : 600,
    delivery: deliveryOf(
      input,
      "stop",
      "the field, the dates and the time of the last update tell; where they do not, a second request would restart everything again",
    ),
  };
}

/**
 * The agent of a worker-only node asks every 120 s, and nothing shows that it has: `active` precedes the new certificates
 * (Source: reference/rancher, section 4).
 */
export function followStep({ input }: ActionSight, wish: Wish, effects: readonly Effect[]): Step {
  const seconds = wish.ca ? 180 : 120;
  const settledAt: Json = output(requestId(input, wish), "settledAt");
  return {
    ...stepBase(input, "rancher.nodes-follow", "nodes-follow"),
    ...onlyLooks,
    title: "the agents of the workers have fetched their certificates",
    inputs: { settledAt, seconds },
    effects,
    gate: "platform",
    timeoutSeconds: lookTimeoutSeconds,
    estimatedSeconds: seconds,
  };
}

/** Behind a request for all: a look, and a request for etcd alone where it still serves the old one. */
export function etcdAgainStep({ input, facts }: ActionSight, effects: readonly Effect[]): Step {
  const keys = Object.keys(facts.expirations).filter(isEtcdKey);
  return {
    ...stepBase(input, "rancher.etcd-again", "etcd-again"),
    title: "look at etcd; only if it serves the old certificate, rotate etcd once more",
    phase: "switch",
    inputs: {
      keys,
      body: { caCertificates: false, services: "etcd" },
      caBefore: facts.kubeCa?.fingerprint ?? "",
      leafDays: leafDaysOf(facts.version),
    },
    assumes: assumptions({ input, facts }, facts.kubeCa?.fingerprint ?? ""),
    effects,
    performs: true,
    gate: "wire",
    disruption: "restart",
    final: true,
    timeoutSeconds: (input.target.options as unknown as RancherOptions).timeoutSeconds ?? runTimeoutSeconds,
    estimatedSeconds: 60,
    delivery: deliveryOf(
      input,
      "stop",
      "the wire, the field and the dates of etcd tell; where they do not, a second request would restart everything again",
    ),
  };
}

/** Behind a request that restarts etcd: it shows what is listed. */
export function etcdLookStep({ input }: ActionSight, effects: readonly Effect[]): Step {
  return {
    ...stepBase(input, "rancher.etcd-serves-new", "etcd-serves-new"),
    ...onlyLooks,
    title: "etcd serves its new certificate",
    effects,
    gate: "wire",
    timeoutSeconds: lookTimeoutSeconds,
    estimatedSeconds: 10,
  };
}

/** The last of a CA rotation: what everything rests on is seen. */
export function verifyCaStep({ input, facts }: ActionSight, wish: Wish, effects: readonly Effect[]): Step {
  return {
    ...stepBase(input, "rancher.verify-ca", "verify-ca"),
    ...onlyLooks,
    title: "the API server serves a leaf by the new CA",
    phase: "drop",
    inputs: { caPem: output(requestId(input, wish), "caPem") },
    effects,
    gate: facts.api?.why === undefined && facts.api !== null ? "wire" : "platform",
    timeoutSeconds: lookTimeoutSeconds,
    estimatedSeconds: 10,
  };
}

/** What is read again right before a request. Whether the action is offered counts for the token that sends it. */
function assumptions({ facts }: ActionSight, kubeCa: string): Step["assumes"] {
  return {
    kubeCa,
    rotation: null,
    settled: true,
    offersRotation: true,
    nodes: facts.nodes.map(({ words }) => words),
    inactiveNodes: [],
  };
}

/** An output of an earlier step, as inputs hold it. */
export function output(step: string, name: string): Json {
  const reference: OutputReference = { $output: { step, name } };
  return { $output: { ...reference.$output } };
}
