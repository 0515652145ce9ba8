/**
 * What a key pair is made of. RSA names carry the bits of the modulus; 1024 is only for endpoints of the lab that
 * are meant to be bad.
 */
export type KeyType = "rsa-1024" | "rsa-2048" | "rsa-3072" | "ec-p256" | "ed25519";

/** Both halves as PEM: PKCS#8 and SubjectPublicKeyInfo. */
export interface KeyPair {
  readonly privateKeyPem: string;
  readonly publicKeyPem: string;
}

/** The only source of keys. Real ones are new each time; tests draw worthless ones from a committed pool. */
export interface Keys {
  make(type: KeyType): Promise<KeyPair>;
}
