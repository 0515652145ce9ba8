import { expect, test } from "vitest";
import { issueCertificate } from "../../src/issuers/index.ts";
import { type IssuerCredential, loadPki, parseCertificate, parsePemBundle, spkiOf } from "../../src/pki/index.ts";
import type { SimProgram } from "../../src/simulation/programs.ts";
import { notedIn, notingWorld, overAllCrashes } from "../build/crash-worlds.ts";
import { type Deviation, signingProgram } from "../build/signing-program.ts";
import { pooledKeys } from "../keys/pool.ts";
import { aRoot, dayMs, inWorld, issuerPorts, issuing, wanted } from "./issuing.ts";

const corp = { type: "command", run: ["./sign.sh", "--profile", "web"], timeoutSeconds: 60 } as const;
const { now } = notingWorld();
const root = await aRoot();

function withProgram(program: SimProgram): { readonly programs: Readonly<Record<string, SimProgram>> } {
  return { programs: { ...notingWorld().programs, "./sign.sh": program } };
}

function signedBy(issuer: IssuerCredential, deviation: Deviation = {}): Promise<string> {
  return issuing(corp, {}, withProgram(signingProgram(issuer, deviation)));
}

test("the program gets a CSR of the run's key with the names, and its chain is taken as it is", async () => {
  const chain = await signedBy(root);
  expect(await parseCertificate(chain)).toMatchObject({
    subject: "CN=portal.example.com,O=Acme",
    issuer: "CN=Acme Root CA,O=Acme",
    sans: wanted.sans,
  });
  expect(parsePemBundle(chain)).toHaveLength(2);
});

test("a repeat comes with the same request id and the same key, so that an issuer can answer with the same certificate", () =>
  inWorld(
    async (ports, world) => {
      const first = await issueCertificate(corp, wanted, ports);
      expect(await issueCertificate(corp, wanted, ports)).toBe(first);
      expect(world.programs["./sign.sh"]?.memory).toEqual({ [wanted.requestId]: first });
    },
    withProgram(signingProgram(root)),
  ));

test("an issuer that forgets gives another certificate for the same key", () =>
  inWorld(
    async (ports) => {
      const first = await issueCertificate(corp, wanted, ports);
      const second = await issueCertificate(corp, wanted, ports);
      expect(second).not.toBe(first);
      expect(spkiOf(second)).toBe(spkiOf(first));
    },
    withProgram(forgetful(signingProgram(root))),
  ));

/** Numbers its certificates and does not remember which was for whom. */
function forgetful(program: SimProgram): SimProgram {
  const run: SimProgram["run"] = async (call, memory) => {
    const end = await program.run(call, memory);
    return { ...end, memory: { [`${Object.keys(memory ?? {}).length}`]: "forgotten", ...(memory as object) } };
  };
  return { ...program, run };
}

const otherKey = await pooledKeys().make("ec-p256");
const ended = await aRoot({ notAfter: now - dayMs });
const stranger = await aRoot();

const wrong: readonly (readonly [string, string, Promise<string> | (() => Promise<string>)])[] = [
  [
    "another key than the CSR's",
    "is for another key than the one that was asked for",
    () => signedBy(root, { publicKey: otherKey.publicKeyPem }),
  ],
  [
    "a name too few",
    "does not cover DNS:www.example.com, IP:10.0.0.1",
    () => signedBy(root, { sans: ["DNS:portal.example.com"] }),
  ],
  ["no names at all", "does not cover DNS:portal.example.com", () => signedBy(root, { sans: [] })],
  ["a CA", "is a CA, not a leaf", () => signedBy(root, { ca: {} })],
  ["a begin more than five minutes ahead", "is not valid before", () => signedBy(root, { beginsInMs: 301_000 })],
  ["an end that is past", "expired on", () => signedBy(root, { endsInMs: -1000 })],
  ["an issuer that has ended", "CN=Acme Root CA,O=Acme expired on", () => signedBy(ended)],
  [
    "a chain that does not fit together",
    "corp: its certificates are no chain, in which each is signed by the next",
    () => signedBy(root, { chain: (leaf) => leaf + stranger.certificate }),
  ],
  [
    "the chain the wrong way round",
    "is for another key than the one that was asked for",
    () => signedBy(root, { chain: (leaf, ca) => ca + leaf }),
  ],
  ["nothing", "there is no PEM certificate in what it gave", () => signedBy(root, { chain: () => "" })],
  [
    "bytes that are no certificate",
    "the first certificate that it gave cannot be read",
    () => signedBy(root, { chain: () => "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n" }),
  ],
];

