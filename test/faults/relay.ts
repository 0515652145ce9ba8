import { connect, createServer, type Socket } from "node:net";
import { type Listener, listen } from "../../src/lab/listener.ts";

/** A way to a server over which connections can be made to fail below TLS. */
export interface Relay extends Listener {
  /** The next connection is reset as soon as the client has said hello. */
  readonly cutNextHandshake: () => void;
  /** Resets every connection that is open: what was not read yet is lost. */
  readonly reset: () => void;
}

/** Passes on what comes in, on a port of its own. */
export async function relayTo(port: number): Promise<Relay> {
  const open = new Set<Socket>();
  const see = { cuts: 0 };
  const server = createServer((client) => {
    open.add(client);
    client.on("close", () => open.delete(client));
    client.on("error", () => client.destroy());
    if (see.cuts > 0) {
      see.cuts -= 1;
      client.once("data", () => client.resetAndDestroy());
      return;
    }
    const upstream = connect(port, "127.0.0.1");
    upstream.on("error", () => client.destroy());
    client.on("close", () => upstream.destroy());
    client.pipe(upstream).pipe(client);
  });
  return {
    ...(await listen(server, 0)),
    cutNextHandshake: () => {
      see.cuts += 1;
    },
    reset: () => {
      for (const client of open) client.resetAndDestroy();
    },
  };
}
