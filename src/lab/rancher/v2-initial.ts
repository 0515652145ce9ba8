import { makeCa } from "./issue.ts";
import type { RancherState } from "./state.ts";
import { caSubjectOf, isWorkerOnly, leafNamesOf, withBytes } from "./v2-certificates.ts";
import type { Runtime, V2Cluster, V2Machine } from "./v2-state.ts";

const day = 86_400_000;

/** A cluster of RKE2 or K3s at rest. */
export interface InitialV2 {
  /** Default `edge`. */
  readonly name?: string;
  readonly runtime?: Runtime;
  /** When its leaves end; default: in 20 days. */
  readonly leavesEnd?: number;
  /** When the leaves of worker-only machines end; default: as the others. */
  readonly workersEnd?: number;
  /** When its CA ends, ten years after it was made; default: in nine years. */
  readonly caEnds?: number;
  /** Default: one etcd, one control plane with etcd, one control plane, one worker. */
  readonly machines?: readonly V2Machine["roles"][];
  /** Generation and services of earlier rotations, which are done; default: there was none. */
  readonly rotate?: { readonly generation: number; readonly services?: readonly string[] };
}

export function initialV2(state: RancherState, wanted: InitialV2 & { readonly index: number }, now: number): V2Cluster {
  const { name = "edge", runtime = "rke2", index, rotate } = wanted;
  const notBefore = (wanted.caEnds ?? now + 9 * 365 * day) - 3650 * day;
  const ca = makeCa(caSubjectOf(runtime, notBefore), 1, state.caKeys.slice(1 + index).concat(state.caKeys), notBefore);
  const roles = wanted.machines ?? [["etcd"], ["etcd", "controlplane"], ["controlplane"], ["worker"]];
  const managementId = `c-m-${name.padEnd(8, "0").slice(0, 8)}`;
  const version = runtime === "rke2" ? "v1.30.4+rke2r1" : "v1.30.4+k3s1";
  const leavesEnd = wanted.leavesEnd ?? now + 20 * day;
  const machines = roles.map((own, place): V2Machine => {
    const address = `10.${3 + index}.0.${11 + place}`;
    const machine = { name: `${name}-pool-${place + 1}`, node: `${name}-${place + 1}`, address };
    const notAfter = isWorkerOnly({ roles: own }) ? (wanted.workersEnd ?? leavesEnd) : leavesEnd;
    const first = { generation: 1, ca: 1, notBefore, notAfter };
    const leaves = leafNamesOf(runtime, own).map((leaf) => [
      leaf,
      withBytes(state, { ca, runtime }, { machine, name: leaf, leaf: first }),
    ]);
    return {
      ...machine,
      nodeId: `${managementId}:machine-${String(place + 1).padStart(5, "0")}`,
      roles: own,
      listens: {
        etcd: `${address}:2379`,
        apiServer: `${address}:6443`,
        supervisor: `${address}:9345`,
        kubelet: `${address}:10250`,
      },
      leaves: Object.fromEntries(leaves),
      executed: rotate === undefined ? [] : [`${(rotate.services ?? []).join(",")}@${rotate.generation}`],
      state: "active",
    };
  });
  return {
    namespace: "fleet-default",
    name,
    managementId,
    uid: `3e5b7f1c-0000-4000-8000-00000000d00${index}`,
    created: notBefore,
    runtime,
    spec: {
      kubernetesVersion: version,
      rkeConfig: {
        machineGlobalConfig: { cni: "calico" },
        ...(rotate === undefined ? {} : { rotateCertificates: rotate }),
      },
    },
    runningVersion: version,
    labels: {},
    annotations: {},
    resourceVersion: 100_001,
    metadataGeneration: 2,
    observedGeneration: 2,
    ...(rotate === undefined ? {} : { rotated: rotate.generation }),
    initialised: true,
    paused: false,
    ca,
    machines,
    changedAt: notBefore,
    snapshots: [now - day / 2],
    kubeconfigs: [],
    effects: {},
  };
}