for (const [what, why, answer] of wrong) {
  test(`an answer with ${what} is refused, and the error names the issuer and what is wrong`, async () => {
    await expect(typeof answer === "function" ? answer() : answer).rejects.toMatchObject({
      code: "IssuerFailed",
      exitCode: 5,
      message: expect.stringMatching(/^issuer corp: /),
      hint: "mend the issuer, then: certplan apply",
    });
    await expect(typeof answer === "function" ? answer() : answer).rejects.toThrow(why);
  });
}

test("a wildcard that was asked for must be there, and covers names below it", async () => {
  const wild = (sans: readonly string[]): Promise<string> =>
    issuing(corp, { sans }, withProgram(signingProgram(root, { sans: ["DNS:*.Apps.example.com"] })));
  await expect(wild(["DNS:*.apps.example.com", "DNS:a.apps.example.com"])).resolves.toContain("BEGIN CERTIFICATE");
  await expect(wild(["DNS:*.sys.example.com"])).rejects.toThrow("does not cover DNS:*.sys.example.com");
  await expect(wild(["DNS:apps.example.com"])).rejects.toThrow("does not cover DNS:apps.example.com");
});

test("a begin within five minutes is taken: clocks differ", async () => {
  expect(await signedBy(root, { beginsInMs: 299_000 })).toContain("BEGIN CERTIFICATE");
});

test("a leaf alone is taken: an issuer may keep its chain to itself", async () => {
  const chain = await signedBy(root, { chain: (leaf) => leaf });
  expect(parsePemBundle(chain)).toHaveLength(1);
});

const failures: readonly (readonly [string, Partial<SimProgram>, string])[] = [
  ["ends with an error", { run: () => ({ output: "secret words", code: 7 }) }, "./sign.sh ended with exit code 7"],
  ["does not end", { takesMs: 61_000 }, "./sign.sh did not end within 60 s"],
  [
    "prints without end",
    { run: () => ({ output: "x".repeat(1_000_001), code: 0 }) },
    "./sign.sh printed more than 1000000 bytes",
  ],
];

for (const [what, change, why] of failures) {
  test(`a program that ${what} is an error without what it printed`, async () => {
    const program = { ...signingProgram(root), ...change };
    await expect(issuing(corp, {}, withProgram(program))).rejects.toMatchObject({
      code: "IssuerFailed",
      message: `issuer corp: ${why}`,
    });
  });
}

test("killed or without power at any moment, also beside its program: one key, one request, one certificate", async () => {
  await loadPki();
  const closure = await overAllCrashes(
    async (ports, note) => {
      // as the engine does: what an earlier process began may still run
      await ports.clock.sleep(5000);
      await note(await issueCertificate(corp, wanted, issuerPorts(ports)));
    },
    (world) => {
      expect(notedIn(world)).toHaveLength(1);
      expect(world.programs["./sign.sh"]?.memory).toEqual({ [wanted.requestId]: notedIn(world)[0] });
    },
    { "./sign.sh": signingProgram(root) },
  );
  expect(closure.states.filter((value) => value.children.length > 0).length).toBeGreaterThan(0);
});

test("a program that is not there is an error that says so", async () => {
  await expect(issuing(corp)).rejects.toThrow("issuer corp: ./sign.sh could not be started: there is no such program");
});
