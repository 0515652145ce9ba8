import process from "node:process";
import { makeAuthority } from "../src/lab/authority.ts";
import { type LabPorts, writeEstate } from "../src/lab/scenario.ts";
import { fleetTargets } from "../src/lab/tls/index.ts";
import { nodeKeys, nodePorts } from "../src/ports/node/index.ts";

/**
 * Opens `process.argv[2]` TLS endpoints, each `process.argv[3]` milliseconds away, and writes an estate for them into the
 * working directory. A process of its own, so that it does not share its thread with who reads; it ends when it is killed.
 */
async function main(count: number, latencyMs: number): Promise<void> {
  const ports: LabPorts = { ...nodePorts(), keys: nodeKeys() };
  const mint = { keys: ports.keys, random: ports.random, now: ports.clock.now() };
  const site = { ports, mint, authority: await makeAuthority(mint, "Bench") };
  const targets = await fleetTargets(site, count, latencyMs);
  await writeEstate(site, process.cwd(), { name: "fleet", targets });
  process.stdout.write("the fleet is up\n");
}

await main(Number(process.argv[2]), Number(process.argv[3]));
