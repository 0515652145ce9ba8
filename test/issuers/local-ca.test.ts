import { expect, test } from "vitest";
import { issueCertificate } from "../../src/issuers/index.ts";
import { parseCertificate, parsePemBundle, pemOf, spkiOf, spkiOfKey } from "../../src/pki/index.ts";
import { finish } from "../../src/simulation/closure.ts";
import { appendFile, makeDirectory, readFile } from "../../src/simulation/disk.ts";
import { simulatedPorts } from "../../src/simulation/ports.ts";
import { drawFrom } from "../../src/simulation/seeds/draw.ts";
import { World } from "../../src/simulation/world.ts";
import { notedIn, notingWorld, overAllCrashes } from "../build/crash-worlds.ts";
import { aRoot, dayMs, estate, inWorld, issuerPorts, issuing, wanted } from "./issuing.ts";

const directory = `${estate}/ca`;
const localCa = { type: "local-ca", directory } as const;
const { now } = notingWorld();

const caOf = (chain: string): string => pemOf(parsePemBundle(chain)[1] ?? new Uint8Array());

test("the first leaf makes the CA, and the next ones are by the same", () =>
  inWorld(async (ports, world) => {
    const first = await issueCertificate(localCa, wanted, ports);
    const second = await issueCertificate(localCa, { ...wanted, requestId: "other", keyName: "other" }, ports);
    expect(caOf(second)).toBe(caOf(first));
    expect([...world.disk.names.keys()].filter((name) => name.startsWith(directory)).toSorted()).toEqual([
      `${directory}/ca-key.pem`,
      `${directory}/ca.pem`,
    ]);
    expect(new TextDecoder().decode(readFile(world.disk, `${directory}/ca.pem`))).toBe(caOf(first));
    expect(spkiOf(first)).not.toBe(spkiOf(second));
  }));

test("a leaf is back-dated by an hour, lives 397 days unless told otherwise, and carries what was asked for", async () => {
  const facts = await parseCertificate(await issuing(localCa));
  expect(facts).toMatchObject({
    subject: "CN=portal.example.com,O=Acme",
    issuer: expect.stringMatching(/^CN=certplan local CA [0-9a-f]{8}$/),
    sans: wanted.sans,
    isCa: false,
    notBefore: now - 3_600_000,
    notAfter: now - 3_600_000 + 397 * dayMs,
    key: { type: "ec", size: 256 },
  });
  const short = await parseCertificate(await issuing(localCa, { lifetimeMs: dayMs, keyType: "rsa-2048" }));
  expect(short).toMatchObject({ notAfter: now - 3_600_000 + dayMs, key: { type: "rsa", size: 2048 } });
});

test("no two leaves have the same serial number, and it does not tell how many there are", () =>
  inWorld(async (ports) => {
    const serials: string[] = [];
    for (const keyName of ["a", "b", "c"]) {
      const chain = await issueCertificate(localCa, { ...wanted, keyName, requestId: keyName }, ports);
      serials.push((await parseCertificate(chain)).serialNumber);
    }
    expect(new Set(serials).size).toBe(3);
    for (const serial of serials) expect(serial).toMatch(/^1[0-9A-F]{30}$/);
  }));

test("killed or without power at any moment, there is one CA for ever, and one key for the request", async () => {
  const closure = await overAllCrashes(
    async (ports, note) => {
      const chain = await issueCertificate(localCa, wanted, issuerPorts(ports));
      await note(`${spkiOf(chain)} by ${spkiOf(caOf(chain))}`);
    },
    (world) => expect(notedIn(world)).toHaveLength(1),
  );
  expect(closure.states.length).toBeGreaterThan(15);
});

test("of several runs that make the CA at once, in any order, all issue by one", async () => {
  const draw = drawFrom(7);
  for (let round = 0; round < 60; round += 1) {
    const world = new World(notingWorld(), { choose: (due) => due[draw(due.length)] ?? (due[0] as never) });
    const chains = await finish(
      world,
      Promise.all(
        ["a", "b", "c"].map((name) => {
          const ports = issuerPorts(simulatedPorts(world, world.spawn(name), {}));
          return issueCertificate(localCa, { ...wanted, requestId: name, keyName: name }, ports);
        }),
      ),
    );
    expect(new Set(chains.map(caOf)).size).toBe(1);
    expect(new Set(chains.map(spkiOf)).size).toBe(3);
  }
});

test("a CA that people put there is used, and a leaf ends with it at the latest", async () => {
  const root = await aRoot({ notAfter: now + 30 * dayMs });
  const chain = await issuing(localCa, {}, { disk: withCa(root.certificate, root.privateKey) });
  expect(caOf(chain)).toBe(root.certificate);
  expect(await parseCertificate(chain)).toMatchObject({ notAfter: now + 30 * dayMs });
});

test("a directory that holds something else than a CA and its key is an error that names it, never overwritten", async () => {
  const root = await aRoot();
  const other = await aRoot();
  const rows = [
    [withCa(root.certificate, "no key"), `${directory}/ca-key.pem is not a private key`],
    [withCa("no certificate", root.privateKey), `${directory}/ca.pem is not a certificate`],
    [withCa(root.certificate, other.privateKey), `${directory}/ca.pem is for another key than ca-key.pem`],
  ] as const;
  for (const [disk, why] of rows) {
    await expect(issuing(localCa, {}, { disk })).rejects.toMatchObject({
      code: "IssuerFailed",
      message: `issuer corp: ${why}`,
      hint: "mend the issuer, then: certplan apply",
    });
  }
});

test("a CA that has ended issues nothing", async () => {
  const root = await aRoot({ notAfter: now - dayMs });
  const refused = issuing(localCa, {}, { disk: withCa(root.certificate, root.privateKey) });
  await expect(refused).rejects.toMatchObject({ code: "IssuerFailed", message: expect.stringContaining("expired on") });
});

test("the key of a leaf is the one that was certified", () =>
  inWorld(async (ports) => {
    const chain = await issueCertificate(localCa, wanted, ports);
    const kept = await ports.keys.find(wanted.keyName);
    expect(spkiOfKey(kept?.privateKeyPem ?? "")).toBe(spkiOf(chain));
  }));

function withCa(certificate: string, key: string): ReturnType<typeof appendFile> {
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
  const disk = appendFile(makeDirectory(notingWorld().disk, directory), `${directory}/ca.pem`, bytes(certificate));
  return appendFile(disk, `${directory}/ca-key.pem`, bytes(key));
}
