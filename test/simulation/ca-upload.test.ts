import { createHash, createPublicKey } from "node:crypto";
import { expect, test } from "vitest";
import type { Estate } from "../../src/model/target.ts";
import { issueCertificate, loadPki } from "../../src/pki/index.ts";
import {
  applyIn,
  expectApplied,
  expectNoKey,
  expectRotated,
  expectSameEndAfterKills,
  idsOf,
  plannedIn,
  requestsTo,
  watchedWorld,
} from "../build/ca-run.ts";
import { caEstate, caPem, caWorld } from "../build/opsman-ca-world.ts";
import { day, opsmanOf, start } from "../build/opsman-world.ts";
import { rsaPool } from "../keys/pool.ts";

const create = "POST /api/v0/certificate_authorities";
const good = { from: start - 2 * day, to: start + 2000 * day };

/** The seventh key of the pool is `ROOT_KEY` of these tests. */
async function estateWith(certificatePem: string, key = "ROOT_KEY"): Promise<Estate> {
  const estate = caEstate({ issuer: "corp", apply: { pendingChanges: "refuse" } });
  const issuers = { corp: { type: "files", certificatePem, key: { env: key } } } as const;
  return { ...estate, targets: estate.targets.map((target) => ({ ...target, issuers })) };
}

async function ownRoot(): Promise<Estate> {
  return estateWith(await caPem(7, good));
}

function creations(world: { readonly arrived: readonly { readonly line: string }[] }): number {
  return world.arrived.filter(({ line }) => line === create).length;
}

test("a CA of one's own is uploaded instead of generated, and everything moves under it", async () => {
  const estate = await ownRoot();
  const world = await watchedWorld({ foundation: { credhub: true } });
  const plan = await plannedIn(world, estate);
  expect(idsOf(plan).slice(0, 2)).toEqual(["upload-ca", "apply-trust"]);
  expect(plan.steps[0]?.title).toMatch(
    /^upload root CA C=US,O=Pivotal \([0-9a-f]{12}\), leaving out \/services\/tls_ca$/,
  );
  const { events } = await expectApplied(world, estate);
  await expectRotated(world, estate);
  expect([creations(world), requestsTo(world, `${create}/generate`)]).toEqual([1, 0]);
  expect(opsmanOf(world).cas[0]?.pem).toBe(await caPem(7, good));
  expectNoKey(world, JSON.stringify(events));
});

test("a lost reply of the upload is settled by the fingerprint, and it is not sent again", async () => {
  let lost = false;
  const estate = await ownRoot();
  const world = await watchedWorld(
    {},
    {
      hooks: {
        fault: (request) => {
          if (lost || request.method !== "POST" || request.path !== "/api/v0/certificate_authorities") return undefined;
          lost = true;
          return "lost-reply";
        },
      },
    },
  );
  await expectApplied(world, estate);
  expect([lost, creations(world)]).toEqual([true, 1]);
  await expectRotated(world, estate);
});

test("a key that is not the certificate's is refused before anything is sent", async () => {
  const estate = await estateWith(await caPem(7, good), "LEAF_KEY");
  const world = await watchedWorld();
  const { result, command } = await applyIn(world, estate);
  expect(result.exitCode).toBe(3);
  expect(command.events.find((event) => event.event === "RunStopped")).toMatchObject({
    code: "KeyMismatch",
    step: "om/upload-ca",
  });
  expect(creations(world)).toBe(0);
});

async function ecRoot(): Promise<string> {
  await loadPki();
  const { generateKeyPairSync } = await import("node:crypto");
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const dates = { notBefore: good.from, notAfter: good.to };
  const subject = "O=Acme";
  return issueCertificate({ subject, publicKey, issuer: { self: privateKey }, serialNumber: "01", ...dates, ca: {} });
}

async function noCa(): Promise<string> {
  await loadPki();
  const key = rsaPool()[6] ?? "";
  const dates = { notBefore: good.from, notAfter: good.to };
  const publicKey = createPublicKey(key);
  return issueCertificate({ subject: "O=Acme", publicKey, issuer: { self: key }, serialNumber: "01", ...dates });
}

