import { expect, test } from "vitest";
import { drawFrom } from "../../src/simulation/seeds/draw.ts";
import { prove, scheduleOf } from "../../src/trust/index.ts";
import { aStep } from "./a-step.ts";
import { canHappen, type EdgeFate, fates, type OracleCase } from "./oracle.ts";
import { randomCase } from "./random-worlds.ts";

const seed = Number(process.env["ORACLE_SEED"] ?? "20261121");
const worlds = Number(process.env["ORACLE_WORLDS"] ?? "4000");

test("the proof agrees with brute force over every interleaving: verdict, edges, cuts, dates, shortest traces, and what they lead to", () => {
  const draw = drawFrom(seed);
  const counts = { holds: 0, breaks: 0, traces: 0, brokenBefore: 0, cut: 0, dates: 0, ungated: 0 };
  for (let index = 0; index < worlds; index += 1) {
    const world = randomCase(draw);
    const told = compare(world);
    if (told.disagreements.length > 0) {
      expect.fail(`seed ${seed}, world ${index}: ${told.disagreements.join("; ")}\n${JSON.stringify(world)}`);
    }
    counts[told.verdict] += 1;
    counts.traces += told.traces;
    counts.brokenBefore += told.brokenBefore;
    counts.cut += told.cut;
    counts.dates += told.dates;
    counts.ungated += world.steps.some((step) => step.gate === undefined && step.effects.length > 0) ? 1 : 0;
  }
  console.log(`oracle of the proof: seed ${seed}, ${worlds} worlds: ${JSON.stringify(counts)}`);
  expect(Math.min(counts.holds, counts.breaks) / worlds).toBeGreaterThanOrEqual(0.3);
  for (const rare of ["brokenBefore", "cut", "dates"] as const) expect(counts[rare], rare).toBeGreaterThan(50);
  expect(counts.ungated / worlds).toBeGreaterThan(0.2);
});

interface Comparison {
  readonly verdict: "holds" | "breaks";
  readonly disagreements: readonly string[];
  readonly traces: number;
  readonly brokenBefore: number;
  readonly cut: number;
  readonly dates: number;
}

/** An edge that is broken before the first step only has to hold at the end; one whose dates break it never holds. */
function expected(fate: EdgeFate): "breaks" | "dates" | "before" | "cut" | "holds" {
  if (fate.brokenAtStart ? !fate.holdsAtEnd : fate.shortest !== undefined) return "breaks";
  if (fate.invalidLater) return "dates";
  if (fate.brokenAtStart || fate.invalidAtStart) return "before";
  return fate.breaksAnywhere ? "cut" : "holds";
}

function compare(see: OracleCase): Comparison {
  const { steps, world, cuts = [], now } = see;
  const made = steps.map(aStep);
  const schedule = now === undefined ? {} : { schedule: scheduleOf(made, { now }) };
  const proof = prove(made, world, { cuts, ...schedule });
  const disagreements: string[] = [];
  const all = fates(see).map((fate) => ({ fate, verdict: expected(fate) }));
  for (const { fate, verdict } of all) {
    const name = `${fate.edge.verifier} to ${fate.edge.presenter}`;
    const found = proof.breaks.find((one) => one.edge === fate.edge);
    const before = proof.brokenBefore.includes(fate.edge);
    const said = found === undefined ? (before ? "before" : "whole") : found.dates === undefined ? "breaks" : "dates";
    if (said !== (verdict === "cut" || verdict === "holds" ? "whole" : verdict))
      disagreements.push(`${name}: ${said}, the oracle says ${verdict}`);
    if (verdict !== "breaks" || found === undefined || fate.brokenAtStart) continue;
    if (found.trace.length !== fate.shortest)
      disagreements.push(`${name}: trace of ${found.trace.length}, shortest is ${fate.shortest}`);
    const of = (progress: string): string[] =>
      found.trace.filter((moment) => moment.progress === progress).map((moment) => moment.step);
    const claim = { edge: fate.edge, shows: found.shows, finished: of("finished"), started: of("started") };
    if (!canHappen(see, claim)) disagreements.push(`${name}: the trace does not lead there: ${JSON.stringify(found)}`);
  }
  const count = (wanted: string): number => all.filter(({ verdict }) => verdict === wanted).length;
  const verdict = count("breaks") + count("dates") > 0 ? "breaks" : "holds";
  if (proof.verdict !== verdict) disagreements.push(`verdict ${proof.verdict}, the oracle says ${verdict}`);
  if (proof.proved !== count("holds"))
    disagreements.push(`${proof.proved} edges proved, the oracle says ${count("holds")}`);
  return {
    verdict,
    disagreements,
    traces: proof.breaks.length,
    brokenBefore: proof.brokenBefore.length,
    cut: count("cut"),
    dates: count("dates"),
  };
}
