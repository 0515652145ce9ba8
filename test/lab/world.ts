import { type LabAuthority, type Mint, makeAuthority } from "../../src/lab/authority.ts";
import { nodeClock, nodeRandom } from "../../src/ports/node/index.ts";
import { pooledKeys } from "../keys/pool.ts";

/** A mint of the present moment with pooled keys. */
export function aMint(): Mint {
  return { keys: pooledKeys(), random: nodeRandom(), now: nodeClock().now() };
}

export async function anAuthority(): Promise<{ readonly mint: Mint; readonly authority: LabAuthority }> {
  const mint = aMint();
  return { mint, authority: await makeAuthority(mint, "Test") };
}
