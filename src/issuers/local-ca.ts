import { createHmac, createPublicKey } from "node:crypto";
import type { Issuer } from "../model/target.ts";
import { type IssuerCredential, issueCertificate, parseCertificate, spkiOf, spkiOfKey } from "../pki/index.ts";
import type { Files, KeyPair } from "../ports/index.ts";
import { type Instant, iso } from "../time/instant.ts";
import { issuerFailed } from "./failure.ts";
import type { CertificateRequest, IssuerPorts } from "./request.ts";

/** A leaf that asks for nothing else; a day below what public CAs were last allowed to give (398). */
const defaultLifetimeMs = 397 * 86_400_000;

const caLifetimeMs = 3650 * 86_400_000;
/** What is issued here begins so long ago, so that a verifier whose clock is slow accepts it at once. */
const backDatedMs = 3_600_000;

/**
 * A leaf by the CA in this directory (`ca.pem`, `ca-key.pem`, both 0600), which is made at its first use; then the CA's
 * own certificates. It ends with the CA at the latest.
 * @throws IssuerFailed if the directory holds something else than a CA and its key; DiskFailed
 */
export async function issueByLocalCa(
  issuer: Extract<Issuer, { type: "local-ca" }>,
  request: CertificateRequest & { readonly key: KeyPair },
  ports: Pick<IssuerPorts, "clock" | "files" | "keys">,
): Promise<string> {
  const now = ports.clock.now();
  const ca = await obtainCa(issuer.directory, request.issuerName, ports);
  const notBefore = now - backDatedMs;
  const { notAfter } = await parseCertificate(ca.certificate);
  const leaf = await issueCertificate({
    subject: request.subject,
    sans: request.sans,
    usages: request.usages,
    publicKey: request.key.publicKeyPem,
    issuer: ca,
    serialNumber: serialNumberFor(ca.privateKey, [request.requestId, spkiOfKey(request.key.publicKeyPem), notBefore]),
    notBefore,
    notAfter: Math.min(notBefore + (request.lifetimeMs ?? defaultLifetimeMs), notAfter),
  });
  return `${leaf}${ca.certificate}`;
}

interface LocalCa extends IssuerCredential {
  readonly privateKey: string;
}

/**
 * The CA of the directory. Key first, then certificate, each made whole or not at all: of several makers, and after any
 * crash between, whoever comes next goes on with what is there.
 */
async function obtainCa(
  directory: string,
  issuerName: string,
  ports: Pick<IssuerPorts, "clock" | "files" | "keys">,
): Promise<LocalCa> {
  const { files } = ports;
  await files.makeDirectory(directory);
  const privateKey = await obtainFile(files, `${directory}/ca-key.pem`, async () => {
    return (await ports.keys.obtain(`local-ca ${directory}`, "ec-p256")).privateKeyPem;
  });
  const spki = readable(issuerName, `${directory}/ca-key.pem is not a private key`, () => spkiOfKey(privateKey));
  const certificate = await obtainFile(files, `${directory}/ca.pem`, () =>
    makeRoot(privateKey, spki, ports.clock.now()),
  );
  const certified = readable(issuerName, `${directory}/ca.pem is not a certificate`, () => spkiOf(certificate));
  if (certified !== spki) throw issuerFailed(issuerName, `${directory}/ca.pem is for another key than ca-key.pem`);
  // Also where both were there: who made them may have died before this.
  await files.syncDirectory(directory);
  await files.syncDirectory(directory.includes("/") ? directory.slice(0, directory.lastIndexOf("/")) || "/" : ".");
  return { certificate, privateKey };
}

async function obtainFile(files: Files, path: string, make: () => Promise<string>): Promise<string> {
  const known = await files.read(path);
  if (known !== undefined) return new TextDecoder().decode(known);
  const made = await make();
  if (await files.createExclusively(path, new TextEncoder().encode(made))) return made;
  return obtainFile(files, path, make);
}

async function makeRoot(privateKey: string, spki: string, now: Instant): Promise<string> {
  return issueCertificate({
    subject: `CN=certplan local CA ${spki.slice("spki:".length, "spki:".length + 8)}`,
    publicKey: createPublicKey(privateKey),
    issuer: { self: privateKey },
    serialNumber: serialNumberFor(privateKey, ["root", spki, now]),
    notBefore: now - backDatedMs,
    notAfter: now - backDatedMs + caLifetimeMs,
    ca: { pathLength: 0 },
  });
}

/**
 * 120 bits that nobody can foresee without the CA's key, and that no two different certificates share (RFC 5280,
 * 4.1.2.2): the same request at the same second gives the same certificate.
 */
function serialNumberFor(privateKey: string, parts: readonly (string | Instant)[]): string {
  const told = parts.map((part) => (typeof part === "number" ? iso(part) : part));
  return `01${createHmac("sha256", privateKey).update(JSON.stringify(told)).digest("hex").slice(0, 30)}`;
}

function readable<T>(issuerName: string, why: string, read: () => T): T {
  try {
    return read();
  } catch {
    throw issuerFailed(issuerName, why);
  }
}
