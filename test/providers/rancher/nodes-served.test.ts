import { describe, expect, test } from "vitest";
import { type RancherState, rotateByHand } from "../../../src/lab/rancher/index.ts";
import type { Plan } from "../../../src/model/plan.ts";
import type { Provider } from "../../../src/model/provider.ts";
import { rancherProvider } from "../../../src/providers/rancher/index.ts";
import { finish } from "../../../src/simulation/closure.ts";
import { World } from "../../../src/simulation/world.ts";
import {
  apply,
  changeRancher,
  commandIn,
  day,
  plan,
  type RancherSim,
  rancherOf,
  rancherWorld,
  start,
} from "../../build/rancher-world.ts";
import { applied, type Bench, benchOf, drifted, expectAtRest, idsOf, planned } from "./run-of.ts";

const cluster = "fleet-default/edge";
const servers = ["edge-1", "edge-2", "edge-3"];
const nodes = [...servers, "edge-4"];

function ofNodes(kind: string, names: readonly string[]): readonly string[] {
  return names.map((name) => `${kind}@${name}`);
}

function slotsOf({ targets }: Plan): readonly string[] {
  return (targets[0]?.slots ?? []).flatMap(({ name, fingerprint }) =>
    name.includes("@") && fingerprint !== undefined ? [name] : [],
  );
}

function findingsOf({ targets }: Plan, code: string): readonly string[] {
  return (targets[0]?.findings ?? []).filter((one) => one.code === code).map(({ sentence }) => sentence);
}

/** Slots whose certificates the look behind the gate compares. */
function comparedIn({ steps }: Plan): readonly string[] {
  const look = steps.find(({ kind }) => kind === "rancher.serves-new");
  return ((look?.inputs["compared"] ?? []) as readonly { readonly slot: string }[]).map(({ slot }) => slot);
}

type Machine = RancherState["v2"][number]["machines"][number];

function machines(change: (machine: Machine) => Machine): (state: RancherState) => RancherState {
  return (state) => ({ ...state, v2: state.v2.map((one) => ({ ...one, machines: one.machines.map(change) })) });
}

/** Nothing of a node can be reached but its API server. */
const firewalled = machines((machine) => ({
  ...machine,
  listens: { ...machine.listens, supervisor: "nowhere:1", kubelet: "nowhere:2" },
}));

/** A worker whose certificates end soon, and stay through the restart that a rotation is for it. */
const stays: RancherSim = { cluster, rancher: { v2: [{}], settings: { workerRestartRenews: false } } };

describe("what nodes serve", () => {
  test("RKE2: supervisors of server nodes and the kubelet of each are slots beside the API servers, rotated and compared with them", async () => {
    const bench = await benchOf({ cluster });
    const made = await planned(bench);
    expect(slotsOf(made)).toEqual([
      ...ofNodes("apiserver", ["edge-2", "edge-3"]),
      ...ofNodes("supervisor", servers),
      ...ofNodes("kubelet", nodes),
    ]);
    expect(comparedIn(made)).toEqual(slotsOf(made));
    expect(made.steps[0]?.replaces).toEqual(slotsOf(made));
    const { result, text } = await applied(bench);
    expect([result.exitCode, text]).toEqual([
      0,
      expect.stringContaining("2 API servers, 3 supervisors and 4 kubelets serve new certificates"),
    ]);
    await expectAtRest(bench);
  });

  test("K3s has its supervisor on the port of the API server: only kubelets are looked at beside it", async () => {
    const made = await planned(await benchOf({ cluster, rancher: { v2: [{ runtime: "k3s" }] } }));
    expect(slotsOf(made)).toEqual([...ofNodes("apiserver", ["edge-2", "edge-3"]), ...ofNodes("kubelet", nodes)]);
    expect(findingsOf(made, "RancherWireUnseen")).toEqual([]);
  });

  test("a worker's kubelet that ends soon makes the cluster due by itself", async () => {
    const v2 = [{ leavesEnd: start + 300 * day, workersEnd: start + 20 * day }];
    const bench = await benchOf({ cluster, rancher: { v2 } });
    const made = await planned(bench);
    expect(made.targets[0]?.reasons.map(({ evidence }) => evidence["slot"])).toEqual(["kubelet@edge-4"]);
    expect((await applied(bench)).result.exitCode).toBe(0);
    await expectAtRest(bench);
  });

  test.each([
    ["rke2", "kubelet", ofNodes("kubelet", nodes)],
    ["k3s", "kubelet", ofNodes("kubelet", nodes)],
    ["rke2", "rke2-server", ofNodes("supervisor", servers)],
    ["rke2", "api-server", ofNodes("apiserver", ["edge-2", "edge-3"])],
    ["k3s", "k3s-server", []],
    ["rke2", "scheduler", []],
  ] as const)(
    "on %s the service %s is followed by a look at %j and at nothing else",
    async (runtime, services, slots) => {
      const bench = await benchOf({ cluster, rancher: { v2: [{ runtime }] }, options: { services } });
      const made = await planned(bench, ["rke"]);
      expect(comparedIn(made)).toEqual(slots);
      expect(idsOf(made)).toEqual(slots.length === 0 ? ["set-generation"] : ["set-generation", "serves-new"]);
      expect((await applied(bench, ["rke"])).result.exitCode).toBe(0);
    },
  );
});

