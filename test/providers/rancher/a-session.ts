import type { LabReply, LabRequest } from "../../../src/lab/model.ts";
import { type RancherState, rancherModel } from "../../../src/lab/rancher/index.ts";
import type { Session } from "../../../src/model/provider.ts";
import type { Target } from "../../../src/model/target.ts";
import { type HttpRequest, Secret } from "../../../src/ports/index.ts";
import { type RancherSim, rancherEstate, start, token } from "../../build/rancher-world.ts";

/** A session with a Rancher at rest, without a world around it; `change` is what its replies are made into. */
export function aSession(
  state: RancherState,
  sim: RancherSim,
  change: (reply: LabReply, request: LabRequest) => LabReply = (reply) => reply,
): { readonly session: Session; readonly target: Target } {
  const [target] = rancherEstate(sim).targets;
  if (target === undefined) throw new Error("no target");
  const asked = async ({ origin, method, path, headers, body = "" }: HttpRequest): Promise<Required<LabReply>> => {
    const request = { method, path, headers: { host: origin.slice("https://".length), ...headers }, body };
    const { reply } = rancherModel.step(state, request, start);
    if (reply === undefined) throw new Error("no reply");
    return { headers: {}, ...change(reply, request) };
  };
  const session: Session = {
    connection: target.connection,
    access: "read",
    clock: { now: () => start, sleep: async () => undefined },
    http: { request: asked },
    tls: {
      handshake: async ({ host, port }) =>
        rancherModel.handshake?.(state, { address: `${host}:${port}` }) ?? { outcome: "refused", detail: "" },
    },
    secrets: { resolve: async () => new Secret(token) },
    timing: { requestTimeoutMs: 1000, pollMs: 1000 },
    memory: new Map(),
  };
  return { session, target };
}
