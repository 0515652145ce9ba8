import { createServer } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { HandshakeOutcome } from "../../../src/ports/index.ts";
import { nodeTls } from "../../../src/ports/node/tls.ts";
import { type Issued, issued, keyMaker } from "../../pki/authority.ts";
import { freePort, openRange, type Range } from "./s-server.ts";
import { aSession, aTarget, provider } from "./session.ts";

const keyOf = keyMaker();
const tls = nodeTls();
let range: Range;
let leaf: Issued;

beforeAll(async () => {
  range = openRange();
  leaf = await issued({ key: keyOf("ec"), subject: "CN=portal", sans: ["DNS:portal"] });
});
afterAll(() => range.close());

const shake = (port: number, timeoutMs = 3000, maxChainBytes = 262_144): Promise<HandshakeOutcome> =>
  tls.handshake({ host: "127.0.0.1", port, serverName: "portal", timeoutMs, maxChainBytes });

function tlsServer(chain: string): ReturnType<typeof createTlsServer> {
  const server = createTlsServer({ cert: chain, key: leaf.key.privateKey.export({ type: "pkcs8", format: "pem" }) });
  server.on("tlsClientError", () => undefined);
  return server;
}

describe("one handshake gives a coded outcome whatever the server does", () => {
  test("nobody listens", async () => expect(await shake(await freePort())).toMatchObject({ outcome: "refused" }));
  test("a name that does not exist", async () => {
    const request = { host: "no-such-host.invalid", port: 443, timeoutMs: 3000, maxChainBytes: 1 };
    expect(await tls.handshake(request)).toMatchObject({ outcome: "unresolved" });
  });
  test("the connection is reset when greeted", async () => {
    const port = await range.listen(createServer((socket) => socket.once("data", () => socket.resetAndDestroy())));
    expect(await shake(port)).toMatchObject({ outcome: "reset" });
  });
  test("the connection is closed when greeted", async () => {
    const port = await range.listen(createServer((socket) => socket.once("data", () => socket.end())));
    expect(await shake(port)).toMatchObject({ outcome: "reset" });
  });
  test("nothing is ever said", async () => {
    const port = await range.listen(createServer((socket) => socket.on("error", () => undefined)));
    expect(await shake(port, 150)).toEqual({ outcome: "silent", detail: "no end of the handshake within 150 ms" });
  });
  test("plain HTTP", async () => {
    const reply = "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n";
    const port = await range.listen(
      createServer((socket) => socket.on("error", () => undefined).once("data", () => socket.end(reply))),
    );
    expect(await shake(port)).toMatchObject({ outcome: "not-tls" });
  });
  test("a greeting of a mail server", async () => {
    const port = await range.listen(
      createServer((socket) => socket.on("error", () => undefined).write("220 mail.example.com ESMTP\r\n")),
    );
    expect(await shake(port)).toMatchObject({ outcome: "not-tls" });
  });
  test("an alert instead of a certificate", async () => {
    const server = createTlsServer({});
    server.on("tlsClientError", () => undefined);
    expect(await shake(await range.listen(server))).toMatchObject({ outcome: "alert" });
  });
  test("a chain over the limit of OpenSSL, and one over ours", async () => {
    const padding = [{ oid: "1.2.3.4", critical: false, value: new Uint8Array(30_000) }];
    const fat = await issued({ key: keyOf("ec", 1), subject: "CN=Fat", ca: {}, extensions: padding });
    const huge = await range.listen(tlsServer(leaf.pem + fat.pem.repeat(4)));
    expect(await shake(huge)).toMatchObject({ outcome: "chain-too-large" });
    const large = await range.listen(tlsServer(leaf.pem + fat.pem.repeat(2)));
    expect(await shake(large)).toMatchObject({ outcome: "seen", chain: { length: 3 } });
    expect(await shake(large, 3000, 50_000)).toMatchObject({ outcome: "chain-too-large" });
  });
  test("nothing is left open after 200 handshakes", async () => {
    const server = tlsServer(leaf.pem);
    const port = await range.listen(server);
    const outcomes = await Promise.all(Array.from({ length: 200 }, () => shake(port, 20_000)));
    expect(outcomes.filter((one) => one.outcome === "seen")).toHaveLength(200);
    await expect.poll(() => new Promise((resolve) => server.getConnections((_error, count) => resolve(count)))).toBe(0);
    const timers = process.getActiveResourcesInfo().filter((one) => one === "Timeout");
    expect(timers.length).toBeLessThan(5);
  });
});

describe("a target of which nothing could be seen", () => {
  test("is unreadable, and says of which endpoint and why", async () => {
    const port = await freePort();
    const connection = { address: `127.0.0.1:${port}`, trust: { system: true } };
    await expect(provider.observe(aSession(connection), aTarget(connection))).rejects.toMatchObject({
      code: "PlatformUnreachable",
      kind: "platform",
      message: `connect refused 127.0.0.1:${port}`,
    });
  });
  test.each([
    ["a chain that nobody can read", "unreadable-chain", "ChainUnreadable"],
    ["a chain that is too large", "chain-too-large", "ChainUnreadable"],
    ["an alert instead of a certificate", "alert", "HandshakeRefused"],
  ] as const)("%s is a finding of its own, not a failed connection", async (_case, code, finding) => {
    const outcome = { outcome: code, detail: "wrong curve" };
    const connection = { address: "10.0.0.1:443", trust: { system: true } };
    const observation = await provider.observe(
      aSession(connection, { handshake: async () => outcome }),
      aTarget(connection),
    );
    expect(observation.findings.map((finding) => finding.code)).toEqual([finding]);
    expect(observation.slots).toEqual([{ name: "leaf", class: "leaf" }]);
    expect(observation.complete).toBe(false);
  });
});

test("IPv6 addresses are dialled without brackets, names are sent, addresses are not", async () => {
  const dialled: unknown[] = [];
  const handshake = async (request: unknown): Promise<HandshakeOutcome> => {
    dialled.push(request);
    return { outcome: "seen", chain: [leaf.der], protocol: "TLSv1.3", clientCertificateRequested: false };
  };
  const connection = { address: "[2001:db8::7]:443", trust: { verify: false } };
  const observation = await provider.observe(aSession(connection, { handshake }), aTarget(connection));
  expect(dialled).toEqual([{ host: "2001:db8::7", port: 443, timeoutMs: 5000, maxChainBytes: 262_144 }]);
  expect(observation.findings.map((finding) => finding.code)).toEqual(["VerificationOff"]);
  const named = { address: "portal:8443", trust: { verify: false } };
  await provider.observe(aSession(named, { handshake }), aTarget(named));
  expect(dialled[1]).toMatchObject({ host: "portal", port: 8443, serverName: "portal" });
});

test("the dates are judged as of the instant that the plan is evaluated for", async () => {
  const handshake = async (): Promise<HandshakeOutcome> => ({
    outcome: "seen",
    chain: [leaf.der],
    protocol: "TLSv1.3",
    clientCertificateRequested: false,
  });
  const connection = { address: "portal:443", trust: { ca: leaf.pem } };
  const session = { ...aSession(connection, { handshake }), evaluateAt: Date.parse("2027-01-01T00:00:00Z") };
  const observation = await provider.observe(session, aTarget(connection));
  expect(observation.findings.map((finding) => finding.code)).toEqual(["Expired"]);
});
