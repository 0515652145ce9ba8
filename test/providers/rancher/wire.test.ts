import { describe, expect, test } from "vitest";
import type { LabReply, LabRequest } from "../../../src/lab/model.ts";
import { etcdKeyAt, keysOf, renews, sortKeys } from "../../../src/providers/rancher/expiry.ts";
import { withGeneration } from "../../../src/providers/rancher/generation-wire.ts";
import { rancherProvider } from "../../../src/providers/rancher/index.ts";
import { readNodes } from "../../../src/providers/rancher/nodes-wire.ts";
import { actionOf, atLeast } from "../../../src/providers/rancher/release.ts";
import { errorText } from "../../../src/providers/rancher/reply.ts";
import { failureHint } from "../../../src/providers/rancher/retry-loop.ts";
import { rancherOf, rancherWorld } from "../../build/rancher-world.ts";
import { aSession } from "./a-session.ts";

test.each([
  ["v2.0.13", "none"],
  ["v2.0.14", "all"],
  ["v2.1.8", "none"],
  ["v2.1.9", "all"],
  ["v2.2.0", "input"],
  ["v2.11.4", "input"],
  ["v2.12.0", "gone"],
  ["v2.15.1", "gone"],
  ["v2.9-abcdef-head", "input"],
  ["", "input"],
] as const)("the action of %o is: %s", (version, action) => {
  expect(actionOf(version)).toBe(action);
});

test("of a build that is no release nothing is concluded", () => {
  expect([atLeast("v2.8.9-rc1", [2, 8, 8]), atLeast("v2.8.7", [2, 8, 8]), atLeast("head", [9, 0, 0])]).toEqual([
    true,
    false,
    true,
  ]);
});

describe("keys of certificatesExpiration", () => {
  const node = { id: "n", name: "n", state: "active", etcd: true, controlPlane: true, worker: false };
  const nodes = [{ ...node, addresses: ["10.2.0.11", "203.0.113.7"] }];
  const keys = ["kube-ca", "kube-apiserver", "kube-apiserver-proxy-client", "kube-node", "kube-etcd-10-2-0-11"];

  test("are of nodes that live by either address, or orphans", () => {
    const all = [...keys, "kube-etcd-10-2-0-99", "kube-kubelet-203-0-113-7"];
    expect(sortKeys(all, nodes)).toEqual({
      live: [...keys, "kube-kubelet-203-0-113-7"],
      orphans: ["kube-etcd-10-2-0-99"],
    });
    expect([etcdKeyAt("10.2.0.11:2379", keys), etcdKeyAt("etcd.example.com:2379", keys)]).toEqual([
      "kube-etcd-10-2-0-11",
      undefined,
    ]);
  });

  test("move as the service that is asked for says, and no single one moves the proxy client or the CA", () => {
    expect(keysOf("all", keys)).toEqual(keys.slice(1));
    expect(keysOf("kubelet", [...keys, "kube-kubelet-10-2-0-11"])).toEqual(["kube-node", "kube-kubelet-10-2-0-11"]);
    expect(keysOf("etcd", keys)).toEqual(["kube-etcd-10-2-0-11"]);
    const single = ["etcd", "kubelet", "kube-apiserver", "kube-proxy", "kube-scheduler", "kube-controller-manager"];
    expect(
      single.filter((service) => renews(service, "kube-apiserver-proxy-client") || renews(service, "kube-ca")),
    ).toEqual([]);
  });
});

test("what an error says is read from the first of two documents, and from none", () => {
  const reply = (body: string): LabReply & { readonly headers: Record<string, string> } => ({
    status: 400,
    headers: {},
    body,
  });
  const two = '{"message":"failed to parse request content","type":"x"}\n{"code":"ServerError","status":500}\n';
  expect(errorText(reply(two))).toBe("failed to parse request content");
  expect(errorText(reply('{"type":"error","status":"401","message":"Unauthorized 401: must authenticate"}'))).toBe(
    "Unauthorized 401: must authenticate",
  );
  expect([errorText(reply("")), errorText(reply("<html>"))]).toEqual(["", ""]);
});

