import { createPublicKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Estate } from "../../src/model/target.ts";
import { issueCertificate, parsePemBundle } from "../../src/pki/index.ts";
import type { HandshakeOutcome } from "../../src/ports/index.ts";
import { createTlsProvider } from "../../src/providers/tls/index.ts";
import { finish } from "../../src/simulation/closure.ts";
import { World } from "../../src/simulation/world.ts";
import { apply, commandIn, day, drift, opsmanEstate, opsmanWorld, rootPem, start } from "../build/opsman-world.ts";

const keyPem = (number: number): string =>
  readFileSync(new URL(`../keys/rsa-2048-0${number}.pem`, import.meta.url), "utf8");

async function endpoint(key: number, san = "DNS:portal.example.com"): Promise<HandshakeOutcome> {
  const notBefore = start - day / key;
  const leaf = await issueCertificate({
    subject: "CN=portal.example.com",
    sans: ["DNS:portal.example.com", ...(san === "DNS:portal.example.com" ? [] : [san])],
    publicKey: createPublicKey(keyPem(key)),
    issuer: { certificate: await rootPem(), privateKey: keyPem(1) },
    serialNumber: "0a",
    notBefore,
    notAfter: notBefore + 90 * day,
    usages: ["serverAuth"],
  });
  return { outcome: "seen", chain: parsePemBundle(leaf), protocol: "TLSv1.3", clientCertificateRequested: false };
}

async function portalEstate(): Promise<Estate> {
  const [om] = opsmanEstate.targets;
  if (om === undefined) throw new Error("the estate has a target");
  const connection = { address: "portal:443", serverName: "portal.example.com", trust: { ca: await rootPem() } };
  return { ...opsmanEstate, targets: [{ ...om, name: "portal", type: "tls", rotate: [], connection, options: {} }] };
}

test("an apply notes what an observed endpoint showed; a renewal is expected, other names are drift, until the next apply", async () => {
  const world = new World({ ...(await opsmanWorld()), endpoints: { "portal:443": await endpoint(2) } });
  const estate = await portalEstate();
  const command = (): ReturnType<typeof commandIn> => {
    const made = commandIn(world, world.spawn("certplan"), { estate });
    return { ...made, context: { ...made.context, registry: { tls: createTlsProvider({ systemAnchors: () => [] }) } } };
  };
  expect((await finish(world, apply(command()))).exitCode).toBe(0);
  expect((await finish(world, drift(command()))).exitCode).toBe(0);
  world.endpoints["portal:443"] = await endpoint(3);
  const renewed = await finish(world, drift(command()));
  expect(renewed.exitCode).toBe(0);
  expect(renewed.report.targets[0]?.lines.map((line) => line.code)).toEqual(["LeafRenewed"]);
  world.endpoints["portal:443"] = await endpoint(3, "DNS:admin.example.com");
  const drifted = await finish(world, drift(command()));
  expect(drifted.exitCode).toBe(2);
  expect(drifted.report.targets[0]?.lines.map((line) => line.code)).toEqual(["LeafChanged"]);
  expect((await finish(world, apply(command()))).exitCode).toBe(0);
  expect((await finish(world, drift(command()))).exitCode).toBe(0);
});

test("in CI a target that verifies nothing is not talked to: exit 8, and not one request [refused: verification off in CI]", async () => {
  const world = new World(await opsmanWorld());
  const [om] = opsmanEstate.targets;
  if (om === undefined) throw new Error("the estate has a target");
  const trusting = { ...om, connection: { ...om.connection, trust: { verify: false } } };
  const { context } = commandIn(world, world.spawn("certplan"), { estate: { ...opsmanEstate, targets: [trusting] } });
  const refused = await finish(world, drift({ context: { ...context, refuseUnverified: true }, events: [] }));
  expect(refused.exitCode).toBe(8);
  expect(refused.report.targets[0]?.unreadable?.code).toBe("VerificationOff");
  expect(world.arrived).toEqual([]);
  const told = await finish(world, drift({ context, events: [] }));
  expect(told.report.targets[0]?.findings.map((finding) => finding.code)).toContain("VerificationOff");
});
