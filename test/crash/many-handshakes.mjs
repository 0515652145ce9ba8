import process from "node:process";
import { pathToFileURL } from "node:url";

/**
 * 100 handshakes at once with the built program of the folder `process.argv[2]`, again and again until a thread has
 * answered one: how many threads there are, and every outcome that was seen, as JSON.
 */
const dist = (path) => import(pathToFileURL(`${process.argv[2]}/dist/${path}`).href);
const { nodeKeys, nodePorts } = await dist("ports/node/index.js");
const { makeAuthority } = await dist("lab/authority.js");
const { openEndpoint } = await dist("lab/tls/index.js");

let threads = 0;
let answers = 0;
process.on("worker", (thread) => {
  threads += 1;
  thread.on("message", (message) => {
    if (message !== "up") answers += 1;
  });
});
const { tls, random, clock } = nodePorts();
const mint = { keys: nodeKeys(), random, now: clock.now() };
const endpoint = await openEndpoint(mint, await makeAuthority(mint, "Test"), { kind: "good-ec" });
const shake = () =>
  tls.handshake({ host: "127.0.0.1", port: endpoint.port, timeoutMs: 60_000, maxChainBytes: 100_000 });
const outcomes = new Set();
do {
  for (const outcome of await Promise.all(Array.from({ length: 100 }, shake))) outcomes.add(JSON.stringify(outcome));
} while (threads > 0 && answers === 0);
await endpoint.close();
process.stdout.write(JSON.stringify({ threads, outcomes: [...outcomes] }));
