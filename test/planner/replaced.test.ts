import { expect, test } from "vitest";
import type { PlanTarget } from "../../src/model/plan.ts";
import type { Estate, Replacement } from "../../src/model/target.ts";
import { digestsOf, fingerprintOf, parsePemBundle } from "../../src/pki/index.ts";
import { finish } from "../../src/simulation/closure.ts";
import { World } from "../../src/simulation/world.ts";
import { caEstate, caPem, caWorld, withErrand } from "../build/opsman-ca-world.ts";
import { apply, commandIn, day, plan, type SimCommand, start } from "../build/opsman-world.ts";

const pem = await caPem(1, { from: start - 1400 * day, to: start + 1000 * day });
const [der = new Uint8Array()] = parsePemBundle(pem);

function estateWith(replacement: Omit<Replacement, "reason">): Estate {
  const estate = caEstate(withErrand);
  const replace: readonly Replacement[] = [{ ...replacement, reason: "compromised" }];
  return { ...estate, targets: estate.targets.map((target) => ({ ...target, replace })) };
}

const named: readonly (readonly [string, Omit<Replacement, "reason">])[] = [
  ["fingerprint", { fingerprint: fingerprintOf(der) }],
  ["key", { spki: digestsOf(der).spki }],
  ["thumbprint", { thumbprint: digestsOf(der).thumbprint }],
];

test.each(named)("a root that has to go, by its %s: due, rotated, and then its entry can go", async (_by, entry) => {
  const world = new World(await caWorld({ rootEnds: 1000 }));
  const command = (): SimCommand => commandIn(world, world.spawn("certplan"), { estate: estateWith(entry) });
  const decided = async (): Promise<PlanTarget | undefined> => (await finish(world, plan(command()))).plan.targets[0];

  expect(await decided()).toMatchObject({ verdict: "due", reasons: [{ code: "Replace" }] });
  expect(await finish(world, apply(command()))).toMatchObject({ exitCode: 0 });
  const after = await decided();
  expect(after).toMatchObject({ verdict: "unchanged", reasons: [] });
  expect(after?.findings.map(({ code }) => code)).toContain("ReplaceGone");
});
