import { describe, expect, test } from "vitest";
import type { RancherState } from "../../../src/lab/rancher/index.ts";
import { rancherProfiles } from "../../../src/lab/rancher/index.ts";
import { day, type RancherSim, start } from "../../build/rancher-world.ts";
import { errorsFrom, estateFrom } from "../../estate/read.ts";
import { applied, asOthers, benchOf, changesSent, idsOf, planned, refusalsOf, terraformWrites } from "./run-of.ts";

const edge = "fleet-default/edge";

function rke1(change: (cluster: RancherState["rke1"][number]) => RancherState["rke1"][number]): RancherSim {
  return { change: (state) => ({ ...state, rke1: state.rke1.map(change) }) };
}

function v2(change: (cluster: RancherState["v2"][number]) => RancherState["v2"][number]): RancherSim {
  return { cluster: edge, change: (state) => ({ ...state, v2: state.v2.map(change) }) };
}

const others = [
  { id: "local", name: "local", driver: "local", provider: "k3s", created: start },
  { id: "c-eks", name: "eks", driver: "EKS", provider: "eks", created: start },
  { id: "c-imported", name: "old", driver: "imported", provider: "rke2", created: start },
];

describe("a cluster that Rancher does not rotate", () => {
  test.each(["local", "c-eks", "c-imported"])(
    "%s is told as not managed, and refused where its rotation is asked for [rancher refused: imported, hosted or local]",
    async (cluster) => {
      const sim: RancherSim = { cluster, rancher: { others } };
      const { targets } = await planned(await benchOf(sim));
      expect(targets[0]).toMatchObject({ verdict: "unchanged" });
      expect(targets[0]?.findings.map(({ code }) => code)).toContain("RancherNotManaged");
      expect(await refusalsOf(sim)).toEqual(["RancherNotManaged"]);
    },
  );

  test("the management id of an RKE2 cluster names the id that is rotated", async () => {
    const { targets } = await planned(await benchOf({ cluster: (await managementId()) ?? "" }), ["rke"]);
    expect(targets[0]?.refusals).toMatchObject([
      { code: "RancherNotManaged", hint: "write cluster: fleet-default/NAME, which is what Rancher rotates" },
    ]);
  });
});

async function managementId(): Promise<string | undefined> {
  const bench = await benchOf();
  const found = asOthers(bench, "GET", "/v1/provisioning.cattle.io.clusters/fleet-default/edge", undefined);
  return (found as { readonly status?: { readonly clusterName?: string } }).status?.clusterName;
}

