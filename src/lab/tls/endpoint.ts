import { createServer, type Server } from "node:net";
import {
  createServer as createTlsServer,
  type SecureContextOptions,
  type TlsOptions,
  type Server as TlsServer,
} from "node:tls";
import type { Clock } from "../../ports/index.ts";
import type { LabAuthority, LabCredential, Mint } from "../authority.ts";
import { type Listener, listen } from "../listener.ts";
import { credentialFor, type MuteKind } from "./credentials.ts";
import type { EndpointKind } from "./kinds.ts";

/** An endpoint that is up, on 127.0.0.1. */
export interface LabEndpoint extends Listener {
  readonly kind: EndpointKind;
  readonly serverName: string;
  /** What it shows from the beginning; absent for kinds that never get that far. */
  readonly credential?: LabCredential;
  /** From now on new connections are shown another one; absent with `credential`. */
  readonly show?: (credential: LabCredential) => void;
}

export interface EndpointRequest {
  readonly kind: EndpointKind;
  /** `<kind>.lab.test` if absent. */
  readonly serverName?: string;
  /** 0 or absent for any free port. */
  readonly port?: number;
  /** Shown instead of a new one: two backends of one name then agree. Kinds that show nothing ignore it. */
  readonly credential?: LabCredential;
}

/** Opens one endpoint, with a certificate of its own unless the request brings one. */
export async function openEndpoint(
  mint: Mint,
  authority: LabAuthority,
  request: EndpointRequest,
): Promise<LabEndpoint> {
  const { kind, port = 0, serverName = `${kind}.lab.test` } = request;
  if (isMute(kind)) {
    return { ...(await listen(muteServer(kind), port)), kind, serverName };
  }
  const credential = request.credential ?? (await credentialFor(mint, authority, kind, serverName));
  const server = showing(credential, demands(kind, authority));
  const show = (other: LabCredential): void => server.setSecureContext(contextOf(other));
  return { ...(await listen(server, port)), kind, serverName, credential, show };
}

/** How a fleet is opened: `latencyMs` passes between a connection and the first answer to it. */
export interface FleetRequest {
  readonly count: number;
  readonly latencyMs: number;
  readonly clock: Clock;
  /** Shown in turn. */
  readonly credentials: readonly [LabCredential, ...LabCredential[]];
}

/** Many endpoints on ports of their own, quickly: one TLS context for each credential, whatever the number of ports. */
export async function openFleet(request: FleetRequest): Promise<{
  readonly ports: readonly number[];
  readonly close: () => Promise<void>;
}> {
  const backends = request.credentials.map((credential) => showing(credential, {}));
  const listeners: Listener[] = [];
  for (let index = 0; index < request.count; index += 1) {
    const backend = backends[index % backends.length];
    if (backend === undefined) break;
    listeners.push(await listen(delayed(backend, request), 0));
  }
  return {
    ports: listeners.map((listener) => listener.port),
    close: async () => {
      await Promise.all(listeners.map((listener) => listener.close()));
    },
  };
}

/** Takes the connection at once and hands it to `backend` after the latency. */
function delayed(backend: Server, request: FleetRequest): Server {
  return createServer({ pauseOnConnect: true }, (socket) => {
    void request.clock.sleep(request.latencyMs).then(() => {
      if (!socket.destroyed) backend.emit("connection", socket);
    });
  });
}

/** Ends the handshake, says nothing, and closes when the client does or sends anything. */
function showing(credential: LabCredential, options: TlsOptions): TlsServer {
  const server = createTlsServer({ ...contextOf(credential), ...options });
  server.on("secureConnection", (socket) => {
    socket.on("error", () => socket.destroy());
    socket.on("data", () => socket.end());
  });
  server.on("tlsClientError", (_error, socket) => socket.destroy());
  return server;
}

function contextOf(credential: LabCredential): SecureContextOptions {
  // SECLEVEL=0: OpenSSL otherwise refuses to serve SHA-1 signatures and RSA-1024 keys.
  return { cert: credential.chain, key: credential.privateKey, ciphers: "DEFAULT@SECLEVEL=0" };
}

function demands(kind: EndpointKind, authority: LabAuthority): TlsOptions {
  const demand = { requestCert: true, rejectUnauthorized: true, ca: authority.root.certificate };
  if (kind === "client-certificate-tls12") return { ...demand, maxVersion: "TLSv1.2" };
  if (kind === "client-certificate-tls13") return { ...demand, minVersion: "TLSv1.3" };
  return {};
}

function isMute(kind: EndpointKind): kind is MuteKind {
  return kind === "resets" || kind === "silent" || kind === "plain-http";
}

function muteServer(kind: MuteKind): Server {
  return createServer((socket) => {
    if (kind === "silent") {
      socket.resume();
      return;
    }
    socket.once("data", () => {
      if (kind === "resets") socket.resetAndDestroy();
      else socket.end("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    });
  });
}
