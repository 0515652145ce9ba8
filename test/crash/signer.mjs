/** The program of an issuer: CSR on standard input, chain on standard output; a repeated request id gets the same chain. */
import "reflect-metadata";
import { createHash, webcrypto } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import * as x509 from "@peculiar/x509";

x509.cryptoProvider.set(webcrypto);
const memory = `issued-${createHash("sha256").update(process.env.CERTPLAN_REQUEST_ID).digest("hex")}.pem`;
if (!existsSync(memory)) writeFileSync(memory, await signed(readFileSync(0, "utf8")));
process.stdout.write(readFileSync(memory));

async function signed(csrPem) {
  const csr = new x509.Pkcs10CertificateRequest(csrPem);
  const ca = readFileSync("corp.pem", "utf8");
  const der = Buffer.from(readFileSync("corp-key.pem", "utf8").replace(/-----[^-]+-----|\s/g, ""), "base64");
  const algorithm = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
  const now = Date.now();
  const leaf = await x509.X509CertificateGenerator.create({
    subject: csr.subject,
    issuer: new x509.X509Certificate(ca).subject,
    publicKey: csr.publicKey,
    signingKey: await webcrypto.subtle.importKey("pkcs8", der, algorithm, false, ["sign"]),
    signingAlgorithm: algorithm,
    serialNumber: "0a",
    notBefore: new Date(now - 86_400_000),
    notAfter: new Date(now + 90 * 86_400_000),
    extensions: [
      ...csr.extensions.filter((one) => one instanceof x509.SubjectAlternativeNameExtension),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
    ],
  });
  return `${leaf.toString("pem")}\n${ca}`;
}
