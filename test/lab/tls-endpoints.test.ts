import { X509Certificate } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { LabAuthority, Mint } from "../../src/lab/authority.ts";
import { type EndpointKind, type LabEndpoint, openEndpoint, openFleet } from "../../src/lab/tls/index.ts";
import { nodeClock } from "../../src/ports/node/index.ts";
import { type Dialled, dialWith } from "./dial.ts";
import { anAuthority } from "./world.ts";

let mint: Mint;
let authority: LabAuthority;
const open: { close(): Promise<void> }[] = [];

beforeAll(async () => {
  ({ mint, authority } = await anAuthority());
});
afterAll(async () => {
  await Promise.all(open.map((one) => one.close()));
});

async function up(kind: EndpointKind, serverName?: string): Promise<LabEndpoint> {
  const endpoint = await openEndpoint(mint, authority, { kind, ...(serverName === undefined ? {} : { serverName }) });
  open.push(endpoint);
  return endpoint;
}

function dial(endpoint: { readonly port: number; readonly serverName: string }, waitMs?: number): Promise<Dialled> {
  return dialWith(authority.root.certificate, endpoint, waitMs);
}

describe("what a TLS endpoint of the lab shows to Node's own client", () => {
  const verdicts: readonly (readonly [EndpointKind, string])[] = [
    ["good-rsa", "authorized"],
    ["good-ec", "authorized"],
    ["good-ed25519", "authorized"],
    ["expires-soon", "authorized"],
    ["expired", "CERT_HAS_EXPIRED"],
    ["not-yet-valid", "CERT_NOT_YET_VALID"],
    ["self-signed", "DEPTH_ZERO_SELF_SIGNED_CERT"],
    ["unknown-ca", "UNABLE_TO_GET_ISSUER_CERT_LOCALLY"],
    ["wrong-name", "ERR_TLS_CERT_ALTNAME_INVALID"],
    ["missing-intermediate", "UNABLE_TO_VERIFY_LEAF_SIGNATURE"],
    ["plain-http", "ERR_SSL_WRONG_VERSION_NUMBER"],
    ["resets", "ECONNRESET"],
    ["silent", "nothing"],
    ["client-certificate-tls12", "ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE"],
    ["client-certificate-tls13", "ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED"],
    ["sha1-leaf", "authorized"],
    ["rsa-1024", "authorized"],
    ["huge-chain", "ERR_SSL_EXCESSIVE_MESSAGE_SIZE"],
  ];

  test.each(verdicts)("%s: %s", async (kind, verdict) => {
    expect((await dial(await up(kind), kind === "silent" ? 300 : 10_000)).verdict).toBe(verdict);
  });

  test("the leaves have the keys that their kinds name", async () => {
    const keys: string[] = [];
    for (const kind of ["good-rsa", "good-ec", "good-ed25519", "rsa-1024"] as const) {
      const key = (await dial(await up(kind))).leaf?.publicKey;
      const size = key?.asymmetricKeyDetails?.modulusLength ?? key?.asymmetricKeyDetails?.namedCurve ?? "";
      keys.push(`${key?.asymmetricKeyType} ${size}`.trim());
    }
    expect(keys).toEqual(["rsa 2048", "ec prime256v1", "ed25519", "rsa 1024"]);
  });

  test("expires-soon ends in five days, and an expired one ended yesterday", async () => {
    const dayMs = 86_400_000;
    const soon = (await dial(await up("expires-soon"))).leaf;
    const over = (await dial(await up("expired"))).leaf;
    expect(Math.round((Date.parse(soon?.validTo ?? "") - mint.now) / dayMs)).toBe(5);
    expect(Math.round((Date.parse(over?.validTo ?? "") - mint.now) / dayMs)).toBe(-1);
  });

  test("a client certificate is demanded under the protocol that the kind names", async () => {
    const tls13 = await dial(await up("client-certificate-tls13"));
    expect([tls13.protocol, tls13.leaf?.subject]).toEqual([
      "TLSv1.3",
      "CN=client-certificate-tls13.lab.test\nO=Certplan Lab",
    ]);
    const tls12 = await dial(await up("client-certificate-tls12"));
    expect(tls12.leaf).toBeUndefined();
  });

  test("a huge chain is about 200 KiB", async () => {
    const chain = (await up("huge-chain")).credential?.chain ?? "";
    const blocks = chain.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
    const bytes = blocks.reduce((sum, block) => sum + new X509Certificate(block).raw.length, 0);
    expect([blocks.length, Math.round(bytes / 1024) > 190, Math.round(bytes / 1024) < 210]).toEqual([15, true, true]);
  });

  test("two backends of one name differ unless they are given one credential", async () => {
    const first = await up("good-ec", "one-name.lab.test");
    const second = await up("good-ec", "one-name.lab.test");
    const third = await openEndpoint(mint, authority, {
      kind: "good-ec",
      serverName: "one-name.lab.test",
      ...(first.credential === undefined ? {} : { credential: first.credential }),
    });
    open.push(third);
    const [a, b, c] = await Promise.all([dial(first), dial(second), dial(third)]);
    expect([a.verdict, b.verdict, c.verdict]).toEqual(["authorized", "authorized", "authorized"]);
    expect(a.leaf?.fingerprint256 === c.leaf?.fingerprint256).toBe(true);
    expect(a.leaf?.fingerprint256 === b.leaf?.fingerprint256).toBe(false);
  });
});

describe("a fleet", () => {
  test("a thousand endpoints are open within three seconds, and each answers after its latency", async () => {
    const clock = nodeClock();
    const shown = await up("good-ec", "fleet.lab.test");
    if (shown.credential === undefined) throw new Error("good-ec shows a credential");
    const startedAt = clock.now();
    const fleet = await openFleet({ count: 1000, latencyMs: 200, clock, credentials: [shown.credential] });
    open.push(fleet);
    const openedAt = clock.now();
    expect([fleet.ports.length, new Set(fleet.ports).size]).toEqual([1000, 1000]);
    expect(openedAt - startedAt).toBeLessThan(3000);
    const early = await dial({ port: fleet.ports[500] ?? 0, serverName: "fleet.lab.test" }, 120);
    const late = await dial({ port: fleet.ports[999] ?? 0, serverName: "fleet.lab.test" });
    expect([early.verdict, late.verdict]).toEqual(["nothing", "authorized"]);
  });

  test("closing frees the ports", async () => {
    const endpoint = await openEndpoint(mint, authority, { kind: "silent" });
    await endpoint.close();
    expect((await dial(endpoint)).verdict).toBe("ECONNREFUSED");
  });
});
