import { createHash, createPrivateKey, createPublicKey, KeyObject, sign, type webcrypto } from "node:crypto";
import { CertplanError } from "../messages/error.ts";

/** A node:crypto key, or PEM (SPKI, or PKCS#8 of a key without passphrase). */
export type PublicKey = KeyObject | string;
export type PrivateKey = KeyObject | string;

/** What `@peculiar/x509` asks of a WebCrypto: a key that names its algorithm, and an engine that signs and digests. */
export interface Signer {
  readonly key: webcrypto.CryptoKey;
  readonly crypto: webcrypto.Crypto;
}

export function keyObjectOf(key: KeyObject | string, read: (pem: string) => KeyObject): KeyObject {
  return typeof key === "string" ? read(key) : key;
}

/**
 * A WebCrypto of the few operations that issuing needs, done at once by node:crypto: the real one works in a thread
 * pool, which a deterministic simulation cannot wait for.
 * @throws PkiUnsupported for keys other than RSA, EC on a NIST curve, and Ed25519.
 */
export function signerFor(privateKey: PrivateKey): Signer {
  const keyObject = keyObjectOf(privateKey, createPrivateKey);
  const subtle = {
    sign: async (algorithm: { hash: string | { name: string } }, _key: unknown, data: ArrayBuffer) =>
      exactBuffer(signAtOnce(keyObject, algorithm.hash, new Uint8Array(data))),
    digest: async (algorithm: string, data: ArrayBuffer) =>
      exactBuffer(createHash(nodeHash(algorithm)).update(new Uint8Array(data)).digest()),
    /** Of the public half, whichever key is named: a request for a certificate asks for no other. */
    exportKey: async () => exactBuffer(createPublicKey(keyObject).export({ type: "spki", format: "der" })),
  };
  const key = { type: "private", extractable: false, usages: ["sign"], algorithm: algorithmOf(keyObject) };
  return { key: key as unknown as webcrypto.CryptoKey, crypto: { subtle } as unknown as webcrypto.Crypto };
}

function signAtOnce(key: KeyObject, hash: string | { name: string }, data: Uint8Array): Buffer {
  if (key.asymmetricKeyType === "ed25519") return sign(null, data, key);
  const name = nodeHash(typeof hash === "string" ? hash : hash.name);
  return sign(name, data, { key, dsaEncoding: "ieee-p1363" });
}

function algorithmOf(key: KeyObject): { name: string; namedCurve?: string } {
  const curve = key.asymmetricKeyDetails?.namedCurve;
  const namedCurve = curve === undefined ? undefined : webCurves[curve];
  if (key.asymmetricKeyType === "rsa") return { name: "RSASSA-PKCS1-v1_5" };
  if (key.asymmetricKeyType === "ed25519") return { name: "Ed25519" };
  if (key.asymmetricKeyType === "ec" && namedCurve !== undefined) return { name: "ECDSA", namedCurve };
  throw new CertplanError({
    code: "PkiUnsupported",
    message: `certplan cannot sign with a key of type ${key.asymmetricKeyType} ${curve ?? ""}`.trim(),
    hint: "use RSA, EC P-256, P-384 or P-521, or Ed25519",
  });
}

const webCurves: Readonly<Record<string, string>> = { prime256v1: "P-256", secp384r1: "P-384", secp521r1: "P-521" };

function nodeHash(webName: string): string {
  return webName.replace("SHA-", "sha");
}

/** A copy: node:crypto's buffers may be windows into a shared pool. */
function exactBuffer(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}
