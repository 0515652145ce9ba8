import { createServer } from "node:net";
import { openEndpoint } from "../../src/lab/tls/index.ts";
import { parsePemBundle } from "../../src/pki/index.ts";
import { nodeTls } from "../../src/ports/node/index.ts";
import { anAuthority } from "../lab/world.ts";
import { tlsContract } from "./tls.ts";

const site = anAuthority();

tlsContract("node:tls against the endpoints of the lab", async (body) => {
  const { mint, authority } = await site;
  const open: { close(): Promise<void> }[] = [];
  try {
    await body({
      tls: nodeTls(),
      open: async (kind) => {
        const endpoint = await openEndpoint(mint, authority, { kind });
        open.push(endpoint);
        const { port, serverName, credential } = endpoint;
        const chain = credential === undefined ? {} : { chain: parsePemBundle(credential.chain) };
        return { host: "127.0.0.1", port, serverName, ...chain };
      },
      refused: { host: "127.0.0.1", port: await freePort() },
      unresolved: { host: "no-such-name.invalid", port: 443 },
    });
  } finally {
    await Promise.all(open.map((endpoint) => endpoint.close()));
  }
});

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