describe("RKE1", () => {
  test("leaves under a kube-ca that has ended: the CA comes first [rancher refused: leaves under an expired kube-ca]", async () => {
    const ended = { rancher: { rke1: [{ caEnds: start - day }] } };
    expect(await refusalsOf(ended)).toContain("RancherExpiredCa");
    const withCa = { ...ended, target: { rotate: ["leaves", "ca"], accept: [cut] } };
    const plan = await planned(await benchOf(withCa));
    expect(idsOf(plan)[0]).toBe("rotate-ca");
  });

  test("a request while the field is not null, whoever made it [rancher refused: field non-null]", async () => {
    const bench = await benchOf();
    asOthers(bench, "POST", "/v3/clusters/c-fgltw?action=rotateCertificates", { services: "etcd" });
    const { targets } = await planned(bench);
    expect(targets[0]).toMatchObject({ verdict: "blocked", refusals: [{ code: "RancherRotationRunning" }] });
    expect((await applied(bench)).result.exitCode).toBe(8);
    expect(changesSent(bench)).toEqual([]);
  });

  test("a moment after a run, when dates are still the old ones: nothing is started on top of it", async () => {
    const bench = await benchOf();
    asOthers(bench, "POST", "/v3/clusters/c-fgltw?action=rotateCertificates", {});
    bench.world.advance(bench.world.now + 115_000);
    const { targets } = await planned(bench);
    expect(targets[0]).toMatchObject({ verdict: "blocked", refusals: [{ code: "RancherSettling" }] });
    bench.world.advance(bench.world.now + 600_000);
    expect((await planned(bench)).summary).toMatchObject({ due: 0, blocked: 0 });
  });

  test("a run that fails again and again, with how to stop it", async () => {
    const bench = await benchOf(rke1((one) => ({ ...one, fault: { kind: "no-old-certificates" } })));
    asOthers(bench, "POST", "/v3/clusters/c-fgltw?action=rotateCertificates", {});
    bench.world.advance(bench.world.now + 3_600_000);
    const { targets } = await planned(bench);
    const [refusal] = targets[0]?.refusals ?? [];
    expect(refusal).toMatchObject({ code: "RancherRetryLoop", sentence: expect.stringContaining("can't find old") });
    expect(refusal?.hint).toContain("a new CA makes them anew");
    expect(refusal?.hint).toContain("kubectl patch clusters.management.cattle.io c-fgltw --type merge");
  });

  test("a node that is not active would not be reached [rancher refused: nodes not active]", async () => {
    const down = rke1((one) => ({
      ...one,
      nodes: one.nodes.map((node, index) => (index === 3 ? { ...node, state: "unavailable" } : node)),
    }));
    const { targets } = await planned(await benchOf(down));
    expect(targets[0]?.refusals).toMatchObject([
      { code: "RancherNodesNotActive", sentence: "worker-1 is unavailable: a rotation would not reach it" },
    ]);
  });

  test.each([
    ["2.0.13", "RancherNoAction"],
    ["2.12", "RancherActionGone"],
    ["2.15", "RancherActionGone"],
  ] as const)("Rancher %s has no action: %s, with what to do", async (profile, code) => {
    const sim: RancherSim = { rancher: { settings: { version: rancherProfiles[profile] }, v2: [] } };
    expect(await refusalsOf(sim)).toContain(code);
  });

  test("one service, or a CA, where the action takes no input", async () => {
    const old = { settings: { version: "v2.1.9" }, v2: [] };
    expect(await refusalsOf({ rancher: old, options: { services: "etcd" } })).toContain("RancherActionWithoutInput");
    const ca = { rancher: old, target: { rotate: ["ca"], accept: [cut] } };
    expect(await refusalsOf(ca)).toContain("RancherActionWithoutInput");
  });

  test("a token that is not offered the action; one that may only read says nothing about the other", async () => {
    const view = { kind: "token", token: { env: "RANCHER_VIEW" } };
    expect(await refusalsOf({ connection: { credentials: view } })).toEqual(["RancherActionNotOffered"]);
    const both = await benchOf({ connection: { readCredentials: view } });
    expect((await planned(both)).summary).toMatchObject({ due: 1, blocked: 0 });
    expect((await applied(both)).result.exitCode).toBe(0);
  });

  test("clocks that differ by more than a minute", async () => {
    expect(await refusalsOf({ rancher: { settings: { clockSkewMs: 90_000 } } })).toContain("RancherClockSkew");
  });
});

const cut = { cut: "rancher-ca-clients", maximumSeconds: 4 * 3600, until: "2026-12-31T00:00:00Z" };

describe("RKE2 and K3s", () => {
  test("the next number is above every number that was ever used, and one that somebody took is never written again [rancher refused: reused or lower generation]", async () => {
    const used = await benchOf({ cluster: edge, rancher: { v2: [{ rotate: { generation: 3 } }] } });
    terraformWrites(used, null);
    used.world.advance(used.world.now + 3_600_000);
    const plan = await planned(used);
    expect(plan.steps[0]?.inputs["generation"]).toBe(4);
    const raced = await benchOf({ cluster: edge });
    const { digest } = await planned(raced);
    terraformWrites(raced, { generation: 1, services: ["etcd"] });
    raced.world.advance(raced.world.now + 3_600_000);
    expect(digest).not.toBe((await planned(raced)).digest);
    expect((await planned(raced)).steps[0]?.inputs["generation"]).toBe(2);
    expect(changesSent(raced)).toEqual([]);
  });

  test("a number under way, and a control plane that is not initialised", async () => {
    const bench = await benchOf({ cluster: edge });
    terraformWrites(bench, { generation: 1, services: [] });
    bench.world.advance(bench.world.now + 60_000);
    expect((await planned(bench)).targets[0]?.refusals).toMatchObject([{ code: "RancherRotationRunning" }]);
    expect(await refusalsOf(v2((one) => ({ ...one, initialised: false })))).toContain("RancherNotInitialised");
  });

  test("a service of the other engine, which its nodes fail with for ever [rancher refused: unknown service]", async () => {
    expect(await refusalsOf({ cluster: edge, options: { services: "k3s-server" } })).toEqual(["RancherServiceOfOther"]);
  });

  test("Rancher before 2.6.4 follows no number", async () => {
    const old: RancherSim = { cluster: edge, rancher: { settings: { version: "v2.6.3" } } };
    expect(await refusalsOf(old)).toContain("RancherNoGenerations");
  });
});

