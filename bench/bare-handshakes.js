import { readFileSync } from "node:fs";
import * as tls from "node:tls";

/**
 * What any Node.js program needs for as many handshakes and nothing else: tls.connect, `parallelism` at a time. With
 * `takesChain` it also takes what was shown, and does nothing with it. Reads `{ parallelism, takesChain, endpoints: [{
 * host, port, servername }] }` from stdin, prints how many it saw.
 */
const { parallelism, takesChain, endpoints } = JSON.parse(readFileSync(0, "utf8"));
const secureContext = tls.createSecureContext({ ca: [] });
let next = 0;
let seen = 0;

function chainOf(socket) {
  const chain = [];
  for (let one = socket.getPeerX509Certificate(); one !== undefined; one = one.issuerCertificate) chain.push(one.raw);
  return chain;
}

function shake(endpoint) {
  return new Promise((resolve) => {
    const socket = tls.connect({ ...endpoint, secureContext, rejectUnauthorized: false });
    socket.once("secureConnect", () => {
      seen += takesChain ? Math.min(chainOf(socket).length, 1) : 1;
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
