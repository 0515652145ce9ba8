import { createPublicKey } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { RancherState } from "../../../src/lab/rancher/index.ts";
import { issueCertificate, loadPki, parsePemBundle } from "../../../src/pki/index.ts";
import { changeRancher, day, type RancherSim, rancherOf, start } from "../../build/rancher-world.ts";
import { rsaPool } from "../../keys/pool.ts";
import { applied, asOthers, type Bench, benchOf, drifted, planned, terraformWrites } from "./run-of.ts";

const edge = "fleet-default/edge";
const calm: RancherSim = {
  rancher: { rke1: [{ leavesEnd: start + 4000 * day }], v2: [{ leavesEnd: start + 300 * day }] },
};

async function codesOf(bench: Bench): Promise<readonly string[]> {
  const { lines } = await drifted(bench);
  return lines.filter(({ severity }) => severity === "drift").map(({ code }) => code);
}

function rke1(
  change: (cluster: RancherState["rke1"][number]) => RancherState["rke1"][number],
): (state: RancherState) => RancherState {
  return (state) => ({ ...state, rke1: state.rke1.map(change) });
}

describe("RKE1", () => {
  test("nothing to tell of a cluster at rest, also where its leaves outlive kube-ca, until the CA itself is due [rancher drift: leaves outlive kube-ca]", async () => {
    const bench = await benchOf(calm);
    expect(await codesOf(bench)).toEqual([]);
    expect((await planned(bench)).targets[0]?.findings).toEqual([]);
    const due = await benchOf({
      ...calm,
      rancher: { rke1: [{ leavesEnd: start + 4000 * day, caEnds: start + 30 * day }] },
    });
    expect(await codesOf(due)).toEqual(["NearExpiry"]);
  });

  test("a request on its way, and one in a retry loop with how to stop it [rancher drift: field non-null or failedSpec]", async () => {
    const bench = await benchOf(calm);
    asOthers(bench, "POST", "/v3/clusters/c-fgltw?action=rotateCertificates", { services: "etcd" });
    expect(await codesOf(bench)).toEqual(["RancherRotationRunning"]);
    const failing = await benchOf({
      ...calm,
      change: rke1((one) => ({ ...one, fault: { kind: "no-ca-certificate" } })),
    });
    asOthers(failing, "POST", "/v3/clusters/c-fgltw?action=rotateCertificates", {});
    failing.world.advance(failing.world.now + 600_000);
    const { lines } = await drifted(failing);
    expect(lines.map(({ code }) => code)).toEqual(["RancherRetryLoop"]);
    expect(lines[0]?.sentence).toContain("kubectl patch clusters.management.cattle.io c-fgltw");
  });

  test("etcd that serves an older certificate than the listed one; where a request mends it that makes it due [rancher drift: dates against the wire]", async () => {
    const watched = await benchOf({ rancher: { settings: { etcdReloads: "never" } }, target: { rotate: [] } });
    asOthers(watched, "POST", "/v3/clusters/c-fgltw?action=rotateCertificates", {});
    watched.world.advance(start + day);
    expect(await codesOf(watched)).toContain("RancherEtcdStale");
    const rotated = await benchOf({ rancher: { settings: { etcdReloads: "never" } } });
    asOthers(rotated, "POST", "/v3/clusters/c-fgltw?action=rotateCertificates", {});
    rotated.world.advance(start + day);
    const codes = await codesOf(rotated);
    expect(codes.filter((code) => code === "RancherEtcdStale")).toHaveLength(1);
  });

  test("an API server that serves another date than the listed one [rancher drift: dates against the wire]", async () => {
    const bench = await benchOf(calm);
    changeRancher(
      bench.world,
      rke1((one) => ({ ...one, expirations: { ...one.expirations, "kube-apiserver": start + 5000 * day } })),
    );
    expect(await codesOf(bench)).toContain("RancherApiDiffers");
  });

  test("keys of nodes that are gone are named, and nothing is judged by them [rancher drift: keys of removed nodes]", async () => {
    const old = {
      settings: { version: "v2.2.13" },
      v2: [],
      rke1: [{ leavesEnd: start + 4000 * day, removedNode: "10.2.0.99" }],
    };
    const bench = await benchOf({ rancher: old });
    const { lines, exit, slots } = await drifted(bench);
    expect(lines).toMatchObject([
      { code: "RancherOrphanKeys", severity: "expected", sentence: expect.stringContaining("kube-etcd-10-2-0-99") },
    ]);
    expect(exit).toBe(0);
    expect(slots.map(({ name }) => name)).not.toContain("kube-etcd-10-2-0-99");
  });

  test("a certificate that others have changed is told with both, and one that is not seen today is no change", async () => {
    const bench = await benchOf();
    expect((await applied(bench)).result.exitCode).toBe(0);
    changeRancher(bench.world, (state) => ({ ...state, settings: { ...state.settings, etcdProtocol: "TLSv1.2" } }));
    expect(new Set(await codesOf(bench))).toEqual(new Set(["RancherWireUnseen"]));
    changeRancher(bench.world, (state) => ({ ...state, settings: { ...state.settings, etcdProtocol: "TLSv1.3" } }));
    asOthers(bench, "POST", "/v3/clusters/c-fgltw?action=rotateCertificates", { services: "kube-apiserver" });
    bench.world.advance(bench.world.now + day);
    const { lines } = await drifted(bench);
    expect(lines.map(({ code, about }) => [code, about])).toEqual([["ChangedOutside", "kube-apiserver"]]);
  });
});

