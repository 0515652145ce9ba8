import { X509Certificate } from "node:crypto";
import { describe, expect, test } from "vitest";
import { activeGuid, apply, cas, day, foundation, generate, now, ownCertificate, talkTo } from "./foundation.ts";

const empty = { regenerated: [], excluded: [], regenerate_failed: [] };
const untouched = { updated: [], excluded: [], update_failed: [] };

describe("behaviour 2: the list of CAs", () => {
  test("a row has exactly the fields of its release, and dates in RFC 3339 [sim 2: list of CAs]", () => {
    const row = talkTo(foundation()).ask("GET", cas).body.certificate_authorities[0];
    expect(Object.keys(row)).toEqual(["guid", "issuer", "created_on", "expires_on", "active", "cert_pem"]);
    expect(row.guid).toMatch(/^[0-9a-f]{20}$/);
    expect([row.issuer, row.active]).toEqual(["Pivotal", true]);
    for (const date of [row.created_on, row.expires_on]) expect(date).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect(new X509Certificate(row.cert_pem).publicKey.asymmetricKeyType).toBe("rsa");
  });

  test.each([
    ["2.7.5", false],
    ["2.10.43", false],
    ["3.0.25+LTS-T", false],
    ["3.1.0", true],
    ["3.2.1", true],
  ])("nats_cert_pem on %s: %s [sim 2: nats_cert_pem from 3.1]", (version, shown) => {
    const row = talkTo(foundation({ version })).ask("GET", cas).body.certificate_authorities[0];
    expect("nats_cert_pem" in row).toBe(shown);
    if (shown) expect(row.nats_cert_pem).toBe(row.cert_pem);
  });

  test("several roots share name and serial number, and differ in guid and bytes [sim 2: real certificates]", () => {
    const talk = talkTo(foundation());
    generate(talk);
    const rows = talk.ask("GET", cas).body.certificate_authorities;
    const certificates = rows.map((row: { readonly cert_pem: string }) => new X509Certificate(row.cert_pem));
    const distinct = (of: (certificate: X509Certificate) => string): number => new Set(certificates.map(of)).size;
    expect([distinct((one) => one.subject), distinct((one) => one.serialNumber)]).toEqual([1, 1]);
    expect([
      distinct((one) => one.fingerprint256),
      new Set(rows.map((row: { guid: string }) => row.guid)).size,
    ]).toEqual([2, 2]);
  });
});

describe("behaviour 3: generate and create", () => {
  test("generate answers the new inactive CA flat, with its three lists, and lists it [sim 3: bodies]", () => {
    const talk = talkTo(foundation());
    const { status, body } = talk.ask("POST", `${cas}/generate`);
    expect(status).toBe(200);
    const { certificates, ...ca } = body;
    expect(certificates).toEqual(empty);
    expect(ca).toMatchObject({ issuer: "Pivotal", created_on: "2026-11-21T08:00:00Z", active: false });
    const rows = talk.ask("GET", cas).body.certificate_authorities;
    expect(rows.map((row: { active: boolean }) => row.active)).toEqual([true, false]);
    expect(rows[1]).toEqual(ca);
  });

  test("create takes a CA and its key [sim 3: uploaded CA]", async () => {
    const talk = talkTo(foundation());
    const { pem, key } = await ownCertificate(7, true);
    const { status, body } = talk.ask("POST", cas, { cert_pem: pem, private_key_pem: key });
    expect([status, body.issuer, body.active, body.certificates]).toEqual([200, "Acme", false, empty]);
    expect(new X509Certificate(body.cert_pem).fingerprint256).toBe(new X509Certificate(pem).fingerprint256);
    expect(Date.parse(body.expires_on)).toBe(now + 900 * day);
  });

  test("create refuses what is no RSA CA with its own key, and makes nothing [sim 3: RSA only] [sim 3: uploaded CA]", async () => {
    const talk = talkTo(foundation());
    const ca = await ownCertificate(7, true);
    const leaf = await ownCertificate(6, false);
    const wrong = [
      { cert_pem: "no certificate", private_key_pem: ca.key },
      { cert_pem: leaf.pem, private_key_pem: leaf.key },
      { cert_pem: ca.pem, private_key_pem: leaf.key },
      { cert_pem: ecCa, private_key_pem: ca.key },
      {},
    ];
    const replies = wrong.map((body) => talk.ask("POST", cas, body));
    expect(replies.map(({ status }) => status)).toEqual([422, 422, 422, 422, 422]);
    expect(replies.map(({ body }) => body.errors.length)).toEqual([1, 1, 1, 1, 1]);
    expect(replies[3]?.body.errors).toEqual(["Certificate must use an RSA key"]);
    expect(talk.state().cas.length).toBe(1);
  });
});

