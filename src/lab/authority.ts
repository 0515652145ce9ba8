import { type IssueRequest, type IssuerCredential, issueCertificate } from "../pki/index.ts";
import type { KeyPair, Keys, KeyType, Random } from "../ports/index.ts";

export const dayMs: number = 86_400_000;
export const hourMs: number = 3_600_000;

/** What the lab needs to make certificates; `now` in milliseconds since the epoch. */
export interface Mint {
  readonly keys: Keys;
  readonly random: Random;
  readonly now: number;
}

/** A certificate with its key, and what a server sends before the root: leaf first, all PEM. */
export interface LabCredential {
  readonly certificate: string;
  readonly chain: string;
  readonly privateKey: string;
}

/** A root that signs one intermediate, which signs every leaf of the lab. */
export interface LabAuthority {
  readonly root: LabCredential;
  readonly intermediate: LabCredential;
}

/** What differs from an ordinary leaf: EC P-256, valid from an hour ago for 90 days. */
export interface LeafRequest {
  /** The first is also the CN; `DNS:name` or `IP:address`. */
  readonly sans: readonly [string, ...string[]];
  readonly key?: KeyType;
  readonly notBefore?: number;
  readonly notAfter?: number;
  readonly signatureHash?: "sha1" | "sha256";
  readonly extensions?: NonNullable<IssueRequest["extensions"]>;
}

/** Makes a root of ten years and an intermediate of five, `CN=<name> Root CA` and `CN=<name> Issuing CA`. */
export async function makeAuthority(mint: Mint, name: string): Promise<LabAuthority> {
  const rootKey = await mint.keys.make("ec-p256");
  const root = await issueCertificate({
    ...(await common(mint, rootKey, 3650 * dayMs)),
    subject: `CN=${name} Root CA,O=Certplan Lab`,
    issuer: { self: rootKey.privateKeyPem },
    ca: {},
  });
  const key = await mint.keys.make("ec-p256");
  const intermediate = await issueCertificate({
    ...(await common(mint, key, 1825 * dayMs)),
    subject: `CN=${name} Issuing CA,O=Certplan Lab`,
    issuer: { certificate: root, privateKey: rootKey.privateKeyPem },
    ca: { pathLength: 0 },
  });
  return {
    root: { certificate: root, chain: root, privateKey: rootKey.privateKeyPem },
    intermediate: { certificate: intermediate, chain: intermediate, privateKey: key.privateKeyPem },
  };
}

/** A server certificate by the intermediate; its chain holds the intermediate. */
export async function issueLeaf(mint: Mint, authority: LabAuthority, request: LeafRequest): Promise<LabCredential> {
  const { certificate, privateKey } = authority.intermediate;
  const leaf = await makeLeaf(mint, { certificate, privateKey }, request);
  return { ...leaf, chain: leaf.certificate + certificate };
}

/** A server certificate that its own key signs. */
export async function selfSignLeaf(mint: Mint, request: LeafRequest): Promise<LabCredential> {
  return makeLeaf(mint, undefined, request);
}

async function makeLeaf(
  mint: Mint,
  issuer: IssuerCredential | undefined,
  request: LeafRequest,
): Promise<LabCredential> {
  const key = await mint.keys.make(request.key ?? "ec-p256");
  const certificate = await issueCertificate({
    ...(await common(mint, key, 90 * dayMs)),
    ...(request.notBefore === undefined ? {} : { notBefore: request.notBefore }),
    ...(request.notAfter === undefined ? {} : { notAfter: request.notAfter }),
    subject: `CN=${request.sans[0].slice(request.sans[0].indexOf(":") + 1)},O=Certplan Lab`,
    sans: request.sans,
    usages: ["serverAuth"],
    issuer: issuer ?? { self: key.privateKeyPem },
    signatureHash: request.signatureHash ?? "sha256",
    extensions: request.extensions ?? [],
  });
  return { certificate, chain: certificate, privateKey: key.privateKeyPem };
}

async function common(
  mint: Mint,
  key: KeyPair,
  lifetimeMs: number,
): Promise<Pick<IssueRequest, "publicKey" | "serialNumber" | "notBefore" | "notAfter">> {
  const serial = Buffer.from(await mint.random.bytes(15)).toString("hex");
  return {
    publicKey: key.publicKeyPem,
    serialNumber: `01${serial}`,
    notBefore: mint.now - hourMs,
    notAfter: mint.now - hourMs + lifetimeMs,
  };
}
