import type { Subject } from "../../src/simulation/seeds/index.ts";
import type { World } from "../../src/simulation/world.ts";
import { asOthers, terraformWrites } from "../build/rancher-others.ts";
import {
  changeRancher,
  commandIn,
  type RancherSim,
  rancherEstate,
  rancherWorld,
  token,
} from "../build/rancher-world.ts";
import { arrivesWithinSeconds, type Driven, subjectOf } from "./subject-of.ts";

const rke1Actors: Driven["actors"] = {
  // for what certplan never asks for here, so that it is told apart from its own
  "asks for another rotation": (world) =>
    asOthers({ world }, "POST", "/v3/clusters/c-fgltw?action=rotateCertificates", { services: "kube-proxy" }),
  "adds a node": addNode,
};

const rke2Actors: Driven["actors"] = {
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

async function rancherSubject(name: string, sim: RancherSim, actors: Driven["actors"]): Promise<Subject> {
  const [, secret = ""] = token.split(":");
  return subjectOf({
    name,
    start: await rancherWorld(sim),
    estate: rancherEstate(sim),
    contextIn: (world, process) => commandIn(world, process, { ...sim, arrivesWithinSeconds }).context,
    actors,
    takenUpBy: {},
    sendsNothing: {},
    secrets: [secret],
    // agents of workers that a lost request has reached late, dates that are listed later, the end of `unavailable`
    restsWithinMs: 3_600_000,
  });
}

/** A cluster of each mechanism. RKE1 with an old etcd, which a second request starts again. */
export const rancherMakers: Readonly<Record<string, () => Promise<Subject>>> = {
  "rancher-rke1": () => rancherSubject("rancher-rke1", { rancher: { settings: { etcdReloads: "never" } } }, rke1Actors),
  "rancher-rke2": () =>
    rancherSubject(
      "rancher-rke2",
      { cluster: "fleet-default/edge", rancher: { v2: [{ machines: [["etcd", "controlplane"], ["worker"]] }] } },
      rke2Actors,
    ),
};
