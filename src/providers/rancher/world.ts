import { consumerVerifier } from "../../kinds/index.ts";
import type { RecipeInput } from "../../model/provider.ts";
import type { Credential, Effect, TrustWorld } from "../../model/trust.ts";
import type { IsoInstant } from "../../time/instant.ts";
import type { RancherFacts } from "./rancher-facts.ts";

const api = "kube-apiserver";
const etcd = "etcd";
const controlPlane = "control plane";
const workers = "workers";
const pods = "pods";
const rancher = "Rancher";

/** A cluster as the proof sees it: every process inside believes the cluster's CA, and Rancher what it has read of it. */
export interface ClusterWorld {
  readonly anchor: string;
  /** Until when all of it is valid; absent where nothing shows it. */
  readonly notAfter?: IsoInstant;
  readonly hasWorkers: boolean;
  /** Consumers outside that hold the CA. */
  readonly consumers: readonly string[];
}

/** `ends`: the CA's end, beyond which no leaf under it counts. */
export function clusterWorld(
  { target, observation }: RecipeInput,
  { nodes }: RancherFacts,
  see: { readonly anchor: string; readonly ends: IsoInstant | undefined; readonly served: readonly string[] },
): ClusterWorld {
  const served = observation.slots
    .filter(({ name }) => see.served.includes(name))
    .flatMap(({ notAfter }) => notAfter ?? []);
  const ends = [...served, ...(see.ends === undefined ? [] : [see.ends])].toSorted()[0];
  return {
    anchor: see.anchor,
    ...(ends === undefined ? {} : { notAfter: ends }),
    hasWorkers: nodes.some(({ worker, controlPlane: isServer, etcd: isEtcd }) => worker && !isServer && !isEtcd),
    consumers: (target.consumers ?? []).filter(({ of }) => of === "kube-ca").map(consumerVerifier),
  };
}

/** Whoever connects to the API server or etcd. */
export function verifiersOf({ hasWorkers, consumers }: ClusterWorld): readonly string[] {
  return [controlPlane, ...(hasWorkers ? [workers] : []), pods, rancher, ...consumers];
}

/** Before the first step: everything by the CA that is live. certplan believes Rancher's web certificate by `trust`. */
export function worldBefore(cluster: ClusterWorld, notModelled: readonly string[]): TrustWorld {
  const { anchor, notAfter } = cluster;
  const credential: Credential = {
    id: "served leaf",
    anchors: [anchor],
    ...(notAfter === undefined ? {} : { notAfter }),
  };
  const verifiers = verifiersOf(cluster);
  return {
    presents: {
      [api]: credential,
      [etcd]: credential,
      [web]: { id: "web certificate", anchors: [webAnchor] },
    },
    accepts: { ...Object.fromEntries(verifiers.map((name) => [name, [anchor]])), certplan: [webAnchor] },
    edges: [
      ...verifiers.map((verifier) => ({ verifier, presenter: api })),
      { verifier: controlPlane, presenter: etcd },
      { verifier: "certplan", presenter: web },
    ],
    notModelled,
  };
}

const web = "Rancher's web certificate";
const webAnchor = "trust of the connection";

/** New leaves by the same CA. `proved`: by the gate of the step that declares it. */
export function newLeaves(
  { anchor }: ClusterWorld,
  presenters: readonly ("kube-apiserver" | "etcd")[],
): readonly Effect[] {
  const credential = { id: "new leaf", anchors: [anchor] };
  return presenters.map((presenter) => ({ effect: "present", presenter, credential }));
}

/** A new CA for all at once, without a moment in which both are accepted. */
export function newCa(cluster: ClusterWorld, anchor: string): readonly Effect[] {
  const credential = { id: "leaf by the new CA", anchors: [anchor] };
  return [
    { effect: "present", presenter: api, credential },
    { effect: "present", presenter: etcd, credential },
    ...moves(controlPlane, cluster.anchor, anchor),
    ...moves(rancher, cluster.anchor, anchor),
    ...(cluster.hasWorkers ? [{ effect: "drop", verifier: workers, anchor: cluster.anchor } as const] : []),
  ];
}

/** The agents of worker nodes have fetched the new CA. */
export function workersFollow({ hasWorkers }: ClusterWorld, anchor: string): readonly Effect[] {
  return hasWorkers ? [{ effect: "accept", verifier: workers, anchor }] : [];
}

/** Pods read the CA once, when they start. */
export function podsFollow({ anchor: old }: ClusterWorld, anchor: string): readonly Effect[] {
  return moves(pods, old, anchor);
}

function moves(verifier: string, old: string, anchor: string): readonly Effect[] {
  return [
    { effect: "accept", verifier, anchor },
    { effect: "drop", verifier, anchor: old },
  ];
}
