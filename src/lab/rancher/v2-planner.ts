import { atLeast, hasNodeOrder } from "./release.ts";
import type { RancherState } from "./state.ts";
import { isWorkerOnly, rotateMachine, takesPart, unknownToRuntime } from "./v2-certificates.ts";
import { rotateOf, versionOf } from "./v2-spec.ts";
import type { RotateGeneration, V2Cluster, V2Machine, V2Rotation } from "./v2-state.ts";

const retryMs = 30_000;

/** Everything of this cluster that is due up to `now`, in order. The same value where nothing is. Behaviour 11. */
export function advanceV2(state: RancherState, cluster: V2Cluster, now: number): V2Cluster {
  let current = cluster;
  for (;;) {
    const { rotation } = current;
    if (rotation === undefined || rotation.endsAt === undefined || rotation.endsAt > now) return current;
    current = next(state, current, rotation, rotation.endsAt);
  }
}

/** After each write of the spec: what the planner makes of it. */
export function planned(state: RancherState, cluster: V2Cluster, now: number): V2Cluster {
  const wanted = rotateOf(cluster.spec);
  const { rotation } = cluster;
  if (rotation !== undefined && rotation.phase !== "failed") return cluster;
  const isDue =
    atLeast(state, 2, 6, 4) && wanted !== undefined && cluster.initialised && wanted.generation !== cluster.rotated;
  const endsAt = now + state.settings.lagMs;
  if (isDue) return { ...cluster, rotation: { spec: wanted, order: [], index: 0, phase: "planned", endsAt } };
  // the block is gone: nobody goes on, and nobody unpauses
  if (rotation !== undefined) return without(cluster);
  return { ...cluster, rotation: { spec: wanted ?? nothing, order: [], index: 0, phase: "done", endsAt, plain: true } };
}

const nothing: RotateGeneration = { generation: 0, services: null };

function without(cluster: V2Cluster): V2Cluster {
  const { rotation: _, ...rest } = cluster;
  return rest;
}

function next(state: RancherState, cluster: V2Cluster, rotation: V2Rotation, at: number): V2Cluster {
  switch (rotation.phase) {
    case "planned":
      return begin(state, cluster, at);
    case "starting":
      return to(cluster, { ...rotation, phase: "waiting", endsAt: at + state.settings.machineMs }, at);
    case "waiting":
    case "failed":
      return executed(state, cluster, rotation, at);
    case "probes":
      return moved(state, cluster, { ...rotation, index: rotation.index + 1 }, at);
    case "done":
      return reconciled(state, cluster, rotation, at);
  }
}

function begin(state: RancherState, cluster: V2Cluster, at: number): V2Cluster {
  const spec = rotateOf(cluster.spec);
  if (spec === undefined) return without(cluster);
  const order = orderOf(state, cluster, spec.services ?? []);
  return moved(state, { ...cluster, paused: true }, { spec, order, index: 0, phase: "starting" }, at);
}

/** One machine after another; before 2.8.8 in an order that nobody chose, which here is that of their names backwards. */
function orderOf(state: RancherState, { machines }: V2Cluster, services: readonly string[]): readonly string[] {
  const part = machines.filter((machine) => takesPart(machine, services));
  const names = part.map(({ name }) => name).toSorted();
  if (!hasNodeOrder(state)) return names.toReversed();
  const rank = ({ roles }: V2Machine): number => {
    if (!roles.includes("controlplane")) return roles.includes("etcd") ? 0 : 3;
    return roles.includes("etcd") ? 1 : 2;
  };
  return part
    .toSorted((a, b) => rank(a) - rank(b) || names.indexOf(a.name) - names.indexOf(b.name))
    .map(({ name }) => name);
}

/** On to the machine at the index, or to the end. A spec that has changed meanwhile is taken up between two machines. */
function moved(state: RancherState, cluster: V2Cluster, rotation: V2Rotation, at: number): V2Cluster {
  const wanted = rotateOf(cluster.spec);
  if (wanted === undefined) return without(cluster);
  if (wanted.generation !== rotation.spec.generation && rotation.index > 0) return begin(state, cluster, at);
  const isOver = rotation.index >= rotation.order.length;
  const { failed: _, ...rest } = rotation;
  const phase = isOver ? "done" : "starting";
  return to(cluster, { ...rest, phase, endsAt: at + (isOver ? state.settings.probeMs : 1000) }, at);
}

function executed(state: RancherState, cluster: V2Cluster, rotation: V2Rotation, at: number): V2Cluster {
  const machine = cluster.machines.find(({ name }) => name === rotation.order[rotation.index]);
  if (machine === undefined) return moved(state, cluster, { ...rotation, index: rotation.index + 1 }, at);
  const fault = cluster.fault?.machine === machine.name ? cluster.fault.kind : undefined;
  if (fault === "down") return { ...cluster, rotation: { ...rotation, endsAt: at + retryMs } };
  const services = rotation.spec.services ?? [];
  const isUnknown = !isWorkerOnly(machine) && unknownToRuntime(cluster.runtime, services) !== undefined;
  if (fault === "command-fails" || isUnknown) {
    const again = { ...rotation, phase: "failed", failed: true, endsAt: at + retryMs } as const;
    return rotation.phase === "failed" ? { ...cluster, rotation: again } : to(cluster, again, at);
  }
  const { machines, effects } = run(state, cluster, { machine, rotation, at });
  return to(
    { ...cluster, machines, effects },
    { ...rotation, phase: "probes", endsAt: at + state.settings.probeMs },
    at,
  );
}

/** Commands that it remembers are skipped, and count as run. */
function run(
  state: RancherState,
  cluster: V2Cluster,
  { machine, rotation, at }: { readonly machine: V2Machine; readonly rotation: V2Rotation; readonly at: number },
): Pick<V2Cluster, "machines" | "effects"> {
  const { spec, failed } = rotation;
  const command = `${(spec.services ?? []).join(",")}@${spec.generation}`;
  if (machine.executed.includes(command)) return cluster;
  const leaves = rotateMachine(state, cluster, machine, { spec, now: at });
  const executedNow = failed === true ? machine.executed : [...machine.executed, command];
  const effect = `rotate ${machine.name} ${command}`;
  const rotated = { ...machine, leaves, executed: executedNow };
  return {
    machines: cluster.machines.map((one) => (one === machine ? rotated : one)),
    effects: { ...cluster.effects, [effect]: (cluster.effects[effect] ?? 0) + 1 },
  };
}

/** The number is reported whatever has been done, and only now the rest of the spec is looked at. */
function reconciled(state: RancherState, cluster: V2Cluster, { spec, plain }: V2Rotation, at: number): V2Cluster {
  const done = without(cluster);
  const wanted = rotateOf(done.spec);
  const rotated = plain === true ? {} : { rotated: spec.generation };
  const next: V2Cluster = {
    ...done,
    ...rotated,
    paused: false,
    runningVersion: versionOf(done.spec),
    observedGeneration: done.metadataGeneration,
    resourceVersion: done.resourceVersion + 1,
    changedAt: at,
  };
  const isDue =
    atLeast(state, 2, 6, 4) && wanted !== undefined && next.initialised && wanted.generation !== next.rotated;
  return isDue ? planned(state, next, at) : next;
}

function to(cluster: V2Cluster, rotation: V2Rotation, at: number): V2Cluster {
  return { ...cluster, rotation, resourceVersion: cluster.resourceVersion + 1, changedAt: at };
}