describe("behaviour 3: activate, regenerate, delete", () => {
  test("activate moves the one active flag, and answers lists [sim 2: list of CAs] [sim 3: bodies]", () => {
    const talk = talkTo(foundation());
    const guid = generate(talk);
    apply(talk);
    const { status, body } = talk.ask("POST", `${cas}/${guid}/activate`, {});
    expect([status, body]).toEqual([200, { certificates: untouched }]);
    expect(talk.state().cas.map((ca) => ca.active)).toEqual([false, true]);
  });

  test("an unknown guid is 404 with the reference's text, for activate and delete [sim 3: 404 and 422 texts]", () => {
    const talk = talkTo(foundation());
    for (const [method, path] of [
      ["POST", `${cas}/00000000000000000000/activate`],
      ["DELETE", `${cas}/00000000000000000000`],
    ] as const) {
      const { status, body } = talk.ask(method, path);
      expect([status, body]).toEqual([404, { errors: ["Certificate with specified guid not found"] }]);
    }
  });

  test("regenerate answers every leaf by location and reference, signed by what is active now [sim 3: bodies]", () => {
    const talk = talkTo(foundation());
    const { status, body } = talk.ask("POST", `${cas}/active/regenerate`, {});
    expect([status, body.certificates.excluded, body.certificates.regenerate_failed]).toEqual([200, [], []]);
    expect(body.certificates.regenerated[0]).toEqual({
      location: "ops_manager",
      product_guid: "p-bosh-5f3a9c1e7b2d4f6a8c0e",
      property_reference: ".properties.director_ssl",
      variable_path: null,
      reason: null,
    });
    expect(body.certificates.regenerated.length).toBe(5);
    expect(new Set(talk.state().leaves.map((leaf) => leaf.staged?.ca))).toEqual(new Set([activeGuid(talk)]));
  });

  test("a 200 of regenerate may carry leaves that failed", () => {
    const talk = talkTo(foundation());
    talk.change((state) => ({ ...state, regenerateFails: [".properties.director_ssl"] }));
    const { status, body } = talk.ask("POST", `${cas}/active/regenerate`, {});
    expect([status, body.certificates.regenerated.length]).toEqual([200, 4]);
    expect(body.certificates.regenerate_failed).toMatchObject([{ property_reference: ".properties.director_ssl" }]);
  });

  test("delete takes the CA out of the list", () => {
    const talk = talkTo(foundation({ version: "2.7.5" }));
    const guid = generate(talk);
    const { status, body } = talk.ask("DELETE", `${cas}/${guid}`);
    expect([status, body]).toEqual([200, { certificates: untouched }]);
    expect(talk.state().cas.length).toBe(1);
    expect(talk.ask("DELETE", `${cas}/${guid}`).status).toBe(404);
  });
});

