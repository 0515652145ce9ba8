import { describe, expect, test } from "vitest";
import { type Rke1Fault, rke1ByHand } from "../../../src/lab/rancher/index.ts";
import { action, day, member, minute, now, rancher, rke1, stored, type Talk, talkTo } from "./talk.ts";

function failing(fault: Rke1Fault, settings: Parameters<typeof rancher>[1] = {}): Talk {
  const talk = talkTo(rancher({}, settings));
  talk.change((state) => ({ ...state, rke1: state.rke1.map((cluster) => ({ ...cluster, fault })) }));
  return talk;
}

const unreachable: Rke1Fault = { kind: "unreachable", host: "10.2.0.12" };

/** Instants, in seconds after the request, at which an attempt ended. */
function attempts(talk: Talk, seconds: number): readonly number[] {
  const ends: number[] = [];
  for (let second = 1; second <= seconds; second += 1) {
    const before = talk.state().rke1[0]?.attempts ?? 0;
    talk.wait(1000);
    if ((talk.state().rke1[0]?.attempts ?? 0) !== before) ends.push(second);
  }
  return ends;
}

describe("behaviour 5: a run that fails", () => {
  test.each([
    [unreachable, /10\.2\.0\.12/],
    [{ kind: "no-old-certificates" } as const, /^Failed to rotate certificates: can't find old certificates$/],
    [{ kind: "no-ca-certificate" } as const, /^Failed to rotate certificates: can't find CA certificate$/],
  ])(
    "%o: updating with an error, the spec that failed, and the field stays; dates do not move [rancher sim 5: failure shows] [rancher sim 5: host unreachable] [rancher sim 5: no old certificates]",
    (fault, message) => {
      const talk = failing(fault);
      const before = talk.ask("GET", rke1).body.certificatesExpiration;
      talk.ask("POST", action, { body: { services: "etcd" } });
      talk.wait(10 * minute);
      const cluster = talk.ask("GET", rke1).body;
      expect([cluster.state, cluster.transitioning]).toEqual(["updating", "error"]);
      expect(cluster.transitioningMessage).toMatch(message);
      expect(cluster.rancherKubernetesEngineConfig.rotateCertificates.services).toBe("etcd");
      expect(cluster.failedSpec.rancherKubernetesEngineConfig.rotateCertificates.services).toBe("etcd");
      expect(cluster.appliedSpec.rancherKubernetesEngineConfig.rotateCertificates).toBeNull();
      expect(cluster.conditions.find(({ type }: { type: string }) => type === "Updated")).toMatchObject({
        status: "False",
        reason: "Error",
      });
      expect(cluster.certificatesExpiration).toEqual(before);
    },
  );

  test("it is tried again after 30 s, then after twice as long each time, up to ten minutes [rancher sim 5: retry intervals]", () => {
    const talk = failing(unreachable, { lagMs: 0, runMs: 2000 });
    talk.ask("POST", action, { body: {} });
    const ends = attempts(talk, 3000);
    // each attempt itself takes a second
    expect(ends.slice(1).map((end, index) => end - (ends[index] ?? 0) - 1)).toEqual([
      30, 60, 120, 240, 480, 600, 600, 600,
    ]);
  });

  test("while it is tried again it stays an error, not a transition [rancher sim 5: Updated=False during retries]", () => {
    const talk = failing(unreachable, { runMs: 2 * minute });
    talk.ask("POST", action, { body: {} });
    talk.wait(2 * minute);
    const said = new Set<string>();
    for (let second = 0; second < 600; second += 5) {
      talk.wait(5000);
      said.add(talk.ask("GET", rke1).body.transitioning);
    }
    expect([...said]).toEqual(["error"]);
  });

  test("one that fails after certificates were stored changes dates at each attempt [rancher sim 5: late failure]", () => {
    const talk = failing({ kind: "late" });
    talk.ask("POST", action, { body: {} });
    const dates = new Set<string>();
    for (let each = 0; each < 60; each += 1) {
      talk.wait(30_000);
      dates.add(talk.ask("GET", rke1).body.certificatesExpiration["kube-proxy"].expirationDate);
    }
    expect(dates.size).toBeGreaterThan(4);
    expect(talk.ask("GET", rke1).body.transitioning).toBe("error");
  });

  test("when the cause is gone the next attempt succeeds, and clears everything [rancher sim 5: mended]", () => {
    const talk = failing(unreachable);
    talk.ask("POST", action, { body: {} });
    talk.wait(5 * minute);
    talk.change((state) => rke1ByHand(state, "c-fgltw", "mend", talk.now()));
    talk.wait(20 * minute);
    const cluster = talk.ask("GET", rke1).body;
    expect([cluster.state, cluster.transitioning, cluster.failedSpec]).toEqual(["active", "no", null]);
    expect(cluster.rancherKubernetesEngineConfig.rotateCertificates).toBeNull();
    expect(Date.parse(cluster.certificatesExpiration["kube-node"].expirationDate)).toBeGreaterThan(now + 3640 * day);
  });

  test("a request in the meantime takes the place of the one that fails", () => {
    const talk = failing(unreachable);
    talk.ask("POST", action, { body: {} });
    talk.wait(5 * minute);
    talk.change((state) => rke1ByHand(state, "c-fgltw", "mend", talk.now()));
    talk.ask("POST", action, { body: { services: "kube-proxy" } });
    talk.wait(10 * minute);
    expect([stored(talk, "kube-proxy"), stored(talk, "kube-scheduler")]).toEqual([2, 1]);
  });

  test.each([
    [true, ["active", "no", null]],
    [false, ["updating", "error", { caCertificates: false, services: "", type: "/v3/schemas/rotateCertificates" }]],
  ])(
    "whether PUT with null ends the loop is a setting: %s [rancher sim 5: the loop ends by the spec only]",
    (nullEndsRetries, expected) => {
      const talk = failing(unreachable, { nullEndsRetries });
      talk.ask("POST", action, { body: {} });
      talk.wait(10 * minute);
      const put = talk.ask("PUT", rke1, { body: { rancherKubernetesEngineConfig: { rotateCertificates: null } } });
      expect(put.status).toBe(200);
      talk.wait(30 * minute);
      const { state, transitioning, rancherKubernetesEngineConfig } = talk.ask("GET", rke1).body;
      expect([state, transitioning, rancherKubernetesEngineConfig.rotateCertificates]).toEqual(expected);
    },
  );

  test("a merge patch of the management object ends the loop, and so does a person who edits it [rancher sim 5: the loop ends by the spec only]", () => {
    const patched = failing(unreachable);
    patched.ask("POST", action, { body: {} });
    patched.wait(10 * minute);
    const path = "/k8s/clusters/local/apis/management.cattle.io/v3/clusters/c-fgltw";
    const body = { spec: { rancherKubernetesEngineConfig: { rotateCertificates: null } } };
    expect(patched.ask("PATCH", path, { body, token: member }).status).toBe(403);
    expect(patched.ask("PATCH", path, { body }).status).toBe(200);
    const edited = failing(unreachable);
    edited.ask("POST", action, { body: {} });
    edited.wait(10 * minute);
    edited.change((state) => rke1ByHand(state, "c-fgltw", "clear-request", edited.now()));
    for (const talk of [patched, edited]) {
      expect(talk.ask("GET", rke1).body.rancherKubernetesEngineConfig.rotateCertificates).toBeNull();
      talk.wait(30 * minute);
      const { state, transitioning, failedSpec } = talk.ask("GET", rke1).body;
      expect([state, transitioning, failedSpec]).toEqual(["active", "no", null]);
    }
  });

  test("taking the request away while an attempt is on its way lets that one fail, and no other follows", () => {
    const talk = failing(unreachable);
    talk.ask("POST", action, { body: {} });
    talk.wait(20_000);
    talk.change((state) => rke1ByHand(state, "c-fgltw", "clear-request", talk.now()));
    // it fails after 27 s, and when the next would begin the count goes back to nothing
    expect(attempts(talk, 600)).toEqual([27, 57]);
    expect(talk.ask("GET", rke1).body.transitioning).toBe("no");
  });

  test("leaves under an expired kube-ca are refused by name of the way out, and a new CA is made [rancher sim 5: expired kube-ca]", () => {
    const talk = talkTo(rancher({ rke1: [{ caEnds: now - day }] }));
    talk.ask("POST", action, { body: {} });
    talk.wait(10 * minute);
    const failed = talk.ask("GET", rke1).body;
    expect(failed.transitioningMessage).toMatch(
      /^Failed to rotate certificates: CA certificate is invalid, please use the --rotate-ca flag/,
    );
    talk.ask("POST", action, { body: { caCertificates: true } });
    talk.wait(10 * minute);
    const mended = talk.ask("GET", rke1).body;
    expect([mended.state, mended.failedSpec]).toEqual(["active", null]);
    expect(Date.parse(mended.certificatesExpiration["kube-ca"].expirationDate)).toBeGreaterThan(now + 3640 * day);
  });

  test("before 2.4 leaves under an expired kube-ca are made, and help nobody [rancher sim 5: expired kube-ca on old releases]", () => {
    const talk = talkTo(rancher({ rke1: [{ caEnds: now - day }], v2: [] }, { version: "v2.2.13" }));
    talk.ask("POST", action, { body: {} });
    talk.wait(10 * minute);
    expect(talk.ask("GET", rke1).body.state).toBe("active");
    expect(talk.broken()).toContain("rke-prod: kubelet on worker-1 refuses kube-apiserver on server-1");
  });

  test("a conflict of Kubernetes is 500 with two documents, once, and nothing is asked for [rancher sim 5: conflict]", () => {
    const talk = talkTo(rancher());
    talk.change((state) => ({ ...state, rke1: state.rke1.map((cluster) => ({ ...cluster, conflictsNext: true })) }));
    const { status, text } = talk.ask("POST", action, { body: {} });
    const [first, second] = text
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect([status, first.message, second.status, second.code]).toEqual([
      500,
      "failed to update cluster object",
      500,
      "ServerError",
    ]);
    expect(talk.ask("GET", rke1).body.rancherKubernetesEngineConfig.rotateCertificates).toBeNull();
    expect(talk.ask("POST", action, { body: {} }).status).toBe(200);
  });
});
