import { expect, test } from "vitest";
import { caEstate } from "../build/opsman-ca-world.ts";
import { closeCa, loseState } from "../closures/close-ca.ts";

// on every release and from every start: npm run closures
test("killed or without power at every event, any number of times, a CA rotation reaches the same end (2.10)", async () => {
  const estate = caEstate();
  const limits = { limit: 6_000, sampleEvery: 5_000 };
  const { closed, states, expected } = await closeCa({ options: {}, estate }, limits);
  const lost = await loseState(states, { estate, expected });
  console.log(`closure of ca, 2.10: ${JSON.stringify(closed)}; state lost: ${JSON.stringify(lost)}`);
  expect(closed).toMatchObject({ duplicates: 0, broken: 0, falseStops: 0, otherEnds: 0 });
  expect(closed.states).toBeGreaterThan(50);
  expect(lost.otherEnds).toBe(0);
  expect(lost.same).toBeGreaterThan(0);
});
