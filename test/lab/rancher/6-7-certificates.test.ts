import { X509Certificate } from "node:crypto";
import { describe, expect, test } from "vitest";
import { rke1ByHand } from "../../../src/lab/rancher/index.ts";
import { action, day, minute, now, rancher, rke1, type Talk, talkTo } from "./talk.ts";

type Dates = Readonly<Record<string, string>>;

function dates(talk: Talk): Dates {
  const { certificatesExpiration } = talk.ask("GET", rke1).body;
  return Object.fromEntries(
    Object.entries<{ expirationDate: string }>(certificatesExpiration).map(([name, { expirationDate }]) => [
      name,
      expirationDate,
    ]),
  );
}

function changed(before: Dates, after: Dates): readonly string[] {
  return Object.keys(after)
    .filter((name) => after[name] !== before[name])
    .toSorted();
}

function rotate(talk: Talk, body: object): void {
  expect(talk.ask("POST", action, { body }).status).toBe(200);
  talk.wait(10 * minute);
}

const listed = [
  "kube-apiserver",
  "kube-apiserver-proxy-client",
  "kube-controller-manager",
  "kube-etcd-10-2-0-11",
  "kube-etcd-10-2-0-12",
  "kube-etcd-10-2-0-13",
  "kube-node",
  "kube-proxy",
  "kube-scheduler",
];

const etcd1 = "10.2.0.11:2379";
const api1 = "10.2.0.11:6443";

function leafAt(talk: Talk, address: string, serverName?: string): X509Certificate {
  const shown = talk.shown(address, serverName);
  if (typeof shown === "string") throw new Error(`${address}: ${shown}`);
  return shown;
}

describe("behaviour 6: which dates move", () => {
  test.each([
    ["kube-apiserver", ["kube-apiserver"]],
    ["kube-controller-manager", ["kube-controller-manager"]],
    ["kube-scheduler", ["kube-scheduler"]],
    ["kube-proxy", ["kube-proxy"]],
    [
      "kubelet",
      [
        "kube-kubelet-10-2-0-11",
        "kube-kubelet-10-2-0-12",
        "kube-kubelet-10-2-0-13",
        "kube-kubelet-10-2-0-21",
        "kube-kubelet-10-2-0-22",
        "kube-node",
      ],
    ],
    ["etcd", ["kube-etcd-10-2-0-11", "kube-etcd-10-2-0-12", "kube-etcd-10-2-0-13"]],
  ])("%s: those of %o [rancher sim 6: dates by service]", (services, expected) => {
    const talk = talkTo(rancher({ rke1: [{ kubeletServing: true }] }));
    const before = dates(talk);
    rotate(talk, { services });
    expect(changed(before, dates(talk))).toEqual(expected);
  });

  test("everything: all but kube-ca; the CA: kube-ca too [rancher sim 6: all and CA]", () => {
    const talk = talkTo(rancher());
    const first = dates(talk);
    rotate(talk, {});
    const second = dates(talk);
    expect(changed(first, second)).toEqual(listed);
    rotate(talk, { caCertificates: true });
    expect(changed(second, dates(talk))).toEqual([...listed, "kube-ca"].toSorted());
    const cluster = talk.state().rke1[0];
    expect([cluster?.requestHeaderCa, cluster?.cas.length]).toEqual([2, 2]);
  });

  test("what a token, header or admin is called never stands in the list, and dates are RFC 3339 to the second [rancher sim 6: hidden names]", () => {
    const talk = talkTo(rancher());
    expect(Object.keys(dates(talk)).toSorted()).toEqual([...listed, "kube-ca"].toSorted());
    expect(talk.state().rke1[0]?.bundle["kube-admin"]?.generation).toBe(1);
    for (const date of Object.values(dates(talk))) expect(date).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    rotate(talk, { services: "kube-proxy" });
    expect(talk.state().rke1[0]?.bundle["kube-admin"]?.generation).toBe(1);
    rotate(talk, {});
    expect(talk.state().rke1[0]?.bundle["kube-admin"]?.generation).toBe(2);
  });

  test("keys of removed nodes stay on old releases, even after a rotation; later ones drop them [rancher sim 6: removed nodes]", () => {
    const keys = (version: string): readonly string[] => {
      const talk = talkTo(rancher({ rke1: [{ removedNode: "10.2.0.99" }] }, { version }));
      const before = dates(talk);
      rotate(talk, {});
      const orphan = "kube-etcd-10-2-0-99";
      return [orphan in before ? "listed" : "gone", dates(talk)[orphan] === before[orphan] ? "same" : "moved"];
    };
    expect([keys("v2.2.13"), keys("v2.8.9")]).toEqual([
      ["listed", "same"],
      ["gone", "same"],
    ]);
  });
});

