import { describe, expect, test } from "vitest";
import { rancherProfiles } from "../../../src/lab/rancher/index.ts";
import { type Asked, member, now, owner, rancher, rke1, talkTo } from "./talk.ts";

const clusters = "/v3/clusters";

describe("behaviour 1: the login", () => {
  test("without a token: 401 with a text as status, and no code [rancher sim 1: 401 body]", () => {
    const { status, body } = talkTo(rancher()).ask("GET", clusters, { headers: { authorization: "" } });
    expect([status, body]).toEqual([
      401,
      { type: "error", status: "401", message: "Unauthorized 401: must authenticate" },
    ]);
  });

  const [name = "", secret = ""] = owner.split(":");
  test.each([
    ["Bearer", { authorization: `Bearer ${owner}` }, 200],
    ["a scheme in capitals", { authorization: `BEARER ${owner}` }, 200],
    ["Basic", { authorization: `basic ${Buffer.from(owner).toString("base64")}` }, 200],
    ["the cookie of a browser", { authorization: "", cookie: `a=b; R_SESS=${owner}` }, 200],
    ["a wrong secret", { authorization: `Bearer ${name}:${secret}x` }, 401],
  ] as const)("%s %o is answered with %d [rancher sim 1: ways to log in]", (_way, headers, expected) => {
    expect(talkTo(rancher()).ask("GET", clusters, { headers }).status).toBe(expected);
  });

  test("a token that is bound to a cluster is refused outside it, and one that has ended everywhere [rancher sim 1: bound tokens]", () => {
    const talk = talkTo(rancher());
    talk.change((state) => ({
      ...state,
      tokens: [
        ...state.tokens,
        { name: "bound", secret: "x", user: "u", clusterName: "c-fgltw", description: "", createdAt: now },
        { name: "ended", secret: "x", user: "u", expiresAt: now, description: "", createdAt: now },
      ],
    }));
    const statuses = [rke1, "/v3/clusters/local", clusters].map(
      (path) => talk.ask("GET", path, { token: "bound:x" }).status,
    );
    expect([...statuses, talk.ask("GET", rke1, { token: "ended:x" }).status]).toEqual([200, 401, 401, 401]);
  });

  test("version, cacerts and first-login need no token [rancher sim 1: open paths]", () => {
    const talk = talkTo(rancher({ cacerts: "-----BEGIN CERTIFICATE-----\n" }));
    const open = ["/rancherversion", "/v3/settings/cacerts", "/v3/settings/first-login", "/v3/settings/server-version"];
    const replies = open.map((path) => talk.ask("GET", path, { headers: { authorization: "" } }));
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 401]);
    expect(replies[0]?.body).toEqual({ Version: "v2.8.9", GitCommit: expect.any(String), RancherPrime: "false" });
    expect(replies[1]?.body.value).toBe("-----BEGIN CERTIFICATE-----\n");
  });

  test("who says that it is a browser needs the double cookie to change anything [rancher sim 1: CSRF]", () => {
    const talk = talkTo(rancher());
    const browser = { "user-agent": "Mozilla/5.0" };
    const path = `${rke1}?action=rotateCertificates`;
    expect(talk.ask("GET", clusters, { headers: browser }).status).toBe(200);
    const refused = talk.ask("POST", path, { body: {}, headers: browser });
    expect([refused.status, refused.body.code]).toEqual([422, "InvalidCSRFToken"]);
    const cookie = { ...browser, cookie: "CSRF=abc", "x-api-csrf": "abc" };
    expect(talk.ask("POST", path, { body: {}, headers: cookie }).status).toBe(200);
  });
});

