import type { Finding } from "../../model/plan.ts";
import type { Session } from "../../model/provider.ts";
import { connectionOf } from "./connection.ts";
import type { NodeRow } from "./nodes-wire.ts";
import type { WireFact } from "./rancher-facts.ts";
import { lookAt, ofCluster, type Sight } from "./sight.ts";

/** What nodes of RKE2 and K3s serve to whoever connects. Source: reference/rancher, section 5 (agentless reads). */
export type Served = "apiserver" | "supervisor" | "kubelet";

interface Kind {
  /** For people: one of them. */
  readonly word: string;
  readonly port: number;
  /** What may be asked for so that it gets a new certificate. */
  readonly services: readonly string[];
}

/**
 * Sources: reference/rancher, section 5: the table of services and roles names `kubelet` for every role; `rke2-server`
 * sets the flag by which the supervisor's listener makes its certificate anew. On K3s its server answers on the port of
 * the API server, and which of the two services renews what that shows is not known.
 */
const kinds: Readonly<Record<Served, Kind>> = {
  apiserver: { word: "API server", port: 6443, services: ["all", "api-server", "k3s-server"] },
  supervisor: { word: "supervisor", port: 9345, services: ["all", "rke2-server"] },
  kubelet: { word: "kubelet", port: 10250, services: ["all", "kubelet"] },
};

const every = Object.keys(kinds) as Served[];

/** What is served in the slot `kubelet@edge-4`; undefined of slots of another kind. */
export function servedIn(slot: string): Served | undefined {
  return every.find((kind) => slot.startsWith(`${kind}@`));
}

/** Would a rotation for this service renew what is served in this slot? */
export function renewsServed(slot: string, service: string): boolean {
  const kind = servedIn(slot);
  return kind !== undefined && kinds[kind].services.includes(service);
}

/** Must what is served in this slot differ after a rotation for this service? Never where it is not known. */
export function mustChange(engine: "rke2" | "k3s", slot: string, service: string): boolean {
  return renewsServed(slot, service) && (service === "all" || engine === "rke2" || servedIn(slot) !== "apiserver");
}

interface Place {
  readonly slot: string;
  readonly addresses: readonly string[];
}

/**
 * Rancher shows no dates of these clusters: what their nodes serve is all there is. By slot. That the cluster's CA
 * signs for supervisors and kubelets too is UNCONFIRMED; what another one signed counts as not seen, as everywhere.
 */
export async function lookAtServed(
  session: Session,
  see: { readonly nodes: readonly NodeRow[]; readonly engine: "rke2" | "k3s"; readonly caPem: string | undefined },
): Promise<ReadonlyMap<string, Sight>> {
  const { requestTimeoutMs } = session.timing;
  const looks = every.map(async (kind) => {
    const places = placesOf(session, kind, see);
    const timeoutMs = kind === "apiserver" ? requestTimeoutMs : Math.min(requestTimeoutMs, behindFirewallsMs);
    const addresses = places.flatMap((place) => place.addresses);
    const sights = ofCluster(await lookAt(session, addresses, timeoutMs), see.caPem);
    return places.flatMap((place) => bestOf(place, sights));
  });
  return new Map((await Promise.all(looks)).flat());
}

/** Firewalls that drop what comes to these ports are the rule: each plan would wait for them. */
const behindFirewallsMs = 5_000;

function placesOf(
  session: Session,
  kind: Served,
  see: { readonly nodes: readonly NodeRow[]; readonly engine: "rke2" | "k3s" },
): readonly Place[] {
  const { apiServers, supervisors, kubelets } = connectionOf(session);
  const declared = { apiserver: apiServers, supervisor: supervisors, kubelet: kubelets }[kind];
  if (declared !== undefined) return declared.map((address) => ({ slot: `${kind}@${address}`, addresses: [address] }));
  return see.nodes
    .filter((node) => serves(kind, node, see.engine))
    .map(({ name, addresses }) => ({
      slot: `${kind}@${name}`,
      addresses: addresses.map((address) => `${address.includes(":") ? `[${address}]` : address}:${kinds[kind].port}`),
    }));
}

function serves(kind: Served, { etcd, controlPlane }: NodeRow, engine: "rke2" | "k3s"): boolean {
  if (kind === "kubelet") return true;
  return kind === "apiserver" ? controlPlane : engine === "rke2" && (etcd || controlPlane);
}

/** A node may have two addresses, of which one answers. */
function bestOf({ slot, addresses }: Place, sights: readonly Sight[]): readonly (readonly [string, Sight])[] {
  const own = sights.filter(({ address }) => addresses.includes(address));
  const best = own.find(({ why }) => why === undefined) ?? own[0];
  return best === undefined ? [] : [[slot, best]];
}

/**
 * What was not seen. API servers one by one, since they are what is judged; supervisors and kubelets together: there are
 * many of them, and mostly one firewall before all.
 */
export function unseenFindings(looks: Readonly<Record<string, WireFact>>, engine: "rke2" | "k3s"): readonly Finding[] {
  const unseen = Object.entries(looks).flatMap(([slot, { address, why }]) =>
    why === undefined ? [] : [{ slot, address, why }],
  );
  return every.flatMap((kind): readonly Finding[] => {
    const own = unseen.filter(({ slot }) => servedIn(slot) === kind);
    if (kind !== "apiserver") return groupsOf(own).map((group) => unseenTogether(kind, group));
    return own.map(({ slot, address, why }) => {
      const sentence = `what ${address} serves was not seen: ${why}; Rancher shows no dates of ${engine} clusters`;
      return { code: "RancherWireUnseen", sentence, evidence: { address }, about: slot };
    });
  });
}

interface Unseen {
  readonly slot: string;
  readonly address: string;
  readonly why: string;
}

function groupsOf(unseen: readonly Unseen[]): readonly (readonly Unseen[])[] {
  return [...new Set(unseen.map(({ why }) => why))].map((why) => unseen.filter((one) => one.why === why));
}

function unseenTogether(kind: Served, group: readonly Unseen[]): Finding {
  const addresses = group.map(({ address }) => address);
  const names = group.map(({ slot }) => slot.slice(kind.length + 1));
  const [first] = group;
  const isDeclared = first?.slot.endsWith(`@${first.address}`) === true;
  const why = `${isDeclared ? "" : `port ${kinds[kind].port}: `}${first?.why ?? ""}`;
  const sentence = `${kinds[kind].word} not seen on ${few(names)} (${why}): whether new certificates are taken up there is not checked`;
  return { code: "RancherWireUnseen", sentence, evidence: { addresses } };
}

const shownNames = 5;

function few(names: readonly string[]): string {
  const more = names.length - shownNames;
  return `${names.slice(0, shownNames).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

/** `2 API servers, 3 supervisors and 4 kubelets`, of slots. */
export function countedWords(slots: readonly string[]): string {
  const parts = every.flatMap((kind) => {
    const count = slots.filter((slot) => servedIn(slot) === kind).length;
    return count === 0 ? [] : [`${count} ${kinds[kind].word}${count === 1 ? "" : "s"}`];
  });
  return joined(parts);
}

/** `API servers, supervisors and kubelets`, of slots. */
export function kindWords(slots: readonly string[]): string {
  return joined(
    every.flatMap((kind) => (slots.some((slot) => servedIn(slot) === kind) ? [`${kinds[kind].word}s`] : [])),
  );
}

function joined(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}
