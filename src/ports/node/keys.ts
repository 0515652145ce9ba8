import { generateKeyPair, type KeyObject } from "node:crypto";
import { promisify } from "node:util";
import { assertNever } from "../../messages/error.ts";
import type { Keys, KeyType } from "../keys.ts";

const generate = promisify(generateKeyPair);

/** New keys from OpenSSL. RSA-2048 takes about 0.2 s, the others a millisecond. */
export function nodeKeys(): Keys {
  return {
    make: async (type) => {
      const pair = await made(type);
      return {
        privateKeyPem: pair.privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
        publicKeyPem: pair.publicKey.export({ type: "spki", format: "pem" }).toString(),
      };
    },
  };
}

function made(type: KeyType): Promise<{ readonly privateKey: KeyObject; readonly publicKey: KeyObject }> {
  switch (type) {
    case "rsa-1024":
      return generate("rsa", { modulusLength: 1024 });
    case "rsa-2048":
      return generate("rsa", { modulusLength: 2048 });
    case "rsa-3072":
      return generate("rsa", { modulusLength: 3072 });
    case "ec-p256":
      return generate("ec", { namedCurve: "P-256" });
    case "ed25519":
      return generate("ed25519");
    default:
      return assertNever(type);
  }
}
