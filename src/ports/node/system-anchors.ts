import { readFileSync } from "node:fs";

/** Where Linux distributions and BSDs keep the bundle that their administrators extend. Source: Go crypto/x509 root_linux.go. */
const bundleFiles = [
  "/etc/ssl/certs/ca-certificates.crt",
  "/etc/pki/tls/certs/ca-bundle.crt",
  "/etc/ssl/ca-bundle.pem",
  "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
  "/etc/ssl/cert.pem",
];

/**
 * The anchors of `trust: {system: true}` as PEM: the bundle named by SSL_CERT_FILE, else that of the operating
 * system; where there is none, the public roots that Node.js brings.
 */
export function systemAnchors(): readonly string[] {
  const named = process.env["SSL_CERT_FILE"];
  for (const file of named === undefined || named === "" ? bundleFiles : [named]) {
    const pems = certificatesIn(file);
    if (pems.length > 0) return pems;
  }
  return process.getBuiltinModule("node:tls").rootCertificates;
}

function certificatesIn(file: string): readonly string[] {
  try {
    return readFileSync(file, "utf8").match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  } catch {
    return [];
  }
}