describe("behaviour 3: what is left out", () => {
  const services = "/services/tls_ca";
  const credhub = { credhub: true };
  const paths = (rows: readonly { readonly variable_path: string }[]): readonly string[] =>
    rows.map((row) => row.variable_path);

  test("without a list /services/tls_ca is excluded, and the other CAs of CredHub move along", () => {
    const { body } = talkTo(foundation(credhub)).ask("POST", `${cas}/generate`);
    expect(paths(body.certificates.excluded)).toEqual([services]);
    expect(paths(body.certificates.regenerated)).toEqual(["/p-bosh/cf/diego-instance-identity-root-ca"]);
  });

  test("a list that names /services/tls_ca excludes it and what else it names", () => {
    const exclude = { certificate_authorities: [services, "/p-bosh/cf/diego-instance-identity-root-ca"] };
    const { body } = talkTo(foundation(credhub)).ask("POST", `${cas}/generate`, { exclude_from_rotation: exclude });
    expect(paths(body.certificates.excluded).toSorted()).toEqual([
      "/p-bosh/cf/diego-instance-identity-root-ca",
      services,
    ]);
    expect(body.certificates.regenerated).toEqual([]);
  });

  test("a list that forgets /services/tls_ca has it rotated, and bound apps break with the leaves [sim 3: excluded]", () => {
    const talk = talkTo(foundation(credhub));
    const exclude = { certificate_authorities: ["/p-bosh/cf/diego-instance-identity-root-ca"] };
    const guid = generate(talk, { exclude_from_rotation: exclude });
    apply(talk);
    talk.ask("POST", `${cas}/${guid}/activate`);
    talk.ask("POST", `${cas}/active/regenerate`);
    expect(talk.broken()).toEqual([]);
    apply(talk);
    expect(talk.broken()).toEqual(["apps bound to services refuse p.mysql-9e8d7c6b5a4f3e2d1c0b /services/tls_leaf"]);
  });

  test("regenerate leaves what /services/tls_ca signs alone, and lists it as excluded [sim 3: excluded]", () => {
    const talk = talkTo(foundation(credhub));
    const { certificates } = talk.ask("POST", `${cas}/active/regenerate`).body;
    expect(paths(certificates.excluded)).toEqual([services, "/services/tls_leaf"]);
    expect(paths(certificates.regenerated)).not.toContain("/services/tls_leaf");
    expect(paths(certificates.regenerated)).toContain("/p-bosh/cf/diego-client-tls");
  });

  test("certificates of IPsec are listed as excluded [sim 3: excluded]", () => {
    const { body } = talkTo(foundation({ tiles: ["p-ipsec-addon"] })).ask("POST", `${cas}/generate`);
    expect(body.certificates.excluded).toMatchObject([{ product_guid: "p-ipsec-addon-00000000000000000000" }]);
  });

  test("with TKGI all five calls answer 207 with warnings, and CredHub's CAs stay [sim 3: 207 with TKGI]", () => {
    const talk = talkTo(foundation({ tiles: ["pivotal-container-service"], credhub: true }));
    const generated = talk.ask("POST", `${cas}/generate`);
    const guid = generated.body.guid;
    const created = talkTo(foundation({ tiles: ["pivotal-container-service"] }));
    apply(talk);
    const old = activeGuid(talk);
    const replies = [generated, talk.ask("POST", `${cas}/${guid}/activate`)];
    replies.push(talk.ask("POST", `${cas}/active/regenerate`));
    apply(talk);
    replies.push(talk.ask("DELETE", `${cas}/${old}`), created.ask("POST", `${cas}/generate`));
    expect(replies.map(({ status }) => status)).toEqual([207, 207, 207, 207, 207]);
    for (const { body } of replies) expect(body.warnings.length).toBe(1);
    expect(talk.state().credhubCas.map(({ versions }) => versions.length)).toEqual([1, 1]);
    expect(apply(talk)).toBe("succeeded");
    expect(talk.broken()).toEqual([]);
  });
});

/** `openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -subj "/C=US/O=Pivotal"`: a CA, and not RSA. */
const ecCa = `-----BEGIN CERTIFICATE-----
MIIBkjCCATmgAwIBAgIUEP5/2RjCpHlss85TJV/YIPT4KokwCgYIKoZIzj0EAwIw
HzELMAkGA1UEBhMCVVMxEDAOBgNVBAoMB1Bpdm90YWwwHhcNMjYxMTIxMTEzOTM3
WhcNMzUwMjA3MTEzOTM3WjAfMQswCQYDVQQGEwJVUzEQMA4GA1UECgwHUGl2b3Rh
bDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABEnHtWY3OvzBRAureB97tx0JygnW
HqRK73kDAotFlMN9fC/1X3/RoBvXB3fq2guEzhpKLipO07a7pA7byoNUMhSjUzBR
MB0GA1UdDgQWBBT8VwUThIQIB0YH7vDPjfdI7SCX+jAfBgNVHSMEGDAWgBT8VwUT
hIQIB0YH7vDPjfdI7SCX+jAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0cA
MEQCIAsjUPE4GQLWCM3nHH116U220OzWB5lE7CF52S9UbPAwAiARA8sHLK1rh+vS
w24J/m1uunHaN1O6ns3JPoGFu8uXag==
-----END CERTIFICATE-----
`;
