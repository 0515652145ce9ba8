import type { Instant, IsoInstant } from "../../time/instant.ts";
import type { NodeRow } from "./nodes-wire.ts";
import { actionOf } from "./release.ts";

/** The CA that all the others are signed by. */
export const kubeCa = "kube-ca";

/** Keys of `certificatesExpiration` that belong to a node, with its address behind them, dots as dashes. */
const perNode = ["kube-etcd-", "kube-kubelet-"] as const;

/**
 * Keys of the listing that are of nodes which live, and those of nodes that are gone: old releases keep them
 * (Source: reference/rancher, section 3).
 */
export function sortKeys(
  keys: readonly string[],
  nodes: readonly NodeRow[],
): { readonly live: readonly string[]; readonly orphans: readonly string[] } {
  const known = new Set(nodes.flatMap((node) => node.addresses.map(asKey)));
  const isOrphan = (key: string): boolean => {
    const prefix = perNode.find((one) => key.startsWith(one));
    return prefix !== undefined && !known.has(key.slice(prefix.length));
  };
  return { live: keys.filter((key) => !isOrphan(key)), orphans: keys.filter(isOrphan) };
}

function asKey(address: string): string {
  return address.toLowerCase().replaceAll(/[.:]/g, "-");
}

/** The key of the certificate that etcd shows on a node; undefined where the listing has none for this address. */
export function etcdKeyAt(address: string, keys: readonly string[]): string | undefined {
  const key = `kube-etcd-${asKey(hostOf(address))}`;
  return keys.includes(key) ? key : undefined;
}

/** `10.2.0.11:2379` is of host 10.2.0.11. */
export function hostOf(address: string): string {
  return address.slice(0, address.lastIndexOf(":")).replaceAll(/^\[|\]$/g, "");
}

/** Is this a key of etcd? */
export function isEtcdKey(key: string): boolean {
  return key.startsWith("kube-etcd-");
}

/** Keys whose dates a request for this service moves; `all`: every leaf. Source: reference/rancher, section 4. */
export function keysOf(service: string, keys: readonly string[]): readonly string[] {
  return keys.filter((key) => key !== kubeCa && renews(service, key));
}

/** Would a request for this service (`all`: for all) renew this leaf? */
export function renews(service: string, key: string): boolean {
  if (service === "all") return key !== kubeCa;
  if (service === "kubelet") return key === "kube-node" || key.startsWith("kube-kubelet-");
  return service === "etcd" ? isEtcdKey(key) : key === service;
}

/**
 * How long a leaf lasts at least that is made now, in days, ten days less for clocks that differ: ten years, and one year
 * where Rancher 2.0 or 2.1 makes it. Source: reference/rancher, sections 1 and 6.
 */
export function leafDaysOf(version: string): number {
  return actionOf(version) === "all" ? 355 : 3640;
}

/** Of these keys, those whose date is before this instant. */
export function before(
  keys: readonly string[],
  expirations: Readonly<Record<string, IsoInstant>>,
  wanted: Instant,
): readonly string[] {
  return keys.filter((key) => !(Date.parse(expirations[key] ?? "") >= wanted));
}
