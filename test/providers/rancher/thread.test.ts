import { describe, expect, test } from "vitest";
import { finish } from "../../../src/simulation/closure.ts";
import { readFile } from "../../../src/simulation/disk.ts";
import { apply, commandIn, day, plan, type RancherSim, rancherOf, start } from "../../build/rancher-world.ts";
import {
  applied,
  asOthers,
  benchOf,
  changesSent,
  confirm,
  expectAtRest,
  idsOf,
  planned,
  terraformWrites,
} from "./run-of.ts";

const action = "POST /v3/clusters/c-fgltw";
const edge = "PUT /v1/provisioning.cattle.io.clusters/fleet-default/edge";

describe("RKE1", () => {
  test("leaves of all services near their end are planned, applied, verified; the next plan is empty and drift is clean", async () => {
    const bench = await benchOf();
    const plan = await planned(bench);
    expect(idsOf(plan)).toEqual(["rotate-all", "nodes-follow", "etcd-again"]);
    expect(plan.trust.verdict).toBe("holds");
    expect((await applied(bench)).result.exitCode).toBe(0);
    const { bundle, nodes, cas } = rancherOf(bench.world).rke1[0] ?? { bundle: {}, nodes: [], cas: [] };
    expect(new Set(Object.values(bundle).map(({ generation }) => generation))).toEqual(new Set([2]));
    expect(nodes.every(({ running }) => running["kube-proxy"]?.generation === 2)).toBe(true);
    expect(cas).toHaveLength(1);
    expect(changesSent(bench)).toEqual([action]);
    await expectAtRest(bench);
  });

  test.each(["never", "with-sni"] as const)(
    "etcd that reads its certificate again %s gets a second request of its own, and serves the new one",
    async (etcdReloads) => {
      const bench = await benchOf({ rancher: { settings: { etcdReloads } } });
      const { result, text } = await applied(bench);
      expect(result.exitCode).toBe(0);
      expect(text).toContain("etcd serves what is listed at 3 endpoints");
      expect(changesSent(bench)).toEqual([action, action]);
      await expectAtRest(bench);
    },
  );

  test("somebody who rotates while etcd is waited for makes it old again: exit 10, and the plan that goes on asks for etcd alone", async () => {
    const bench = await benchOf({ rancher: { settings: { etcdReloads: "never" } } });
    const { world } = bench;
    const killed = world.spawn("killed");
    const work = apply(commandIn(world, killed, bench.sim), { rotate: [] });
    work.catch(() => undefined);
    await world.run(() => changesSent(bench).length === 2);
    world.kill(killed);
    world.advance(world.now + 10 * 60_000);
    asOthers(bench, "POST", "/v3/clusters/c-fgltw?action=rotateCertificates", {});
    world.advance(world.now + 30 * 60_000);
    const began = world.now;
    const { result, text } = await applied(bench);
    expect([result.exitCode, result.next]).toEqual([10, expect.stringMatching(/^certplan plan --continue \S+$/)]);
    expect(text).toContain("somebody may have rotated meanwhile");
    expect(world.now - began).toBeLessThan(10 * 60_000);
    const continueRun = result.next?.split(" ").at(-1) ?? "";
    const rest = (await finish(world, plan(bench.command(), { rotate: [], continueRun }))).plan;
    expect(idsOf(rest)).toEqual(["rotate-etcd", "nodes-follow", "etcd-serves-new"]);
    expect((await finish(world, apply(bench.command(), { plan: rest }))).exitCode).toBe(0);
    await expectAtRest(bench);
  });

  test("etcd that shows nothing to who has no certificate is looked at by a person, and nothing is sent blindly", async () => {
    const bench = await benchOf({ rancher: { settings: { etcdProtocol: "TLSv1.2", etcdReloads: "never" } } });
    const plan = await planned(bench);
    const codes = plan.targets.flatMap(({ findings }) => findings.map(({ code }) => code));
    expect(codes.filter((code) => code === "RancherWireUnseen")).toHaveLength(3);
    const { result, text } = await applied(bench);
    expect([result.exitCode, text.includes("StepAsks")]).toEqual([9, true]);
    await confirm(bench, "rke/etcd-again");
    expect((await applied(bench)).result.exitCode).toBe(0);
    expect(changesSent(bench)).toEqual([action]);
  });

  test("one service renews its own leaf alone, and the plan says that everything restarts anyway", async () => {
    const bench = await benchOf({ options: { services: "kube-scheduler" } });
    const plan = await planned(bench);
    expect(idsOf(plan)).toEqual(["rotate-kube-scheduler", "nodes-follow"]);
    const [target] = plan.targets;
    expect(target?.reasons.map(({ evidence }) => evidence["slot"])).toEqual(["kube-scheduler"]);
    const restarts = target?.findings.find(({ code }) => code === "RancherRestarts")?.sentence;
    expect(restarts).toContain("every control plane container and what runs on workers anyway");
    expect((await applied(bench)).result.exitCode).toBe(0);
    const bundle = rancherOf(bench.world).rke1[0]?.bundle ?? {};
    const renewed = Object.entries(bundle).filter(([, { generation }]) => generation === 2);
    expect(renewed.map(([name]) => name)).toEqual(["kube-scheduler"]);
    expect((await planned(bench)).summary).toMatchObject({ due: 0 });
  });

  test("etcd alone is asked for where only etcd serves an old certificate", async () => {
    const bench = await benchOf({ rancher: { settings: { etcdReloads: "never" } } });
    asOthers(bench, "POST", "/v3/clusters/c-fgltw?action=rotateCertificates", {});
    bench.world.advance(start + day);
    const plan = await planned(bench);
    expect(plan.targets[0]?.reasons.map(({ code }) => code)).toContain("RancherEtcdStale");
    expect(idsOf(plan)).toEqual(["rotate-etcd", "nodes-follow", "etcd-serves-new"]);
    expect((await applied(bench)).result.exitCode).toBe(0);
    await expectAtRest(bench);
  });

  const ca: RancherSim = {
    rancher: { rke1: [{ caEnds: start + 30 * day, leavesEnd: start + 20 * day }] },
    target: {
      rotate: ["ca"],
      accept: [{ cut: "rancher-ca-clients", maximumSeconds: 4 * 3600, until: "2026-12-31T00:00:00Z", ticket: "CHG-1" }],
      outputs: [
        { what: "kubeconfig", to: { file: "/estate/kubeconfig", mode: 0o600, merge: false } },
        { what: "kube-ca", to: { file: "/estate/kube-ca.pem", mode: 0o644, merge: false } },
      ],
      consumers: [
        { name: "ci", of: "kube-ca", trusts: "issuer", update: { manual: "give the CI the new CA" }, contact: "#ci" },
      ],
    },
  };

  test("a new CA by choice: request, workers, etcd, outputs, consumers and pods, proof; the kubeconfig is in no journal", async () => {
    const bench = await benchOf(ca);
    const plan = await planned(bench);
    expect(idsOf(plan)).toEqual([
      "rotate-ca",
      "nodes-follow",
      "etcd-serves-new",
      "write-output/kube-ca",
      "write-kubeconfig",
      "consumer/ci",
      "manual/pods",
      "verify-ca",
    ]);
    expect(plan.trust.cuts?.map(({ code }) => code)).toEqual(["rancher-ca-clients"]);
    expect((await applied(bench)).result.exitCode).toBe(9);
    await confirm(bench, "rke/consumer/ci");
    await confirm(bench, "rke/manual/pods");
    const { result, text } = await applied(bench);
    expect([result.exitCode, text]).toEqual([0, expect.stringContaining("kube-ca is the new one")]);
    expect(rancherOf(bench.world).rke1[0]?.cas).toHaveLength(2);
    const stored = new TextDecoder().decode(readFile(bench.world.disk, "/estate/kubeconfig"));
    const token = /token: "(.*)"/.exec(stored)?.[1] ?? "";
    expect(token).toMatch(/^kubeconfig-user-owner-1-\d+:[0-9a-f]{54}$/);
    for (const path of bench.world.disk.names.keys()) {
      const content = new TextDecoder().decode(readFile(bench.world.disk, path) ?? new Uint8Array());
      if (path.includes(".certplan")) expect(content.includes(token)).toBe(false);
    }
    expect(rancherOf(bench.world).tokens).toHaveLength(3);
    await expectAtRest(bench);
  });

  test("a new CA is refused where nobody accepts that clients are cut off", async () => {
    const { accept: _, ...target } = ca.target ?? {};
    const { targets } = await planned(await benchOf({ ...ca, target }));
    expect(targets[0]?.refusals.map(({ code }) => code)).toEqual(["CutNotAccepted"]);
  });

  test("a release without input gets an empty request, and etcd is started again by it", async () => {
    const bench = await benchOf({ rancher: { settings: { version: "v2.1.9", etcdReloads: "never" }, v2: [] } });
    expect((await applied(bench)).result.exitCode).toBe(0);
    expect(changesSent(bench)).toEqual([action]);
  });
});

