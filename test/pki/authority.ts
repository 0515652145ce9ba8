import { generateKeyPairSync, type KeyObject, X509Certificate } from "node:crypto";
import { type IssueRequest, issueCertificate } from "../../src/pki/index.ts";

export interface KeyPair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

export type KeyKind = "rsa" | "ec" | "ed25519" | "rsa1024";

/** Keys are made once per file and kind and number: RSA-2048 takes 160 ms. */
export function keyMaker(): (kind: KeyKind, number?: number) => KeyPair {
  const made = new Map<string, KeyPair>();
  return (kind, number = 0) => {
    const name = `${kind}-${number}`;
    const pair = made.get(name) ?? makeKey(kind);
    made.set(name, pair);
    return pair;
  };
}

function makeKey(kind: KeyKind): KeyPair {
  if (kind === "rsa") return generateKeyPairSync("rsa", { modulusLength: 2048 });
  if (kind === "rsa1024") return generateKeyPairSync("rsa", { modulusLength: 1024 });
  if (kind === "ec") return generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  return generateKeyPairSync("ed25519");
}

/** A certificate with the key it certifies. */
export interface Issued {
  readonly pem: string;
  readonly der: Uint8Array;
  readonly key: KeyPair;
}

export const day = 86_400_000;
/** The instant that most tests look from. */
export const noon: number = Date.parse("2026-06-15T12:00:00Z");

type Wanted = Partial<Omit<IssueRequest, "publicKey" | "issuer">> & { readonly key: KeyPair };

let serial = 1000;

/** A certificate valid from a day before to 30 days after `noon`, unless told otherwise. */
export async function issued(wanted: Wanted, by?: Issued): Promise<Issued> {
  const { key, ...rest } = wanted;
  serial += 1;
  const pem = await issueCertificate({
    subject: "CN=unnamed",
    serialNumber: serial.toString(16),
    notBefore: noon - day,
    notAfter: noon + 30 * day,
    ...rest,
    publicKey: key.publicKey,
    issuer: by === undefined ? { self: key.privateKey } : { certificate: by.pem, privateKey: by.key.privateKey },
  });
  return { pem, der: new Uint8Array(new X509Certificate(pem).raw), key };
}
