import { rancherModel } from "../../src/lab/rancher/index.ts";
import type { World } from "../../src/simulation/world.ts";
import { changeRancher, token } from "./rancher-world.ts";

interface InWorld {
  readonly world: World;
}

/** Somebody else with the owner's token speaks to Rancher; nothing of it is in `arrived`. */
export function asOthers({ world }: InWorld, method: string, path: string, body: unknown): unknown {
  let answer: unknown;
  changeRancher(world, (state) => {
    const headers = { host: "rancher.example.com", authorization: `Bearer ${token}` };
    const request = { method, path, headers, body: body === undefined ? "" : JSON.stringify(body) };
    const done = rancherModel.step(rancherModel.advance(state, world.now), request, world.now);
    answer = done.reply?.body === undefined ? undefined : JSON.parse(done.reply.body.split("\n")[0] ?? "");
    return done.state;
  });
  return answer;
}

const edge = "/v1/provisioning.cattle.io.clusters/fleet-default/edge";

/** The number of the cluster `edge`, written by somebody else. */
export function terraformWrites(bench: InWorld, rotateCertificates: unknown): void {
  const found = asOthers(bench, "GET", edge, undefined) as { readonly spec: { readonly rkeConfig: object } };
  const rkeConfig = { ...found.spec.rkeConfig, rotateCertificates };
  asOthers(bench, "PUT", edge, { ...found, spec: { ...found.spec, rkeConfig } });
}
