import { describe, expect, test } from "vitest";
import { action, member, minute, rancher, rke1, stored, talkTo } from "./talk.ts";

const management = "/v3/clusters/c-m-edge0000";
const link = "https://rancher.example.com/v3/clusters/c-fgltw?action=rotateCertificates";

/** What each release makes of a request of an owner. */
const answers: readonly (readonly [version: string, answer: string, link: boolean, listed: boolean])[] = [
  ["v2.0.13", "422 InvalidAction", false, false],
  ["v2.1.8", "422 InvalidAction", false, false],
  ["v2.0.14", "200", true, true],
  ["v2.1.9", "200", true, true],
  ["v2.2.0", "200", true, true],
  ["v2.6.14", "200", true, true],
  ["v2.8.9", "200", true, true],
  ["v2.11.3", "200", true, true],
  ["v2.12.3", "404 NotFound", false, true],
  ["v2.14.0", "404 NotFound", false, true],
  ["v2.15.0", "422 InvalidAction", false, false],
];

describe("behaviour 8: the action by release", () => {
  test.each(answers)(
    "%s answers %s; link %s, schema %s [rancher sim 8: by release]",
    (version, answer, offered, listed) => {
      const talk = talkTo(rancher({ v2: [] }, { version }));
      const reply = talk.ask("POST", action, { body: {} });
      expect([reply.status, reply.body.code].join(" ").trim()).toBe(answer);
      expect("rotateCertificates" in talk.ask("GET", rke1).body.actions).toBe(offered);
      expect("rotateCertificates" in talk.ask("GET", "/v3/schemas/cluster").body.resourceActions).toBe(listed);
    },
  );

  test("an action that no release knows is 422 with its name [rancher sim 8: unknown action]", () => {
    const { status, body } = talkTo(rancher()).ask("POST", `${rke1}?action=rotateCertificate`, { body: {} });
    expect([status, body.code, body.message]).toEqual([422, "InvalidAction", "Invalid action: rotateCertificate"]);
  });

  test("without its handler the action is `not found`, whatever the cluster [rancher sim 8: handler removed]", () => {
    const { body } = talkTo(rancher({}, { version: "v2.12.3" })).ask("POST", action, { body: {} });
    expect(body).toEqual({ baseType: "error", code: "NotFound", message: "not found", status: 404, type: "error" });
  });

  test.each(["v2.0.14", "v2.1.9"])(
    "%s looks at no body: a new CA is not made, and even no JSON means everything [rancher sim 8: body ignored]",
    (version) => {
      for (const raw of ['{"caCertificates":true}', '{"services":"etcd"}', "", "["]) {
        const talk = talkTo(rancher({ v2: [] }, { version }));
        expect(talk.ask("POST", action, { raw }).body.message).toBe("rotating certificates for all components");
        talk.wait(10 * minute);
        expect([stored(talk, "kube-proxy"), talk.state().rke1[0]?.cas.length]).toEqual([2, 1]);
      }
    },
  );

  test("a cluster of RKE2 has no link, and a request for it is 500 without a body [rancher sim 8: RKE2 is 500]", () => {
    const talk = talkTo(rancher());
    expect("rotateCertificates" in talk.ask("GET", management).body.actions).toBe(false);
    const { status, text } = talk.ask("POST", `${management}?action=rotateCertificates`, { body: {} });
    expect([status, text]).toEqual([500, ""]);
  });

  test("a cluster that is not there is 404 in the words of Kubernetes [rancher sim 8: unknown cluster]", () => {
    const { body } = talkTo(rancher()).ask("POST", "/v3/clusters/c-no?action=rotateCertificates", { body: {} });
    expect([body.status, body.code, body.message]).toEqual([
      404,
      "NotFound",
      'clusters.management.cattle.io "c-no" not found',
    ]);
  });

  test("the link is there while a run goes on, and while it fails [rancher sim 8: link in every state]", () => {
    const talk = talkTo(rancher());
    const fault = { kind: "no-old-certificates" } as const;
    talk.change((state) => ({ ...state, rke1: state.rke1.map((cluster) => ({ ...cluster, fault })) }));
    const links: unknown[] = [talk.ask("GET", rke1).body.actions.rotateCertificates];
    talk.ask("POST", action, { body: {} });
    talk.wait(3000);
    links.push(talk.ask("GET", rke1).body.actions.rotateCertificates);
    talk.wait(5 * minute);
    links.push(talk.ask("GET", rke1).body.actions.rotateCertificates);
    expect(links).toEqual([link, link, link]);
  });
});

describe("behaviour 8: who may not update clusters", () => {
  test.each([
    ["v2.1.9", 401, "Unauthorized", true],
    ["v2.2.0", 403, "PermissionDenied", true],
    ["v2.6.0", 403, "PermissionDenied", true],
    ["v2.6.4", 403, "PermissionDenied", false],
    ["v2.8.9", 403, "PermissionDenied", false],
  ])("%s: %d %s, link %s [rancher sim 8: no permission]", (version, status, code, offered) => {
    const talk = talkTo(rancher({ v2: [] }, { version }));
    const { body, status: said } = talk.ask("POST", action, { body: {}, token: member });
    expect([said, body.code, body.baseType, body.message]).toEqual([
      status,
      code,
      "error",
      "can not rotate certificates",
    ]);
    expect("rotateCertificates" in talk.ask("GET", rke1, { token: member }).body.actions).toBe(offered);
  });
});

test("up to 2.6.2 the condition tells what RKE does; later it is silent [rancher sim 3: log lines in the message]", () => {
  const said = (version: string): string => {
    const talk = talkTo(rancher({ v2: [] }, { version }));
    talk.ask("POST", action, { body: {} });
    talk.wait(3000);
    return talk.ask("GET", rke1).body.transitioningMessage;
  };
  expect([said("v2.6.2"), said("v2.6.3")]).toEqual(["Rotating Kubernetes cluster certificates", ""]);
});
