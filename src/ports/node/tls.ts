import type { Tls } from "../tls.ts";
import type { Handshaker } from "./tls-handshake.ts";

/**
 * Looks at TLS endpoints over node:tls, which is loaded at the first handshake. It accepts whatever is shown, also
 * what no connection should trust (SHA-1, RSA-1024, TLS 1.0): nothing is ever sent over these connections, and the
 * verdict on what was seen is made elsewhere.
 */
export function nodeTls(): Tls {
  let handshaker: Promise<Handshaker> | undefined;
  return {
    handshake: async (request) => {
      handshaker ??= import("./tls-threads.ts").then(({ createThreadedHandshaker }) => createThreadedHandshaker());
      return (await handshaker)(request);
    },
  };
}
