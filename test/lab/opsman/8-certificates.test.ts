import { describe, expect, test } from "vitest";
import { opsmanAt, type StartingPoint, startingPoints } from "../../../src/lab/opsman/index.ts";
import {
  apply,
  cas,
  cf,
  day,
  foundation,
  instance,
  mysql,
  now,
  ownCertificate,
  type Talk,
  talkTo,
} from "./foundation.ts";

const v0 = "/api/v0/deployed/certificates";
const v1 = "/api/v1/deployed/certificates";

interface Row {
  readonly name: string;
  readonly is_ca: boolean;
  readonly variable_path: string | null;
  readonly property_reference: string | null;
  readonly product_guid: string;
  readonly deployments: readonly string[];
  readonly outdated_deployments: readonly string[];
  readonly signs: readonly Row[];
}

const rows = (talk: Talk, path: string): readonly Row[] => talk.ask("GET", path).body.certificates;

describe("behaviour 8: the listing of v0", () => {
  test("has no PEM, one row for each product of a shared certificate, and nulls where a name does not apply [sim 8: rows and nulls]", () => {
    const listed = rows(talkTo(foundation({ credhub: true, serviceInstances: true })), v0);
    for (const row of listed) {
      expect(Object.keys(row).filter((key) => /pem|serial|finger|subject/.test(key))).toEqual([]);
      expect([row.variable_path, row.property_reference].filter((name) => name === null).length).toBe(1);
    }
    const shared = listed.filter((row) => row.variable_path === "/p-bosh/dns_api_server_tls");
    expect(shared.map((row) => row.product_guid.split("-")[0])).toEqual(["p", "cf"]);
  });

  test("shows each root CA as the reference says, sic: configurable [sim 8: root rows from 2.7]", () => {
    const [root] = rows(talkTo(foundation()), v0);
    expect(root).toMatchObject({
      is_ca: true,
      configurable: true,
      location: "ops_manager",
      product_guid: "ops_manager",
      property_reference: ".properties.root_ca.f7bc18f34f2a7a9403c3",
      property_type: "rsa_cert_credentials",
    });
    expect(rows(talkTo(foundation({ version: "2.6.20" })), v0).filter((row) => row.is_ca)).toEqual([]);
  });

  test.each([
    ["20d", 0],
    ["21d", 5],
    ["3w", 5],
    ["1m", 5],
    ["9y", 6],
  ])("expires_within=%s [sim 8: expires_within]", (window, count) => {
    const talk = talkTo(foundation({ leavesEnd: now + 20 * day + 3_600_000 }));
    expect(rows(talk, `${v0}?expires_within=${window}`).length).toBe(count);
  });

  test("show_excluded_from_rotation_only shows what a rotation leaves out", () => {
    const listed = rows(talkTo(foundation({ credhub: true })), `${v0}?show_excluded_from_rotation_only=true`);
    expect(listed.map((row) => row.variable_path)).toEqual(["/services/tls_ca", "/services/tls_leaf"]);
  });

  test("rotation_procedure_name comes with 2.10.33 [sim 8: rotation_procedure from 2.10.33]", () => {
    const has = (version: string): boolean =>
      "rotation_procedure_name" in (rows(talkTo(foundation({ version })), v0)[0] ?? {});
    expect([has("2.10.32"), has("2.10.33"), has("3.0.1")]).toEqual([false, true, true]);
  });
});

