import { createHash, createPrivateKey, createPublicKey, sign } from "node:crypto";
import { bits, nul, octets, oid, pemOf, sequence, time, tlv } from "../der.ts";
import type { ClusterCa, LabLeaf } from "./parts.ts";

const tenYearsMs: number = 10 * 365 * 86_400_000;

/** Parts of a subject in order: `["O", "system:masters"]`. */
export type Subject = readonly (readonly [part: "CN" | "O", value: string])[];

/** A CA of ten years whose serial number is 0, as RKE makes each generation. RSA with SHA-256. */
export function makeCa(subject: Subject, generation: number, keys: readonly string[], notBefore: number): ClusterCa {
  const key = keys[(generation - 1) % keys.length] ?? "";
  const notAfter = notBefore + tenYearsMs;
  const spki = spkiOf(key);
  const keyId = createHash("sha1").update(spki).digest();
  const extensions = [
    sequence(oid("551d0f"), yes, octets(tlv(0x03, Buffer.from([2, 0xa4])))),
    sequence(oid("551d13"), yes, octets(sequence(yes))),
    sequence(oid("551d0e"), octets(octets(keyId))),
  ];
  const serial = Buffer.from([0]);
  const body = toBeSigned({ subject, issuer: subject, serial, notBefore, notAfter, spki, extensions });
  return { generation, notBefore, notAfter, pem: signed(body, key), key, keyId: keyId.toString("hex") };
}

/** What a leaf shows beside its dates. */
export interface LeafNames {
  readonly subject: Subject;
  readonly issuer: Subject;
  readonly dns: readonly string[];
  /** Dotted IPv4. */
  readonly addresses: readonly string[];
  /** Its public key, DER. */
  readonly spki: Uint8Array;
}

/** The leaf as PEM. The same request gives the same bytes. */
export function issueLeaf(ca: ClusterCa, leaf: LabLeaf, names: LeafNames): string {
  const { notBefore, notAfter, generation } = leaf;
  const seed = `${ca.generation} ${JSON.stringify(names.subject)} ${names.addresses.join()} ${generation} ${notAfter}`;
  const serial = Buffer.concat([Buffer.from([1]), createHash("sha256").update(seed).digest().subarray(0, 7)]);
  const sans = [
    ...names.dns.map((name) => tlv(0x82, Buffer.from(name))),
    ...names.addresses.map((address) => tlv(0x87, Buffer.from(address.split(".").map(Number)))),
  ];
  const extensions = [
    sequence(oid("551d0f"), yes, octets(tlv(0x03, Buffer.from([5, 0xa0])))),
    sequence(oid("551d25"), octets(sequence(oid("2b06010505070302"), oid("2b06010505070301")))),
    sequence(oid("551d23"), octets(sequence(tlv(0x80, Buffer.from(ca.keyId, "hex"))))),
    ...(sans.length === 0 ? [] : [sequence(oid("551d11"), octets(sequence(...sans)))]),
  ];
  const { subject, issuer, spki } = names;
  return signed(toBeSigned({ subject, issuer, serial, notBefore, notAfter, spki, extensions }), ca.key);
}

interface Body {
  readonly subject: Subject;
  readonly issuer: Subject;
  readonly serial: Uint8Array;
  readonly notBefore: number;
  readonly notAfter: number;
  readonly spki: Uint8Array;
  readonly extensions: readonly Uint8Array[];
}

function toBeSigned({ subject, issuer, serial, notBefore, notAfter, spki, extensions }: Body): Buffer {
  return sequence(
    tlv(0xa0, tlv(0x02, Buffer.from([2]))),
    tlv(0x02, serial),
    algorithm,
    nameOf(issuer),
    sequence(time(notBefore), time(notAfter)),
    nameOf(subject),
    spki,
    tlv(0xa3, sequence(...extensions)),
  );
}

function signed(body: Uint8Array, key: string): string {
  return pemOf(sequence(body, algorithm, bits(sign("sha256", body, createPrivateKey(key)))));
}

function nameOf(subject: Subject): Buffer {
  return sequence(
    ...subject.map(([part, value]) =>
      tlv(0x31, sequence(oid(part === "CN" ? "550403" : "55040a"), tlv(0x0c, Buffer.from(value)))),
    ),
  );
}

/** The public key of a private one, DER. */
export function spkiOf(key: string): Buffer {
  return createPublicKey(key).export({ type: "spki", format: "der" });
}

const yes: Buffer = tlv(0x01, Buffer.from([0xff]));
const algorithm: Buffer = sequence(oid("2a864886f70d01010b"), nul);