describe("behaviour 6: the certificates themselves", () => {
  test("a leaf is RSA and good for ten years from now, and begins when its CA began [rancher sim 6: lifetimes]", () => {
    const talk = talkTo(rancher());
    const before = leafAt(talk, api1);
    rotate(talk, { services: "kube-apiserver" });
    const after = leafAt(talk, api1);
    const ca = new X509Certificate(Buffer.from(talk.ask("GET", rke1).body.caCert, "base64"));
    expect([after.subject, after.publicKey.asymmetricKeyType]).toEqual(["CN=kube-apiserver", "rsa"]);
    expect(after.verify(ca.publicKey)).toBe(true);
    expect(after.checkIssued(ca)).toBe(true);
    expect([before.validFrom, after.validFrom]).toEqual([ca.validFrom, ca.validFrom]);
    expect(Date.parse(after.validTo) - now).toBe(3650 * day + 92_000);
    expect(before.serialNumber === after.serialNumber).toBe(false);
  });

  test("on 2.1.9 a leaf is good for one year [rancher sim 6: lifetimes]", () => {
    const talk = talkTo(rancher({ v2: [] }, { version: "v2.1.9" }));
    rotate(talk, {});
    expect(Date.parse(leafAt(talk, api1).validTo) - now).toBe(365 * day + 92_000);
  });

  test("two generations of kube-ca share subject and serial number 0, and caCert changes with the CA alone [rancher sim 6: serial 0]", () => {
    const talk = talkTo(rancher());
    const caCert = (): string => talk.ask("GET", rke1).body.caCert;
    const first = caCert();
    rotate(talk, {});
    expect(caCert()).toBe(first);
    rotate(talk, { caCertificates: true });
    const [old, fresh] = [first, caCert()].map((text) => new X509Certificate(Buffer.from(text, "base64")));
    expect([old?.serialNumber, fresh?.serialNumber]).toEqual(["0", "0"]);
    expect([old?.subject, fresh?.subject, fresh?.ca]).toEqual(["CN=kube-ca", "CN=kube-ca", true]);
    expect(old?.fingerprint256 === fresh?.fingerprint256).toBe(false);
    expect(fresh?.verify(fresh.publicKey)).toBe(true);
  });

  test("a leaf that is made late outlives its CA [rancher sim 6: leaves outlive their CA]", () => {
    const talk = talkTo(rancher());
    rotate(talk, {});
    const all = dates(talk);
    expect(Date.parse(all["kube-node"] ?? "")).toBeGreaterThan(Date.parse(all["kube-ca"] ?? ""));
  });
});

