import { createPublicKey } from "node:crypto";
import { readFileSync } from "node:fs";
import type { KeyPair, Keys } from "../../src/ports/index.ts";
import { nodeKeys } from "../../src/ports/node/index.ts";

const size = 8;

/** RSA-2048 keys from the committed pool, each once and in order, then from the start again; others are made new. */
export function pooledKeys(): Keys {
  const real = nodeKeys();
  let drawn = 0;
  return {
    make: async (type) => {
      if (type !== "rsa-2048") return real.make(type);
      drawn += 1;
      return pooled(((drawn - 1) % size) + 1);
    },
  };
}

/** The private keys of the pool, for simulated worlds. */
export function rsaPool(): readonly string[] {
  return Array.from({ length: size }, (_, index) => privatePem(index + 1));
}

function privatePem(number: number): string {
  return readFileSync(new URL(`./rsa-2048-0${number}.pem`, import.meta.url), "utf8");
}

function pooled(number: number): KeyPair {
  const privateKeyPem = privatePem(number);
  const publicKeyPem = createPublicKey(privateKeyPem).export({ type: "spki", format: "pem" }).toString();
  return { privateKeyPem, publicKeyPem };
}
