import { describe, expect, test } from "vitest";
import { driftMarkdown, driftText, markdownLimit, planMarkdown, planText } from "../../src/report/index.ts";
import { finish } from "../../src/simulation/closure.ts";
import { apply, day, drift, plan, type RancherSim, start } from "../build/rancher-world.ts";
import { aStyle } from "../build/style.ts";
import { asOthers, type Bench, benchOf, terraformWrites } from "../providers/rancher/run-of.ts";

const golden = (name: string): string => `../golden/rancher/${name}`;

/** A cluster, what the estate says of it, and what somebody did before. */
interface Scene extends RancherSim {
  readonly before?: (bench: Bench) => void;
}

const rotate = "/v3/clusters/c-fgltw?action=rotateCertificates";
const edge = "fleet-default/edge";
const accepted = {
  cut: "rancher-ca-clients",
  maximumSeconds: 4 * 3600,
  until: "2026-12-31T00:00:00Z",
  ticket: "CHG-4718",
};
const newCa: RancherSim = {
  rancher: { rke1: [{ caEnds: start + 40 * day, leavesEnd: start + 20 * day }] },
  target: {
    rotate: ["ca"],
    accept: [accepted],
    outputs: [{ what: "kubeconfig", to: { file: "./kubeconfig", mode: 0o600, merge: false } }],
    consumers: [
      { name: "ci", of: "kube-ca", trusts: "issuer", update: { manual: "give the CI the new CA" }, contact: "#ci" },
    ],
  },
};

const scenes: Readonly<Record<string, Scene>> = {
  "rke1-all": {},
  "rke1-service": { options: { services: "kube-scheduler" } },
  "rke1-etcd": {
    rancher: { settings: { etcdReloads: "never" } },
    before: (bench) => {
      asOthers(bench, "POST", rotate, {});
      bench.world.advance(start + day);
    },
  },
  "rke1-ca": newCa,
  "rke1-ca-not-accepted": { ...newCa, target: { rotate: ["ca"], consumers: [] } },
  "rke1-expired-ca": { rancher: { rke1: [{ caEnds: start - day }] } },
  "rke1-running": { before: (bench) => void asOthers(bench, "POST", rotate, { services: "etcd" }) },
  "rke1-retry-loop": {
    change: (state) => ({
      ...state,
      rke1: state.rke1.map((one) => ({ ...one, fault: { kind: "unreachable", host: "10.2.0.12" } as const })),
    }),
    before: (bench) => {
      asOthers(bench, "POST", rotate, {});
      bench.world.advance(start + day / 24);
    },
  },
  "rke1-without-action": { rancher: { settings: { version: "v2.12.3" } } },
  "rke1-removed-node": {
    rancher: {
      settings: { version: "v2.2.13" },
      v2: [],
      rke1: [{ leavesEnd: start + 4000 * day, removedNode: "10.2.0.99" }],
    },
  },
  rke2: { cluster: edge },
  "rke2-firewalled": {
    cluster: edge,
    before: ({ world }) => {
      const hosts = ["10.3.0.11", "10.3.0.12", "10.3.0.13", "10.3.0.14"];
      const dropped = { outcome: "unreachable", detail: "" } as const;
      const closed = hosts.flatMap((host) => [`${host}:9345`, `${host}:10250`].map((at) => [at, dropped] as const));
      world.endpoints = { ...world.endpoints, ...Object.fromEntries(closed) };
    },
  },
  "rke2-old-release": { cluster: edge, rancher: { settings: { version: "v2.7.1" } } },
  "k3s-service": { cluster: edge, rancher: { v2: [{ runtime: "k3s" }] }, options: { services: "k3s-server" } },
  "rke2-terraform": { cluster: edge, options: { generationOwner: "terraform" } },
  "rke2-running": {
    cluster: edge,
    before: (bench) => {
      terraformWrites(bench, { generation: 1, services: [] });
      bench.world.advance(start + 60_000);
    },
  },
  "rke2-number-gone-down": {
    cluster: edge,
    rancher: { v2: [{ leavesEnd: start + 300 * day, rotate: { generation: 3 } }] },
    before: (bench) => {
      terraformWrites(bench, null);
      bench.world.advance(start + day / 24);
    },
  },
  "not-managed": {
    cluster: "c-eks",
    rancher: { others: [{ id: "c-eks", name: "eks-prod", driver: "EKS", provider: "eks", created: start }] },
  },
};

describe("what people read of Rancher", () => {
  test.each(Object.entries(scenes))("%s: plan and drift, on a screen and in Markdown", async (name, scene) => {
    const bench = await benchOf(scene);
    scene.before?.(bench);
    const { world, command } = bench;
    const rotating = name === "not-managed" ? ["rke"] : [];
    const made = (await finish(world, plan(command(), { rotate: rotating }))).plan;
    await expect(planText(made, aStyle({ now: world.now }))).toMatchFileSnapshot(golden(`${name}.plan.txt`));
    const markdown = planMarkdown(made, world.now, { flags: "" });
    expect(markdown.length).toBeLessThanOrEqual(markdownLimit);
    await expect(markdown).toMatchFileSnapshot(golden(`${name}.plan.md`));
    const { report } = await finish(world, drift(command()));
    const drifted = driftText(report, aStyle({ now: world.now }));
    expect(drifted, "what a plan says of its steps is no drift").not.toMatch(/Rancher(Request|Restarts|Serial)/);
    await expect(drifted).toMatchFileSnapshot(golden(`${name}.drift.txt`));
    await expect(driftMarkdown(report, "")).toMatchFileSnapshot(golden(`${name}.drift.md`));
  });

  test("a worker that keeps its kubelet's old certificate, as the error says it", async () => {
    const { world, command } = await benchOf({
      cluster: edge,
      rancher: { v2: [{}], settings: { workerRestartRenews: false } },
    });
    const one = command();
    const { exitCode } = await finish(world, apply(one));
    const failed = one.events.filter(({ event }) => event === "RunStopped");
    expect(exitCode).toBe(10);
    await expect(`${JSON.stringify(failed, undefined, 2)}\n`).toMatchFileSnapshot(
      golden("rke2-worker-stays.events.json"),
    );
  });

  test("a run that fails for ever, as the error says it", async () => {
    const { before: _, ...stuck } = scenes["rke1-retry-loop"] ?? {};
    const { world, command } = await benchOf(stuck);
    const one = command();
    const { exitCode } = await finish(world, apply(one));
    const failed = one.events.filter(({ event }) => event === "RunStopped");
    expect(exitCode).toBe(10);
    await expect(`${JSON.stringify(failed, undefined, 2)}\n`).toMatchFileSnapshot(
      golden("rke1-retry-loop.events.json"),
    );
  });
});
