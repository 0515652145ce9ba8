import { assertNever } from "../messages/error.ts";
import type { Issuer } from "../model/target.ts";
import { spkiOf, spkiOfKey } from "../pki/index.ts";
import { type KeyPair, Secret } from "../ports/index.ts";
import { askCommand } from "./command.ts";
import { issuerFailed, keyMismatch } from "./failure.ts";
import { problemsOf } from "./judge.ts";
import { issueByLocalCa } from "./local-ca.ts";
import type { CertificateRequest, IssuerPorts } from "./request.ts";

/**
 * Has a certificate made and judges it: chain as PEM, leaf first. A repeat with the same request id and key name asks
 * for the same key again.
 * @throws IssuerFailed (platform) if there is none or it is not what was asked for; KeyMismatch and SecretUnresolved
 * (input) for the key of `files`; DiskFailed.
 */
export async function issueCertificate(
  issuer: Issuer,
  request: CertificateRequest,
  ports: IssuerPorts,
): Promise<string> {
  const { chainPem, spki } = await askIssuer(issuer, request, ports);
  const problems = await problemsOf(chainPem, { ...request, spki }, ports.clock.now());
  if (problems.length > 0) throw issuerFailed(request.issuerName, problems.join("; "));
  return chainPem;
}

/**
 * The private key (PEM) of a certificate that `issueCertificate` gave: kept by the run under this name, or, of `files`,
 * resolved again.
 * @throws KeyMismatch (input) if it is not there or not of this certificate; SecretUnresolved (input).
 */
export async function keyOfCertificate(
  issuer: Issuer,
  of: { readonly keyName: string; readonly certificatePem: string },
  ports: Pick<IssuerPorts, "keys" | "secrets">,
): Promise<Secret> {
  const key =
    issuer.type === "files"
      ? await ports.secrets.resolve(issuer.key)
      : secretOf(await ports.keys.find(of.keyName), of.keyName);
  if (spkiOfPrivate(key, of.keyName) !== spkiOf(of.certificatePem)) throw keyMismatch(of.keyName, notItsKey);
  return key;
}

const notItsKey = "does not belong to its certificate";

interface Answer {
  readonly chainPem: string;
  /** Of the key that the leaf has to be for. */
  readonly spki: string;
}

async function askIssuer(issuer: Issuer, request: CertificateRequest, ports: IssuerPorts): Promise<Answer> {
  if (issuer.type === "files") {
    const key = await ports.secrets.resolve(issuer.key);
    const spki = spkiOfPrivate(key, request.issuerName);
    if (spki !== spkiOf(issuer.certificatePem)) throw keyMismatch(request.issuerName, notItsKey);
    return { chainPem: issuer.certificatePem, spki };
  }
  const key = await ports.keys.obtain(request.keyName, request.keyType);
  const spki = spkiOfKey(key.publicKeyPem);
  switch (issuer.type) {
    case "local-ca":
      return { chainPem: await issueByLocalCa(issuer, { ...request, key }, ports), spki };
    case "command":
      return { chainPem: await askCommand(issuer, { ...request, key }, ports), spki };
    default:
      return assertNever(issuer);
  }
}

function secretOf(pair: KeyPair | undefined, name: string): Secret {
  if (pair === undefined) throw keyMismatch(name, "is not there any more");
  return new Secret(pair.privateKeyPem);
}

function spkiOfPrivate(key: Secret, name: string): string {
  try {
    return spkiOfKey(key.reveal());
  } catch {
    throw keyMismatch(name, "cannot be read as a private key in PEM without a passphrase");
  }
}
