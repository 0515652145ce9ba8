import { expect, test } from "vitest";
import type { LabRequest } from "../../src/lab/model.ts";
import { makeDirectory } from "../../src/simulation/disk.ts";
import type { SimProgram } from "../../src/simulation/programs.ts";
import type { WorldHooks, WorldValue } from "../../src/simulation/world.ts";
import { answering } from "../build/answering.ts";
import {
  commandIn,
  day,
  type RancherSim,
  rancherEstate,
  rancherOf,
  rancherWorld,
  start,
  token,
} from "../build/rancher-world.ts";
import { type Canary, formsOf, hits } from "./canary.ts";
import { type Traces, traced } from "./watched.ts";

const [, half = ""] = token.split(":");
const canaries: readonly Canary[] = [
  { name: "token", value: token },
  { name: "secret half of the token", value: half },
];

/** A new kube-ca; a kubeconfig goes to a file and to a program, which prints all that it gets. */
const ca: RancherSim = {
  rancher: { rke1: [{ caEnds: start + 30 * day, leavesEnd: start + 20 * day }] },
  target: {
    rotate: ["ca"],
    accept: [{ cut: "rancher-ca-clients", maximumSeconds: 4 * 3600, until: "2026-12-31T00:00:00Z", ticket: "CHG-1" }],
    outputs: [
      { what: "kubeconfig", to: { file: "/estate/secrets/kubeconfig", mode: 0o600, merge: false } },
      { what: "kubeconfig", to: { run: ["./vault.sh", "put"], timeoutSeconds: 60 } },
      { what: "kube-ca", to: { file: "/estate/published/kube-ca.pem", mode: 0o644, merge: false } },
    ],
  },
};
const cases: Readonly<Record<string, { readonly sim: RancherSim; readonly confirms?: readonly string[] }>> = {
  "RKE1, all services": { sim: { rancher: { settings: { etcdReloads: "never" } } } },
  "RKE1, a new CA and kubeconfigs": { sim: ca, confirms: ["rke/manual/pods"] },
  RKE2: { sim: { cluster: "fleet-default/edge", rancher: { v2: [{ machines: [["etcd", "controlplane"]] }] } } },
};

const vault: SimProgram = { takesMs: 1000, memory: 0, run: ({ stdin }) => ({ output: stdin, code: 0 }) };

interface Found extends Traces {
  readonly hits: readonly string[];
  /** Tokens that Rancher made for kubeconfigs on the way. */
  readonly made: readonly Canary[];
}

async function tracesOf(name: string, change: (begin: WorldValue) => WorldValue = (begin) => begin): Promise<Found> {
  const { sim, confirms } = cases[name] ?? { sim: {} };
  const begin = await rancherWorld(sim);
  const disk = makeDirectory(makeDirectory(begin.disk, "/estate/published"), "/estate/secrets");
  const made = new Map<string, Canary>();
  const { tokens, caKeys, leafKey } = rancherOf(begin);
  const hooks: WorldHooks = {
    beforeEvent: (_event, { servers }) => {
      for (const one of rancherOf({ servers }).tokens.slice(tokens.length))
        made.set(one.name, { name: `secret of ${one.name}`, value: one.secret });
    },
  };
  const traces = await traced(change({ ...begin, disk, programs: { "./vault.sh": vault } }), rancherEstate(sim), {
    environment: {},
    hooks,
    contextIn: (world, process) => commandIn(world, process, sim).context,
    ...(confirms === undefined ? {} : { confirms }),
  });
  const keys = [...caKeys, leafKey].map((value, index) => ({ name: `Rancher's key ${index + 1}`, value }));
  const all = [...canaries, ...keys, ...made.values(), ...traces.keys];
  return { ...traces, made: [...made.values()], hits: hits(all, traces.places) };
}

test.each(Object.keys(cases))(
  "%s: no token and no key is written, told or passed as an argument at any moment, and a kubeconfig where the estate wants it alone",
  async (name) => {
    const { confirms } = cases[name] ?? {};
    const traces = await tracesOf(name);
    expect(traces.exitCodes).toEqual(confirms === undefined ? [0, 0, 0] : [0, 9, 0, 0, 0]);
    expect(traces.made).toHaveLength(confirms === undefined ? 0 : 2);
    expect(Object.keys(traces.places).includes("arguments of ./vault.sh")).toBe(confirms !== undefined);
    expect(traces.hits).toEqual([]);
  },
);

/** A server that says all it was sent, and the secret half of the token alone, in every form, in the text of its error. */
function echo({ headers, body }: LabRequest): string {
  const forms = [token, half].flatMap((value) => formsOf({ name: "", value }).map(String));
  return JSON.stringify({
    type: "error",
    code: "ServerError",
    message: [half, headers["authorization"], ...forms, body].join(" "),
  });
}

const action = "POST /v3/clusters/c-fgltw?action=";
const cluster = "/v1/provisioning.cattle.io.clusters/fleet-default/edge";
const refusals: readonly (readonly [string, string, number])[] = [
  ["RKE1, all services", "GET /rancherversion", 500],
  ["RKE1, all services", "GET /v3/clusters/c-fgltw", 401],
  ["RKE1, all services", `${action}rotateCertificates`, 403],
  ["RKE1, all services", `${action}rotateCertificates`, 422],
  ["RKE1, a new CA and kubeconfigs", `${action}generateKubeconfig`, 500],
  ["RKE1, a new CA and kubeconfigs", `${action}generateKubeconfig`, 403],
  ["RKE2", `GET ${cluster}`, 403],
  ["RKE2", `PUT ${cluster}`, 409],
  ["RKE2", `PUT ${cluster}`, 422],
  ["RKE2", `PUT ${cluster}`, 500],
];

test.each(refusals)("%s, %s answered %i with the token in every form: it is shown and kept nowhere", async (...one) => {
  const [name, line, status] = one;
  let echoed = 0;
  const traces = await tracesOf(name, (begin) =>
    answering(begin, (reply, request) => {
      if (`${request.method} ${request.path}` !== line) return reply;
      echoed += 1;
      return { status, body: echo(request) };
    }),
  );
  expect(echoed).toBeGreaterThan(0);
  // what was stored all the same is found by its number
  const settled = line.startsWith("PUT") && [409, 500].includes(status);
  expect(traces.exitCodes.some((code) => [4, 5, 9].includes(code))).toBe(!settled);
  expect(traces.hits).toEqual([]);
});
