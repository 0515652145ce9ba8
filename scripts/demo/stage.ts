import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type LabRequest, type RunningScenario, type ServeHooks, startScenario } from "../../src/lab/index.ts";
import { nodeKeys, nodePorts } from "../../src/ports/node/index.ts";

/** The lab of the demonstration, and what its Ops Manager was asked. */
export interface Stage {
  readonly directory: string;
  readonly opsman: NonNullable<RunningScenario["opsman"]>;
  /** What Ops Manager was asked, in order. */
  readonly requests: readonly LabRequest[];
  /**
   * Kills process `pid` when Ops Manager has done what `call` asks (`POST /path`) and its reply is not sent yet; `ended`
   * settles when it is gone. The reply is then lost. `nth` counts from now on, from 1.
   */
  readonly killAt: (
    call: string,
    nth: number,
    child: { readonly pid: number; readonly ended: Promise<unknown> },
  ) => void;
  /** Somebody else renews `handLeaf` and installs it. */
  readonly renewLeafByHand: () => void;
  /** Somebody else puts a self-signed certificate on the endpoint. */
  readonly selfSign: (endpoint: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

export const handLeaf = "/p-bosh/mysql/server_tls";

/** An Ops Manager whose root CA ends soon and whose installs take some seconds, three good TLS endpoints, an estate. */
export async function openStage(): Promise<Stage> {
  const directory = await mkdtemp(join(tmpdir(), "certplan-demo-"));
  const requests: LabRequest[] = [];
  const armed: { call?: string; left?: number; kill?: () => Promise<unknown> } = {};
  const hooks: ServeHooks = {
    onReceived: (request) => void requests.push(request),
    onApplied: async (request) => {
      const { kill } = armed;
      if (kill === undefined || `${request.method} ${request.path}` !== armed.call) return undefined;
      armed.left = (armed.left ?? 1) - 1;
      if (armed.left > 0) return undefined;
      delete armed.kill;
      await kill();
      return "cut";
    },
  };
  const lab = await startScenario("opsman-ca", {
    directory,
    ports: { ...nodePorts(), keys: nodeKeys() },
    opsman: { hooks, foundation: { serviceInstances: true } },
    endpoints: { portal: "good-ec", shop: "good-rsa", mail: "good-ed25519" },
  });
  const { opsman, endpoints = [] } = lab;
  if (opsman === undefined) throw new Error("the lab has no Ops Manager");
  return {
    directory,
    opsman,
    requests,
    killAt: (call, nth, { pid, ended }) => {
      armed.call = call;
      armed.left = nth;
      armed.kill = () => {
        process.kill(pid, "SIGKILL");
        return ended;
      };
    },
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

/** Requests that change something, tokens aside: `POST /path`. */
export function changesAmong(requests: readonly LabRequest[]): readonly string[] {
  return requests
    .filter(({ method, path }) => method !== "GET" && !path.startsWith("/uaa/"))
    .map(({ method, path }) => `${method} ${path}`);
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
