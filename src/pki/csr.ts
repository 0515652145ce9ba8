import { type IssueRequest, namesAndUsages } from "./issue.ts";
import { loadX509 } from "./libraries.ts";
import { type PrivateKey, signerFor } from "./signer.ts";

/** What is asked of an issuer; texts as in `IssueRequest`. */
export interface CsrRequest extends Pick<IssueRequest, "subject" | "sans" | "usages"> {
  readonly privateKey: PrivateKey;
}

/**
 * A request for a certificate (PKCS#10, PEM), signed by its own key with SHA-256; names and usages stand in it as
 * requested extensions. Settles within microtasks once `loadPki` has.
 * @throws PkiUnsupported for keys other than RSA, EC on a NIST curve, and Ed25519.
 */
export async function createCsr(request: CsrRequest): Promise<string> {
  const x509 = await loadX509();
  const { key, crypto } = signerFor(request.privateKey);
  const csr = await x509.Pkcs10CertificateRequestGenerator.create(
    {
      name: request.subject,
      keys: { privateKey: key, publicKey: key },
      signingAlgorithm: { name: key.algorithm.name, hash: "SHA-256" },
      extensions: namesAndUsages(x509, request),
    },
    crypto,
  );
  return `${csr.toString("pem").trim()}\n`;
}
