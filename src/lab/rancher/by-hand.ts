import { cleared } from "./rke1-runs.ts";
import type { Rke1Cluster } from "./rke1-state.ts";
import { replaced } from "./rotate-action.ts";
import type { RancherState } from "./state.ts";
import { renewMachine, restartMachine } from "./v2-certificates.ts";
import type { V2Cluster, V2Machine } from "./v2-state.ts";

/** What people do about an RKE1 cluster, beside the requests of the API. */
export type Rke1Action =
  /** The cause of the failure is mended; the next retry succeeds. */
  | "mend"
  /** The request is taken out of the spec, which ends the retries. */
  | "clear-request"
  /** Kubeconfigs with a CA of their own are made anew, from what the cluster shows. */
  | "replace-kubeconfigs"
  /** Pods that keep an old CA are started again. */
  | "restart-pods"
  /** Nodes whose kubelet stopped posting status are set up again. */
  | "reset-stranded";

/** The platform after a person's hand. `now` in milliseconds. */
export function rke1ByHand(state: RancherState, id: string, action: Rke1Action, now: number): RancherState {
  const cluster = state.rke1.find((one) => one.id === id);
  return cluster === undefined ? state : replaced(state, changed(state, cluster, action, now));
}

function changed(state: RancherState, cluster: Rke1Cluster, action: Rke1Action, now: number): Rke1Cluster {
  const newest = cluster.cas.length;
  switch (action) {
    case "mend": {
      const { fault: _, ...rest } = cluster;
      return rest;
    }
    case "clear-request":
      return cleared(state, cluster, now);
    case "replace-kubeconfigs":
      return {
        ...cluster,
        kubeconfigs: cluster.kubeconfigs.map(({ name, shows }) => ({
          name,
          accepts: newest,
          ...(shows === undefined ? {} : { shows: newest }),
        })),
      };
    case "restart-pods":
      return { ...cluster, pods: cluster.pods.map(({ name }) => ({ name, accepts: newest })) };
    case "reset-stranded":
      return {
        ...cluster,
        nodes: cluster.nodes.map((node) => (node.stranded === true ? reset(node, newest) : node)),
        later: [...cluster.later, { at: now, kind: "workers" }],
      };
  }
}

function reset(before: Rke1Cluster["nodes"][number], accepts: number): Rke1Cluster["nodes"][number] {
  const { stranded: _, ...node } = before;
  return { ...node, accepts, state: "active" };
}

/** The unit of a machine of RKE2 or K3s is restarted by a person: leaves that end soon are made anew. */
export function restartByHand(state: RancherState, machine: string, now: number): RancherState {
  return withLeaves(state, machine, (cluster, one) => restartMachine(state, cluster, one, now));
}

/** A person stops the unit, runs `rke2|k3s certificate rotate` and starts it: every leaf of the machine is made anew. */
export function rotateByHand(state: RancherState, machine: string, now: number): RancherState {
  return withLeaves(state, machine, (cluster, one) => renewMachine(state, cluster, one, now));
}

function withLeaves(
  state: RancherState,
  machine: string,
  leavesOf: (cluster: V2Cluster, machine: V2Machine) => V2Machine["leaves"],
): RancherState {
  const v2 = state.v2.map(
    (cluster): V2Cluster => ({
      ...cluster,
      machines: cluster.machines.map((one) =>
        one.name === machine ? { ...one, leaves: leavesOf(cluster, one) } : one,
      ),
    }),
  );
  return { ...state, v2 };
}
