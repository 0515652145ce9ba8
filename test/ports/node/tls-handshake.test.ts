import { connect, createServer } from "node:net";
import { expect, test } from "vitest";
import { listen } from "../../../src/lab/listener.ts";
import { type EndpointKind, openEndpoint } from "../../../src/lab/tls/index.ts";
import { createHandshaker } from "../../../src/ports/node/tls-handshake.ts";
import { anAuthority } from "../../lab/world.ts";

const site = anAuthority();

/** How many connections one handshake with an endpoint of this kind makes, and what it comes to. */
async function connectionsTo(kind: EndpointKind): Promise<readonly [number, string]> {
  const { mint, authority } = await site;
  const endpoint = await openEndpoint(mint, authority, { kind });
  let connections = 0;
  const counting = createServer((socket) => {
    connections += 1;
    const onward = connect(endpoint.port, "127.0.0.1");
    socket.pipe(onward).pipe(socket);
    onward.on("error", () => socket.destroy());
  });
  const { port, close } = await listen(counting, 0);
  try {
    const request = {
      host: "127.0.0.1",
      port,
      serverName: endpoint.serverName,
      timeoutMs: 5000,
      maxChainBytes: 65_536,
    };
    const { outcome } = await createHandshaker()(request);
    // A second connection that nobody waits for would be made by now.
    await new Promise((resolve) => setTimeout(resolve, 100));
    return [connections, outcome];
  } finally {
    await Promise.all([close(), endpoint.close()]);
  }
}

test.each([
  ["good-ec", 1, "seen"],
  ["client-certificate-tls13", 1, "seen"],
  ["client-certificate-tls12", 2, "seen"],
  ["plain-http", 1, "not-tls"],
] as const)("%s: a handshake makes %i connection(s)", async (kind, connections, outcome) => {
  expect(await connectionsTo(kind)).toEqual([connections, outcome]);
});
