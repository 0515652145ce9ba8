import { once } from "node:events";
import { connect } from "node:tls";
import type { Stage } from "./stage.ts";

/** The leaves of the cluster: what Rancher has stored, what its nodes run with, and what etcd serves on the wire. */
export interface ClusterLeaves {
  /** When the first of them ends, milliseconds. */
  readonly storedUntil: number;
  /** Without etcd, which reads its leaf anew at each handshake. */
  readonly runningUntil: number;
  /** Of each etcd, over a connection of its own. */
  readonly etcd: readonly { readonly fingerprint: string; readonly until: number }[];
}

/** Looks at the cluster past certplan. */
export async function lookAtCluster({ rancher }: Stage): Promise<ClusterLeaves> {
  const [cluster] = rancher.state().rke1;
  if (cluster === undefined) throw new Error("the lab has no RKE1 cluster");
  const members = cluster.nodes.filter(({ roles }) => roles.includes("etcd"));
  return {
    storedUntil: firstEnd(cluster.bundle),
    runningUntil: Math.min(...cluster.nodes.map(({ running }) => firstEnd({ ...running, etcd: undefined }))),
    etcd: await Promise.all(members.map(({ listens }) => served(listens.etcd))),
  };
}

function firstEnd(leaves: Readonly<Partial<Record<string, { readonly notAfter: number }>>>): number {
  return Math.min(...Object.values(leaves).flatMap((leaf) => (leaf === undefined ? [] : [leaf.notAfter])));
}

/** It is only looked at: etcd refuses whoever shows no certificate, after it has shown its own. */
async function served(address: string): Promise<ClusterLeaves["etcd"][number]> {
  const [host = "", port] = address.split(":");
  const socket = connect({ host, port: Number(port), rejectUnauthorized: false });
  await once(socket, "secureConnect");
  socket.on("error", () => socket.destroy());
  const { fingerprint256, valid_to } = socket.getPeerCertificate();
  socket.destroy();
  return { fingerprint: fingerprint256, until: Date.parse(valid_to) };
}