describe("RKE2 and K3s", () => {
  test("a number that is asked for and not completed [rancher drift: generations differ]", async () => {
    const bench = await benchOf({ ...calm, cluster: edge });
    expect(await codesOf(bench)).toEqual([]);
    terraformWrites(bench, { generation: 1, services: [] });
    bench.world.advance(bench.world.now + 30_000);
    expect(await codesOf(bench)).toEqual(["RancherRotationRunning"]);
  });

  test("a number that has gone down, or whose block is gone [rancher drift: number gone down]", async () => {
    const v2 = [{ leavesEnd: start + 300 * day, rotate: { generation: 3 } }];
    const bench = await benchOf({ cluster: edge, rancher: { v2 } });
    terraformWrites(bench, null);
    bench.world.advance(bench.world.now + day / 24);
    expect(rancherOf(bench.world).v2[0]?.rotated).toBe(3);
    expect(await codesOf(bench)).toEqual(["RancherGenerationLower"]);
  });
});

async function signed(name: string, dates: readonly [number, number], number = 5): Promise<string> {
  await loadPki();
  const key = rsaPool()[number] ?? "";
  return issueCertificate({
    subject: name,
    publicKey: createPublicKey(key),
    issuer: { self: key },
    serialNumber: `0${number}`,
    notBefore: dates[0],
    notAfter: dates[1],
    ca: {},
  });
}

function shows(bench: Bench, pem: string): void {
  const chain = parsePemBundle(pem);
  const shown = { outcome: "seen", chain, protocol: "TLSv1.3", clientCertificateRequested: false } as const;
  bench.world.endpoints = { "rancher.example.com:443": shown };
}

describe("Rancher's own certificate", () => {
  const own = "O=dynamiclistener-org,CN=dynamiclistener-ca@1";

  test("one that Rancher renews itself is left alone until that is late, a week before its end [rancher drift: own serving certificate]", async () => {
    const bench = await benchOf(calm);
    shows(bench, await signed(own, [start - 355 * day, start + 10 * day]));
    expect(await codesOf(bench)).toEqual([]);
    shows(bench, await signed(own, [start - 360 * day, start + 5 * day]));
    expect(await codesOf(bench)).toEqual(["RenewalOverdue"]);
    shows(bench, await signed("CN=rancher.example.com", [start - 360 * day, start + 50 * day]));
    expect(await codesOf(bench)).toEqual(["NearExpiry"]);
  });

  test("cacerts that did not sign what Rancher serves, and cacerts that changed [rancher drift: cacerts checksum]", async () => {
    const ca = await signed("CN=corp root", [start - day, start + 900 * day]);
    const bench = await benchOf({ ...calm, rancher: { ...calm.rancher, cacerts: ca } });
    shows(bench, ca);
    expect(await codesOf(bench)).toEqual([]);
    shows(bench, await signed("CN=other root", [start - day, start + 900 * day], 6));
    expect(await codesOf(bench)).toEqual(["RancherCacertsDiffer"]);
    shows(bench, ca);
    expect((await applied(bench)).result.exitCode).toBe(0);
    const next = await signed("CN=corp root", [start, start + 900 * day], 6);
    changeRancher(bench.world, (state) => ({ ...state, cacerts: next }));
    shows(bench, next);
    const { lines } = await drifted(bench);
    expect(lines.map(({ code, about }) => [code, about])).toEqual(
      expect.arrayContaining([
        ["ChangedOutside", "rancher-web"],
        ["ChangedOutside", "rancher-cacerts"],
      ]),
    );
  });
});
