import { describe, expect, test } from "vitest";
import { action, day, minute, rancher, rke1, stored, type Talk, talkTo } from "./talk.ts";

const documents = (text: string): readonly unknown[] =>
  text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));

describe("behaviour 2: how the body is read", () => {
  test.each([
    ["{}", undefined],
    ['{"services":"","caCertificates":false}', "application/json"],
    ['{"services":null}', "text/plain"],
    ["null", "application/x-www-form-urlencoded"],
  ])("%s with Content-Type %s means everything [rancher sim 2: any Content-Type]", (raw, type) => {
    const headers = type === undefined ? {} : { "content-type": type };
    const { status, body } = talkTo(rancher()).ask("POST", action, { raw, headers });
    expect([status, body]).toEqual([
      200,
      {
        baseType: "rotateCertificateOutput",
        type: "rotateCertificateOutput",
        message: "rotating certificates for all components",
      },
    ]);
  });

  test.each([
    ["", /^unmarshaling input error: /],
    ['{"services":["etcd"]}', /^unmarshaling input error: .*array/],
    ['{"services"', /^unmarshaling input error: /],
    ['{"caCertificates":"true"}', /^unmarshaling input error: /],
  ])("%j is 400 followed by two documents, and nothing is asked for [rancher sim 2: two documents]", (raw, message) => {
    const talk = talkTo(rancher());
    const { status, text } = talk.ask("POST", action, { raw });
    expect(status).toBe(400);
    expect(documents(text)).toEqual([
      {
        baseType: "rotateCertificateOutput",
        type: "rotateCertificateOutput",
        message: "failed to parse request content",
      },
      { baseType: "error", code: "ServerError", message: expect.stringMatching(message), status: 500, type: "error" },
    ]);
    expect(talk.ask("GET", rke1).body.rancherKubernetesEngineConfig.rotateCertificates).toBeNull();
  });

  test("one service and the CA are told from everything by the message [rancher sim 2: messages]", () => {
    const message = (body: unknown): string => talkTo(rancher()).ask("POST", action, { body }).body.message;
    expect([
      message({ services: "kube-apiserver" }),
      message({ caCertificates: true }),
      message({ caCertificates: true, services: "etcd" }),
    ]).toEqual([
      "rotating kube-apiserver certificates",
      "rotating CA certificates and all components",
      "rotating CA certificates and all components",
    ]);
  });
});

/** What a client sees of the cluster. */
function seen(talk: Talk): Record<string, unknown> {
  const { state, transitioning, rancherKubernetesEngineConfig, certificatesExpiration } = talk.ask("GET", rke1).body;
  const years = (Date.parse(certificatesExpiration["kube-node"].expirationDate) - talk.now()) / (365 * day);
  const [worker] = talk.state().rke1[0]?.nodes.filter(({ roles }) => roles.includes("worker")) ?? [];
  return {
    state: `${state} ${transitioning}`,
    asked: rancherKubernetesEngineConfig.rotateCertificates?.services ?? null,
    dates: years > 9 ? "new" : "old",
    worker: (worker?.running.kubelet?.generation ?? 0) > 1 ? "new" : "old",
  };
}

test("behaviour 3: asked, still active, updating, active with old dates, new dates, and the workers last [rancher sim 3: order of events]", () => {
  const talk = talkTo(rancher());
  expect(talk.ask("POST", action, { body: { services: "" } }).status).toBe(200);
  expect(seen(talk)).toEqual({ state: "active no", asked: "", dates: "old", worker: "old" });
  talk.wait(2000);
  expect(seen(talk)).toEqual({ state: "updating yes", asked: "", dates: "old", worker: "old" });
  talk.wait(90_000);
  // the field is null before the condition says so
  expect(seen(talk)).toEqual({ state: "updating yes", asked: null, dates: "old", worker: "old" });
  talk.wait(1000);
  expect(seen(talk)).toEqual({ state: "unavailable yes", asked: null, dates: "old", worker: "old" });
  talk.wait(15_000);
  expect(seen(talk)).toEqual({ state: "active no", asked: null, dates: "old", worker: "old" });
  talk.wait(15_000);
  expect(seen(talk)).toEqual({ state: "active no", asked: null, dates: "new", worker: "old" });
  talk.wait(2 * minute);
  expect(seen(talk)).toEqual({ state: "active no", asked: null, dates: "new", worker: "new" });
});

test("behaviour 3: how long the state stays active after a request is a setting [rancher sim 3: lag]", () => {
  const talk = talkTo(rancher({}, { lagMs: 10 * minute }));
  talk.ask("POST", action, { body: {} });
  talk.wait(9 * minute);
  expect(seen(talk)["state"]).toBe("active no");
  talk.wait(minute);
  expect(seen(talk)["state"]).toBe("updating yes");
});

describe("behaviour 4: what is not refused", () => {
  test("an unknown service is taken, changes no date, and restarts everything all the same [rancher sim 4: unknown service]", () => {
    const talk = talkTo(rancher());
    const before = talk.ask("GET", rke1).body.certificatesExpiration;
    expect(talk.ask("POST", action, { body: { services: "foo" } }).body.message).toBe("rotating foo certificates");
    talk.wait(2000);
    expect(talk.ask("GET", rke1).body.state).toBe("updating");
    talk.wait(10 * minute);
    const after = talk.ask("GET", rke1).body;
    expect([after.state, after.rancherKubernetesEngineConfig.rotateCertificates]).toEqual(["active", null]);
    expect(after.certificatesExpiration).toEqual(before);
  });

  test("a second request during a run is 200, shows in the field, and is lost [rancher sim 4: second request]", () => {
    const talk = talkTo(rancher());
    talk.ask("POST", action, { body: { services: "kube-proxy" } });
    talk.wait(minute);
    expect(talk.ask("POST", action, { body: { services: "etcd" } }).status).toBe(200);
    expect(talk.ask("GET", rke1).body.rancherKubernetesEngineConfig.rotateCertificates.services).toBe("etcd");
    talk.wait(30 * minute);
    expect([stored(talk, "kube-proxy"), stored(talk, "kube-etcd-10-2-0-11")]).toEqual([2, 1]);
    expect(talk.ask("GET", rke1).body.rancherKubernetesEngineConfig.rotateCertificates).toBeNull();
  });

  test("a second request before the controller has looked takes the first one's place", () => {
    const talk = talkTo(rancher());
    talk.ask("POST", action, { body: { services: "kube-proxy" } });
    talk.ask("POST", action, { body: { services: "etcd" } });
    talk.wait(30 * minute);
    expect([stored(talk, "kube-proxy"), stored(talk, "kube-etcd-10-2-0-11")]).toEqual([1, 2]);
  });
});