const head = `version: 1
estate: acme
targets:
  - name: t
    type: rancher
    url: https://rancher.example.com
    credentials: { kind: token, token: { env: T } }
`;

async function faults(lines: string): Promise<readonly string[]> {
  return (await errorsFrom(`${head}${lines}`)).map(({ message, hint }) => `${message}: ${hint}`);
}

describe("the estate", () => {
  test("both kinds of clusters, with what was not said filled in", async () => {
    const [target] = (await estateFrom(`${head}    cluster: c-fgltw\n    etcd: { endpoints: ["10.2.0.11:2379"] }\n`))
      .targets;
    expect(target?.connection).toMatchObject({ cluster: "c-fgltw", etcd: ["10.2.0.11:2379"] });
    expect(target?.options).toEqual({ services: "all", generationOwner: "certplan" });
    const own =
      "    cluster: fleet-default/edge\n    supervisors: { endpoints: [a:1] }\n    kubelets: { endpoints: [b:2] }\n";
    const [nodes] = (await estateFrom(`${head}${own}`)).targets;
    expect(nodes?.connection).toMatchObject({ supervisors: ["a:1"], kubelets: ["b:2"] });
  });

  test("any issuer but the platform is an error with its place [rancher refused: any issuer]", async () => {
    expect(await faults("    cluster: c-fgltw\n    issuer: corp\n")).toEqual([
      expect.stringContaining("clusters that Rancher launched cannot take certificates of others"),
    ]);
  });

  test("a service name of the other vocabulary would be taken and rotate nothing [rancher refused: unknown service]", async () => {
    const taken = expect.stringContaining("Rancher would take it, report success and rotate nothing");
    expect(await faults("    cluster: c-fgltw\n    services: api-server\n")).toEqual([taken]);
    expect(await faults("    cluster: fleet-default/edge\n    services: kube-apiserver\n")).toEqual([taken]);
    expect(await faults("    cluster: fleet-default/edge\n    services: supervisor\n")).toEqual([taken]);
  });

  test("a CA on RKE2 or K3s names the command on the nodes [rancher refused: CA on RKE2 or K3s]", async () => {
    expect(await faults("    cluster: fleet-default/edge\n    rotate: [ca]\n")).toEqual([
      expect.stringContaining("rke2|k3s certificate rotate-ca"),
    ]);
  });

  test("keys of the other engine are errors, and a CA comes with all services", async () => {
    expect(await faults("    cluster: c-fgltw\n    generationOwner: fleet\n")).toHaveLength(1);
    expect(await faults("    cluster: c-fgltw\n    kubelets: { endpoints: [a:10250] }\n")).toEqual([
      expect.stringContaining("`kubelets` is about RKE2 and K3s"),
    ]);
    expect(await faults("    cluster: c-fgltw\n    supervisors: { endpoints: [a:9345] }\n")).toHaveLength(1);
    expect(await faults("    cluster: fleet-default/edge\n    etcd: { endpoints: [a:2379] }\n")).toHaveLength(1);
    expect(await faults("    cluster: c-fgltw\n    rotate: [ca]\n    services: etcd\n")).toHaveLength(1);
    expect(
      await faults("    cluster: fleet-default/edge\n    outputs: [{ what: kubeconfig, file: k }]\n"),
    ).toHaveLength(1);
    expect(await faults("    cluster: prod\n")).toEqual([expect.stringContaining("write c-xxxxx for RKE1")]);
    expect(await faults("    cluster: c-fgltw\n    batch: { size: 1 }\n")).toHaveLength(1);
    expect(await faults("    cluster: c-fgltw\n    waive: []\n")).toHaveLength(1);
  });
});
