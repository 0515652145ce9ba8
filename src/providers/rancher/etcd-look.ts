import type { Session } from "../../model/provider.ts";
import { type ClusterRow, isSettled } from "./cluster-wire.ts";
import { etcdKeyAt, sortKeys } from "./expiry.ts";
import { listingFollowsMs } from "./judge-run.ts";
import type { NodeRow } from "./nodes-wire.ts";
import { against, etcdAddresses, wireFact } from "./observe-action.ts";
import { lookAt, ofCluster, unseenWords } from "./sight.ts";

/** What etcd shows on the wire against what is listed for it. */
export interface EtcdLook {
  /** Endpoints that serve an older certificate than the listed one. */
  readonly stale: readonly string[];
  /** Endpoints that were not seen, each with why. */
  readonly unseen: readonly string[];
  readonly looked: number;
  readonly fingerprints: Readonly<Record<string, string>>;
  /** Nothing has been updated for so long that whatever was to follow has followed. */
  readonly isOver: boolean;
}

export async function lookAtEtcd(session: Session, cluster: ClusterRow, nodes: readonly NodeRow[]): Promise<EtcdLook> {
  const { live } = sortKeys(Object.keys(cluster.expirations), nodes);
  const sights = ofCluster(await lookAt(session, etcdAddresses(session, nodes)), cluster.caPem);
  const wires = sights.map((sight) => wireFact(sight, etcdKeyAt(sight.address, live)));
  return {
    stale: against(cluster, live, wires).staleEtcd,
    unseen: unseenWords(sights),
    looked: sights.length,
    isOver: isSettled(cluster) && session.clock.now() - Date.parse(cluster.updated.at) > listingFollowsMs,
    fingerprints: Object.fromEntries(wires.map(({ address, fingerprint = "" }) => [address, fingerprint])),
  };
}
