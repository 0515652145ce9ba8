import { derTags, oidText, readDer, valueOf } from "./der.ts";
import type { Outline } from "./outline.ts";

/** Source: RFC 8017 (RSA), RFC 5758 (ECDSA, DSA), RFC 8410 (EdDSA), RFC 9881 (ML-DSA), NIST CSOR (SHA-3). */
const hashOfSignature: Readonly<Record<string, string>> = {
  "1.2.840.113549.1.1.2": "md2",
  "1.2.840.113549.1.1.4": "md5",
  "1.2.840.113549.1.1.5": "sha1",
  "1.2.840.113549.1.1.14": "sha224",
  "1.2.840.113549.1.1.11": "sha256",
  "1.2.840.113549.1.1.12": "sha384",
  "1.2.840.113549.1.1.13": "sha512",
  "1.2.840.10045.4.1": "sha1",
  "1.2.840.10045.4.3.1": "sha224",
  "1.2.840.10045.4.3.2": "sha256",
  "1.2.840.10045.4.3.3": "sha384",
  "1.2.840.10045.4.3.4": "sha512",
  "1.2.840.10040.4.3": "sha1",
  "2.16.840.1.101.3.4.3.1": "sha224",
  "2.16.840.1.101.3.4.3.2": "sha256",
  "1.3.101.112": "none",
  "1.3.101.113": "none",
  "2.16.840.1.101.3.4.3.17": "none",
  "2.16.840.1.101.3.4.3.18": "none",
  "2.16.840.1.101.3.4.3.19": "none",
};

const hashes: Readonly<Record<string, string>> = {
  "1.3.14.3.2.26": "sha1",
  "2.16.840.1.101.3.4.2.4": "sha224",
  "2.16.840.1.101.3.4.2.1": "sha256",
  "2.16.840.1.101.3.4.2.2": "sha384",
  "2.16.840.1.101.3.4.2.3": "sha512",
};

const rsaPss = "1.2.840.113549.1.1.10";

/** Hash of a certificate's signature in lower case; `none` where the algorithm has none of its own; else its OID. */
export function signatureHashOf({ oid, parameters }: Outline["signatureAlgorithm"]): string {
  if (oid !== rsaPss) return hashOfSignature[oid] ?? oid;
  const named = parameters === undefined ? [] : readDer(parameters.value);
  const hash = named.find(({ tag }) => tag === 0xa0);
  // SHA-1 is what RFC 8017 (A.2.3) means where nothing is said.
  if (hash === undefined) return "sha1";
  const name = oidText(valueOf(valueOf(hash.value, derTags.sequence), derTags.oid));
  return hashes[name] ?? name;
}
