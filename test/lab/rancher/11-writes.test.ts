import { describe, expect, test } from "vitest";
import {
  generations,
  kubelets,
  machinesOnly,
  member,
  minute,
  patch,
  rancher,
  rotated,
  rotateV2,
  talkTo,
  v2,
} from "./talk.ts";

const raw = "/k8s/clusters/local/apis/provisioning.cattle.io/v1/namespaces/fleet-default/clusters/edge";

describe("behaviour 11: reading and writing", () => {
  test("an object of Steve has an id, links, a summary and a version; the collection a revision [rancher sim 11: Steve shapes]", () => {
    const talk = talkTo(rancher(machinesOnly));
    expect(talk.ask("GET", v2).body).toMatchObject({
      id: "fleet-default/edge",
      type: "provisioning.cattle.io.cluster",
      apiVersion: "provisioning.cattle.io/v1",
      kind: "Cluster",
      links: { update: `https://rancher.example.com${v2}` },
      metadata: {
        resourceVersion: "100001",
        state: { name: "active", error: false, transitioning: false, message: "" },
      },
      spec: { kubernetesVersion: "v1.30.4+rke2r1", rkeConfig: {} },
      status: { ready: true, clusterName: "c-m-edge0000", fleetWorkspaceName: "fleet-default", observedGeneration: 2 },
    });
    const list = talk.ask("GET", "/v1/provisioning.cattle.io.clusters/fleet-default").body;
    expect([list.type, list.resourceType, list.data.length, list.revision]).toEqual([
      "collection",
      "provisioning.cattle.io.cluster",
      1,
      "100001",
    ]);
    expect(talk.ask("GET", `${v2}x`).body).toEqual({
      type: "error",
      status: 404,
      code: "NotFound",
      message: 'clusters.provisioning.cattle.io "edgex" not found',
    });
  });

  test("a write with an old version is 409 in both dialects, and one that changes nothing keeps the version [rancher sim 11: optimistic locking]", () => {
    const talk = talkTo(rancher(machinesOnly));
    const old = talk.ask("GET", v2).body;
    const oldRaw = talk.ask("GET", raw).body;
    expect(talk.ask("PUT", v2, { body: old }).body.metadata.resourceVersion).toBe("100001");
    expect(rotateV2(talk, 1).status).toBe(200);
    const late = talk.ask("PUT", v2, { body: old });
    expect([late.status, late.body.code, late.body.baseType, late.body.message]).toEqual([
      409,
      "Conflict",
      undefined,
      expect.stringMatching(/^Operation cannot be fulfilled on clusters\.provisioning\.cattle\.io "edge": /),
    ]);
    const lateRaw = talk.ask("PUT", raw, { body: oldRaw });
    expect([lateRaw.status, lateRaw.body.kind, lateRaw.body.reason]).toEqual([409, "Status", "Conflict"]);
    expect(patch(talk, { generation: 2 }).status).toBe(200);
  });

  test("conditions that move in the meantime make a conflict too [rancher sim 11: optimistic locking]", () => {
    const talk = talkTo(rancher(machinesOnly));
    rotateV2(talk, 1);
    const read = talk.ask("GET", v2).body;
    talk.wait(minute);
    expect(talk.ask("PUT", v2, { body: read }).status).toBe(409);
  });

  test("PUT without a version is 500 by Steve and 422 by Kubernetes [rancher sim 11: PUT without resourceVersion]", () => {
    const talk = talkTo(rancher(machinesOnly));
    const replies = [v2, raw].map((path) => {
      const object = talk.ask("GET", path).body;
      delete object.metadata.resourceVersion;
      return talk.ask("PUT", path, { body: object });
    });
    expect(replies.map(({ status, body }) => [status, body.code ?? body.reason])).toEqual([
      [500, "ServerError"],
      [422, 422],
    ]);
    expect(replies[0]?.body.message).toBe("metadata.resourceVersion is required for update");
    expect(replies[1]?.body.reason).toBe("Invalid");
  });

  test("a merge patch of the number alone keeps the services of before [rancher sim 11: merge patch keeps services]", () => {
    const talk = talkTo(rancher({ ...machinesOnly, v2: [{ rotate: { generation: 3, services: ["scheduler"] } }] }));
    const { body } = patch(talk, { generation: 4 });
    expect(body.spec.rkeConfig.rotateCertificates).toEqual({ generation: 4, services: ["scheduler"] });
    talk.wait(30 * minute);
    const { scheduler, "api-server": apiServer } = generations(talk, "edge-pool-3");
    expect([rotated(talk), scheduler]).toEqual([4, 2]);
    // restarting renews what ends soon, and these end in 20 days
    expect(apiServer).toBe(2);
    expect(kubelets(talk)).toEqual([1, 2, 2, 1]);
    expect(patch(talk, { services: null }).body.spec.rkeConfig.rotateCertificates).toEqual({ generation: 4 });
  });

  test("a patch needs the Content-Type of a merge patch [rancher sim 11: patch types]", () => {
    const talk = talkTo(rancher(machinesOnly));
    const body = { spec: { rkeConfig: { rotateCertificates: { generation: 1 } } } };
    const replies = [{}, { "content-type": "application/strategic-merge-patch+json" }].map((headers) =>
      talk.ask("PATCH", v2, { body, headers }),
    );
    expect(replies.map(({ status, body: said }) => [status, said.code])).toEqual([
      [415, "UnsupportedMediaType"],
      [415, "UnsupportedMediaType"],
    ]);
  });

  test("keys that the definition does not know are dropped without a word; wrong types are refused [rancher sim 11: unknown keys pruned]", () => {
    const talk = talkTo(rancher(machinesOnly));
    const { status, body } = patch(talk, { generation: 1, services: [], caCertificates: true });
    expect([status, body.spec.rkeConfig.rotateCertificates]).toEqual([200, { generation: 1, services: [] }]);
    expect(patch(talk, { generation: "2" }).body.code).toBe("Invalid");
    expect(patch(talk, { services: "etcd" }).status).toBe(422);
  });

  test("who may not update is 403 [rancher sim 11: no permission]", () => {
    const { status, body } = talkTo(rancher(machinesOnly)).ask("PUT", v2, { body: {}, token: member });
    expect([status, body.code]).toEqual([403, "Forbidden"]);
  });
});

test("clusters that Rancher did not launch have an object without rkeConfig, which no write changes [rancher sim 8: not managed]", () => {
  const talk = talkTo(rancher(machinesOnly));
  const path = "/v1/provisioning.cattle.io.clusters/fleet-local/local";
  const local = talk.ask("GET", path).body;
  expect([local.id, local.spec, local.status.clusterName]).toEqual(["fleet-local/local", {}, "local"]);
  const spec = { rkeConfig: { rotateCertificates: { generation: 1 } } };
  expect(talk.ask("PUT", path, { body: { ...local, spec } }).body.spec).toEqual({});
  expect(talk.ask("GET", "/v1/rke.cattle.io.rkecontrolplanes/fleet-local/local").status).toBe(404);
});
