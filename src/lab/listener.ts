import type { Server, Socket } from "node:net";

export interface Listener {
  readonly port: number;
  /** Stops listening, cuts every open connection, and settles when the port is free. */
  readonly close: () => Promise<void>;
}

/** Lets a server listen on 127.0.0.1 (0: any free port). Rejects if the port is taken. */
export async function listen(server: Server, port: number): Promise<Listener> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    // Clients that go away in the middle are everyday life in a lab.
    socket.on("error", () => socket.destroy());
  });
  server.on("tlsClientError", (_error: Error, socket: Socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, host: "127.0.0.1", backlog: 511 }, () => {
      server.off("error", reject);
      resolve();
    });
  });
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : port,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