describe("what was not seen", () => {
  test("behind a firewall: one finding for each kind with its nodes, never due, never refused, and the apply ends", async () => {
    const bench = await benchOf({ cluster, change: firewalled });
    const made = await planned(bench);
    expect(findingsOf(made, "RancherWireUnseen")).toEqual([
      expect.stringMatching(/^supervisor not seen on edge-1, edge-2, edge-3 \(port 9345: /),
      expect.stringMatching(/^kubelet not seen on edge-1, edge-2, edge-3, edge-4 \(port 10250: /),
    ]);
    const [target] = made.targets;
    expect([target?.verdict, target?.refusals]).toEqual(["due", []]);
    expect(new Set(target?.reasons.map(({ evidence }) => evidence["slot"]))).toEqual(
      new Set(ofNodes("apiserver", ["edge-2", "edge-3"])),
    );
    expect(comparedIn(made)).toEqual(ofNodes("apiserver", ["edge-2", "edge-3"]));
    expect((await applied(bench)).result.exitCode).toBe(0);
    await expectAtRest(bench);
  });

  test("with API servers unseen too the number is still written, and nothing is compared", async () => {
    const unseen = machines((one) => ({ ...one, listens: { ...one.listens, apiServer: "nowhere:3" } }));
    const bench = await benchOf({ cluster, change: (state) => unseen(firewalled(state)) });
    expect(idsOf(await planned(bench, ["rke"]))).toEqual(["set-generation"]);
  });

  test("a kubelet with a certificate of another CA counts as not seen, whoever signed it", async () => {
    const bench = await benchOf({ cluster });
    const { world } = bench;
    const other = world.endpoints["rancher.example.com:443"];
    if (other === undefined) throw new Error("Rancher shows nothing");
    world.endpoints = { ...world.endpoints, "10.3.0.14:10250": other };
    const made = await planned(bench);
    expect(comparedIn(made)).not.toContain("kubelet@edge-4");
    expect(findingsOf(made, "RancherWireUnseen")).toEqual([
      "kubelet not seen on edge-4 (port 10250: its certificate is not by the cluster's CA): whether new certificates are taken up there is not checked",
    ]);
    expect((await applied(bench)).result.exitCode).toBe(0);
  });

  test("of many nodes five are named", async () => {
    const many = Array.from({ length: 7 }, () => ["worker"] as const);
    const v2 = [{ machines: [["etcd", "controlplane"], ...many] as const }];
    const made = await planned(await benchOf({ cluster, rancher: { v2 }, change: firewalled }));
    expect(findingsOf(made, "RancherWireUnseen")[1]).toMatch(/edge-1, edge-2, edge-3, edge-4, edge-5 and 3 more \(/);
  });

  test("what was seen at the last apply and does not answer now is drift, in one line; an unseen one from the beginning is none", async () => {
    const bench = await benchOf({ cluster });
    expect((await applied(bench)).result.exitCode).toBe(0);
    changeRancher(bench.world, firewalled);
    const { lines, exit } = await drifted(bench);
    expect(exit).toBe(2);
    expect(lines.map(({ code, sentence }) => `${code} ${sentence.split(" (")[0]}`)).toEqual([
      "RancherWireUnseen supervisor not seen on edge-1, edge-2, edge-3",
      "RancherWireUnseen kubelet not seen on edge-1, edge-2, edge-3, edge-4",
    ]);
  });
});

test("workers that join and leave a cluster at rest are told and no drift; a server that leaves is", async () => {
  const bench = await benchOf({ cluster });
  expect((await applied(bench)).result.exitCode).toBe(0);
  const scale = (from: string, to: string): void =>
    changeRancher(
      bench.world,
      machines((one) => renamed(one, from, to)),
    );
  const told = async (): Promise<readonly unknown[]> => {
    const { lines, exit } = await drifted(bench);
    return [exit, ...lines.map(({ code, about, severity }) => `${severity} ${code} ${about}`)];
  };
  scale("edge-4", "edge-9");
  expect(await told()).toEqual([0, "expected SlotAppeared kubelet@edge-9", "expected SlotGone kubelet@edge-4"]);
  scale("edge-1", "edge-8");
  expect(await told()).toContain("drift SlotGone supervisor@edge-1");
});

function renamed(machine: Machine, from: string, to: string): Machine {
  return machine.node === from ? { ...machine, node: to } : machine;
}

/** Compares API servers alone. */
const onlyApi: Provider = {
  ...rancherProvider,
  recipe: (input) => {
    const made = rancherProvider.recipe(input);
    if (made.kind === "refused") return made;
    const steps = made.steps.map((step) => {
      const compared = (step.inputs["compared"] ?? []) as readonly { readonly slot: string }[];
      const apis = compared.filter(({ slot }) => slot.startsWith("apiserver@"));
      return step.kind === "rancher.serves-new" ? { ...step, inputs: { compared: apis } } : step;
    });
    return { ...made, steps };
  },
};

function kubeletOf({ world }: Pick<Bench, "world">): number | undefined {
  return rancherOf(world).v2[0]?.machines.find(({ node }) => node === "edge-4")?.leaves["kubelet"]?.generation;
}

describe("followed is not rotated", () => {
  test("a worker whose kubelet still serves the old certificate is exit 10, with its node and the next command", async () => {
    const bench = await benchOf(stays);
    const { result, text } = await applied(bench);
    expect([result.exitCode, result.next]).toEqual([10, expect.stringMatching(/^certplan plan --continue \S+$/)]);
    expect(text).toContain("kubelet@edge-4 (10.3.0.14:10250) still serves the old certificate");
    expect(text).toContain("rke2|k3s certificate rotate");
    expect(text).not.toContain("kubelet@edge-3 (");
    expect(rancherOf(bench.world).v2[0]?.rotated).toBe(1);
  });

  test("a worker that joined later may keep a certificate that lasts: it is told, and no failure", async () => {
    const bench = await benchOf({
      ...stays,
      rancher: { ...stays.rancher, v2: [{ workersEnd: start + 91 * day }] },
    });
    const { result, text } = await applied(bench);
    expect(result.exitCode).toBe(0);
    expect(text).toContain(
      "3 kubelets serve new certificates; kept by workers: kubelet@edge-4 (10.3.0.14:10250) until 2027-02-20",
    );
    await expectAtRest(bench);
  });

  test.each([
    ["a restart renews what ends within 90 days in every release", 89, 60],
    ["its policy renews it by now", 200, 201],
  ])("but not where %s: exit 10", async (_why, left, renewsBefore) => {
    const policy = {
      name: "early",
      renewBefore: { milliseconds: renewsBefore * day },
      finishBeforeMs: 0,
      lifetimeClasses: [],
    };
    const bench = await benchOf({
      ...stays,
      rancher: { ...stays.rancher, v2: [{ workersEnd: start + left * day }] },
      target: { policy },
    });
    expect((await applied(bench)).result.exitCode).toBe(10);
  });

  test("without a look at kubelets the same worker is believed: Rancher says done, and it keeps the old one", async () => {
    const world = new World(await rancherWorld(stays));
    const command = commandIn(world, world.spawn("certplan"), stays, { rancher: onlyApi });
    expect((await finish(world, apply(command))).exitCode).toBe(0);
    expect(kubeletOf({ world })).toBe(1);
  });

  test("mended by hand as the line says, the plan that goes on has nothing left to do, and ends the run", async () => {
    const bench = await benchOf(stays);
    const { result } = await applied(bench);
    changeRancher(bench.world, (state) => rotateByHand(state, "edge-pool-4", bench.world.now));
    const continueRun = result.next?.split(" ").at(-1) ?? "";
    const rest = (await finish(bench.world, plan(bench.command(), { rotate: [], continueRun }))).plan;
    expect([rest.targets[0]?.verdict, idsOf(rest)]).toEqual(["unchanged", []]);
    expect((await finish(bench.world, apply(bench.command(), { plan: rest }))).exitCode).toBe(0);
    expect(kubeletOf(bench)).toBe(2);
    await expectAtRest(bench);
  });

  test("asked for again, the next number is planned, which a worker that renews at its restart follows", async () => {
    const bench = await benchOf(stays);
    const { result } = await applied(bench);
    changeRancher(bench.world, (state) => ({ ...state, settings: { ...state.settings, workerRestartRenews: true } }));
    const continueRun = result.next?.split(" ").at(-1) ?? "";
    const rest = (await finish(bench.world, plan(bench.command(), { rotate: ["rke"], continueRun }))).plan;
    expect(rest.steps[0]?.inputs["generation"]).toBe(2);
    expect((await finish(bench.world, apply(bench.command(), { plan: rest }))).exitCode).toBe(0);
    expect(kubeletOf(bench)).toBe(2);
    await expectAtRest(bench);
  });

  test("addresses of the estate are looked at in place of those of the nodes; the node is named by its certificate", async () => {
    const moved = machines((one) => ({
      ...one,
      listens: { ...one.listens, kubelet: one.listens.kubelet.replace("10.3.0.", "192.0.2.") },
    }));
    const kubelets = ["192.0.2.13:10250", "192.0.2.14:10250"];
    const bench = await benchOf({ ...stays, change: moved, connection: { kubelets, supervisors: ["10.3.0.11:9345"] } });
    expect(slotsOf(await planned(bench)).filter((name) => !name.startsWith("apiserver"))).toEqual([
      "supervisor@10.3.0.11:9345",
      ...kubelets.map((address) => `kubelet@${address}`),
    ]);
    const { result, text } = await applied(bench);
    expect([result.exitCode, text]).toEqual([
      10,
      expect.stringContaining("kubelet@192.0.2.14:10250 (edge-4) still serves the old certificate"),
    ]);
  });

  test("a worker that leaves the cluster while the number is followed is not waited for", async () => {
    const value = await rancherWorld({ cluster });
    const world = new World(value, {
      beforeEvent: (_event, at) => {
        const [edge] = rancherOf(at).v2;
        if (edge?.rotated !== 1 || edge.machines.length < 4) return;
        const left = edge.machines.filter(({ node }) => node !== "edge-4");
        changeRancher(at, (state) => ({ ...state, v2: [{ ...edge, machines: left }] }));
      },
    });
    const command = commandIn(world, world.spawn("certplan"), { cluster });
    expect((await finish(world, apply(command))).exitCode).toBe(0);
    expect(JSON.stringify(command.events)).toContain(
      "3 kubelets serve new certificates; gone from the cluster: kubelet@edge-4 (10.3.0.14:10250)",
    );
  });

  test("one that is of the cluster and does not answer any more is waited for by name, and never believed", async () => {
    const world = new World(await rancherWorld({ cluster }), {
      beforeEvent: (_event, at) => {
        if (rancherOf(at).v2[0]?.rotated !== 1) return;
        changeRancher(
          at,
          machines((one) => (one.node === "edge-4" ? firewalledOne(one) : one)),
        );
      },
    });
    const command = commandIn(world, world.spawn("certplan"), { cluster });
    expect((await finish(world, apply(command))).exitCode).toBe(9);
    expect(JSON.stringify(command.events)).toContain("not seen: kubelet@edge-4 (10.3.0.14:10250)");
  });
});

function firewalledOne(machine: Machine): Machine {
  return { ...machine, listens: { ...machine.listens, kubelet: "nowhere:2" } };
}