describe("behaviour 7: what etcd shows after everything was rotated", () => {
  const serials = (reloads: "at-each-handshake" | "with-sni" | "never", body: object): readonly string[] => {
    const talk = talkTo(rancher({}, { etcdReloads: reloads }));
    const [plain, named] = [leafAt(talk, etcd1), leafAt(talk, etcd1, "kubernetes")];
    rotate(talk, body);
    const word = (before: X509Certificate, after: X509Certificate): string =>
      before.fingerprint256 === after.fingerprint256 ? "old" : "new";
    return [word(plain, leafAt(talk, etcd1)), word(named, leafAt(talk, etcd1, "kubernetes"))];
  };

  test.each([
    ["at-each-handshake", ["new", "new"]],
    ["with-sni", ["old", "new"]],
    ["never", ["old", "old"]],
  ] as const)("%s: without SNI and with it %o [rancher sim 7: etcd after all]", (reloads, expected) => {
    expect(serials(reloads, {})).toEqual(expected);
  });

  test.each([{ services: "etcd" }, { caCertificates: true }])(
    "%o restarts etcd whatever it reads by itself [rancher sim 7: etcd restarts]",
    (body) => {
      expect(serials("never", body)).toEqual(["new", "new"]);
      expect(serials("with-sni", body)).toEqual(["new", "new"]);
    },
  );

  test("on 2.1.9 everything restarts etcd, since the list is empty [rancher sim 7: etcd restarts]", () => {
    const talk = talkTo(rancher({ v2: [] }, { version: "v2.1.9", etcdReloads: "never" }));
    const before = leafAt(talk, etcd1).fingerprint256;
    rotate(talk, {});
    expect(leafAt(talk, etcd1).fingerprint256 === before).toBe(false);
  });

  test("dates are fine while etcd still shows the old one, until a second request for etcd [rancher sim 7: stale etcd]", () => {
    const talk = talkTo(rancher({}, { etcdReloads: "never" }));
    rotate(talk, {});
    expect(Date.parse(dates(talk)["kube-etcd-10-2-0-11"] ?? "")).toBeGreaterThan(now + 3640 * day);
    expect(Date.parse(leafAt(talk, etcd1).validTo)).toBe(now + 20 * day);
    rotate(talk, { services: "etcd" });
    expect(Date.parse(leafAt(talk, etcd1).validTo)).toBeGreaterThan(now + 3640 * day);
  });

  test("over TLS 1.2 it shows nothing to who has no certificate of his own [rancher sim 7: TLS 1.2]", () => {
    const talk = talkTo(rancher({}, { etcdProtocol: "TLSv1.2" }));
    expect([talk.shown(etcd1), typeof talk.shown(api1), talk.shown("10.2.0.21:2379")]).toEqual([
      "alert",
      "object",
      "nothing",
    ]);
  });

  test("each member has a certificate of its own, and each API server shows the same one [rancher sim 7: who shows what]", () => {
    const talk = talkTo(rancher());
    const shown = (port: number): number =>
      new Set([11, 12, 13].map((host) => leafAt(talk, `10.2.0.${host}:${port}`).fingerprint256)).size;
    expect([shown(2379), shown(6443)]).toEqual([3, 1]);
    expect(leafAt(talk, etcd1).subjectAltName).toContain("IP Address:10.2.0.11");
  });
});

