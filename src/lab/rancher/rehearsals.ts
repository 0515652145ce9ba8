import { dayMs, hourMs } from "../authority.ts";
import { withCondition } from "./conditions.ts";
import type { RancherState } from "./state.ts";
import type { RancherRequest } from "./target.ts";

/** A situation to rehearse on: one Rancher with one cluster, and an estate for it. */
interface Rehearsal {
  /** One line for `certplan lab list`. */
  readonly explain: string;
  /** `now` in milliseconds: the instant at which it is opened. */
  readonly request: (now: number) => RancherRequest;
}

export type RancherRehearsalName =
  | "rancher-rke1"
  | "rancher-rke2"
  | "rancher-worker-stays"
  | "rancher-stuck"
  | "rancher-expired-ca";

export const rancherRehearsals: Readonly<Record<RancherRehearsalName, Rehearsal>> = {
  "rancher-rke1": {
    explain: "a Rancher with an RKE1 cluster whose leaves end in 20 days, its etcd and API servers",
    request: (now) => ({
      cluster: { rke1: { leavesEnd: soon(now) } },
      explain: "an RKE1 cluster whose leaves end soon",
    }),
  },
  "rancher-rke2": {
    explain: "a Rancher with an RKE2 cluster whose leaves end in 20 days; its machines are rotated one after another",
    request: (now) => ({ cluster: { v2: { leavesEnd: soon(now) } }, explain: "an RKE2 cluster whose leaves end soon" }),
  },
  "rancher-worker-stays": {
    explain:
      "an RKE2 cluster whose worker keeps its kubelet's certificate through the rotation: Rancher says done, certplan exits 10",
    request: (now) => ({
      cluster: { v2: { leavesEnd: soon(now), workersEnd: soon(now) } },
      settings: { workerRestartRenews: false },
      explain: "a worker whose kubelet keeps its old certificate",
    }),
  },
  "rancher-stuck": {
    explain: "an RKE1 cluster in a retry loop: somebody's request fails at a host that cannot be reached",
    request: (now) => ({
      cluster: { rke1: { leavesEnd: soon(now) } },
      change: stuck,
      explain: "a rotation that fails, and is tried again for ever",
    }),
  },
  "rancher-expired-ca": {
    explain: "an RKE1 cluster whose kube-ca ended yesterday: leaves under it are refused, and only a new CA helps",
    request: (now) => ({
      cluster: { rke1: { leavesEnd: soon(now), caEnds: now - dayMs } },
      explain: "its kube-ca has ended",
    }),
  },
};

function soon(now: number): number {
  return now + 20 * dayMs + hourMs;
}

/** As it is after three attempts. */
function stuck(state: RancherState, now: number): RancherState {
  const host = "10.2.0.12";
  const message = `Failed to reach host [${host}]: dial tcp ${host}:22: i/o timeout`;
  const rke1 = state.rke1.map((cluster) => ({
    ...cluster,
    fault: { kind: "unreachable", host } as const,
    rotate: { caCertificates: false, services: [""] },
    failed: true,
    attempts: 3,
    conditions: withCondition(cluster.conditions, { type: "Updated", status: "False", reason: "Error", message }, now),
    later: [{ at: now + 120_000, kind: "retry" } as const],
  }));
  return { ...state, rke1 };
}
