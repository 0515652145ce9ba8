import type { IssuerPorts } from "../../src/issuers/index.ts";
import { type CertificateRequest, issueCertificate } from "../../src/issuers/index.ts";
import type { Issuer } from "../../src/model/target.ts";
import { issueCertificate as certify, type IssuerCredential, loadPki } from "../../src/pki/index.ts";
import type { ExecRequest, Ports } from "../../src/ports/index.ts";
import { finish } from "../../src/simulation/closure.ts";
import { simulatedPorts } from "../../src/simulation/ports.ts";
import { World, type WorldValue } from "../../src/simulation/world.ts";
import { runKeys } from "../../src/state/index.ts";
import { notingWorld } from "../build/crash-worlds.ts";
import { pooledKeys } from "../keys/pool.ts";

export const dayMs = 86_400_000;
export const estate = "/estate/.certplan";
const portal: readonly string[] = ["DNS:portal.example.com", "DNS:www.example.com", "IP:10.0.0.1"];

/** A leaf as most tests want it. */
export const wanted: CertificateRequest = {
  issuerName: "corp",
  requestId: "7k2p/om/issue-leaf/portal",
  keyName: "om/issue-leaf/portal",
  keyType: "ec-p256",
  subject: "CN=portal.example.com,O=Acme",
  sans: portal,
  usages: ["serverAuth"],
};

/** What issuing gets in a run; programs leave their output in the state directory. */
export function issuerPorts(ports: Ports): IssuerPorts {
  const { clock, files, secrets, exec } = ports;
  return {
    clock,
    files,
    secrets,
    keys: runKeys(ports, { directory: `${estate}/keys`, run: "7k2p" }),
    exec: async (request: Omit<ExecRequest, "outputFile">) => {
      const child = await exec.prepare({ ...request, outputFile: `${estate}/output` });
      return "outcome" in child ? child : child.run();
    },
  };
}

/** Does the work as one process of a world, and answers what it answers. */
export async function inWorld<T>(
  body: (ports: IssuerPorts, world: World) => Promise<T>,
  change: Partial<WorldValue> = {},
  environment: Readonly<Record<string, string>> = {},
): Promise<T> {
  await loadPki();
  const world = new World({ ...notingWorld(), ...change });
  const process = world.spawn("certplan");
  return finish(world, body(issuerPorts(simulatedPorts(world, process, environment)), world));
}

/** Issues in a new world. */
export function issuing(
  issuer: Issuer,
  request: Partial<CertificateRequest> = {},
  change: Partial<WorldValue> = {},
): Promise<string> {
  return inWorld((ports) => issueCertificate(issuer, { ...wanted, ...request }, ports), change);
}

/** A root as a company has one, valid for ten years around the world's time. */
export async function aRoot(
  change: { readonly notAfter?: number; readonly pathLength?: number } = {},
): Promise<IssuerCredential & { readonly privateKey: string }> {
  const key = await pooledKeys().make("ec-p256");
  const now = notingWorld().now;
  const certificate = await certify({
    subject: "CN=Acme Root CA,O=Acme",
    publicKey: key.publicKeyPem,
    issuer: { self: key.privateKeyPem },
    serialNumber: "01",
    notBefore: now - 365 * dayMs,
    notAfter: change.notAfter ?? now + 3650 * dayMs,
    ca: change.pathLength === undefined ? {} : { pathLength: change.pathLength },
  });
  return { certificate, privateKey: key.privateKeyPem };
}
