import { createServer } from "node:net";
import { createSecureContext, createServer as createTlsServer, type SecureContext, type TlsOptions } from "node:tls";
import { type Listener, listen } from "../listener.ts";
import type { Endpoint } from "./handshake.ts";

/** A TLS endpoint on 127.0.0.1 that shows at each connection what the model says then. */
export interface ShowingRequest {
  readonly kind: Endpoint["kind"];
  /** PEM of what is served now; `serverName` is absent for a client that sends no SNI. */
  readonly shown: (serverName?: string) => string | undefined;
  /** PEM of the key of whatever is shown. */
  readonly key: string;
  readonly protocol: "TLSv1.2" | "TLSv1.3";
}

/** Opens it on a free port. etcd demands a client certificate, all others ask for one. */
export function openShowing(request: ShowingRequest): Promise<Listener> {
  const sni: NonNullable<TlsOptions["SNICallback"]> = (serverName, answer) =>
    answer(null, contextOf(request, serverName));
  const server = createTlsServer({ ...demands(request), SNICallback: sni });
  server.on("secureConnection", (socket) => {
    socket.on("error", () => socket.destroy());
    socket.on("data", () => socket.end());
  });
  server.on("tlsClientError", (_error, socket) => socket.destroy());
  const front = createServer({ pauseOnConnect: true }, (socket) => {
    const options = credentialOf(request);
    if (options === undefined) {
      socket.destroy();
      return;
    }
    server.setSecureContext({ ...options, ...demands(request) });
    server.emit("connection", socket);
  });
  return listen(front, 0);
}

function demands({ kind, protocol }: ShowingRequest): TlsOptions {
  if (kind !== "etcd") return { requestCert: true, rejectUnauthorized: false };
  const demand = { requestCert: true, rejectUnauthorized: true };
  return protocol === "TLSv1.2" ? { ...demand, maxVersion: "TLSv1.2" } : { ...demand, minVersion: "TLSv1.3" };
}

function contextOf(request: ShowingRequest, serverName: string): SecureContext | undefined {
  const options = credentialOf(request, serverName);
  return options === undefined ? undefined : createSecureContext(options);
}

function credentialOf({ shown, key }: ShowingRequest, serverName?: string): { cert: string; key: string } | undefined {
  const cert = shown(serverName);
  return cert === undefined ? undefined : { cert, key };
}