describe("RKE2 and K3s", () => {
  test.each(["rke2", "k3s"] as const)(
    "%s: the next number is written once, followed, and seen on the wire",
    async (runtime) => {
      const bench = await benchOf({ cluster: "fleet-default/edge", rancher: { v2: [{ runtime }] } });
      const plan = await planned(bench);
      expect(idsOf(plan)).toEqual(["set-generation", "serves-new"]);
      expect(plan.steps[0]?.inputs).toMatchObject({ generation: 1, services: [] });
      expect((await applied(bench)).result.exitCode).toBe(0);
      expect(changesSent(bench)).toEqual([edge]);
      expect(rancherOf(bench.world).v2[0]?.rotated).toBe(1);
      await expectAtRest(bench);
    },
  );

  test("a number that Terraform owns is named and waited for, and certplan writes nothing", async () => {
    const bench = await benchOf({
      cluster: "fleet-default/edge",
      options: { generationOwner: "terraform", timeoutSeconds: 3600 },
    });
    const plan = await planned(bench);
    expect(idsOf(plan)).toEqual(["await-generation", "serves-new"]);
    const waiting = await applied(bench);
    expect(waiting.result.exitCode).toBe(9);
    expect(waiting.text).toContain("write generation = 1 and services [] under rke_config.rotate_certificates");
    terraformWrites(bench, { generation: 1, services: [] });
    bench.world.advance(bench.world.now + 3_600_000);
    expect((await applied(bench)).result.exitCode).toBe(0);
    expect(changesSent(bench)).toEqual([]);
    await expectAtRest(bench);
  });
});
