import { createHash, createPublicKey, sign, X509Certificate } from "node:crypto";
import { bits, nul, octets, oid, pemOf, sequence, time, tlv } from "../der.ts";
import type { LabCa } from "./state.ts";

/** What the platform signs for somebody: instants in milliseconds. */
export interface Issued {
  readonly subject: string;
  /** DNS names. */
  readonly names: readonly string[];
  readonly validFrom: number;
  readonly validUntil: number;
  /** Private key of the certificate, RSA. */
  readonly key: string;
}

/**
 * A leaf by this CA as PEM, RSA with SHA-256; undefined where the lab does not hold the CA's key. The same request
 * gives the same bytes: the model stays a pure value, and makes a certificate only when somebody looks at it.
 */
export function issue(ca: LabCa, wanted: Issued): string | undefined {
  if (ca.key === undefined) return undefined;
  const body = toBeSigned(ca, wanted);
  const signature = sign("sha256", body, ca.key);
  return pemOf(sequence(body, sequence(oid("2a864886f70d01010b"), nul), bits(signature)));
}

function toBeSigned(ca: LabCa, { subject, names, validFrom, validUntil, key }: Issued): Buffer {
  const publicKey = createPublicKey(key).export({ type: "spki", format: "der" });
  const serial = createHash("sha256").update(`${ca.guid} ${subject} ${validFrom}`).digest().subarray(0, 15);
  return sequence(
    tlv(0xa0, tlv(0x02, Buffer.from([2]))),
    tlv(0x02, Buffer.concat([Buffer.from([1]), serial])),
    sequence(oid("2a864886f70d01010b"), nul),
    subjectOf(ca.pem),
    sequence(time(validFrom), time(validUntil)),
    sequence(tlv(0x31, sequence(oid("550403"), tlv(0x0c, Buffer.from(subject.slice(0, 64)))))),
    publicKey,
    tlv(0xa3, sequence(...extensions(names, keyIdOf(ca.pem)))),
  );
}

function extensions(names: readonly string[], issuerKeyId: Buffer | undefined): readonly Buffer[] {
  const yes = tlv(0x01, Buffer.from([0xff]));
  const sans = sequence(...names.map((name) => tlv(0x82, Buffer.from(name))));
  return [
    sequence(oid("551d13"), yes, octets(sequence())),
    sequence(oid("551d0f"), yes, octets(tlv(0x03, Buffer.from([5, 0xa0])))),
    sequence(oid("551d25"), octets(sequence(oid("2b06010505070301"), oid("2b06010505070302")))),
    ...(issuerKeyId === undefined ? [] : [sequence(oid("551d23"), octets(sequence(tlv(0x80, issuerKeyId))))]),
    ...(names.length === 0 ? [] : [sequence(oid("551d11"), octets(sans))]),
  ];
}

/** The subject of a CA as it stands in its certificate: the sixth part of what is signed, after five others. */
function subjectOf(pem: string): Buffer {
  const [certificate] = parts(new X509Certificate(pem).raw);
  const [body] = parts(certificate?.content ?? nul);
  const subject = parts(body?.content ?? nul)[5];
  return subject?.whole ?? sequence();
}

/** The subject key identifier of a CA: an octet string within the octet string behind its OID. */
function keyIdOf(pem: string): Buffer | undefined {
  const { raw } = new X509Certificate(pem);
  const found = raw.indexOf(oid("551d0e"));
  if (found === -1) return undefined;
  const [value] = parts(raw.subarray(found + 5, found + 7 + (raw[found + 6] ?? 0)));
  return parts(value?.content ?? nul)[0]?.content;
}

interface Part {
  readonly whole: Buffer;
  readonly content: Buffer;
}

/** The values that stand one after another in DER. */
function parts(der: Buffer): readonly Part[] {
  const found: Part[] = [];
  for (let at = 0; at < der.length; ) {
    const first = der[at + 1] ?? 0;
    const width = first < 0x80 ? 0 : first - 0x80;
    const length = width === 0 ? first : der.readUIntBE(at + 2, width);
    const begin = at + 2 + width;
    found.push({ whole: der.subarray(at, begin + length), content: der.subarray(begin, begin + length) });
    at = begin + length;
  }
  return found;
}
