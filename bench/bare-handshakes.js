import { readFileSync } from "node:fs";
import * as tls from "node:tls";

/**
 * As many handshakes and nothing else: tls.connect, `parallelism` at a time, as anybody writes it. With `sharesContext`
 * all share one context that trusts nothing, which is what makes many handshakes cheap. Reads `{ parallelism,
 * sharesContext, endpoints: [{ host, port, servername }] }` from stdin, prints how many it shook hands with.
 */
const { parallelism, sharesContext, endpoints } = JSON.parse(readFileSync(0, "utf8"));
const shared = sharesContext ? { secureContext: tls.createSecureContext({ ca: [] }) } : {};
let next = 0;
let shaken = 0;

function shake(endpoint) {
  return new Promise((resolve) => {
    const socket = tls.connect({ ...endpoint, ...shared, rejectUnauthorized: false });
    socket.once("secureConnect", () => {
      shaken += 1;
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
process.stdout.write(`${shaken}\n`);
