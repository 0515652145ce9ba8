import { issueLeaf } from "../authority.ts";
import type { Listener } from "../listener.ts";
import { type LabSite, type LabTarget, rootFile } from "../scenario.ts";
import { type LabServer, type ServeHooks, serve } from "../serve.ts";
import { type Endpoint, endpointsOf, shownAt } from "./handshake.ts";
import { type InitialRancher, type InitialRke1, initialRancher } from "./initial.ts";
import { openShowing } from "./listeners.ts";
import { rancherModel } from "./model.ts";
import { type RancherProfile, rancherProfiles } from "./profiles.ts";
import type { Rke1Node } from "./rke1-state.ts";
import type { RancherSettings, RancherState } from "./state.ts";
import type { InitialV2 } from "./v2-initial.ts";
import type { V2Machine } from "./v2-state.ts";

const tokenFile = "secrets/rancher-token";

export interface RancherRequest {
  /** The cluster that the estate names; exactly one. */
  readonly cluster: { readonly rke1: InitialRke1 } | { readonly v2: InitialV2 };
  /** What the estate lets certplan rotate; default: leaves. */
  readonly rotate?: readonly string[];
  /** Default: 2.8. */
  readonly profile?: RancherProfile;
  /** Whatever else is the matter with it; `now` in milliseconds. */
  readonly change?: (state: RancherState, now: number) => RancherState;
  /** Further lines of the target in the estate. */
  readonly yaml?: readonly string[];
  /** For people: what is special about it. */
  readonly explain: string;
  /** What differs from the lab's times, which are short. */
  readonly settings?: Partial<RancherSettings>;
  readonly hooks?: ServeHooks;
  readonly timeScale?: number;
}

/** A Rancher on a socket with one cluster as a target; what the cluster's nodes serve listens for itself. */
export async function rancherTarget(
  site: LabSite,
  request: RancherRequest,
): Promise<LabTarget & { readonly server: LabServer<RancherState> }> {
  const { mint, authority, ports } = site;
  const token = `token-certpl:${Buffer.from(await ports.random.bytes(27)).toString("hex")}`;
  const atRest = await initialOf(site, token, request);
  const opened = await openEndpoints(atRest, () => server.state());
  const reachable = withAddresses(atRest, opened);
  const server: LabServer<RancherState> = await serve({
    model: rancherModel,
    initial: request.change?.(reachable, mint.now) ?? reachable,
    clock: ports.clock,
    credential: await issueLeaf(mint, authority, { sans: ["DNS:rancher.lab.test", "DNS:localhost", "IP:127.0.0.1"] }),
    ...(request.hooks === undefined ? {} : { hooks: request.hooks }),
    ...(request.timeScale === undefined ? {} : { timeScale: request.timeScale }),
  });
  return {
    name: "rancher",
    address: server.origin,
    explain: `Rancher: ${request.explain}`,
    yaml: [
      "name: rancher",
      "type: rancher",
      `url: ${server.origin}`,
      `credentials: { kind: token, token: { file: ./${tokenFile} } }`,
      `trust: { caFile: ./${rootFile} }`,
      `cluster: ${clusterOf(atRest)}`,
      `rotate: [${(request.rotate ?? ["leaves"]).join(", ")}]`,
      "services: all",
      ...(atRest.rke1.length === 0 ? [] : [`etcd: { endpoints: [${addressesOf(opened, "etcd")}] }`]),
      `apiServers: { endpoints: [${addressesOf(opened, "api-server")}] }`,
      ...(atRest.v2.length === 0 ? [] : nodeLines(opened)),
      ...(request.rotate?.includes("ca") === true ? ["consumers: []"] : []),
      ...(request.yaml ?? []),
    ],
    files: { [tokenFile]: `${token}\n` },
    server,
    close: async () => {
      await Promise.all([server.close(), ...opened.map(({ listener }) => listener.close())]);
    },
  };
}

/** An endpoint that is open, and the address that the model gave it. */
interface Opened {
  readonly kind: Endpoint["kind"];
  readonly modelled: string;
  readonly listener: Listener;
}

