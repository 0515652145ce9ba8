import { X509Certificate } from "node:crypto";
import { describe, expect, test } from "vitest";
import { boshByHand, opsmanModel } from "../../../src/lab/opsman/index.ts";
import {
  activeGuid,
  apply,
  cas,
  cf,
  director,
  foundation,
  generate,
  hour,
  instance,
  instanceErrands,
  mysql,
  now,
  ownCertificate,
  recreateNext,
  type Talk,
  talkTo,
  xenial,
} from "./foundation.ts";

const installations = "/api/v0/installations";

/** Everybody trusts the new root that is active then, and leaves by it are staged. */
function switched(talk: Talk): void {
  const guid = generate(talk);
  recreateNext(talk);
  apply(talk);
  talk.ask("POST", `${cas}/${guid}/activate`);
  talk.ask("POST", `${cas}/active/regenerate`);
}

describe("behaviour 4: deployments that no apply reaches", () => {
  test("a deployment of the BOSH CLI lags behind in v1, blocks the next step, and breaks [sim 4: outside deployments]", () => {
    const talk = talkTo(foundation({ version: "3.0.25", outside: true }));
    const guid = generate(talk);
    apply(talk);
    const rows = talk.ask("GET", "/api/v1/deployed/certificates").body.certificates;
    expect(rows.map((row: { outdated_deployments: unknown }) => row.outdated_deployments)).toEqual([
      ["concourse"],
      ["concourse"],
    ]);
    expect(talk.ask("POST", `${cas}/${guid}/activate`).status).toBe(422);
    talk.ask("POST", `${cas}/${guid}/activate`, { skip_safety_check: true });
    talk.ask("POST", `${cas}/active/regenerate`, { skip_safety_check: true });
    apply(talk);
    expect(talk.broken()).toContain("agents of concourse refuse the Director");
    expect(talk.broken()).toContain(`concourse refuses ${cf} .properties.router_backend_tls`);
  });

  test("it follows when a person deploys it, once after each apply [sim 4: outside deployments]", () => {
    const talk = talkTo(foundation({ version: "3.0.25", outside: true }));
    const old = activeGuid(talk);
    const byHand = (): void => talk.change((state) => boshByHand(state, "deploy", "concourse"));
    const guid = generate(talk);
    apply(talk);
    byHand();
    expect(talk.ask("POST", `${cas}/${guid}/activate`).status).toBe(200);
    expect(talk.ask("POST", `${cas}/active/regenerate`).status).toBe(200);
    apply(talk);
    expect(talk.ask("DELETE", `${cas}/${old}`).status).toBe(422);
    byHand();
    expect(talk.ask("DELETE", `${cas}/${old}`).status).toBe(200);
    apply(talk);
    byHand();
    expect(talk.broken()).toEqual([]);
    expect(talk.state().effects["deploy concourse /p-bosh/dns_api_server_tls generation 2"]).toBe(1);
  });

  test("instances of a tile without a recreate errand keep their NATS CA until a person recreates them [sim 4: recreated by hand]", () => {
    const start = { version: "2.10.10", stemcell: xenial, serviceInstances: true, instanceErrands: "upgrade" } as const;
    const left = talkTo(foundation(start));
    switched(left);
    recreateNext(left);
    apply(left);
    expect(left.broken()).toContain(`agents of ${instance} refuse the Director`);
    const helped = talkTo(foundation(start));
    const guid = generate(helped);
    recreateNext(helped);
    apply(helped);
    helped.change((state) => boshByHand(state, "recreate", instance));
    helped.ask("POST", `${cas}/${guid}/activate`);
    helped.ask("POST", `${cas}/active/regenerate`);
    recreateNext(helped);
    expect(apply(helped)).toBe("succeeded");
    expect(helped.broken()).toEqual([]);
  });

  test("a tile without any errand for its instances reaches none of them [sim 4: recreated by hand]", () => {
    const talk = talkTo(foundation({ serviceInstances: true, instanceErrands: "none" }));
    generate(talk);
    apply(talk, { errands: instanceErrands(true) });
    expect(talk.state().services[0]?.accepts.length).toBe(1);
    talk.change((state) => boshByHand(state, "recreate", instance));
    expect(talk.state().services[0]?.accepts.length).toBe(2);
    expect(() => boshByHand(talk.state(), "recreate", "nothing")).toThrow("there is no deployment nothing");
  });
});

