import { expect, test } from "vitest";
import { issueCertificate, keyOfCertificate } from "../../src/issuers/index.ts";
import type { Issuer } from "../../src/model/target.ts";
import { issueCertificate as certify } from "../../src/pki/index.ts";
import type { KeyPair } from "../../src/ports/index.ts";
import { notingWorld } from "../build/crash-worlds.ts";
import { pooledKeys } from "../keys/pool.ts";
import { aRoot, dayMs, inWorld, wanted } from "./issuing.ts";

const { now } = notingWorld();
const root = await aRoot();
const keys = pooledKeys();
const key = await keys.make("rsa-2048");
const other = await keys.make("rsa-2048");

async function filesOf(pair: KeyPair, sans = wanted.sans): Promise<Extract<Issuer, { type: "files" }>> {
  const leaf = await certify({
    subject: "CN=portal.example.com",
    sans,
    publicKey: pair.publicKeyPem,
    issuer: root,
    serialNumber: "0a",
    notBefore: now - dayMs,
    notAfter: now + 300 * dayMs,
  });
  return { type: "files", certificatePem: leaf + root.certificate, key: { env: "PORTAL_KEY" } };
}

const environment = { PORTAL_KEY: key.privateKeyPem, OTHER: other.privateKeyPem, NO_KEY: "canary, not a key" };

test("the declared certificate is taken where its key is the declared one, and no key is made", async () => {
  const issuer = await filesOf(key);
  const keptAndTaken = await inWorld(
    async (ports, world) => {
      const chain = await issueCertificate(issuer, wanted, ports);
      expect(world.disk.names.size).toBe(0);
      const secret = await keyOfCertificate(issuer, { keyName: wanted.keyName, certificatePem: chain }, ports);
      return [chain, secret.reveal()];
    },
    {},
    environment,
  );
  expect(keptAndTaken).toEqual([issuer.certificatePem, key.privateKeyPem.trimEnd() + "\n"]);
});

test("a key that is not the certificate's is refused, and not shown", async () => {
  const rows = [
    [{ env: "OTHER" }, "KeyMismatch", "the private key of corp does not belong to its certificate"],
    [{ env: "NO_KEY" }, "KeyMismatch", "cannot be read as a private key"],
    [{ env: "UNSET" }, "SecretUnresolved", "UNSET"],
  ] as const;
  for (const [reference, code, why] of rows) {
    const issuer = { ...(await filesOf(key)), key: reference };
    const refused = inWorld((ports) => issueCertificate(issuer, wanted, ports), {}, environment);
    const error: unknown = await refused.catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code, message: expect.stringContaining(why) });
    expect(JSON.stringify(error) + String(error)).not.toContain("canary");
  }
});

test("a declared certificate without a name that is wanted is refused", async () => {
  const issuer = await filesOf(key, ["DNS:portal.example.com"]);
  const refused = inWorld((ports) => issueCertificate(issuer, wanted, ports), {}, environment);
  await expect(refused).rejects.toThrow("does not cover DNS:www.example.com");
});

test("a key that has changed between issuing and installing is refused", async () => {
  const issuer = await filesOf(key);
  const of = { keyName: "om/leaf", certificatePem: issuer.certificatePem };
  const refused = inWorld(
    (ports) => keyOfCertificate({ ...issuer, key: { env: "OTHER" } }, of, ports),
    {},
    environment,
  );
  await expect(refused).rejects.toMatchObject({
    code: "KeyMismatch",
    exitCode: 3,
    message: "the private key of om/leaf does not belong to its certificate",
  });
});

test("a key that the run made and that is gone is refused", async () => {
  const issuer = await filesOf(key);
  const of = { keyName: "om/leaf", certificatePem: issuer.certificatePem };
  const refused = inWorld((ports) => keyOfCertificate({ type: "local-ca", directory: "/ca" }, of, ports));
  await expect(refused).rejects.toMatchObject({
    code: "KeyMismatch",
    message: "the private key of om/leaf is not there any more",
  });
});
