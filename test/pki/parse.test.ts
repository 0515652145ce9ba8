import { X509Certificate } from "node:crypto";
import { describe, expect, test } from "vitest";
import { fingerprintOf, hasNameParts, parseCertificate, parsePemBundle, pemOf, slotOf } from "../../src/pki/index.ts";
import { day, issued, keyMaker, noon } from "./authority.ts";

const keyOf = keyMaker();

describe("what a certificate says", () => {
  test("names are on one line, in the certificate's order, and the serial number has no leading zeros", async () => {
    const { pem, der } = await issued({ key: keyOf("ec"), subject: "CN=portal,O=Acme", serialNumber: "000a1b" });
    const facts = await parseCertificate(pem);
    expect(facts.subject).toBe("CN=portal,O=Acme");
    expect(facts.issuer).toBe("CN=portal,O=Acme");
    expect(facts.serialNumber).toBe("A1B");
    expect(facts.fingerprint).toBe(new X509Certificate(pem).fingerprint256.replaceAll(":", "").toLowerCase());
    expect(await parseCertificate(der)).toEqual(facts);
  });

  test.each([
    ["rsa", { type: "rsa", size: 2048 }, "sha256"],
    ["ec", { type: "ec", size: 256 }, "sha256"],
    ["ed25519", { type: "ed25519" }, "none"],
  ] as const)("key and signature hash of %s", async (kind, key, signature) => {
    const facts = await parseCertificate((await issued({ key: keyOf(kind) })).pem);
    expect(facts.key).toEqual(key);
    expect(facts.signature).toBe(signature);
  });

  test.each(["sha1", "sha384", "sha512"] as const)("a signature with %s is told", async (signatureHash) => {
    expect((await parseCertificate((await issued({ key: keyOf("rsa"), signatureHash })).pem)).signature).toBe(
      signatureHash,
    );
  });

  test("dates, SANs, rights and usages of a leaf", async () => {
    const leaf = await issued({
      key: keyOf("ec"),
      sans: ["DNS:a.example", "DNS:*.b.example", "IP:10.0.0.7", "IP:2001:db8:0:0:0:0:0:1"],
      usages: ["serverAuth"],
      notBefore: noon,
      notAfter: noon + day,
    });
    const facts = await parseCertificate(leaf.pem);
    expect([facts.notBefore, facts.notAfter]).toEqual([noon, noon + day]);
    expect(facts.sans).toEqual(["DNS:a.example", "DNS:*.b.example", "IP:10.0.0.7", "IP:2001:db8::1"]);
    expect(facts.isCa).toBe(false);
    expect(facts.usages).toEqual(["1.3.6.1.5.5.7.3.1"]);
    expect(facts.keyUsage).toEqual(["digitalSignature"]);
    expect(facts.unknownCritical).toEqual([]);
    expect(slotOf(facts, "leaf", "leaf")).toEqual({
      name: "leaf",
      class: "leaf",
      fingerprint: fingerprintOf(leaf.der),
      subject: "CN=unnamed",
      issuer: "CN=unnamed",
      serialNumber: facts.serialNumber,
      notBefore: "2026-06-15T12:00:00Z",
      notAfter: "2026-06-16T12:00:00Z",
      key: { type: "ec", size: 256 },
      signature: "sha256",
      sans: ["DNS:a.example", "DNS:*.b.example", "IP:10.0.0.7", "IP:2001:db8::1"],
    });
  });

  test("path length and key identifiers of a CA", async () => {
    const root = await issued({ key: keyOf("ec"), ca: { pathLength: 3 } });
    const leaf = await parseCertificate((await issued({ key: keyOf("ec", 1) }, root)).pem);
    const facts = await parseCertificate(root.pem);
    expect([facts.isCa, facts.pathLength]).toEqual([true, 3]);
    expect(facts.subjectKeyId).toMatch(/^[0-9a-f]{40}$/);
    expect(leaf.authorityKeyId).toBe(facts.subjectKeyId);
  });

  test("a name with a line break and a comma stays one part of one line", async () => {
    const facts = await parseCertificate((await issued({ key: keyOf("ec"), subject: "CN=a\\0A\\,O=b,O=Acme" })).pem);
    expect(facts.subject.split("\n")).toHaveLength(1);
    expect(hasNameParts(facts.subject, "O=Acme")).toBe(true);
    expect(hasNameParts(facts.subject, "O=b")).toBe(false);
  });
});

describe("what is not a certificate", () => {
  test.each([
    ["text without PEM", "hello"],
    ["DER that ends early", new Uint8Array([0x30, 0x82, 0x01])],
    ["nothing", new Uint8Array()],
  ])("%s is refused with a code", async (_name, input) => {
    await expect(parseCertificate(input)).rejects.toMatchObject({ code: "CertificateUnreadable", kind: "input" });
  });

  test("a bundle gives its certificates in order and passes over what is between", async () => {
    const [one, two] = [await issued({ key: keyOf("ec") }), await issued({ key: keyOf("ec", 1) })];
    const bundle = parsePemBundle(`# first\r\n${one.pem}comment\n${pemOf(two.der)}`);
    expect(bundle).toEqual([one.der, two.der]);
    expect(() => parsePemBundle("-----BEGIN PRIVATE KEY-----")).toThrow("there is no PEM certificate in the text");
  });
});