describe("behaviour 2: certificates with bytes", () => {
  const shown = (talk: Talk, reference: string): X509Certificate =>
    new X509Certificate(
      talk.ask("GET", `/api/v0/deployed/products/${director}/credentials/${reference}`).body.credential.value.cert_pem,
    );

  test("a leaf is signed by the root that was active when it was made, with its dates [sim 2: real certificates]", () => {
    const talk = talkTo(foundation());
    const reference = ".properties.director_ssl";
    const root = (index: number): X509Certificate => new X509Certificate(talk.state().cas[index]?.pem ?? "");
    expect(talk.ask("GET", `/api/v0/deployed/products/${director}/credentials`).body.credentials).toEqual([reference]);
    const before = shown(talk, reference);
    expect([before.verify(root(0).publicKey), before.checkIssued(root(0)), before.ca]).toEqual([true, true, false]);
    const bytes = before.raw.toString("hex");
    switched(talk);
    expect(shown(talk, reference).raw.toString("hex")).toBe(bytes);
    apply(talk);
    const after = shown(talk, reference);
    expect([after.verify(root(0).publicKey), after.verify(root(1).publicKey)]).toEqual([false, true]);
    expect(Date.parse(after.validFrom)).toBe(
      Math.floor((talk.state().leaves[0]?.deployed.validFrom ?? 0) / 1000) * 1000,
    );
  });

  test("certificates/generate signs for these names with the active root, and keeps nothing [sim 3: certificates/generate]", () => {
    const talk = talkTo(foundation());
    const { status, body } = talk.ask("POST", "/api/v0/certificates/generate", { domains: ["*.apps.test", "b.test"] });
    const certificate = new X509Certificate(body.certificate);
    expect([status, certificate.subject, certificate.subjectAltName]).toEqual([
      200,
      "CN=*.apps.test",
      "DNS:*.apps.test, DNS:b.test",
    ]);
    expect(certificate.verify(new X509Certificate(talk.state().cas[0]?.pem ?? "").publicKey)).toBe(true);
    expect(body.key).toContain("PRIVATE KEY");
    expect(talk.ask("POST", "/api/v0/certificates/generate", {}).status).toBe(422);
  });

  test("the certificate of the web interface is set, read and taken back [sim 3: settings/ssl_certificate]", async () => {
    const talk = talkTo(foundation());
    const path = "/api/v0/settings/ssl_certificate";
    const { pem, key } = await ownCertificate(6, false);
    const set = (): string => talk.ask("GET", path).body.ssl_certificate.certificate;
    expect(set()).toBe("");
    expect(talk.ask("PUT", path, { certificate: pem, private_key: key }).status).toBe(200);
    expect(set()).toBe(pem);
    expect(talk.ask("PUT", path, { certificate: pem, private_key: "no" }).status).toBe(422);
    talk.ask("DELETE", path);
    expect(set()).toBe("");
  });

  test("the active root as a file, and one product by its guid", () => {
    const talk = talkTo(foundation());
    expect(talk.ask("GET", "/download_root_ca_cert").body).toBe(talk.state().cas[0]?.pem);
    expect(talk.ask("GET", `/api/v0/deployed/products/${cf}`).body.guid).toBe(cf);
    expect(talk.ask("GET", "/api/v0/deployed/products/none")).toMatchObject({
      status: 404,
      body: { errors: "Product not found" },
    });
  });
});

