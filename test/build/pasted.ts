import { createPublicKey } from "node:crypto";
import type { PastedLeaf } from "../../src/lab/opsman/index.ts";
import { issueCertificate, loadPki } from "../../src/pki/index.ts";
import { rsaPool } from "../keys/pool.ts";
import { caPem } from "./opsman-ca-world.ts";
import { day, start } from "./opsman-world.ts";

/** A leaf for this name that the first root has signed, as an operator has pasted it. `ends`: in days from the start. */
export async function pastedLeaf(name: string, ends = 400): Promise<PastedLeaf> {
  await loadPki();
  const [key = ""] = rsaPool();
  const dates = { from: start - 300 * day, to: start + ends * day };
  const certificate = await caPem(1, { from: start - 1400 * day, to: start + 50 * day });
  const pem = await issueCertificate({
    subject: `CN=${name.replace("*", "wildcard")}`,
    sans: [`DNS:${name}`],
    usages: ["serverAuth"],
    publicKey: createPublicKey(rsaPool()[5] ?? ""),
    issuer: { certificate, privateKey: key },
    serialNumber: "0a",
    notBefore: dates.from,
    notAfter: dates.to,
  });
  return { pem, validFrom: dates.from, validUntil: dates.to };
}

/** A leaf of another CA for these names, with the eighth key of the pool (`LEAF_KEY`), and that CA. */
export async function leafForAll(names: readonly string[]): Promise<string> {
  await loadPki();
  const dates = { from: start - 10 * day, to: start + 700 * day };
  const certificate = await caPem(6, dates);
  const leaf = await issueCertificate({
    subject: "CN=all",
    sans: names.map((name) => `DNS:${name}`),
    usages: ["serverAuth"],
    publicKey: createPublicKey(rsaPool()[7] ?? ""),
    issuer: { certificate, privateKey: rsaPool()[5] ?? "" },
    serialNumber: "0b",
    notBefore: dates.from,
    notAfter: dates.to,
  });
  return `${leaf}${certificate}`;
}
