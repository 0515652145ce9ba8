import { createECDH, createHash, createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import type { KeyPair, Keys, KeyType } from "../ports/index.ts";
import type { SimProcess, World } from "./world.ts";

/**
 * Worthless keys, the same in every run of the same world: RSA-2048 from its pool, in order and then from the start
 * again, EC and Ed25519 from the number of the draw.
 */
export function simulatedKeys(world: World, process: SimProcess): Keys {
  return {
    make: (type) =>
      world.event(process, `make ${type}`, () => {
        world.keysDrawn += 1;
        return pairOf(privateKey(world, type));
      }),
  };
}

function privateKey(world: World, type: KeyType): KeyObject {
  const seed = createHash("sha256").update(`${type} ${world.keysDrawn}`).digest();
  switch (type) {
    case "ed25519":
      return createPrivateKey({ key: Buffer.concat([ed25519Head, seed]), format: "der", type: "pkcs8" });
    case "ec-p256":
      return ecKey(seed);
    default:
      return createPrivateKey(pooled(world, type));
  }
}

/** PKCS#8 of an Ed25519 key up to its 32 bytes (RFC 8410, 7). */
const ed25519Head = Buffer.from("302e020100300506032b657004220420", "hex");

/** The chance that a hash is no valid scalar of the curve is 2^-32. */
function ecKey(seed: Buffer): KeyObject {
  const curve = createECDH("prime256v1");
  curve.setPrivateKey(seed);
  const point = curve.getPublicKey();
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString("base64url"));
  const jwk = { kty: "EC", crv: "P-256", d: seed.toString("base64url"), x: x ?? "", y: y ?? "" };
  return createPrivateKey({ key: jwk, format: "jwk" });
}

function pooled({ rsaPool, keysDrawn }: World, type: KeyType): string {
  const pem = type === "rsa-2048" ? rsaPool[keysDrawn % rsaPool.length] : undefined;
  if (pem === undefined) throw new Error(`this world has no ${type} keys: give it an rsaPool, or ask for another type`);
  return pem;
}

function pairOf(key: KeyObject): KeyPair {
  return {
    privateKeyPem: key.export({ type: "pkcs8", format: "pem" }).toString(),
    publicKeyPem: createPublicKey(key).export({ type: "spki", format: "pem" }).toString(),
  };
}
