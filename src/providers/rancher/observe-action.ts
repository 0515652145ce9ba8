import type { JsonObject } from "../../model/json.ts";
import type { Reason } from "../../model/plan.ts";
import type { Observation, Session } from "../../model/provider.ts";
import type { Slot, SlotClass } from "../../model/slot.ts";
import type { Target } from "../../model/target.ts";
import { type CertificateFacts, parseCertificate, slotOf } from "../../pki/index.ts";
import { iso } from "../../time/instant.ts";
import { clockSkewOf } from "../../web/index.ts";
import { actionFindings } from "./action-findings.ts";
import { type ClusterRow, hasFailed, readCluster } from "./cluster-wire.ts";
import { connectionOf, principalOf } from "./connection.ts";
import { etcdKeyAt, isEtcdKey, kubeCa, sortKeys } from "./expiry.ts";
import { type NodeRow, nodeWords, readNodes } from "./nodes-wire.ts";
import type { RancherOptions } from "./options.ts";
import { type OwnWeb, observeWeb } from "./own-web.ts";
import type { ActionFacts, NodeFact, UnmanagedFacts, WireFact } from "./rancher-facts.ts";
import { readVersion } from "./server-wire.ts";
import { digestsIn, lookAt, ofCluster, type Sight, slotSeen } from "./sight.ts";
import { readBackup } from "./tolerant.ts";
import { insteadOf } from "./unmanaged.ts";

interface Seen {
  readonly cluster: ClusterRow;
  readonly nodes: readonly NodeRow[];
  readonly version: string;
  readonly web: OwnWeb;
}

/** A cluster of `/v3`: RKE1, or one that Rancher does not rotate. */
export async function observeAction(session: Session, target: Target): Promise<Observation> {
  const version = await readVersion(session);
  const cluster = await readCluster(session);
  const nodes = await readNodes(session, cluster.id);
  const seen: Seen = { cluster, nodes, version, web: await observeWeb(session) };
  return cluster.isRke1 ? observeRke1(session, target, seen) : observeUnmanaged(session, seen);
}

function observeUnmanaged(session: Session, { cluster, nodes, version, web }: Seen): Observation {
  const { why, instead } = insteadOf(cluster);
  const facts: UnmanagedFacts = {
    engine: "unmanaged",
    cluster: cluster.id,
    why,
    instead,
    version,
    kubernetesVersion: cluster.kubernetesVersion,
    nodes: nodes.map(nodeFact),
  };
  const sentence = `${cluster.name || cluster.id} is ${why}: Rancher does not rotate its certificates and does not show them`;
  return {
    system: `rancher:${cluster.uuid}`,
    ...(version === "" ? {} : { version }),
    principal: principalOf(session),
    complete: true,
    slots: web.slots,
    findings: [{ code: "RancherNotManaged", sentence, evidence: { driver: cluster.driver } }, ...web.findings],
    reasons: [],
    facts: facts as unknown as JsonObject,
    digests: web.digests,
  };
}

async function observeRke1(session: Session, target: Target, seen: Seen): Promise<Observation> {
  const { cluster, nodes, version, web } = seen;
  const { live, orphans } = sortKeys(Object.keys(cluster.expirations), nodes);
  const ca = cluster.caPem === undefined ? undefined : await parseCertificate(cluster.caPem);
  const etcd = ofCluster(await lookAt(session, etcdAddresses(session, nodes)), cluster.caPem);
  const api = oldest(ofCluster(await lookAt(session, apiAddresses(session, cluster)), cluster.caPem));
  const wires = { etcd: etcd.map((sight) => wireFact(sight, etcdKeyAt(sight.address, live))), api };
  const facts: ActionFacts = {
    engine: "rke1",
    cluster: cluster.id,
    name: cluster.name,
    version,
    kubernetesVersion: cluster.kubernetesVersion,
    ...(clockSkewOf(session) === 0 ? {} : { clockSkewSeconds: clockSkewOf(session) }),
    state: cluster.state,
    transitioning: cluster.transitioning,
    message: cluster.message,
    rotation: cluster.rotation === undefined ? null : { ...cluster.rotation },
    hasFailed: hasFailed(cluster),
    updatedAt: cluster.updated.at,
    offersRotation: mayOnlyRead(session) ? null : cluster.offersRotation,
    kubeCa: ca === undefined ? null : { fingerprint: ca.fingerprint, notAfter: iso(ca.notAfter) },
    expirations: Object.fromEntries(live.map((key) => [key, cluster.expirations[key] ?? ""])),
    orphans,
    nodes: nodes.map(nodeFact),
    etcd: wires.etcd,
    api: api === undefined ? null : wireFact(api, "kube-apiserver"),
    snapshotAt: await readBackup(session, cluster.id),
    ...against(cluster, live, [...wires.etcd, ...(api === undefined ? [] : [wireFact(api, "kube-apiserver")])]),
  };
  const leaves = [...etcd, ...(api === undefined ? [] : [api])].flatMap(({ chain }) => chain.slice(0, 1));
  return {
    system: `rancher:${cluster.uuid}`,
    ...(version === "" ? {} : { version }),
    principal: principalOf(session),
    complete: [...etcd, ...(api === undefined ? [] : [api])].every(({ why }) => why === undefined),
    slots: [...slotsOf(facts, ca, { etcd, api }), ...web.slots],
    findings: [...actionFindings(facts), ...web.findings],
    reasons: staleReasons(facts, target),
    facts: facts as unknown as JsonObject,
    digests: { ...digestsIn([...leaves, ...(ca === undefined ? [] : [ca])]), ...web.digests },
  };
}

