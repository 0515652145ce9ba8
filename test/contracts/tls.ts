import { describe, expect, test } from "vitest";
import type { EndpointKind } from "../../src/lab/tls/index.ts";
import type { HandshakeOutcome, HandshakeRequest, Tls } from "../../src/ports/index.ts";
import type { Within } from "./files.ts";

/** An endpoint of the lab's kinds, wherever it is: BEHAVIOUR.md of `src/lab/tls` says what each does. */
export interface ContractEndpoint {
  readonly host: string;
  readonly port: number;
  readonly serverName: string;
  /** DER of what it shows, in the order of the wire; absent for kinds that never get that far. */
  readonly chain?: readonly Uint8Array[];
}

export interface TlsWorld {
  readonly tls: Tls;
  readonly open: (kind: EndpointKind) => Promise<ContractEndpoint>;
  /** Addresses where there is no server, and no name. */
  readonly refused: { readonly host: string; readonly port: number };
  readonly unresolved: { readonly host: string; readonly port: number };
}

/** Good or bad, what is shown is seen: the verdict on it is made elsewhere. */
const shown = [
  "good-rsa",
  "good-ec",
  "good-ed25519",
  "expired",
  "not-yet-valid",
  "self-signed",
  "unknown-ca",
  "wrong-name",
  "missing-intermediate",
  "sha1-leaf",
  "rsa-1024",
] as const satisfies readonly EndpointKind[];

/** What `src/ports/tls.ts` promises: one table for real sockets and for simulated ones. */
export function tlsContract(name: string, within: Within<TlsWorld>): void {
  describe(`tls: ${name}`, () => {
    test.each(shown)("%s: the chain is seen as it was sent, in the order of the wire", (kind) =>
      within(async ({ tls, open }) => {
        const endpoint = await open(kind);
        expect(hexOf(await tls.handshake(asking(endpoint)))).toEqual({
          outcome: "seen",
          chain: endpoint.chain?.map(hex),
          protocol: "TLSv1.3",
          clientCertificateRequested: false,
        });
      }),
    );

    test.each([
      ["client-certificate-tls12", "TLSv1.2"],
      ["client-certificate-tls13", "TLSv1.3"],
    ] as const)(
      "%s: a server that wants to know who we are is seen all the same, and that it asked",
      (kind, protocol) =>
        within(async ({ tls, open }) => {
          const endpoint = await open(kind);
          expect(hexOf(await tls.handshake(asking(endpoint)))).toEqual({
            outcome: "seen",
            chain: endpoint.chain?.map(hex),
            protocol,
            clientCertificateRequested: true,
          });
        }),
    );

    test("without a name to send, or with an address, the same is seen", () =>
      within(async ({ tls, open }) => {
        const endpoint = await open("good-ec");
        const { serverName: _name, ...nameless } = asking(endpoint);
        expect(await tls.handshake(nameless)).toMatchObject({ outcome: "seen" });
        expect(await tls.handshake({ ...nameless, serverName: "127.0.0.1" })).toMatchObject({ outcome: "seen" });
      }));

    test.each([
      ["resets", "reset"],
      ["plain-http", "not-tls"],
      ["huge-chain", "chain-too-large"],
    ] as const)("%s: %s", (kind, outcome) =>
      within(async ({ tls, open }) => {
        expect(await codeOf(tls, asking(await open(kind)))).toBe(outcome);
      }),
    );

    test("an endpoint that stays silent is given up when the time is up", () =>
      within(async ({ tls, open }) => {
        expect(await codeOf(tls, { ...asking(await open("silent")), timeoutMs: 150 })).toBe("silent");
      }));

    test("a chain of exactly the limit is seen, of one byte more is too large", () =>
      within(async ({ tls, open }) => {
        const endpoint = await open("good-ec");
        const bytes = (endpoint.chain ?? []).reduce((sum, der) => sum + der.length, 0);
        expect(bytes).toBeGreaterThan(500);
        expect(await codeOf(tls, { ...asking(endpoint), maxChainBytes: bytes })).toBe("seen");
        expect(await codeOf(tls, { ...asking(endpoint), maxChainBytes: bytes - 1 })).toBe("chain-too-large");
      }));

    test("no server, no name", () =>
      within(async ({ tls, refused, unresolved }) => {
        expect(await codeOf(tls, asking(refused))).toBe("refused");
        expect(await codeOf(tls, asking(unresolved))).toBe("unresolved");
      }));

    test("handshakes with several endpoints at once do not disturb each other", () =>
      within(async ({ tls, open }) => {
        const kinds = ["good-ec", "resets", "expired", "plain-http"] as const;
        const endpoints = [];
        for (const kind of kinds) endpoints.push(await open(kind));
        const outcomes = await Promise.all(endpoints.map((endpoint) => codeOf(tls, asking(endpoint))));
        expect(outcomes).toEqual(["seen", "reset", "seen", "not-tls"]);
      }));
  });
}

function asking(endpoint: {
  readonly host: string;
  readonly port: number;
  readonly serverName?: string;
}): HandshakeRequest {
  const { host, port, serverName = host } = endpoint;
  return { host, port, serverName, timeoutMs: 20_000, maxChainBytes: 262_144 };
}

async function codeOf(tls: Tls, request: HandshakeRequest): Promise<string> {
  return (await tls.handshake(request)).outcome;
}

function hexOf(outcome: HandshakeOutcome): unknown {
  return outcome.outcome === "seen" ? { ...outcome, chain: outcome.chain.map(hex) } : outcome;
}

function hex(der: Uint8Array): string {
  return Buffer.from(der).toString("hex");
}
