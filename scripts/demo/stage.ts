import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type LabRequest, type RunningScenario, type ServeHooks, startScenario } from "../../src/lab/index.ts";
import { nodeKeys, nodePorts } from "../../src/ports/node/index.ts";

/** The lab of the demonstration, and what its platforms were asked. */
export interface Stage {
  readonly directory: string;
  readonly opsman: NonNullable<RunningScenario["opsman"]>;
  readonly rancher: NonNullable<RunningScenario["rancher"]>;
  /** What each platform was asked, in order. */
  readonly asked: { readonly opsman: readonly LabRequest[]; readonly rancher: readonly LabRequest[] };
  /**
   * Kills `child` when each of `calls` (`POST /path`) has been done as often as its number says, counted from now on. The
   * last of each is held until then, and its reply is lost.
   */
  readonly killWhen: (calls: Readonly<Record<string, number>>, child: Child) => void;
  /** Somebody else renews `handLeaf` and installs it. */
  readonly renewLeafByHand: () => void;
  /** Somebody else puts a self-signed certificate on the endpoint. */
  readonly selfSign: (endpoint: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

export const handLeaf = "/p-bosh/mysql/server_tls";

/** A process; `ended` settles when it is gone. */
interface Child {
  readonly pid: number;
  readonly ended: Promise<unknown>;
}

/**
 * An Ops Manager whose root CA ends soon and whose installs take some seconds, a Rancher with an RKE1 cluster whose leaves
 * end soon, three good TLS endpoints, an estate.
 */
export async function openStage(): Promise<Stage> {
  const directory = await mkdtemp(join(tmpdir(), "certplan-demo-"));
  const asked = { opsman: [] as LabRequest[], rancher: [] as LabRequest[] };
  const { killWhen, onApplied } = assassin();
  const hooksOf = (requests: LabRequest[]): ServeHooks => ({
    onReceived: (request) => void requests.push(request),
    onApplied,
  });
  const lab = await startScenario("opsman-ca", {
    directory,
    ports: { ...nodePorts(), keys: nodeKeys() },
    opsman: { hooks: hooksOf(asked.opsman), foundation: { serviceInstances: true } },
    cluster: "rancher-rke1",
    rancher: { hooks: hooksOf(asked.rancher) },
    endpoints: { portal: "good-ec", shop: "good-rsa", mail: "good-ed25519" },
  });
  const { opsman, rancher, endpoints = [] } = lab;
  if (opsman === undefined || rancher === undefined) throw new Error("the lab has no Ops Manager or no Rancher");
  return {
    directory,
    opsman,
    rancher,
    asked,
    killWhen,
    renewLeafByHand: () => renewLeaf(opsman),
    selfSign: async (name) => {
      await endpoints.find((endpoint) => endpoint.name === name)?.show("self-signed");
    },
    close: async () => {
      await lab.close();
      await rm(directory, { recursive: true });
    },
  };
}

/** Watches what the platforms have done, and kills at the moment that it was told. */
function assassin(): {
  readonly killWhen: Stage["killWhen"];
  readonly onApplied: NonNullable<ServeHooks["onApplied"]>;
} {
  let armed: { readonly left: Map<string, number>; readonly child: Child } | undefined;
  return {
    killWhen: (calls, child) => {
      armed = { left: new Map(Object.entries(calls)), child };
    },
    onApplied: async (request) => {
      const call = lineOf(request);
      const times = armed?.left.get(call);
      if (armed === undefined || times === undefined) return undefined;
      const { left, child } = armed;
      if (times > 1) {
        left.set(call, times - 1);
        return undefined;
      }
      left.delete(call);
      if (left.size === 0) process.kill(child.pid, "SIGKILL");
      await child.ended;
      return "cut";
    },
  };
}

/** Requests that change something, tokens aside: `POST /path`. */
export function changesAmong(requests: readonly LabRequest[]): readonly string[] {
  return requests.filter(({ method, path }) => method !== "GET" && !path.startsWith("/uaa/")).map(lineOf);
}

function lineOf({ method, path }: LabRequest): string {
  return `${method} ${path}`;
}

const oneYearMs = 365 * 86_400_000;

/** One leaf by hand, for a year, and Apply Changes for all products, as fast as nobody is. */
function renewLeaf(opsman: Stage["opsman"]): void {
  opsman.change((state, now) => {
    const [last] = state.installations;
    if (last === undefined) return state;
    const [validFrom, startedAt] = [now - 2000, now - 1000];
    const leaves = state.leaves.map((leaf) => {
      if (leaf.reference !== handLeaf) return leaf;
      const { generation, ca } = leaf.deployed;
      const validUntil = validFrom + oneYearMs;
      return { ...leaf, deployed: { generation: generation + 1, ca, validFrom, validUntil } };
    });
    const install = { ...last, id: last.id + 1, user: "admin", startedAt, endsAt: now };
    return { ...state, leaves, installations: [install, ...state.installations] };
  });
}