/** Since 2.6.4 the action is offered only to whom it is allowed: its absence says nothing to a token for reading. */
function mayOnlyRead(session: Session): boolean {
  return session.access === "read" && connectionOf(session).readCredentials !== undefined;
}

/** Of the estate, or port 2379 of each etcd node. */
export function etcdAddresses(session: Session, nodes: readonly NodeRow[]): readonly string[] {
  const own = nodes.filter(({ etcd }) => etcd).flatMap(({ addresses }) => addresses.slice(0, 1));
  return connectionOf(session).etcd ?? own.map((address) => `${address.includes(":") ? `[${address}]` : address}:2379`);
}

/** They share one key of the listing: the one that ends first stands for all. */
export function oldest(sights: readonly Sight[]): Sight | undefined {
  const end = ({ chain: [leaf] }: Sight): number => leaf?.notAfter ?? Number.POSITIVE_INFINITY;
  return sights.toSorted((left, right) => (end(left) < end(right) ? -1 : end(left) > end(right) ? 1 : 0))[0];
}

/** Of the estate, or what the cluster shows. */
export function apiAddresses(session: Session, { apiAddress }: ClusterRow): readonly string[] {
  return connectionOf(session).apiServers ?? (apiAddress === undefined ? [] : [apiAddress]);
}

export function nodeFact(node: NodeRow): NodeFact {
  const { name, state, etcd, controlPlane, worker } = node;
  return { name, state, words: nodeWords(node), etcd, controlPlane, worker };
}

export function wireFact({ address, chain: [leaf], why }: Sight, key?: string): WireFact {
  return {
    address,
    ...(key === undefined ? {} : { key }),
    ...(leaf === undefined ? {} : { fingerprint: leaf.fingerprint, notAfter: iso(leaf.notAfter) }),
    ...(why === undefined ? {} : { why }),
  };
}

/**
 * The wire against the listing. Without a key of its own an endpoint of etcd is old if its date is none of those that
 * are listed for etcd, and before the newest of them.
 */
export function against(
  { expirations }: Pick<ClusterRow, "expirations">,
  live: readonly string[],
  wires: readonly WireFact[],
): Pick<ActionFacts, "staleEtcd" | "listingLags"> {
  const dates = live.filter(isEtcdKey).map((key) => expirations[key] ?? "");
  const newest = dates.toSorted().at(-1);
  const listed = ({ key, notAfter }: WireFact): string | undefined =>
    key === undefined ? (dates.find((date) => date === notAfter) ?? newest) : expirations[key];
  return {
    staleEtcd: wires
      .filter((wire) => (wire.key === undefined || isEtcdKey(wire.key)) && isBefore(wire.notAfter, listed(wire)))
      .map(({ address }) => address),
    listingLags: wires.some((wire) => isBefore(listed(wire), wire.notAfter)),
  };
}

function isBefore(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && one < other;
}

/** One slot for each key: what is served, where it was seen, else the date that is listed. */
function slotsOf(
  { expirations, etcd }: ActionFacts,
  ca: CertificateFacts | undefined,
  sights: { readonly etcd: readonly Sight[]; readonly api: Sight | undefined },
): readonly Slot[] {
  const shown = new Map<string, Sight>();
  if (sights.api !== undefined) shown.set("kube-apiserver", sights.api);
  for (const [index, { key }] of etcd.entries()) {
    const sight = sights.etcd[index];
    if (key !== undefined && sight !== undefined) shown.set(key, sight);
  }
  const leaves = Object.entries(expirations)
    .filter(([key]) => key !== kubeCa)
    .map(([key, notAfter]): Slot => {
      const sight = shown.get(key);
      if (sight === undefined || sight.chain.length === 0) return { name: key, class: classOf(key), notAfter };
      return slotSeen(sight, key, classOf(key));
    });
  const listed = expirations[kubeCa];
  const root: Slot =
    ca === undefined
      ? { name: kubeCa, class: "root", ...(listed === undefined ? {} : { notAfter: listed }) }
      : slotOf(ca, kubeCa, "root");
  return [root, ...leaves];
}

/** Source: reference/rancher, section 4 (subjects): the others only ever open connections. */
function classOf(key: string): SlotClass {
  return key === "kube-apiserver" || isEtcdKey(key) || key.startsWith("kube-kubelet-") ? "leaf" : "client";
}

/** Only where a request of this target would mend it. */
function staleReasons({ staleEtcd, etcd }: ActionFacts, { rotate, options }: Target): readonly Reason[] {
  const { services } = options as unknown as RancherOptions;
  if (staleEtcd.length === 0 || rotate.length === 0 || !["all", "etcd"].includes(services)) return [];
  const served = etcd.find(({ address }) => address === staleEtcd[0])?.notAfter ?? "";
  const sentence = `etcd at ${staleEtcd.join(", ")} still serves a certificate that ends ${served}, older than the listed one`;
  return [{ code: "RancherEtcdStale", sentence, evidence: { endpoints: staleEtcd, served } }];
}
