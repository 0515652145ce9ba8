import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { JsonObject } from "../../../src/model/json.ts";
import type { Observation } from "../../../src/model/provider.ts";
import { day, type Issued, issued, keyMaker, noon } from "../../pki/authority.ts";
import { hasOpenssl, openRange, type Range } from "./s-server.ts";
import { aSession, aTarget, provider } from "./session.ts";

if (!hasOpenssl)
  console.warn("\n*** no openssl program here: endpoints served by openssl s_server are NOT tested ***\n");

const keyOf = keyMaker();
const serverName = "portal.example.com";
const server = {
  subject: `CN=${serverName},O=Acme`,
  sans: [`DNS:${serverName}`, "DNS:www.example.com"],
  usages: ["serverAuth"],
} as const;

describe.runIf(hasOpenssl)("endpoints served by openssl s_server", () => {
  let range: Range;
  let root: Issued;
  let sub: Issued;

  beforeAll(async () => {
    range = openRange();
    root = await issued({ key: keyOf("ec"), subject: "CN=Root", ca: {}, notAfter: noon + 3650 * day });
    sub = await issued({ key: keyOf("ec", 1), subject: "CN=Sub,O=Acme", ca: {}, notAfter: noon + 365 * day }, root);
  });
  afterAll(() => range.close());

  const observe = async (port: number, more: JsonObject = {}, options: JsonObject = {}): Promise<Observation> => {
    const connection = { address: `127.0.0.1:${port}`, serverName, trust: { ca: root.pem }, ...more };
    return provider.observe(aSession(connection), aTarget(connection, options));
  };
  const codes = (observation: Observation): readonly string[] => observation.findings.map((finding) => finding.code);
  const told = (pem: string, ...what: readonly string[]): string => {
    const path = join(range.folder, "told.pem");
    writeFileSync(path, pem);
    return spawnSync("openssl", ["x509", "-in", path, "-noout", ...what], { encoding: "utf8" }).stdout.trim();
  };

  test.each(["rsa", "ec", "ed25519"] as const)(
    "a good endpoint with a key of %s: the facts are those that openssl tells",
    async (kind) => {
      const leaf = await issued({ key: keyOf(kind, 2), ...server }, sub);
      const observation = await observe(await range.sServer(leaf, [sub]));
      expect(codes(observation)).toEqual([]);
      const [slot] = observation.slots;
      const fingerprint = told(leaf.pem, "-fingerprint", "-sha256").split("=")[1]?.replaceAll(":", "").toLowerCase();
      expect(slot?.fingerprint).toBe(fingerprint);
      expect(Date.parse(told(leaf.pem, "-startdate").split("=")[1] ?? "")).toBe(Date.parse(slot?.notBefore ?? ""));
      expect(Date.parse(told(leaf.pem, "-enddate").split("=")[1] ?? "")).toBe(Date.parse(slot?.notAfter ?? ""));
      expect(told(leaf.pem, "-serial")).toMatch(new RegExp(`=0?${slot?.serialNumber}$`));
      expect(slot?.sans).toEqual(server.sans);
      expect(slot?.key?.type).toBe(kind);
      expect(observation.system).toMatch(/^tls:127\.0\.0\.1:\d+$/);
      expect(observation.facts).toMatchObject({
        endpoints: [{ outcome: "seen", verified: true, protocol: "TLSv1.3" }],
      });
    },
  );

  test("the chain is told in the order of the wire, the root too", async () => {
    const leaf = await issued({ key: keyOf("ec", 2), ...server }, sub);
    const observation = await observe(await range.sServer(leaf, [root, sub]));
    expect(codes(observation)).toEqual(["ChainOrder"]);
    expect(observation.findings[0]?.evidence).toMatchObject({
      subjects: ["CN=portal.example.com,O=Acme", "CN=Root", "CN=Sub,O=Acme"],
    });
  });

  test("expired", async () => {
    const leaf = await issued({ key: keyOf("ec", 2), ...server, notBefore: noon - 3 * day, notAfter: noon - day }, sub);
    const observation = await observe(await range.sServer(leaf, [sub]));
    expect(codes(observation)).toEqual(["Expired"]);
    expect(observation.findings[0]).toMatchObject({
      about: "leaf",
      sentence: "CN=portal.example.com,O=Acme expired on 2026-06-14T12:00:00Z",
    });
  });

  test("for another name", async () => {
    const leaf = await issued({ key: keyOf("ec", 2), subject: "CN=other", sans: ["DNS:other.example.com"] }, sub);
    expect(codes(await observe(await range.sServer(leaf, [sub])))).toEqual(["WrongName"]);
  });

  test("the intermediate is not sent", async () => {
    const leaf = await issued({ key: keyOf("ec", 2), ...server }, sub);
    expect(codes(await observe(await range.sServer(leaf, [])))).toEqual(["UnknownIssuer", "MissingIntermediate"]);
  });

  test("an unknown root, and self-signed", async () => {
    const stranger = await issued({ key: keyOf("ec", 3), subject: "CN=Stranger", ca: {} });
    const leaf = await issued({ key: keyOf("ec", 2), ...server }, stranger);
    expect(codes(await observe(await range.sServer(leaf, [stranger])))).toEqual(["UnknownIssuer"]);
    const own = await issued({ key: keyOf("ec", 2), ...server });
    expect(codes(await observe(await range.sServer(own, [])))).toEqual(["SelfSigned"]);
  });

  test.each(["-tls1_2", "-tls1_3"])(
    "a client certificate is demanded (%s): the leaf is seen and the demand told",
    async (protocol) => {
      const leaf = await issued({ key: keyOf("ec", 2), ...server }, sub);
      const observation = await observe(await range.sServer(leaf, [sub], ["-Verify", "1", protocol]));
      expect(codes(observation)).toEqual(["ClientCertificateRequested"]);
      expect(observation.slots[0]?.subject).toBe("CN=portal.example.com,O=Acme");
    },
  );

  test("only TLS 1.2 is spoken", async () => {
    const leaf = await issued({ key: keyOf("ec", 2), ...server }, sub);
    const observation = await observe(await range.sServer(leaf, [sub], ["-tls1_2"]));
    expect(observation.facts).toMatchObject({ endpoints: [{ protocol: "TLSv1.2", verified: true }] });
  });

  test("TLS 1.0 with SHA-1 and RSA-1024 is still seen", async () => {
    const leaf = await issued({ key: keyOf("rsa1024", 2), ...server, signatureHash: "sha1" });
    const port = await range.sServer(leaf, [], ["-tls1", "-cipher", "ALL:@SECLEVEL=0"]);
    const observation = await observe(port);
    expect(codes(observation)).toEqual(["SelfSigned", "LegacyProtocol"]);
    expect(observation.slots[0]).toMatchObject({ signature: "sha1", key: { type: "rsa", size: 1024 } });
  });

  test("an intermediate that the policy would not have as a leaf", async () => {
    const weak = await issued(
      { key: keyOf("rsa1024", 1), subject: "CN=Weak", ca: {}, notAfter: noon + 365 * day },
      root,
    );
    const leaf = await issued({ key: keyOf("rsa", 2), ...server }, weak);
    const observation = await observe(await range.sServer(leaf, [weak], ["-cipher", "ALL:@SECLEVEL=0"]));
    expect(codes(observation)).toEqual(["WeakIssuer"]);
    expect(observation.findings[0]?.sentence).toBe("CN=Weak in the chain has a key of rsa 1024");
  });

  test("an issuer that ends before the leaf", async () => {
    const short = await issued({ key: keyOf("ec", 4), subject: "CN=Short", ca: {}, notAfter: noon + 5 * day }, root);
    const leaf = await issued({ key: keyOf("ec", 2), ...server }, short);
    expect(codes(await observe(await range.sServer(leaf, [short])))).toEqual(["IssuerEndsFirst"]);
  });

  test("backends: what differs, what is missing and what was seen elsewhere is told", async () => {
    const one = await issued({ key: keyOf("ec", 2), ...server }, sub);
    const two = await issued({ key: keyOf("ec", 3), ...server }, sub);
    const [good, bare] = [await range.sServer(one, [sub]), await range.sServer(two, [])];
    const observation = await observe(good, { backends: [`127.0.0.1:${bare}`, "127.0.0.1:1"] });
    expect(codes(observation)).toEqual(["EndpointUnobserved", "MissingIntermediate", "BackendsDiffer"]);
    expect(observation.findings[1]).toMatchObject({
      about: `leaf@127.0.0.1:${bare}`,
      sentence: "the server did not send CN=Sub,O=Acme",
    });
    expect(observation.slots.map((slot) => slot.name)).toEqual(["leaf", `leaf@127.0.0.1:${bare}`, "leaf@127.0.0.1:1"]);
    expect(observation.complete).toBe(false);
    const allowed = await observe(good, { backends: [`127.0.0.1:${bare}`] }, { expect: { same: false } });
    expect(codes(allowed)).toEqual(["MissingIntermediate"]);
  });

  test("expected names and issuer", async () => {
    const leaf = await issued({ key: keyOf("ec", 2), ...server }, sub);
    const port = await range.sServer(leaf, [sub]);
    expect(
      codes(await observe(port, {}, { expect: { names: ["www.example.com", serverName], issuer: "O=Acme" } })),
    ).toEqual([]);
    const observation = await observe(
      port,
      {},
      { expect: { names: ["api.example.com", serverName], issuer: "O=Other" } },
    );
    expect(codes(observation)).toEqual(["NamesMissing", "UnexpectedIssuer"]);
    expect(observation.findings[0]?.evidence).toMatchObject({ missing: ["api.example.com"] });
  });

  test("a pin stands for issuer and name", async () => {
    const leaf = await issued({ key: keyOf("ec", 2), subject: "CN=other" });
    const port = await range.sServer(leaf, []);
    const pin = told(leaf.pem, "-fingerprint", "-sha256").split("=")[1]?.replaceAll(":", "").toLowerCase() ?? "";
    expect(codes(await observe(port, { trust: { pins: [pin] } }))).toEqual([]);
    expect(codes(await observe(port, { trust: { pins: ["0".repeat(64)] } }))).toEqual(["PinMismatch"]);
  });
});
