import { rootCertificates } from "node:tls";
import fc from "fast-check";
import { Certificate, type ExtKeyUsage } from "pkijs";
import { expect, test } from "vitest";
import { CertplanError } from "../../src/messages/error.ts";
import { loadPki, parseCertificate, parsePemBundle } from "../../src/pki/index.ts";
import { day, type Issued, issued, keyMaker, noon } from "./authority.ts";

const keyOf = keyMaker();

/** What a second reader of the same bytes says. */
function byPkijs(der: Uint8Array): unknown {
  const certificate = Certificate.fromBER(new Uint8Array(der));
  const value = (oid: string): unknown => certificate.extensions?.find((one) => one.extnID === oid)?.parsedValue;
  const constraints = value("2.5.29.19") as { cA?: boolean; pathLenConstraint?: number } | undefined;
  const octets = (one: unknown): string | undefined => {
    const view = (one as { valueBlock: { valueHexView: Uint8Array } } | undefined)?.valueBlock.valueHexView;
    return view === undefined ? undefined : Buffer.from(view).toString("hex");
  };
  return {
    isCa: constraints?.cA === true,
    pathLength: constraints?.pathLenConstraint,
    usages: (value("2.5.29.37") as ExtKeyUsage | undefined)?.keyPurposes,
    subjectKeyId: octets(value("2.5.29.14")),
    authorityKeyId: octets((value("2.5.29.35") as { keyIdentifier?: unknown } | undefined)?.keyIdentifier),
    names: (value("2.5.29.17") as { altNames: unknown[] } | undefined)?.altNames.length ?? 0,
  };
}

async function byUs(der: Uint8Array): Promise<unknown> {
  const facts = await parseCertificate(der);
  const { isCa, pathLength, usages, subjectKeyId, authorityKeyId, sans } = facts;
  return { isCa, pathLength, usages, subjectKeyId, authorityKeyId, names: sans.length };
}

async function someCertificates(): Promise<readonly Issued[]> {
  const root = await issued({ key: keyOf("ec"), ca: { pathLength: 3 }, notAfter: noon + 3650 * day });
  const sans = ["DNS:a.example", "IP:10.0.0.7", "IP:2001:db8::1"];
  return [root, await issued({ key: keyOf("rsa"), sans, usages: ["serverAuth", "clientAuth"] }, root)];
}

test("a second reader finds the same in the public roots and in our own certificates", async () => {
  const ders = [...rootCertificates.flatMap(parsePemBundle), ...(await someCertificates()).map(({ der }) => der)];
  expect(ders.length).toBeGreaterThan(100);
  for (const der of ders) expect(byPkijs(der)).toMatchObject((await byUs(der)) as object);
});

test("every root of the public has a hash that has a name, and no extension that is unknown", async () => {
  const facts = await Promise.all(rootCertificates.map((pem) => parseCertificate(pem)));
  expect(new Set(facts.map(({ signature }) => signature))).toEqual(new Set(["sha1", "sha256", "sha384", "sha512"]));
  expect(facts.flatMap(({ unknownCritical }) => unknownCritical)).toEqual([]);
});

test("bytes that were changed anywhere are read or refused with the code, never anything else", async () => {
  await loadPki();
  const certificates = await someCertificates();
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(fc.nat(1), fc.nat(), fc.nat(255), async (which, at, byte) => {
      const der = new Uint8Array(certificates[which]?.der ?? []);
      der[at % der.length] = byte;
      await parseCertificate(der).catch((error: unknown) => {
        expect(error).toBeInstanceOf(CertplanError);
        expect(error).toMatchObject({ code: "CertificateUnreadable" });
        refused += 1;
      });
    }),
    { numRuns: 1500 },
  );
  expect(refused).toBeGreaterThan(20);
});

test("a critical extension that cannot be read is one that nobody understands", async () => {
  const broken = (oid: string) => [{ oid, critical: true, value: new Uint8Array([0x30, 0x05, 0x01]) }];
  for (const oid of ["2.5.29.30", "2.5.29.36"]) {
    const { der } = await issued({ key: keyOf("ec"), extensions: broken(oid) });
    expect((await parseCertificate(der)).unknownCritical).toEqual([oid]);
  }
});
