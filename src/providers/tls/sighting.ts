import type { CertificateFacts, CertificateReader, OpenCertificate } from "../../pki/index.ts";
import type { HandshakeFailureCode, HandshakeRequest, Tls } from "../../ports/index.ts";
import type { Endpoint } from "./endpoint.ts";

/** What one endpoint showed, in the order of the wire; undefined stands where a certificate cannot be read. */
export interface Sighting {
  readonly endpoint: Endpoint;
  readonly sent: readonly Uint8Array[];
  readonly leaf: OpenCertificate | undefined;
  readonly chain: readonly (CertificateFacts | undefined)[];
  readonly protocol: string;
  readonly clientCertificateRequested: boolean;
}

/** An endpoint that answered with something that cannot be read, or did not answer. */
export interface Miss {
  readonly endpoint: Endpoint;
  readonly outcome: HandshakeFailureCode;
  readonly detail: string;
}

const maxChainBytes = 256 * 1024;

/** One handshake. Never throws for what the network or the server does. */
export async function look(
  tls: Tls,
  endpoint: Endpoint,
  how: { readonly serverName: string | undefined; readonly timeoutMs: number; readonly read: CertificateReader },
): Promise<Sighting | Miss> {
  const request: HandshakeRequest = {
    host: endpoint.host,
    port: endpoint.port,
    timeoutMs: how.timeoutMs,
    maxChainBytes,
    ...(how.serverName === undefined ? {} : { serverName: how.serverName }),
  };
  const outcome = await tls.handshake(request);
  if (outcome.outcome !== "seen") return { endpoint, outcome: outcome.outcome, detail: outcome.detail };
  const { chain, protocol, clientCertificateRequested } = outcome;
  const opened = await Promise.all(chain.map(how.read));
  return {
    endpoint,
    sent: chain,
    leaf: opened[0],
    chain: opened.map((one) => one?.facts),
    protocol,
    clientCertificateRequested,
  };
}

export function isSighting(one: Sighting | Miss): one is Sighting {
  return "sent" in one;
}

export function isMiss(one: Sighting | Miss): one is Miss {
  return !isSighting(one);
}

/**
 * The finding of an endpoint that speaks TLS and shows nothing that can be read: that is no failed connection.
 * Undefined for one that was not reached or speaks something else. Source (tried): a leaf on P-192 or with a DSA key
 * ends in an alert, a chain over 100 KiB in an error of OpenSSL's.
 */
export function findingCodeOf({ outcome }: Miss): "ChainUnreadable" | "HandshakeRefused" | undefined {
  if (outcome === "chain-too-large" || outcome === "unreadable-chain") return "ChainUnreadable";
  return outcome === "alert" ? "HandshakeRefused" : undefined;
}

const phrases: Readonly<Record<HandshakeFailureCode, string>> = {
  unresolved: "cannot resolve",
  refused: "connect refused",
  unreachable: "cannot reach",
  reset: "connection closed by",
  silent: "no reply from",
  "not-tls": "no TLS spoken by",
  alert: "handshake refused by",
  "chain-too-large": "chain too large from",
  "unreadable-chain": "chain unreadable from",
};

/** `connect refused 10.9.0.7:443`. */
export function missInWords({ outcome, endpoint }: Miss): string {
  return `${phrases[outcome]} ${endpoint.address}`;
}
