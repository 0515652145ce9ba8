import { assertNever } from "../../messages/error.ts";
import {
  dayMs,
  hourMs,
  issueLeaf,
  type LabAuthority,
  type LabCredential,
  type LeafRequest,
  type Mint,
  makeAuthority,
  selfSignLeaf,
} from "../authority.ts";
import type { EndpointKind } from "./kinds.ts";

/** Kinds that never come as far as showing a certificate. */
export type MuteKind = "resets" | "silent" | "plain-http";
/** Kinds that show a certificate. */
export type ShowingKind = Exclude<EndpointKind, MuteKind>;

/** 13 certificates with 15 KiB of padding each. */
const hugeCertificates = 13;
const paddingBytes = 15 * 1024;

/**
 * What an endpoint of this kind shows for `serverName`. Every leaf but that of `wrong-name` is also for 127.0.0.1 and
 * localhost.
 */
export async function credentialFor(
  mint: Mint,
  authority: LabAuthority,
  kind: ShowingKind,
  serverName: string,
): Promise<LabCredential> {
  const leaf: LeafRequest = { sans: [`DNS:${serverName}`, "DNS:localhost", "IP:127.0.0.1"] };
  const { now } = mint;
  switch (kind) {
    case "good-rsa":
      return issueLeaf(mint, authority, { ...leaf, key: "rsa-2048" });
    case "good-ec":
    case "client-certificate-tls12":
    case "client-certificate-tls13":
      return issueLeaf(mint, authority, leaf);
    case "good-ed25519":
      return issueLeaf(mint, authority, { ...leaf, key: "ed25519" });
    case "rsa-1024":
      return issueLeaf(mint, authority, { ...leaf, key: "rsa-1024" });
    case "expired":
      return issueLeaf(mint, authority, { ...leaf, notBefore: now - 91 * dayMs, notAfter: now - dayMs });
    case "expires-soon":
      return issueLeaf(mint, authority, { ...leaf, notBefore: now - 85 * dayMs, notAfter: now + 5 * dayMs + hourMs });
    case "not-yet-valid":
      return issueLeaf(mint, authority, { ...leaf, notBefore: now + dayMs, notAfter: now + 91 * dayMs });
    case "self-signed":
      return selfSignLeaf(mint, leaf);
    case "unknown-ca":
      return issueLeaf(mint, await makeAuthority(mint, "Stranger"), leaf);
    case "wrong-name":
      return issueLeaf(mint, authority, { sans: ["DNS:somebody-else.lab.test"] });
    case "missing-intermediate": {
      const issued = await issueLeaf(mint, authority, leaf);
      return { ...issued, chain: issued.certificate };
    }
    case "sha1-leaf":
      return issueLeaf(mint, authority, { ...leaf, signatureHash: "sha1" });
    case "huge-chain":
      return hugeChain(mint, authority, leaf);
    default:
      return assertNever(kind);
  }
}

/** A good leaf and its intermediate, followed by certificates that belong to nothing and are mostly padding. */
async function hugeChain(mint: Mint, authority: LabAuthority, leaf: LeafRequest): Promise<LabCredential> {
  const issued = await issueLeaf(mint, authority, leaf);
  const padding = { oid: "1.3.6.1.4.1.99999.1", critical: false, value: octets(paddingBytes) };
  let chain = issued.chain;
  for (let index = 0; index < hugeCertificates; index += 1) {
    const useless = await selfSignLeaf(mint, { sans: [`DNS:padding-${index}.lab.test`], extensions: [padding] });
    chain += useless.certificate;
  }
  return { ...issued, chain };
}

/** DER of an OCTET STRING of zeros; `length` from 256 to 65,535. */
function octets(length: number): Uint8Array {
  return new Uint8Array([0x04, 0x82, length >> 8, length & 0xff, ...new Uint8Array(length)]);
}