describe("behaviour 1: what official clients begin with", () => {
  test("every response under /v3 names the schemas, refusals too [rancher sim 1: X-Api-Schemas]", () => {
    const talk = talkTo(rancher());
    const replies = [
      talk.ask("GET", "/v3"),
      talk.ask("GET", "/v3/clusters/no"),
      talk.ask("GET", "/v3/no"),
      talk.ask("GET", clusters, { headers: { authorization: "" } }),
    ];
    expect(replies.map(({ status, headers }) => [status, headers["x-api-schemas"]])).toEqual([
      [200, "https://rancher.example.com/v3/schemas"],
      [404, "https://rancher.example.com/v3/schemas"],
      [404, "https://rancher.example.com/v3/schemas"],
      [401, "https://rancher.example.com/v3/schemas"],
    ]);
  });

  test("the schemas have links and methods, and the action with input and output [rancher sim 1: schemas]", () => {
    const talk = talkTo(rancher());
    const { data } = talk.ask("GET", "/v3/schemas").body;
    const ids = data.map(({ id }: { readonly id: string }) => id);
    expect(ids).toEqual(
      expect.arrayContaining([
        "cluster",
        "node",
        "setting",
        "rotateCertificateInput",
        "rotateCertificateOutput",
        "error",
        "collection",
      ]),
    );
    const cluster = talk.ask("GET", "/v3/schemas/cluster").body;
    expect(cluster).toMatchObject({
      type: "schema",
      pluralName: "clusters",
      links: {
        self: "https://rancher.example.com/v3/schemas/cluster",
        collection: "https://rancher.example.com/v3/clusters",
      },
      collectionMethods: ["GET"],
      resourceMethods: ["GET", "PUT"],
      resourceActions: { rotateCertificates: { input: "rotateCertificateInput", output: "rotateCertificateOutput" } },
      collectionFilters: { name: { modifiers: ["eq", "ne", "in", "notin"] } },
    });
    expect(talk.ask("GET", "/v3/schemas/rotateCertificateInput").body.resourceFields).toMatchObject({
      caCertificates: { type: "boolean" },
      services: { type: "enum", options: expect.arrayContaining(["etcd", "kubelet"]) },
    });
    expect(talk.ask("GET", "/v3").body).toMatchObject({
      type: "apiRoot",
      apiVersion: { group: "management.cattle.io", version: "v3", path: "/v3" },
      links: { clusters: "https://rancher.example.com/v3/clusters" },
    });
  });

  test("every resource has a base type, and its links begin where the request was sent to [rancher sim 1: absolute links]", () => {
    const talk = talkTo(rancher());
    for (const path of [clusters, "/v3/nodes", "/v3/settings", "/v3/tokens", "/v3/etcdbackups"]) {
      const { data } = talk.ask("GET", path, { headers: { host: "r.example:8443" } }).body;
      expect(data.length, path).toBeGreaterThan(0);
      for (const item of data) {
        expect(item.baseType, path).toBe(item.type);
        expect(item.links.self.startsWith(`https://r.example:8443${path}/`), item.links.self).toBe(true);
      }
    }
    const proxied = {
      "x-forwarded-host": "outer.example, inner",
      "x-forwarded-proto": "http",
      "x-api-url-prefix": "/r",
    };
    expect(talk.ask("GET", rke1, { headers: proxied }).body.links.self).toBe(`http://outer.example/r${rke1}`);
    const inner = { ...proxied, "x-api-host": "api.example" };
    expect(talk.ask("GET", rke1, { headers: inner }).body.links.self).toBe(`http://api.example/r${rke1}`);
  });

  test("errors of Norman have a number as status, and a method that is not there has its own spelling [rancher sim 1: errors]", () => {
    const talk = talkTo(rancher());
    expect(talk.ask("GET", "/v3/clusters/c-no").body).toEqual({
      baseType: "error",
      code: "NotFound",
      message: 'clusters.management.cattle.io "c-no" not found',
      status: 404,
      type: "error",
    });
    const wrong = talk.ask("DELETE", "/v3/nodes");
    expect([wrong.status, wrong.body.code]).toEqual([405, "MethodNotAllow"]);
  });
});

test("behaviour 9: each kubeconfig makes a token, which stands in the list; reading makes none [rancher sim 9: generateKubeconfig]", () => {
  const talk = talkTo(rancher());
  const tokens = (): readonly { readonly id: string; readonly ttl: number }[] =>
    talk.ask("GET", "/v3/tokens").body.data;
  expect(tokens().map(({ id }) => id)).toEqual(["token-owner"]);
  const first = talk.ask("POST", `${rke1}?action=generateKubeconfig`);
  const second = talk.ask("POST", "/v3/clusters/c-m-edge0000?action=generateKubeconfig");
  expect([first.status, first.body.type, second.status]).toEqual([200, "generateKubeConfigOutput", 200]);
  expect(tokens().map(({ ttl }) => ttl)).toEqual([43_200 * 60_000, 43_200 * 60_000, 0]);
  const token = /token: "([^"]+)"/.exec(first.body.config)?.[1] ?? "";
  expect(talk.ask("GET", clusters, { token }).status).toBe(200);
  // the proxy's context trusts Rancher's CA, the direct ones carry kube-ca
  expect(first.body.config).toContain('server: "https://rancher.example.com/k8s/clusters/c-fgltw"');
  const embedded = [...first.body.config.matchAll(/certificate-authority-data: "([^"]+)"/g)].map(([, data]) => data);
  expect(new Set(embedded)).toEqual(new Set([talk.ask("GET", rke1).body.caCert]));
  expect(talk.ask("POST", "/v3/clusters/c-no?action=generateKubeconfig").status).toBe(404);
});

