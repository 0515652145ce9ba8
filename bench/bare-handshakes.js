import { readFileSync } from "node:fs";
import * as tls from "node:tls";

/**
 * What any Node.js program needs for as many handshakes and nothing else: tls.connect, `parallelism` at a time.
 * Reads `{ parallelism, endpoints: [{ host, port, servername }] }` from stdin, prints how many it saw.
 */
const { parallelism, endpoints } = JSON.parse(readFileSync(0, "utf8"));
const secureContext = tls.createSecureContext({ ca: [] });
let next = 0;
let seen = 0;

function shake(endpoint) {
  return new Promise((resolve) => {
    const socket = tls.connect({ ...endpoint, secureContext, rejectUnauthorized: false });
    socket.once("secureConnect", () => {
      seen += 1;
      socket.destroy();
      resolve();
    });
    socket.once("error", resolve);
  });
}

async function work() {
  for (let at = next++; at < endpoints.length; at = next++) await shake(endpoints[at]);
}

await Promise.all(Array.from({ length: parallelism }, work));
process.stdout.write(`${seen}\n`);