describe("behaviour 3: an uploaded CA", () => {
  test("rotates as a generated one does, and the form tells them apart [sim 3: uploaded CA]", async () => {
    const talk = talkTo(foundation());
    const { pem, key } = await ownCertificate(7, true);
    const uploaded = talk.ask("POST", cas, { cert_pem: pem, private_key_pem: key }).body.guid;
    const old = activeGuid(talk);
    apply(talk);
    talk.ask("POST", `${cas}/${uploaded}/activate`);
    talk.ask("POST", `${cas}/active/regenerate`);
    apply(talk);
    talk.ask("DELETE", `${cas}/${old}`);
    expect(apply(talk)).toBe("succeeded");
    expect(talk.broken()).toEqual([]);
    expect(opsmanModel.effects(talk.state())["generate root 2"]).toBe(1);
    expect(opsmanModel.canonical(talk.state())).toMatchObject({
      cas: [{ order: 0, active: true, generation: 2, uploaded: true }],
    });
  });
});

describe("behaviour 6: what an apply brings", () => {
  test.each([
    ["2.10.43", {}, [2, 2]],
    ["3.0.25", {}, [1, 2]],
    ["3.0.25", { force_latest_variables: true }, [2, 2]],
  ])(
    "on %s with %o, where variables are shipped when forced: generations in CredHub, CAs accepted [sim 6: force_latest_variables]",
    (version, body, [generation, roots]) => {
      const talk = talkTo(foundation({ version, credhub: true }, { shipsVariables: "when-forced" }));
      talk.ask("POST", `${cas}/active/regenerate`);
      apply(talk, body);
      const inCredhub = talk.state().leaves.find((leaf) => leaf.reference === "/p-bosh/mysql/server_tls");
      const own = talk.state().leaves.find((leaf) => leaf.location === "ops_manager");
      expect([inCredhub?.deployed.generation, own?.deployed.generation]).toEqual([generation, 2]);
      generate(talk, { skip_safety_check: true });
      apply(talk, body);
      const { accepts } = talk.state().products[1] ?? { accepts: [] };
      expect(accepts.filter((id) => !id.includes("#")).length).toBe(roots);
      expect(accepts.filter((id) => id.startsWith("/p-bosh/cf/")).length).toBe(generation);
    },
  );

  test("persistent disks that are recreated are lost, and stay so [sim 6: recreate flags]", () => {
    const talk = talkTo(foundation());
    const flags = { bosh_recreate_persistent_disks_on_next_deploy: true };
    talk.ask("PUT", "/api/v0/staged/director/properties", { director_configuration: flags });
    expect(talk.broken()).toEqual([]);
    apply(talk);
    apply(talk);
    expect(talk.broken()).toEqual(
      [director, cf, mysql].map((guid) => `the persistent disks of ${guid} were recreated`),
    );
  });

  test("the Director's own recreate flag comes with 2.9 [sim 6: recreate flags]", () => {
    const put = (version: string): number =>
      talkTo(foundation({ version })).ask("PUT", "/api/v0/staged/director/properties", {
        director_configuration: { bosh_director_recreate_on_next_deploy: true },
      }).status;
    expect([put("2.8.16"), put("2.9.0")]).toEqual([422, 200]);
  });

  test("pre_deploy_check shows what an apply is refused for [sim 6: pre_deploy_check]", () => {
    const talk = talkTo(foundation());
    const check = (path: string): unknown =>
      talk.ask("GET", `/api/v0/staged/${path}/pre_deploy_check`).body.pre_deploy_check;
    expect(check("director")).toMatchObject({ identifier: director, complete: true, verifiers: [] });
    talk.change((state) => ({ ...state, verifier: { product: cf, ignorable: true }, incomplete: mysql }));
    expect(check(`products/${cf}`)).toMatchObject({ complete: true, verifiers: [{ ignorable: true }] });
    expect(check(`products/${mysql}`)).toMatchObject({ complete: false });
    expect(talk.ask("POST", installations, { ignore_warnings: true }).body).toEqual({
      errors: ["Installation is incomplete."],
    });
    expect(talk.ask("GET", "/api/v0/staged/products/none/pre_deploy_check").status).toBe(404);
  });

  test("an Apply Changes that brings nothing new a second time is a duplicate; one that failed is not", () => {
    const talk = talkTo(foundation());
    talk.change((state) => ({ ...state, nextFailsAt: cf }));
    apply(talk);
    apply(talk);
    expect(Object.values(opsmanModel.effects(talk.state()))).toEqual([1]);
    apply(talk);
    expect(Object.values(opsmanModel.effects(talk.state()))).toEqual([2]);
  });
});