test("behaviour 10: a node has its roles as fields and as labels, its addresses and its state [rancher sim 10: nodes]", () => {
  const talk = talkTo(rancher());
  const { data } = talk.ask("GET", "/v3/nodes?clusterId=c-fgltw").body;
  expect(data.length).toBe(5);
  expect(data[0]).toMatchObject({
    id: "c-fgltw:m-00001",
    clusterId: "c-fgltw",
    state: "active",
    nodeName: "server-1",
    hostname: "server-1",
    requestedHostname: "server-1",
    ipAddress: "10.2.0.11",
    externalIpAddress: "10.2.0.11",
    etcd: true,
    controlPlane: true,
    worker: false,
    labels: { "node-role.kubernetes.io/etcd": "true", "node-role.kubernetes.io/controlplane": "true" },
  });
  expect(data.filter(({ worker }: { readonly worker: boolean }) => worker).length).toBe(2);
  expect(talk.ask("GET", "/v3/nodes/c-fgltw:m-00004").body.nodeName).toBe("worker-1");
  const machines = talk.ask("GET", "/v3/nodes?clusterId=c-m-edge0000").body.data;
  expect(machines.map(({ nodeName }: { readonly nodeName: string }) => nodeName)).toEqual([
    "edge-1",
    "edge-2",
    "edge-3",
    "edge-4",
  ]);
});

describe("behaviour 12: collections", () => {
  const ids = ({ body }: Asked): readonly string[] => body.data.map(({ id }: { readonly id: string }) => id);

  test.each([
    ["name=rke-prod", ["c-fgltw"]],
    ["name_ne=rke-prod", ["c-m-edge0000", "local"]],
    ["name_in=rke-prod,local", ["c-fgltw", "local"]],
    ["name_notin=rke-prod,local", ["c-m-edge0000"]],
    ["nam=rke-prod", ["c-fgltw", "c-m-edge0000", "local"]],
    ["name_like=rke", ["c-fgltw", "c-m-edge0000", "local"]],
  ])("the filter %s leaves %o: what nobody knows filters nothing [rancher sim 12: filters]", (query, expected) => {
    expect(ids(talkTo(rancher()).ask("GET", `${clusters}?${query}`))).toEqual(expected);
  });

  test("pages go on by the id of the first item of the next one [rancher sim 12: marker]", () => {
    const talk = talkTo(rancher());
    const first = talk.ask("GET", "/v3/nodes?clusterId=c-fgltw&limit=2");
    expect(first.body.pagination).toMatchObject({ limit: 2, total: 5, partial: true });
    const pages = [ids(first)];
    for (let next = first.body.pagination.next; next !== undefined; ) {
      const page = talk.ask("GET", new URL(next).pathname + new URL(next).search);
      pages.push(ids(page));
      next = page.body.pagination.next;
    }
    expect(pages.map((page) => page.map((id) => id.slice(-1)))).toEqual([["1", "2"], ["3", "4"], ["5"]]);
    expect(new URL(first.body.pagination.next).searchParams.get("marker")).toBe("c-fgltw:m-00003");
  });

  test.each([
    ["", 1000],
    ["limit=-1", 10_000],
    ["limit=99999", 10_000],
    ["limit=many", 1000],
    ["limit=-7", 1000],
  ])("%s: a limit of %d [rancher sim 12: limits]", (query, limit) => {
    expect(talkTo(rancher()).ask("GET", `${clusters}?${query}`).body.pagination).toEqual({ limit, total: 3 });
  });

  test("an unknown marker starts at the beginning; sorting goes by id unless asked [rancher sim 12: order]", () => {
    const talk = talkTo(rancher());
    expect(ids(talk.ask("GET", `${clusters}?marker=nobody&limit=1`))).toEqual(["c-fgltw"]);
    expect(ids(talk.ask("GET", `${clusters}?order=desc`))).toEqual(["local", "c-m-edge0000", "c-fgltw"]);
    expect(ids(talk.ask("GET", `${clusters}?sort=name`))).toEqual(["c-m-edge0000", "local", "c-fgltw"]);
  });
});

test("what Rancher did not launch is listed with its driver, without the action [rancher sim 8: not managed]", () => {
  const others = ["imported", "EKS", "local"].map((driver) => ({
    id: `c-${driver.toLowerCase()}`,
    name: driver,
    driver,
    provider: driver === "EKS" ? "eks" : "k3s",
    created: now,
  }));
  const talk = talkTo(rancher({ rke1: [], v2: [], others }));
  const rows = talk.ask("GET", clusters).body.data;
  expect(
    rows.map(({ driver, actions }: { driver: string; actions: object }) => [driver, "rotateCertificates" in actions]),
  ).toEqual([
    ["EKS", false],
    ["imported", false],
    ["local", false],
  ]);
  expect(rows[0].certificatesExpiration ?? rows[0].rancherKubernetesEngineConfig).toBeUndefined();
});

test.each(Object.entries(rancherProfiles))(
  "the profile %s says that it is %s [rancher sim 8: profiles]",
  (_profile, version) => {
    const talk = talkTo(rancher({}, { version }));
    expect(talk.ask("GET", "/rancherversion").body.Version).toBe(version);
  },
);

test("a member reads what an owner reads", () => {
  const talk = talkTo(rancher());
  expect(talk.ask("GET", clusters, { token: member }).body.data.length).toBe(3);
});
