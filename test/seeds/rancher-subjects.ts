import { confirmCommand } from "../../src/commands/index.ts";
import { rke1ByHand } from "../../src/lab/rancher/index.ts";
import type { Subject } from "../../src/simulation/seeds/index.ts";
import type { World } from "../../src/simulation/world.ts";
import { asOthers, terraformWrites } from "../build/rancher-others.ts";
import {
  changeRancher,
  commandIn,
  day,
  type RancherSim,
  rancherEstate,
  rancherOf,
  rancherWorld,
  start,
  token,
} from "../build/rancher-world.ts";
import { arrivesWithinSeconds, type Driven, subjectOf } from "./subject-of.ts";

/** `asked`: of what certplan never asks for here, so that it is told apart from its own. */
function rke1Actors(asked: string): Driven["actors"] {
  return {
    "asks for another rotation": (world) =>
      asOthers({ world }, "POST", "/v3/clusters/c-fgltw?action=rotateCertificates", { services: asked }),
    "adds a node": addNode,
  };
}

/** Rancher works on nothing any more, and nothing is asked for. */
function rke1IsSettled(world: World): boolean {
  const ends: readonly string[] = ["begin", "retry", "end", "updated", "ready"];
  return rancherOf(world).rke1.every(
    ({ rotate, later }) => rotate === null && !later.some(({ kind }) => ends.includes(kind)),
  );
}

const v2Actors: Driven["actors"] = {
  "writes the number": (world) => terraformWrites({ world }, { generation: 5, services: [] }),
};

function addNode(world: World): void {
  changeRancher(world, (state) => ({
    ...state,
    rke1: state.rke1.map((one) => ({
      ...one,
      nodes: [...one.nodes, ...one.nodes.slice(-1).map((node) => ({ ...node, id: "c-fgltw:m-new", name: "worker-9" }))],
    })),
  }));
}

const pods = "pods of shop/web";

/** A kube-ca that ends soon, and pods that hold it. */
const newCa: RancherSim = {
  rancher: { rke1: [{ caEnds: start + 30 * day, leavesEnd: start + 20 * day }] },
  change: (state) => ({ ...state, rke1: state.rke1.map((one) => ({ ...one, pods: [{ name: pods, accepts: 1 }] })) }),
  target: {
    rotate: ["ca"],
    outputs: [
      { what: "kube-ca", to: { file: "/estate/kube-ca.pem", mode: 0o644, merge: false } },
      { what: "kubeconfig", to: { file: "/estate/kubeconfig", mode: 0o600, merge: false } },
    ],
    accept: [{ cut: "rancher-ca-clients", maximumSeconds: 4 * 3600, until: "2026-12-31T00:00:00Z" }],
  },
};

/**
 * Whom the cut is about and whom it catches here: workers until their agents have followed, in both directions, and pods
 * until they are started again. Servers among each other and Rancher take up a new CA at one moment.
 */
function isCutByNewCa(edge: string): boolean {
  return (
    edge.startsWith(`rke-prod: ${pods} refuses kube-apiserver on `) ||
    /^rke-prod: kubelet on worker-\d refuses kube-apiserver on server-\d$/.test(edge) ||
    /^rke-prod: kube-apiserver on server-\d refuses (kubelet|kube-proxy) on worker-\d$/.test(edge)
  );
}

const restartPods: Driven["othersDo"] = async (world, context, step) => {
  if (step !== "rke/manual/pods") return false;
  changeRancher(world, (state) => rke1ByHand(state, "c-fgltw", "restart-pods", world.now));
  await confirmCommand(context, { step, because: "they were started again", by: "operator" });
  return true;
};

/** Once it is waited for, whoever owns the number has it written. */
const writeNumber: Driven["othersDo"] = async (world) => {
  const { rotateCertificates } = (rancherOf(world).v2[0]?.spec["rkeConfig"] ?? {}) as {
    readonly rotateCertificates?: object;
  };
  if (rotateCertificates === undefined) terraformWrites({ world }, { generation: 1, services: [] });
  return true;
};

/** One server and one worker of `cluster`. */
function v2Of(runtime: "rke2" | "k3s"): RancherSim {
  const machines = [["etcd", "controlplane"], ["worker"]] as const;
  return { cluster: "fleet-default/edge", rancher: { v2: [{ runtime, machines }] } };
}

type Others = Pick<Driven, "actors" | "othersDo" | "isCut" | "isLeft">;

async function rancherSubject(name: string, sim: RancherSim, others: Others): Promise<Subject> {
  const [, secret = ""] = token.split(":");
  return subjectOf({
    name,
    start: await rancherWorld(sim),
    estate: rancherEstate(sim),
    contextIn: (world, process) => commandIn(world, process, { ...sim, arrivesWithinSeconds }).context,
    takenUpBy: {},
    isOver: { "asks for another rotation": rke1IsSettled },
    restsOnNothing: {
      "POST /v3/clusters/c-fgltw?action=generateKubeconfig":
        "whoever joined or rotated, it makes a kubeconfig of what is there; its gate refuses another CA",
    },
    sendsNothing: { "certplan.write-output": "it writes a file" },
    secrets: [secret],
    // agents of workers that a lost request has reached late, dates that are listed later, the end of `unavailable`
    restsWithinMs: 3_600_000,
    ...others,
  });
}

const makers: Readonly<Record<string, readonly [RancherSim, Others]>> = {
  // an old etcd, which a second request starts again
  "rancher-rke1": [{ rancher: { settings: { etcdReloads: "never" } } }, { actors: rke1Actors("kube-proxy") }],
  "rancher-service": [
    { options: { services: "kube-proxy" } },
    {
      actors: rke1Actors("kube-scheduler"),
      isLeft: ({ code, about }) => code === "NearExpiry" && about !== undefined && about !== "kube-proxy",
    },
  ],
  "rancher-ca": [newCa, { actors: rke1Actors("kube-proxy"), othersDo: restartPods, isCut: isCutByNewCa }],
  "rancher-rke2": [v2Of("rke2"), { actors: v2Actors }],
  "rancher-terraform": [
    { ...v2Of("rke2"), options: { generationOwner: "terraform", timeoutSeconds: 600 }, pollMs: 300_000 },
    { actors: v2Actors, othersDo: writeNumber },
  ],
  "rancher-k3s": [v2Of("k3s"), { actors: v2Actors }],
};

/** Each variant of a rotation in Rancher. */
export const rancherMakers: Readonly<Record<string, () => Promise<Subject>>> = Object.fromEntries(
  Object.entries(makers).map(([name, [sim, others]]) => [name, () => rancherSubject(name, sim, others)]),
);
