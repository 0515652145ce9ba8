import type { X509Certificate } from "node:crypto";
import { connect, type TLSSocket } from "node:tls";

export interface Dialled {
  /** `authorized`, the verification error, or the code of the connection's error. */
  readonly verdict: string;
  readonly leaf?: X509Certificate;
  readonly sent: number;
  readonly protocol?: string | null;
}

/** Dials with Node's own TLS client, which verifies against this root alone; `nothing` if that takes too long. */
export function dialWith(
  root: string,
  endpoint: { readonly port: number; readonly serverName: string },
  waitMs = 10_000,
): Promise<Dialled> {
  return new Promise((resolve) => {
    const socket = connect({
      port: endpoint.port,
      host: "127.0.0.1",
      servername: endpoint.serverName,
      ca: root,
      rejectUnauthorized: false,
      ciphers: "DEFAULT@SECLEVEL=0",
    });
    let seen: Dialled | undefined;
    const finish = (dialled: Dialled): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(dialled);
    };
    let timer = setTimeout(() => finish(seen ?? { verdict: "nothing", sent: 0 }), waitMs);
    socket.on("error", (error: NodeJS.ErrnoException) => finish({ ...seen, verdict: error.code ?? "?", sent: 0 }));
    socket.on("secureConnect", () => {
      const dialled = inspect(socket);
      seen = dialled;
      clearTimeout(timer);
      // Under TLS 1.3 a server that refuses us says so only now.
      timer = setTimeout(() => finish(dialled), 150);
    });
  });
}

function inspect(socket: TLSSocket): Dialled {
  const chain: Buffer[] = [];
  let current = socket.getPeerX509Certificate();
  const leaf = current;
  while (current !== undefined && chain.length < 20) {
    chain.push(current.raw);
    current = current.issuerCertificate;
  }
  const verdict = socket.authorized ? "authorized" : String(socket.authorizationError);
  return { verdict, sent: chain.length, protocol: socket.getProtocol(), ...(leaf === undefined ? {} : { leaf }) };
}
