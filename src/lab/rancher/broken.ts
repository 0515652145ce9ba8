import { caOf, etcdShown } from "./handshake.ts";
import type { ClusterCa, LabLeaf, OutsideClient } from "./parts.ts";
import { processesOf } from "./rke1-certificates.ts";
import type { Rke1Cluster, Rke1Node } from "./rke1-state.ts";
import type { RancherState } from "./state.ts";
import type { V2Cluster } from "./v2-state.ts";

/**
 * Who would refuse whom at `now`, computed from what runs: a certificate by a CA that its verifier does not accept, or
 * outside the dates of either. Kubeconfigs and pods that keep an old CA stand here until somebody replaces them.
 */
export function broken(state: RancherState, now: number): readonly string[] {
  const here = now + state.settings.clockSkewMs;
  return [
    ...state.rke1.flatMap((cluster) => rke1Lines(state, cluster, here)),
    ...state.v2.flatMap((cluster) => v2Lines(cluster, here)),
  ];
}

function rke1Lines(state: RancherState, cluster: Rke1Cluster, here: number): readonly string[] {
  const { nodes, kubeconfigs, pods, caCert } = cluster;
  const lines: string[] = [];
  const refuses = (accepts: number, leaf: LabLeaf | undefined): boolean =>
    leaf !== undefined && (leaf.ca !== accepts || isOver(leaf, caOf(cluster, leaf.ca), here));
  const note = (verifier: string, presenter: string, refused: boolean): void => {
    if (refused) lines.push(`${cluster.name}: ${verifier} refuses ${presenter}`);
  };
  const servers = nodes.filter(({ roles }) => roles.includes("controlplane"));
  const members = nodes.filter(({ roles }) => roles.includes("etcd"));
  for (const member of members) {
    const shown = etcdShown(state, member);
    for (const server of servers)
      note(`kube-apiserver on ${server.name}`, `etcd on ${member.name}`, refuses(server.accepts, shown));
    for (const peer of members) {
      if (peer !== member) note(`etcd on ${peer.name}`, `etcd on ${member.name}`, refuses(peer.accepts, shown));
    }
  }
  for (const server of servers) {
    const shown = server.running["kube-apiserver"];
    const presenter = `kube-apiserver on ${server.name}`;
    for (const node of nodes) note(`kubelet on ${node.name}`, presenter, refuses(node.accepts, shown));
    for (const client of [...kubeconfigs, ...pods]) note(client.name, presenter, refuses(client.accepts, shown));
    note("Rancher", presenter, refuses(caCert, shown));
    for (const node of nodes)
      for (const [name, leaf] of clientsOf(node))
        note(presenter, `${name} on ${node.name}`, refuses(server.accepts, leaf));
    for (const { name, shows } of kubeconfigs) note(presenter, name, shows !== undefined && shows !== server.accepts);
    note(
      "the API server's aggregation layer",
      `proxy client on ${server.name}`,
      isPast(server.running["kube-apiserver-proxy-client"], here),
    );
  }
  return lines;
}

/** Processes that show a client certificate to API servers. */
function clientsOf(node: Rke1Node): readonly (readonly [string, LabLeaf | undefined])[] {
  const own = processesOf(node).filter(
    (process) => process.startsWith("kubelet") || /^kube-(proxy|controller|scheduler)/.test(process),
  );
  return own.map((process) => [process, node.running[process]] as const);
}

/** No rotation of these moves their CA: what can break is a date. */
function v2Lines({ name: cluster, machines, ca, kubeconfigs }: V2Cluster, here: number): readonly string[] {
  const over = machines.flatMap(({ name, leaves }) =>
    Object.entries(leaves).flatMap(([leaf, version]) =>
      isOver(version, ca, here) ? [`${cluster}: everyone refuses ${leaf} on ${name}`] : [],
    ),
  );
  return [
    ...over,
    ...kubeconfigs.flatMap((client: OutsideClient) =>
      client.accepts === 1 ? [] : [`${cluster}: ${client.name} refuses every API server`],
    ),
  ];
}

/** The last instant of a certificate still counts (RFC 5280, 4.1.2.5). */
function isOver(leaf: LabLeaf, ca: ClusterCa | undefined, here: number): boolean {
  return isPast(leaf, here) || ca === undefined || ca.notAfter < here;
}

function isPast(leaf: LabLeaf | undefined, here: number): boolean {
  return leaf !== undefined && (leaf.notAfter < here || leaf.notBefore > here);
}