describe("behaviour 7: more faults", () => {
  test.each([
    ["2.10.43", undefined, 1],
    ["3.0.25", undefined, 1],
    ["3.2.1", undefined, 2],
    ["3.2.1", "lost", 1],
    ["3.0.25", "queued", 2],
  ] as const)(
    "on %s, setting %s: a change while another call is processed [sim 7: overlapping requests]",
    (version, overlap, count) => {
      const start = foundation({ version }, overlap === undefined ? {} : { overlap });
      const token = { value: "t", user: "admin", expiresAt: now + hour };
      const request = { path: `${cas}/generate`, method: "POST", headers: { authorization: "Bearer t" }, body: "{}" };
      const first = opsmanModel.step({ ...start, tokens: [token] }, { ...request, path: cas, method: "GET" }, now);
      const second = opsmanModel.step(first.state, request, now + 100);
      const third = opsmanModel.step(second.state, { ...request, path: cas, method: "GET" }, now + 5000);
      expect([second.reply?.status, third.state.cas.length]).toEqual([200, count]);
    },
  );

  test("the listing of v0 may answer 500 with HTML [sim 8: 500]", () => {
    const talk = talkTo(foundation());
    talk.change((state) => ({ ...state, listingFails: true }));
    expect(talk.ask("GET", "/api/v0/deployed/certificates")).toMatchObject({
      status: 500,
      body: expect.stringContaining("<html>"),
    });
  });

  test("leaves of NATS are listed from 2.10.9 [sim 8: rows and nulls]", () => {
    const count = (version: string): number =>
      talkTo(foundation({ version, natsLeaves: true }))
        .ask("GET", "/api/v0/deployed/certificates")
        .body.certificates.filter((row: { property_reference: string | null }) =>
          row.property_reference?.includes("nats"),
        ).length;
    expect([count("2.10.8"), count("2.10.9")]).toEqual([0, 2]);
  });

  test.each([
    ["opsman.full_control", [200, 200, 200]],
    ["opsman.restricted_control", [200, 200, 403]],
    ["opsman.full_view", [200, 403, 200]],
    ["opsman.restricted_view", [200, 403, 403]],
  ] as const)("behaviour 1: %s may read, apply, read credentials: %o [sim 1: scopes]", (scope, expected) => {
    const talk = talkTo({ ...foundation(), scopes: { admin: scope } });
    const statuses = [
      talk.ask("GET", cas).status,
      talk.ask("POST", installations, {}).status,
      talk.ask("GET", `/api/v0/deployed/products/${cf}/credentials`).status,
    ];
    expect(statuses).toEqual(expected);
  });

  test("behaviour 1: expires_in is a setting, and ids of installs may be texts [sim 1: expires_in]", () => {
    const state = foundation({}, { tokenLifetimeMs: 90_000, idsAsText: true });
    const body = "grant_type=password&username=admin&password=secret";
    const login = { method: "POST", path: "/uaa/oauth/token", headers: {}, body };
    expect(JSON.parse(opsmanModel.step(state, login, now).reply?.body ?? "").expires_in).toBe(90);
    expect(talkTo(state).ask("GET", installations).body.installations[0].id).toBe("41");
  });

  test("unlocking is counted, once for each lock [sim 1: locked]", () => {
    const unlock = { method: "PUT", path: "/api/v0/unlock", headers: {}, body: '{"passphrase":"open"}' };
    const locked = { ...foundation(), startup: { passphrase: "open" } };
    expect(opsmanModel.canonical(locked)).toMatchObject({ startup: "locked" });
    const once = opsmanModel.step(locked, unlock, now).state;
    const again = opsmanModel.step(once, unlock, now + 1000).state;
    const afterReboot = opsmanModel.step({ ...again, startup: { passphrase: "open" } }, unlock, now + hour).state;
    expect([once, again, afterReboot].map((state) => Object.keys(state.effects).length)).toEqual([1, 1, 2]);
  });
});
