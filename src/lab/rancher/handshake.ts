import type { HandshakeOutcome } from "../../ports/index.ts";
import { derOf } from "../der.ts";
import type { LabHandshake } from "../model.ts";
import type { LabLeaf } from "./parts.ts";
import type { Rke1Cluster, Rke1Node } from "./rke1-state.ts";
import type { RancherState } from "./state.ts";
import { supervisor } from "./v2-certificates.ts";
import type { V2Machine } from "./v2-state.ts";

/** What is shown to who opens a connection without a certificate of its own. undefined: nothing listens there. Behaviour 7. */
export function handshake(state: RancherState, asked: LabHandshake): HandshakeOutcome | undefined {
  const pem = shownAt(state, asked);
  if (pem === undefined) return undefined;
  const { kind } = endpoint(state, asked.address) ?? {};
  const protocol = kind === "etcd" ? state.settings.etcdProtocol : "TLSv1.3";
  if (protocol === "TLSv1.2") return { outcome: "alert", detail: "the server wants a client certificate" };
  return { outcome: "seen", chain: [derOf(pem)], protocol, clientCertificateRequested: true };
}

/** PEM of the certificate that a process serves there, whoever may see it. */
export function shownAt(state: RancherState, { address, serverName }: LabHandshake): string | undefined {
  const found = endpoint(state, address);
  if (found === undefined) return undefined;
  const { etcdReloads: reloads } = state.settings;
  const reads = reloads === "at-each-handshake" || (reloads === "with-sni" && serverName !== undefined);
  return ((reads ? found.file : undefined) ?? found.leaf).pem;
}

export interface Endpoint {
  readonly kind: "etcd" | "api-server" | "supervisor" | "kubelet";
  readonly leaf: LabLeaf;
  /** The certificate beside the process, where it is newer. */
  readonly file?: LabLeaf | undefined;
}

function endpoint({ rke1, v2 }: RancherState, address: string): Endpoint | undefined {
  for (const node of rke1.flatMap(({ nodes }) => nodes)) {
    if (node.listens.etcd === address && node.running.etcd !== undefined)
      return { kind: "etcd", leaf: node.running.etcd, file: node.etcdFile };
    if (node.listens.apiServer === address && node.running["kube-apiserver"] !== undefined)
      return { kind: "api-server", leaf: node.running["kube-apiserver"] };
  }
  return v2.flatMap(({ machines }) => machines.flatMap(endpointsOf)).find((one) => one.address === address);
}

/** What a machine of RKE2 or K3s serves, by its leaves, and where. */
export function endpointsOf({ listens, leaves }: V2Machine): readonly (Endpoint & { readonly address: string })[] {
  const served = [
    { kind: "etcd", address: listens.etcd, leaf: leaves["etcd"] },
    { kind: "api-server", address: listens.apiServer, leaf: leaves["api-server"] },
    { kind: "supervisor", address: listens.supervisor, leaf: leaves[supervisor] },
    { kind: "kubelet", address: listens.kubelet, leaf: leaves["kubelet"] },
  ] as const;
  return served.flatMap(({ leaf, ...place }) => (leaf === undefined ? [] : [{ ...place, leaf }]));
}

/** The etcd certificate that other processes of the cluster are shown: they connect to addresses, and so send no SNI. */
export function etcdShown(state: RancherState, node: Rke1Node): LabLeaf | undefined {
  return state.settings.etcdReloads === "at-each-handshake" ? (node.etcdFile ?? node.running.etcd) : node.running.etcd;
}

/** PEM of the CA of this generation. */
export function caOf({ cas }: Pick<Rke1Cluster, "cas">, generation: number): Rke1Cluster["cas"][number] | undefined {
  return cas.find((ca) => ca.generation === generation);
}
