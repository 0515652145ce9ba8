import { isIP, type TcpNetConnectOpts } from "node:net";
import * as tls from "node:tls";
import type { HandshakeOutcome, HandshakeRequest } from "../tls.ts";
import { type HandshakeError, refusesForMissingCertificate, whyItFailed } from "./tls-failure.ts";

/** One handshake per call; never rejects. */
export type Handshaker = (request: HandshakeRequest) => Promise<HandshakeOutcome>;

/** The context is shared by all handshakes of this handshaker: making one costs more than a handshake. */
export function createHandshaker(): Handshaker {
  const secureContext = tls.createSecureContext({
    // With no CA at all, node never asks OpenSSL to complete the chain, which would empty the list that was sent.
    ca: [],
    minVersion: "TLSv1",
    ciphers: "TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_GCM_SHA256:DEFAULT:@SECLEVEL=0",
  });
  return (request) => handshake({ request, secureContext, takesEarly: false });
}

interface Shake {
  readonly request: HandshakeRequest;
  readonly secureContext: tls.SecureContext;
  /**
   * Up to TLS 1.2 a server that wants a certificate of ours ends the connection before the handshake is over, and with it
   * goes its own. It must be taken when the keys are agreed, and being told of keys costs a tenth of a handshake: only
   * the second one with a server that has refused the first is told.
   */
  readonly takesEarly: boolean;
}

function handshake(shake: Shake): Promise<HandshakeOutcome> {
  return new Promise((resolve) => {
    const { request, secureContext, takesEarly } = shake;
    const { host, port, timeoutMs, serverName = "" } = request;
    let peer: Peer | undefined;
    let isConnected = false;
    const settle = (outcome: HandshakeOutcome | Promise<HandshakeOutcome>): void => {
      clearTimeout(timer);
      resolve(outcome);
      socket.destroy();
    };
    const options: tls.ConnectionOptions & Pick<TcpNetConnectOpts, "autoSelectFamilyAttemptTimeout"> = {
      host,
      port,
      secureContext,
      servername: isIP(serverName) === 0 ? serverName : "",
      rejectUnauthorized: false,
      // Node's default of 250 ms would give up a distant address of a host that has several.
      autoSelectFamilyAttemptTimeout: Math.max(1000, Math.floor(timeoutMs / 4)),
    };
    const socket = tls.connect(options);
    const timer = setTimeout(() => {
      const within = `within ${timeoutMs} ms`;
      if (isConnected) settle({ outcome: "silent", detail: `no end of the handshake ${within}` });
      else settle({ outcome: "unreachable", detail: `no answer to connect ${within}` });
    }, timeoutMs);
    socket.once("connect", () => {
      isConnected = true;
    });
    if (takesEarly) {
      socket.on("keylog", (line) => {
        if (line.subarray(0, 13).toString("latin1") === "CLIENT_RANDOM") peer ??= peerOf(socket);
      });
    }
    socket.once("secureConnect", () => settle(seen(peer ?? peerOf(socket), request)));
    socket.on("error", (error: HandshakeError) => {
      if (!refusesForMissingCertificate(error)) settle(whyItFailed(error));
      else if (!takesEarly) settle(handshake({ ...shake, takesEarly: true }));
      else if (peer === undefined) settle(whyItFailed(error));
      else settle(seen({ ...peer, clientCertificateRequested: true }, request));
    });
    socket.once("close", () => settle({ outcome: "reset", detail: "closed before the handshake ended" }));
  });
}

interface Peer {
  readonly chain: readonly Uint8Array[];
  readonly protocol: string;
  readonly clientCertificateRequested: boolean;
}

/**
 * What the peer has shown. Source (tried on Node.js 20): `getPeerX509Certificate` keeps the order of the wire and
 * answers once; a client shares signature algorithms only with a server that asked for a certificate (TLS 1.2, 1.3).
 */
function peerOf(socket: tls.TLSSocket): Peer {
  const chain: Uint8Array[] = [];
  for (let one = socket.getPeerX509Certificate(); one !== undefined; one = one.issuerCertificate) {
    chain.push(new Uint8Array(one.raw));
  }
  const clientCertificateRequested = socket.getSharedSigalgs().length > 0;
  return { chain, protocol: socket.getProtocol() ?? "unknown", clientCertificateRequested };
}

function seen(peer: Peer, { maxChainBytes }: HandshakeRequest): HandshakeOutcome {
  let bytes = 0;
  for (const der of peer.chain) bytes += der.length;
  if (bytes > maxChainBytes) {
    return { outcome: "chain-too-large", detail: `the chain has ${bytes} bytes, the limit is ${maxChainBytes}` };
  }
  if (bytes === 0) return { outcome: "unreadable-chain", detail: "the handshake ended without a readable certificate" };
  return { outcome: "seen", ...peer };
}