test("what helps is said of the failures that are known", () => {
  expect(failureHint("Failed to rotate certificates: CA certificate is invalid, please use")).toContain("rotate: [ca]");
  expect(failureHint("dial tcp: i/o timeout")).toBe("");
});

test("an object goes back as it came, without what Steve adds, and always with both keys", () => {
  const object = {
    id: "fleet-default/edge",
    links: { self: "https://x" },
    actions: {},
    metadata: { name: "edge", resourceVersion: "7", state: {}, relationships: [], fields: [] },
    spec: { kubernetesVersion: "v1", rkeConfig: { a: 1, rotateCertificates: { generation: 1, services: ["etcd"] } } },
  };
  const services: readonly string[] = [];
  const state = { name: "", isError: false, message: "" };
  const cluster = {
    uid: "",
    isLaunched: true,
    kubernetesVersion: "",
    generation: 1,
    services,
    managementId: "",
    state,
    object,
  };
  expect(withGeneration(cluster, 2, [])).toEqual({
    id: "fleet-default/edge",
    metadata: { name: "edge", resourceVersion: "7" },
    spec: { kubernetesVersion: "v1", rkeConfig: { a: 1, rotateCertificates: { generation: 2, services: [] } } },
  });
});

test("nodes come in pages, from our own address whatever host a link names, and those of other clusters are left out", async () => {
  const asked: string[] = [];
  const paged = (reply: LabReply, { path, headers }: LabRequest): LabReply => {
    if (!path.startsWith("/v3/nodes")) return reply;
    asked.push(`${headers["host"]} ${path}`);
    const { data, ...rest } = JSON.parse(reply.body);
    const isFirst = !path.includes("marker");
    const foreign = { ...data[0], id: "x", clusterId: "c-other" };
    const next = { next: "http://elsewhere.example.com/v3/nodes?clusterId=c-fgltw&marker=m3" };
    const page = isFirst
      ? { data: [...data.slice(0, 2), foreign], pagination: next }
      : { data: data.slice(2), pagination: {} };
    return { ...reply, body: JSON.stringify({ ...rest, ...page }) };
  };
  const { session } = aSession(rancherOf(await rancherWorld()), {}, paged);
  const nodes = await readNodes(session, "c-fgltw");
  expect(nodes.map(({ name }) => name)).toEqual(["server-1", "server-2", "server-3", "worker-1", "worker-2"]);
  expect(asked).toEqual([
    "rancher.example.com /v3/nodes?clusterId=c-fgltw",
    "rancher.example.com /v3/nodes?clusterId=c-fgltw&marker=m3",
  ]);
});

test("an endpoint that answers with a certificate of somebody else counts as not seen", async () => {
  const state = rancherOf(await rancherWorld());
  const { session, target } = aSession(state, {});
  const proxy = state.v2[0]?.machines.find(({ roles }) => roles.includes("controlplane"))?.listens.apiServer ?? "";
  const connection = { ...session.connection, etcd: ["10.2.0.11:2379", proxy] };
  const { findings, facts } = await rancherProvider.observe({ ...session, connection }, target);
  expect(findings.filter(({ code }) => code === "RancherWireUnseen")).toMatchObject([
    { sentence: expect.stringContaining("not by the cluster's CA") },
  ]);
  expect(facts["listingLags"]).toBe(false);
});

test("kubelets and supervisors, which firewalls hide, hold up a plan for five seconds and not for the timeout of a request", async () => {
  const { session, target } = aSession(rancherOf(await rancherWorld()), { cluster: "fleet-default/edge" });
  const waits = new Map<number, Set<number>>();
  const handshake: typeof session.tls.handshake = async ({ port, timeoutMs }) => {
    waits.set(port, (waits.get(port) ?? new Set()).add(timeoutMs));
    return { outcome: "unreachable", detail: "" };
  };
  const timing = { ...session.timing, requestTimeoutMs: 30_000 };
  await rancherProvider.observe({ ...session, timing, tls: { handshake } }, target);
  const found = [6443, 9345, 10250].map((port) => [...(waits.get(port) ?? [])]);
  expect(found).toEqual([[30_000], [5_000], [5_000]]);
});
