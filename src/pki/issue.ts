import { createPublicKey, type KeyObject } from "node:crypto";
import type { Instant } from "../time/instant.ts";
import { loadX509 } from "./libraries.ts";
import { keyObjectOf, type PrivateKey, type PublicKey, signerFor } from "./signer.ts";

/** A certificate as PEM with the key that signs in its name. */
export interface IssuerCredential {
  /** PEM. */
  readonly certificate: string;
  readonly privateKey: PrivateKey;
}

/** An extension given as it stands in the certificate. */
export interface RawExtension {
  readonly oid: string;
  readonly critical: boolean;
  /** DER of the extension's value. */
  readonly value: Uint8Array;
}

export interface IssueRequest {
  /** RFC 4514 text, `CN=portal.example.com,O=Acme`; the order is kept. */
  readonly subject: string;
  /** `DNS:name` or `IP:address`, as `Slot.sans` writes them. */
  readonly sans?: readonly string[];
  readonly publicKey: PublicKey;
  /** Who signs; `{ self }` holds the private key of `publicKey` and makes a self-signed certificate. */
  readonly issuer: IssuerCredential | { readonly self: PrivateKey };
  /** Hex; positive, leading zeros are dropped. */
  readonly serialNumber: string;
  /** Whole seconds are kept, fractions cut. */
  readonly notBefore: Instant;
  readonly notAfter: Instant;
  /** Present: a CA (keyCertSign, cRLSign). Absent: an end entity (digitalSignature, and keyEncipherment for RSA). */
  readonly ca?: { readonly pathLength?: number };
  readonly usages?: readonly ("serverAuth" | "clientAuth")[];
  /** Default `sha256`; without meaning for an Ed25519 issuer. */
  readonly signatureHash?: "sha1" | "sha256" | "sha384" | "sha512";
  readonly extensions?: readonly RawExtension[];
}

/**
 * Makes a certificate and answers it as PEM. RSA (PKCS#1 v1.5), EC P-256, P-384, P-521 and Ed25519 keys.
 * The same request gives the same bytes, except that ECDSA signatures differ each time. Once `loadPki` has
 * settled, everything here settles within microtasks. `ca` with `{ self }` is a root.
 */
export async function issueCertificate(request: IssueRequest): Promise<string> {
  const x509 = await loadX509();
  const publicKey = publicKeyOf(request.publicKey);
  const issuer = "self" in request.issuer ? undefined : new x509.X509Certificate(request.issuer.certificate);
  const signer = signerFor("self" in request.issuer ? request.issuer.self : request.issuer.privateKey);
  const certificate = await x509.X509CertificateGenerator.create(
    {
      serialNumber: request.serialNumber,
      subject: request.subject,
      issuer: issuer === undefined ? request.subject : issuer.subjectName,
      notBefore: wholeSecond(request.notBefore),
      notAfter: wholeSecond(request.notAfter),
      publicKey: publicKey.export({ type: "spki", format: "der" }),
      signingKey: signer.key,
      signingAlgorithm: { name: signer.key.algorithm.name, hash: webHash(request.signatureHash ?? "sha256") },
      extensions: await extensionsOf(x509, request, { publicKey, issuer, crypto: signer.crypto }),
    },
    signer.crypto,
  );
  return `${certificate.toString("pem").trim()}\n`;
}

type X509 = Awaited<ReturnType<typeof loadX509>>;
type X509Certificate = InstanceType<X509["X509Certificate"]>;
type X509Extension = InstanceType<X509["Extension"]>;

interface Signing {
  readonly publicKey: KeyObject;
  readonly issuer: X509Certificate | undefined;
  readonly crypto: ReturnType<typeof signerFor>["crypto"];
}

async function extensionsOf(x509: X509, request: IssueRequest, signing: Signing): Promise<X509Extension[]> {
  const { publicKey, issuer, crypto } = signing;
  const spki = new x509.PublicKey(publicKey.export({ type: "spki", format: "der" }));
  const ownId = Buffer.from(await spki.getKeyIdentifier(crypto)).toString("hex");
  const issuerId = issuer === undefined ? ownId : issuer.getExtension(x509.SubjectKeyIdentifierExtension)?.keyId;
  const extensions: X509Extension[] = [
    new x509.BasicConstraintsExtension(request.ca !== undefined, request.ca?.pathLength, true),
    new x509.KeyUsagesExtension(keyUsage(x509, request, publicKey), true),
    new x509.SubjectKeyIdentifierExtension(ownId),
  ];
  if (issuerId !== undefined) extensions.push(new x509.AuthorityKeyIdentifierExtension(issuerId));
  extensions.push(...namesAndUsages(x509, request));
  for (const raw of request.extensions ?? []) {
    extensions.push(new x509.Extension(raw.oid, raw.critical, raw.value));
  }
  return extensions;
}

/** What an applicant may ask for too. */
export function namesAndUsages(x509: X509, request: Pick<IssueRequest, "sans" | "usages">): X509Extension[] {
  const extensions: X509Extension[] = [];
  if (request.usages !== undefined) {
    extensions.push(new x509.ExtendedKeyUsageExtension(request.usages.map((usage) => x509.ExtendedKeyUsage[usage])));
  }
  if (request.sans !== undefined && request.sans.length > 0) {
    extensions.push(new x509.SubjectAlternativeNameExtension(request.sans.map(generalName)));
  }
  return extensions;
}

function keyUsage(x509: X509, request: IssueRequest, publicKey: KeyObject): number {
  const flags = x509.KeyUsageFlags;
  if (request.ca !== undefined) return flags.keyCertSign | flags.cRLSign;
  const encipherment = publicKey.asymmetricKeyType === "rsa" ? flags.keyEncipherment : 0;
  return flags.digitalSignature | encipherment;
}

function generalName(san: string): { type: "dns" | "ip"; value: string } {
  const cut = san.indexOf(":");
  return { type: san.slice(0, cut) === "IP" ? "ip" : "dns", value: san.slice(cut + 1) };
}

function publicKeyOf(key: PublicKey): KeyObject {
  return keyObjectOf(key, createPublicKey);
}

function wholeSecond(instant: Instant): Date {
  return new Date(Math.floor(instant / 1000) * 1000);
}

function webHash(hash: string): string {
  return hash.replace("sha", "SHA-");
}