describe("behaviour 8: the listing of v1, from 3.0", () => {
  test("is not there before", () => {
    expect(talkTo(foundation({ version: "2.10.43" })).ask("GET", v1).status).toBe(404);
  });

  test("nests leaves under their CA, one row for all deployments of a certificate, instances among them [sim 8: v1 listing]", () => {
    const [root] = rows(talkTo(foundation({ version: "3.0.1", serviceInstances: true })), v1);
    const shared = root?.signs.filter((row) => row.name === "/p-bosh/dns_api_server_tls");
    expect(shared?.length).toBe(1);
    expect(shared?.[0]?.deployments).toEqual(["p-bosh-5f3a9c1e7b2d4f6a8c0e", cf, instance]);
  });

  test("outdated_deployments tells who lags behind, at each starting point [sim 8: v1 listing]", () => {
    const lag = (point: StartingPoint): readonly number[] => {
      const start = foundation({ version: "3.0.1", serviceInstances: true });
      const all = rows(talkTo(opsmanAt(point, start, { now })), v1);
      const count = (some: readonly Row[]): number => new Set(some.flatMap((row) => row.outdated_deployments)).size;
      return [count(all), count(all.flatMap((row) => row.signs))];
    };
    expect(Object.fromEntries(startingPoints.map((point) => [point, lag(point)]))).toEqual({
      S0: [0, 0],
      S1: [4, 0],
      S2: [0, 0],
      S3: [0, 0],
      S4: [0, 4],
      S5: [0, 0],
      S6: [4, 0],
      L1: [0, 4],
    });
  });

  test("names the instances that an apply without their errand left behind", () => {
    const start = foundation({ version: "3.0.1", serviceInstances: true });
    const talk = talkTo(opsmanAt("S2", start, { now, errands: "forgotten" }));
    expect(rows(talk, v1).map((row) => row.outdated_deployments)).toEqual([[instance], [instance]]);
  });
});

/** Guids of the products that pending_changes shows as an update. */
const changed = (talk: Talk): readonly string[] =>
  talk
    .ask("GET", "/api/v0/staged/pending_changes")
    .body.product_changes.flatMap((row: { guid: string; action: string }) =>
      row.action === "update" ? [row.guid] : [],
    );

describe("configurable leaves", () => {
  const reference = ".properties.tls";
  const path = `/api/v0/staged/products/${mysql}/properties`;

  test("are not regenerated, are replaced by their property, and reach the tile with an apply [sim 4: configurable leaves]", async () => {
    const before = await ownCertificate(5, false);
    const after = await ownCertificate(6, false);
    const validity = { validFrom: now - day, validUntil: now + 100 * day };
    const talk = talkTo(foundation({ configurable: { pem: before.pem, ...validity } }));
    expect(talk.ask("POST", `${cas}/active/regenerate`).body.certificates.regenerated.length).toBe(5);
    const value = { cert_pem: after.pem, private_key_pem: after.key };
    const put = talk.ask("PUT", path, { properties: { [reference]: { value } } });
    expect([put.status, put.body]).toEqual([200, {}]);
    expect(talk.ask("GET", path).body.properties[reference].value.cert_pem).toBe(after.pem);
    const credential = `/api/v0/deployed/products/${mysql}/credentials/${reference}`;
    expect(talk.ask("GET", credential).body.credential.value.cert_pem).toBe(before.pem);
    expect(changed(talk)).toEqual([mysql]);
    expect(apply(talk)).toBe("succeeded");
    expect(talk.ask("GET", credential).body.credential.value.cert_pem).toBe(after.pem);
    expect(talk.ask("GET", `${credential}x`).status).toBe(404);
    const wrong = { cert_pem: after.pem, private_key_pem: before.key };
    expect(talk.ask("PUT", path, { properties: { [reference]: { value: wrong } } }).status).toBe(422);
  });

  const collection = ".properties.networking_poe_ssl_certs";
  const inCf = `/api/v0/staged/products/${cf}/properties`;
  const validity = { validFrom: now - day, validUntil: now + 100 * day };

  test("of a collection are put as a whole, each by its guid, and listed by their place [sim 4: configurable leaves]", async () => {
    const [first, second, third] = await Promise.all([5, 6, 7].map((number) => ownCertificate(number, false)));
    if (first === undefined || second === undefined || third === undefined) throw new Error("three of them");
    const talk = talkTo(
      foundation({
        collection: [
          { name: "wildcard", pem: first.pem, ...validity },
          { name: "public", pem: second.pem, ...validity, ca: "elsewhere" },
        ],
      }),
    );
    const elements = (): readonly { guid: { value: string }; name: { value: string } }[] =>
      talk.ask("GET", inCf).body.properties[collection].value;
    const [wildcard, other] = elements();
    expect([wildcard?.name.value, other?.name.value]).toEqual(["wildcard", "public"]);
    const certificate = { cert_pem: third.pem, private_key_pem: third.key };
    const put = (value: unknown): number => talk.ask("PUT", inCf, { properties: { [collection]: { value } } }).status;
    expect(put([{ guid: wildcard?.guid.value, name: "wildcard", certificate }])).toBe(422);
    expect(put([{ guid: "unknown", certificate }, { guid: other?.guid.value }])).toBe(422);
    expect(put([{ guid: wildcard?.guid.value, name: "wildcard", certificate }, { guid: other?.guid.value }])).toBe(200);
    expect(elements().map(({ guid }) => guid.value)).toEqual([wildcard?.guid.value, other?.guid.value]);
    expect(changed(talk)).toEqual([cf]);
    apply(talk);
    const credential = (index: number): string =>
      talk.ask("GET", `/api/v0/deployed/products/${cf}/credentials/${collection}[${index}].certificate`).body.credential
        .value.cert_pem;
    expect([credential(0), credential(1)]).toEqual([third.pem, second.pem]);
    expect(talk.state().effects[`deploy ${cf} ${collection}[0].certificate generation 2`]).toBe(1);
    expect(
      rows(talk, v0)
        .filter((row) => row.property_reference?.startsWith(collection))
        .map((row) => row.property_reference),
    ).toEqual([`${collection}[0].certificate`, `${collection}[1].certificate`]);
  });

  test("of a collection lose their guid if it is not sent [sim 4: configurable leaves]", async () => {
    const [before, after] = [await ownCertificate(5, false), await ownCertificate(6, false)];
    const talk = talkTo(foundation({ collection: [{ name: "wildcard", pem: before.pem, ...validity }] }));
    const guid = (): string => talk.ask("GET", inCf).body.properties[collection].value[0].guid.value;
    const old = guid();
    const certificate = { cert_pem: after.pem, private_key_pem: after.key };
    expect(talk.ask("PUT", inCf, { properties: { [collection]: { value: [{ name: "wildcard" }] } } }).status).toBe(422);
    talk.ask("PUT", inCf, { properties: { [collection]: { value: [{ name: "wildcard", certificate }] } } });
    expect(guid()).not.toBe(old);
  });

  test.each([
    ["2.6.20", [mysql]],
    ["2.7.30", []],
  ])(
    "on %s the same certificate with other line ends changes %o [sim 4: configurable leaves]",
    async (version, expected) => {
      const { pem, key } = await ownCertificate(5, false);
      const talk = talkTo(foundation({ version, configurable: { pem, ...validity } }));
      const value = { cert_pem: pem.replaceAll("\n", "\r\n"), private_key_pem: key };
      expect(talk.ask("PUT", path, { properties: { [reference]: { value } } }).status).toBe(200);
      expect(changed(talk)).toEqual(expected);
    },
  );

  test("one that the old root signed is refused once that root is gone [sim 4: configurable leaves]", () => {
    const configurable = { pem: "", validFrom: now - day, validUntil: now + 100 * day };
    const talk = talkTo(opsmanAt("S6", foundation({ configurable }), { now }));
    expect(talk.broken()).toEqual([]);
    apply(talk);
    expect(talk.broken()).toContain(`${cf} refuses ${mysql} ${reference}`);
  });
});

