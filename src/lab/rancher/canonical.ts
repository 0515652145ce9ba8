import type { LabLeaf, OutsideClient } from "./parts.ts";
import { expirationsOf } from "./rke1-runs.ts";
import type { Rke1Cluster } from "./rke1-state.ts";
import type { RancherState } from "./state.ts";
import type { V2Cluster } from "./v2-state.ts";

/**
 * Up to dates, tokens and versions of objects: which generation of each leaf is stored, on disk and in memory, by which
 * CA; who accepts which CA; what is asked for, under way, failing or late.
 */
export function canonical(state: RancherState): unknown {
  return { rke1: state.rke1.map((cluster) => rke1Form(state, cluster)), v2: state.v2.map(v2Form) };
}

function rke1Form(state: RancherState, cluster: Rke1Cluster): unknown {
  const { id, cas, requestHeaderCa, bundle, nodes, rotate, failed, later, fault, conditions, caCert, expirations } =
    cluster;
  const current = expirationsOf(state, cluster);
  const names = new Set([...Object.keys(current), ...Object.keys(expirations)]);
  return {
    id,
    cas: [cas.length, requestHeaderCa, caCert],
    bundle: leafForms(bundle),
    nodes: nodes.map(({ name, state: said, accepts, running, etcdFile, stranded }) => ({
      name,
      said,
      accepts,
      running: leafForms(running),
      ...(etcdFile === undefined ? {} : { etcdFile: leafForm(etcdFile) }),
      ...(stranded === undefined ? {} : { stranded }),
    })),
    rotate,
    failed,
    under: later.map((due) => (due.kind === "end" ? [due.kind, due.spec] : [due.kind])),
    conditions: conditions.map(({ type, status, message }) => [type, status, message]),
    stale: [...names].filter((name) => current[name] !== expirations[name]),
    ...(fault === undefined ? {} : { fault }),
    outside: outsideForms([...cluster.kubeconfigs, ...cluster.pods]),
  };
}

function v2Form(cluster: V2Cluster): unknown {
  const { namespace, name, spec, rotated, rotation, paused, machines, runningVersion, fault, initialised } = cluster;
  const { endsAt: _, ...under } = rotation ?? {};
  return {
    id: `${namespace}/${name}`,
    spec,
    rotated: rotated ?? null,
    under,
    paused,
    initialised,
    runningVersion,
    labels: cluster.labels,
    annotations: cluster.annotations,
    machines: machines.map(({ name: machine, leaves, executed, state: said }) => ({
      machine,
      said,
      executed,
      leaves: leafForms(leaves),
    })),
    ...(fault === undefined ? {} : { fault }),
    outside: outsideForms(cluster.kubeconfigs),
  };
}

function leafForms(leaves: Readonly<Partial<Record<string, LabLeaf>>>): unknown {
  return Object.entries(leaves).map(([name, leaf]) => [name, leaf === undefined ? null : leafForm(leaf)]);
}

function leafForm({ generation, ca }: LabLeaf): unknown {
  return [generation, ca];
}

function outsideForms(clients: readonly OutsideClient[]): unknown {
  return clients.map(({ name, accepts, shows }) => [name, accepts, shows ?? null]);
}
