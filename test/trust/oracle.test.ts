import { expect, test } from "vitest";
import { prove } from "../../src/trust/index.ts";
import { aStep } from "./a-step.ts";
import { canHappen, fates } from "./oracle.ts";
import { drawFrom, type RandomCase, randomCase } from "./random-worlds.ts";

const seed = Number(process.env["ORACLE_SEED"] ?? "20261121");
const worlds = Number(process.env["ORACLE_WORLDS"] ?? "4000");

test("the proof agrees with brute force over every interleaving: verdict, edges, shortest traces, and what they lead to", () => {
  const draw = drawFrom(seed);
  const verdicts = { holds: 0, breaks: 0 };
  let traces = 0;
  let brokenBefore = 0;
  for (let index = 0; index < worlds; index += 1) {
    const world = randomCase(draw);
    const told = compare(world);
    if (told.disagreements.length > 0) {
      expect.fail(`seed ${seed}, world ${index}: ${told.disagreements.join("; ")}\n${JSON.stringify(world)}`);
    }
    verdicts[told.verdict] += 1;
    traces += told.traces;
    brokenBefore += told.brokenBefore;
  }
  console.log(
    `oracle of the proof: seed ${seed}, ${worlds} worlds, ${verdicts.holds} hold, ${verdicts.breaks} break, ${traces} traces replayed, ${brokenBefore} edges broken before`,
  );
  expect(Math.min(verdicts.holds, verdicts.breaks) / worlds).toBeGreaterThanOrEqual(0.35);
  expect(brokenBefore).toBeGreaterThan(50);
});

interface Comparison {
  readonly verdict: "holds" | "breaks";
  readonly disagreements: readonly string[];
  readonly traces: number;
  readonly brokenBefore: number;
}

function compare({ steps, world }: RandomCase): Comparison {
  const proof = prove(steps.map(aStep), world);
  const expected = fates(steps, world);
  const disagreements: string[] = [];
  for (const fate of expected) {
    const name = `${fate.edge.verifier} to ${fate.edge.presenter}`;
    const found = proof.breaks.find((one) => one.edge === fate.edge);
    const before = proof.brokenBefore.includes(fate.edge);
    const refuses = fate.brokenAtStart ? !fate.holdsAtEnd : fate.shortest !== undefined;
    if (before !== (fate.brokenAtStart && fate.holdsAtEnd)) disagreements.push(`${name}: broken before is ${before}`);
    if ((found !== undefined) !== refuses)
      disagreements.push(`${name}: the oracle says ${refuses ? "broken" : "holds"}`);
    if (found === undefined || fate.brokenAtStart) continue;
    if (found.trace.length !== fate.shortest)
      disagreements.push(`${name}: trace of ${found.trace.length}, shortest is ${fate.shortest}`);
    const of = (progress: string): string[] =>
      found.trace.filter((moment) => moment.progress === progress).map((moment) => moment.step);
    const claim = { edge: fate.edge, shows: found.shows, finished: of("finished"), started: of("started") };
    if (!canHappen({ steps, world }, claim))
      disagreements.push(`${name}: the trace does not lead there: ${JSON.stringify(found)}`);
  }
  const expectedVerdict = expected.some((fate) => (fate.brokenAtStart ? !fate.holdsAtEnd : fate.shortest !== undefined))
    ? "breaks"
    : "holds";
  if (proof.verdict !== expectedVerdict)
    disagreements.push(`verdict ${proof.verdict}, the oracle says ${expectedVerdict}`);
  const whole = expected.filter((fate) => fate.shortest === undefined).length;
  if (proof.proved !== whole) disagreements.push(`${proof.proved} edges proved, the oracle says ${whole}`);
  return {
    verdict: expectedVerdict,
    disagreements,
    traces: proof.breaks.length,
    brokenBefore: proof.brokenBefore.length,
  };
}