const unfit: Readonly<Record<string, { readonly pem: () => Promise<string>; readonly says: RegExp }>> = {
  "an EC CA": { pem: ecRoot, says: /its key is of type ec, and Ops Manager supports RSA only/ },
  "no CA": { pem: noCa, says: /it is no CA/ },
  "one that has expired": {
    pem: () => caPem(7, { from: start - 100 * day, to: start - day }),
    says: /it has ended 2026-11-20/,
  },
  "one that is not valid yet": {
    pem: () => caPem(7, { from: start + day, to: start + 2000 * day }),
    says: /it begins only 2026-11-22/,
  },
  "one that would be due at once": {
    pem: () => caPem(7, { from: start - day, to: start + 30 * day }),
    says: /it ends .*, so by policy baseline it would be due at once/,
  },
  "the one that is there": {
    pem: () => caPem(1, { from: start - 1400 * day, to: start + 50 * day }),
    says: /it is the root already/,
  },
};

for (const [name, { pem, says }] of Object.entries(unfit)) {
  test(`a certificate is refused as the next root: ${name}`, async () => {
    const world = await watchedWorld();
    const plan = await plannedIn(world, await estateWith(await pem()));
    const [refusal] = plan.targets[0]?.refusals ?? [];
    expect(refusal).toMatchObject({ code: "OpsmanUploadUnfit", sentence: expect.stringMatching(says) });
    expect(refusal?.hint).toMatch(/^issuers: corp:/);
  });
}

test("a CA that somebody else added and that is not ours is not activated", async () => {
  const world = await watchedWorld({ begun: "S2" });
  const [refusal] = (await plannedIn(world, await ownRoot())).targets[0]?.refusals ?? [];
  expect(refusal?.code).toBe("OpsmanOtherCa");
});

test("an uploaded root is not replaced by one of the platform: the key to write is named", async () => {
  await loadPki();
  const [upper = "", lower = ""] = rsaPool();
  const issued = await issueCertificate({
    subject: "O=Acme Foundation",
    publicKey: createPublicKey(lower),
    issuer: { certificate: await caPem(1, good), privateKey: upper },
    serialNumber: "02",
    notBefore: start - 1000 * day,
    notAfter: start + 50 * day,
    ca: {},
  });
  const world = await watchedWorld({
    change: (state) => ({
      ...state,
      cas: state.cas.map((ca) => ({ ...ca, pem: issued, expiresOn: start + 50 * day })),
    }),
  });
  const plan = await plannedIn(world, caEstate());
  const [refusal] = plan.targets[0]?.refusals ?? [];
  expect(refusal).toMatchObject({
    code: "OpsmanUploadedCa",
    hint: "target om: write issuer: NAME, the name of a files issuer whose certificate is its successor",
  });
});

test("replace: a root that has to go, by its fingerprint or its key, is due and gone afterwards", async () => {
  const dates = { from: start - 1400 * day, to: start + 1000 * day };
  const der = Buffer.from((await caPem(1, dates)).replaceAll(/-----.*-----|\s/g, ""), "base64");
  const fingerprint = createHash("sha256").update(der).digest("hex");
  const estate = caEstate();
  const replace = [{ fingerprint, reason: "compromised" as const, ticket: "SEC-1" }];
  const due = { ...estate, targets: estate.targets.map((target) => ({ ...target, replace })) };
  const world = await watchedWorld({ rootEnds: 1000 });
  const plan = await plannedIn(world, due);
  expect(plan.targets[0]?.reasons.map(({ code }) => code)).toEqual(["Replace"]);
  expect(idsOf(plan)[0]).toBe("generate-ca");
  await expectApplied(world, due);
  await expectRotated(world, due);
});

test("killed at any moment, the CA is uploaded once", async () => {
  expect(await expectSameEndAfterKills(await caWorld(), await ownRoot())).toBeGreaterThan(20);
});
