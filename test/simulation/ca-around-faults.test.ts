import { expect, test } from "vitest";
import type { Estate } from "../../src/model/target.ts";
import { World } from "../../src/simulation/world.ts";
import { applyIn, assertUnbroken } from "../build/ca-run.ts";
import { caEstate, caPem, caWorld } from "../build/opsman-ca-world.ts";
import { day, opsmanOf, start } from "../build/opsman-world.ts";
import { pastedLeaf } from "../build/pasted.ts";

/** Every call of its own that a rotation can have: upload, the recreate flag, a configurable leaf. */
async function everything(): Promise<Estate> {
  const configurable = [
    { product: "p.mysql", property: ".properties.tls", issuer: "lab", sans: ["mysql.example.com"] },
  ];
  const estate = caEstate({ issuer: "corp", configurable });
  const certificatePem = await caPem(7, { from: start - 2 * day, to: start + 2000 * day });
  const issuers = {
    corp: { type: "files", certificatePem, key: { env: "ROOT_KEY" } },
    lab: { type: "local-ca", directory: "/estate/ca" },
  } as const;
  return { ...estate, targets: estate.targets.map((target) => ({ ...target, issuers })) };
}

for (const fault of ["lost-reply", "lost-request", "server-error", "cut", "garbled"] as const) {
  test(`${fault} at every changing call, each alone: the same end within 3 applies, nothing twice`, async () => {
    const estate = await everything();
    const foundation = { settings: { version: "2.10.19" }, configurable: await pastedLeaf("mysql.example.com") };
    const value = await caWorld({ foundation });
    let calls = 1;
    for (let struck = 0; struck < calls; struck += 1) {
      let call = -1;
      const world = new World(value, {
        fault: (request) => {
          if (request.method === "GET" || request.path.startsWith("/uaa/")) return undefined;
          call += 1;
          return call === struck ? fault : undefined;
        },
        afterEvent: (_event, at) => assertUnbroken(at),
      });
      const codes: number[] = [];
      while (codes.length < 3 && codes.at(-1) !== 0) codes.push((await applyIn(world, estate)).result.exitCode);
      expect([codes.at(-1), opsmanOf(world).cas.length], `call ${struck}`).toEqual([0, 1]);
      if (struck === 0) calls = call + 1;
    }
    expect(calls).toBeGreaterThan(10);
  });
}