describe("what breaks", () => {
  const outside = [{ name: "kubeconfig of ci", accepts: 1, shows: 1 }];
  const withOutside = (talk: Talk): Talk => {
    talk.change((state) => ({
      ...state,
      rke1: state.rke1.map((cluster) => ({
        ...cluster,
        kubeconfigs: outside,
        pods: [{ name: "pods of shop", accepts: 1 }],
      })),
    }));
    return talk;
  };

  test("nobody refuses anybody at rest, nor at any moment of a rotation of leaves [rancher edge: leaves break nobody]", () => {
    const talk = withOutside(talkTo(rancher()));
    talk.ask("POST", action, { body: {} });
    for (let second = 0; second < 400; second += 5) {
      talk.wait(5000);
      expect(talk.broken()).toEqual([]);
    }
  });

  test("a new CA cuts workers off until their agents have looked, and nobody else who follows [rancher edge: workers follow later]", () => {
    const talk = talkTo(rancher());
    talk.ask("POST", action, { body: { caCertificates: true } });
    talk.wait(92_000);
    const cut = talk.broken();
    expect(cut).toContain("rke-prod: kubelet on worker-1 refuses kube-apiserver on server-1");
    expect(cut).toContain("rke-prod: kube-apiserver on server-1 refuses kubelet on worker-1");
    expect(cut.filter((line) => !line.includes("worker-"))).toEqual([]);
    talk.wait(2 * minute);
    expect(talk.broken()).toEqual([]);
  });

  test("kubeconfigs and pods that keep the old CA refuse the API servers until people have replaced them [rancher edge: kubeconfigs and pods]", () => {
    const talk = withOutside(talkTo(rancher()));
    rotate(talk, { caCertificates: true });
    expect(talk.broken()).toContain("rke-prod: kubeconfig of ci refuses kube-apiserver on server-1");
    expect(talk.broken()).toContain("rke-prod: kube-apiserver on server-1 refuses kubeconfig of ci");
    expect(talk.broken()).toContain("rke-prod: pods of shop refuses kube-apiserver on server-1");
    talk.change((state) => rke1ByHand(state, "c-fgltw", "replace-kubeconfigs", talk.now()));
    expect(talk.broken().filter((line) => line.includes("ci"))).toEqual([]);
    talk.change((state) => rke1ByHand(state, "c-fgltw", "restart-pods", talk.now()));
    expect(talk.broken()).toEqual([]);
  });

  test("a second CA before the workers have the first one strands them [rancher edge: repeated CA]", () => {
    const talk = talkTo(rancher());
    talk.ask("POST", action, { body: { caCertificates: true } });
    talk.wait(94_000);
    rotate(talk, { caCertificates: true });
    const nodes = talk.ask("GET", "/v3/nodes?clusterId=c-fgltw&worker=true").body.data;
    expect(nodes.map(({ state }: { state: string }) => state)).toEqual(["unavailable", "unavailable"]);
    expect(talk.broken()).toContain("rke-prod: kubelet on worker-1 refuses kube-apiserver on server-1");
    rotate(talk, {});
    expect(talk.broken().length).toBeGreaterThan(0);
    talk.change((state) => rke1ByHand(state, "c-fgltw", "reset-stranded", talk.now()));
    talk.wait(minute);
    expect(talk.broken()).toEqual([]);
  });

  test.each(["never", "with-sni"] as const)(
    "an etcd that reads its new certificate %s is refused when the old one ends [rancher edge: stale etcd ends]",
    (etcdReloads) => {
      const talk = talkTo(rancher({ v2: [] }, { etcdReloads }));
      rotate(talk, {});
      expect(talk.broken()).toEqual([]);
      talk.wait(20 * day);
      expect(talk.broken()).toContain("rke-prod: kube-apiserver on server-1 refuses etcd on server-2");
      expect(talk.broken()).toContain("rke-prod: etcd on server-3 refuses etcd on server-2");
      rotate(talk, { services: "etcd" });
      expect(talk.broken()).toEqual([]);
    },
  );

  test("the last second of a certificate still counts, of a leaf and of kube-ca [rancher edge: expired kube-ca]", () => {
    const end = now + 3_600_000;
    for (const options of [{ leavesEnd: end }, { caEnds: end }]) {
      const talk = talkTo(rancher({ rke1: [options], v2: [] }));
      talk.wait(3_600_000);
      expect(talk.broken()).toEqual([]);
      talk.wait(1000);
      expect(talk.broken()).toContain("rke-prod: kubelet on worker-1 refuses kube-apiserver on server-1");
    }
  });

  test("once kube-ca has ended everyone refuses everyone, and a new CA mends it [rancher edge: expired kube-ca]", () => {
    const talk = talkTo(rancher({ rke1: [{ caEnds: now - day }], v2: [] }));
    expect(talk.broken()).toContain("rke-prod: kubelet on server-1 refuses kube-apiserver on server-1");
    rotate(talk, { caCertificates: true });
    expect(talk.broken()).toEqual([]);
  });
});