async function openEndpoints(atRest: RancherState, state: () => RancherState): Promise<readonly Opened[]> {
  const opened: Opened[] = [];
  for (const { kind, address: modelled } of [
    ...atRest.rke1.flatMap(({ nodes }) => nodes.flatMap(rke1Endpoints)),
    ...atRest.v2.flatMap(({ machines }) => machines.flatMap(endpointsOf)),
  ]) {
    const shown: Parameters<typeof openShowing>[0]["shown"] = (serverName) =>
      shownAt(state(), {
        address: `127.0.0.1:${listener.port}`,
        ...(serverName === undefined ? {} : { serverName }),
      });
    const listener = await openShowing({ kind, shown, key: atRest.leafKey, protocol: atRest.settings.etcdProtocol });
    opened.push({ kind, modelled, listener });
  }
  return opened;
}

function rke1Endpoints({ listens, roles }: Rke1Node): readonly { kind: Endpoint["kind"]; address: string }[] {
  return [
    ...(roles.includes("etcd") ? [{ kind: "etcd", address: listens.etcd } as const] : []),
    ...(roles.includes("controlplane") ? [{ kind: "api-server", address: listens.apiServer } as const] : []),
  ];
}

/** Real ports of a node are out of the lab's reach, and K3s has no supervisor of its own. */
function nodeLines(opened: readonly Opened[]): readonly string[] {
  const supervisors = addressesOf(opened, "supervisor");
  return [
    ...(supervisors === "" ? [] : [`supervisors: { endpoints: [${supervisors}] }`]),
    `kubelets: { endpoints: [${addressesOf(opened, "kubelet")}] }`,
  ];
}

/** Its nodes keep their addresses; what listens on them is reached where it really listens. */
function withAddresses(state: RancherState, opened: readonly Opened[]): RancherState {
  const at = (modelled: string): string => {
    const found = opened.find((one) => one.modelled === modelled);
    return found === undefined ? modelled : `127.0.0.1:${found.listener.port}`;
  };
  const moved = <N extends Rke1Node | V2Machine>(node: N): N => {
    const listens = Object.entries(node.listens).map(([kind, address]) => [kind, at(address)] as const);
    return { ...node, listens: Object.fromEntries(listens) };
  };
  return {
    ...state,
    rke1: state.rke1.map((cluster) => ({ ...cluster, nodes: cluster.nodes.map(moved) })),
    v2: state.v2.map((cluster) => ({ ...cluster, machines: cluster.machines.map(moved) })),
  };
}

function addressesOf(opened: readonly Opened[], kind: Opened["kind"]): string {
  return opened.flatMap((one) => (one.kind === kind ? [`"127.0.0.1:${one.listener.port}"`] : [])).join(", ");
}

function clusterOf({ rke1, v2 }: RancherState): string {
  return rke1[0]?.id ?? `${v2[0]?.namespace}/${v2[0]?.name}`;
}

async function initialOf({ mint, authority }: LabSite, token: string, request: RancherRequest): Promise<RancherState> {
  const caKeys: string[] = [];
  while (caKeys.length < 4) caKeys.push((await mint.keys.make("rsa-2048")).privateKeyPem);
  const options: InitialRancher = {
    now: mint.now,
    caKeys,
    leafKey: (await mint.keys.make("rsa-2048")).privateKeyPem,
    tokens: { [token]: "owner" },
    cacerts: authority.root.certificate,
    ...("rke1" in request.cluster ? { rke1: [request.cluster.rke1] } : { v2: [request.cluster.v2] }),
    settings: { version: rancherProfiles[request.profile ?? "2.8"], ...shortTimes, ...request.settings },
  };
  return initialRancher(options);
}

/** A run of RKE in six seconds, agents that look every five, machines that take two. */
const shortTimes: Partial<RancherSettings> = {
  replyMs: 20,
  lagMs: 300,
  runMs: 6000,
  settleMs: 200,
  unavailableMs: 1000,
  refreshMs: 1500,
  agentPollMs: 5000,
  machineMs: 1500,
  probeMs: 500,
};
