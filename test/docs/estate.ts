import { X509Certificate } from "node:crypto";
import { issueCertificate } from "../../src/pki/index.ts";
import { finish } from "../../src/simulation/closure.ts";
import { appendFile, type Disk, emptyDisk, makeDirectory, syncDirectory, syncFile } from "../../src/simulation/disk.ts";
import { simulatedPorts } from "../../src/simulation/ports.ts";
import { type PendingEvent, World } from "../../src/simulation/world.ts";
import { createState } from "../../src/state/index.ts";
import { caPem, caWorld } from "../build/opsman-ca-world.ts";
import { day, start } from "../build/opsman-world.ts";
import { rsaPool } from "../keys/pool.ts";
import { home, openShell, type Shell } from "./shell.ts";

const minute = 60_000;

const lineage = "5f0e4c1a-2b7d-4e1f-9a3c-6d8b7e5f4a21";

/** certplan.toml beside it: a state that outlives the machine; few looks and signs of life, as an install takes long. */
const settings = `[state]
lineage = "${lineage}"
persistent = true

[timing]
poll = "5m"
lease = "1h"
`;

/**
 * A foundation whose root CA ends in 31 days and whose Apply Changes takes 110 minutes, and an endpoint beside it, with
 * this text for an estate. Always the same bytes.
 */
export async function openEstate(yaml: string): Promise<Shell> {
  const value = await caWorld({
    rootEnds: 31,
    foundation: {
      serviceInstances: true,
      settings: { version: "3.0.25", installMs: 110 * minute },
    },
  });
  const authority = await caPem(6, { from: start - 1000 * day, to: start + 1000 * day });
  const files = {
    "certplan.yaml": yaml,
    "certplan.toml": settings,
    "ca/om-paris.pem": authority,
    "ca/corp.pem": authority,
  };
  const disk = Object.entries(files).reduce(
    (made, [path, text]) => withFile(made, `${home}/${path}`, text),
    emptyDisk(),
  );
  const endpoints = { "portal.example.com:443": await portal(authority) };
  const open = (afterEvent: (event: PendingEvent) => void): World =>
    new World({ ...value, disk, endpoints }, { afterEvent });
  const shell = openShell(open, { OM_PARIS_SECRET: "om-secret" });
  const init = simulatedPorts(shell.world, shell.world.spawn("init"), {});
  await finish(shell.world, createState(init.files, `${home}/.certplan`, lineage));
  return shell;
}

function withFile(disk: Disk, path: string, text: string): Disk {
  const folder = path.slice(0, path.lastIndexOf("/"));
  const written = appendFile(makeDirectory(disk, folder), path, new TextEncoder().encode(text));
  return syncDirectory(syncFile(written, path), folder);
}

async function portal(authority: string): Promise<World["endpoints"][string]> {
  const [, , , , , authorityKey = "", leafKey = ""] = rsaPool();
  const leaf = await issueCertificate({
    subject: "CN=portal.example.com",
    sans: ["DNS:portal.example.com"],
    publicKey: leafKey,
    issuer: { certificate: authority, privateKey: authorityKey },
    serialNumber: "0a",
    notBefore: start - 27 * day,
    notAfter: start + 63 * day,
    usages: ["serverAuth"],
  });
  const chain = [leaf, authority].map((pem) => new Uint8Array(new X509Certificate(pem).raw));
  return { outcome: "seen", chain, protocol: "TLSv1.3", clientCertificateRequested: false };
}