describe("starting points", () => {
  test.each(startingPoints)("%s is reached without breaking anybody, by requests of admin in the past", (point) => {
    for (const version of ["2.7.5", "2.10.43", "3.0.25+LTS-T", "3.2.1"]) {
      const state = opsmanAt(point, foundation({ version, serviceInstances: true }), { now });
      const talk = talkTo(state);
      expect(talk.broken()).toEqual([]);
      const times = [...state.cas.map((ca) => ca.createdOn), ...state.installations.map((row) => row.endsAt)];
      expect(times.every((time) => time <= now)).toBe(true);
      expect(new Set(state.installations.map((row) => row.user))).toEqual(new Set(["admin"]));
    }
  });

  test("differ from each other in what the CA list, the listing and the installs say", () => {
    const seen = startingPoints.map((point) => {
      const talk = talkTo(opsmanAt(point, foundation(), { now }));
      const list = talk.ask("GET", cas).body.certificate_authorities;
      const installs = talk.ask("GET", "/api/v0/installations").body.installations;
      return JSON.stringify([list, rows(talk, v0), installs]);
    });
    expect(new Set(seen).size).toBe(startingPoints.length);
  });

  test("a point that the platform refuses to reach says so", () => {
    const start = foundation({ serviceInstances: true });
    expect(() => opsmanAt("S3", start, { now, errands: "forgotten" })).toThrow(/cannot be reached: POST .*activate/);
  });
});
