import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Break, Cut } from "../../src/model/trust.ts";
import { drawFrom } from "../../src/simulation/seeds/draw.ts";
import { examine, judgeCut, latestStarts, scheduleOf } from "../../src/trust/index.ts";
import { aStep } from "./a-step.ts";
import { type EdgeFate, explore, type Oracle, type OracleCase, type Told } from "./oracle.ts";
import { randomCase } from "./random-worlds.ts";

const seed = Number(process.env["ORACLE_SEED"] ?? "20261121");
const worlds = Number(process.env["ORACLE_WORLDS"] ?? "2000");
const leastShare = 0.35;

test("the proof agrees with brute force over every interleaving: verdict, edges, cuts, dates, shortest traces, and what they lead to", () => {
  const draw = drawFrom(seed);
  const verdicts = { proved: 0, refused: 0 };
  const fates = { holds: 0, breaks: 0, "breaks by dates": 0, "broken before": 0, "breaks inside a cut": 0 };
  const cuts = { accepted: 0, refused: 0 };
  let [traces, longestTrace, ungated, starts] = [0, 0, 0, 0];
  for (let index = 0; index < worlds; index += 1) {
    const world = randomCase(draw);
    const told = compare(world);
    if (told.disagreements.length > 0) {
      expect.fail(`seed ${seed}, world ${index}: ${told.disagreements.join("; ")}\n${JSON.stringify(world)}`);
    }
    verdicts[told.verdict] += 1;
    for (const fate of told.fates) fates[fate] += 1;
    for (const verdict of told.cuts) cuts[verdict] += 1;
    traces += told.traces.length;
    longestTrace = Math.max(longestTrace, ...told.traces);
    ungated += world.steps.some((step) => step.gate === undefined && step.effects.length > 0) ? 1 : 0;
    starts += told.hasLatestStart ? 1 : 0;
  }
  const counts = { worlds, ...verdicts, traces, longestTrace, edges: fates, cuts, ungated, latestStarts: starts };
  console.log(`oracle of the proof, seed ${seed}: ${JSON.stringify(counts)}`);
  expect(Math.min(verdicts.proved, verdicts.refused) / worlds).toBeGreaterThanOrEqual(leastShare);
  expect(Math.min(cuts.accepted, cuts.refused) / (cuts.accepted + cuts.refused)).toBeGreaterThanOrEqual(leastShare);
  for (const [fate, count] of Object.entries(fates)) expect(count / worlds, fate).toBeGreaterThan(0.02);
  expect(starts / worlds).toBeGreaterThan(0.02);
  expect(ungated / worlds).toBeGreaterThan(0.2);
});

test("the oracle takes nothing but types from the product, and nothing at all from the proof", () => {
  const imports = readFileSync(new URL("oracle.ts", import.meta.url), "utf8").match(/^import .*$/gm) ?? [];
  expect(imports.length).toBeGreaterThan(0);
  for (const line of imports) expect(line).toMatch(/^import type .* from "\.\.\/\.\.\/src\/model\/[a-z]+\.ts";$/);
});

type Fate = "holds" | "breaks" | "breaks by dates" | "broken before" | "breaks inside a cut";

interface Comparison {
  readonly verdict: "proved" | "refused";
  readonly disagreements: readonly string[];
  readonly fates: readonly Fate[];
  readonly cuts: readonly ("accepted" | "refused")[];
  /** Lengths of the counterexamples. */
  readonly traces: readonly number[];
  readonly hasLatestStart: boolean;
}

/** An edge that is broken before the first step only has to hold at the end; one whose dates break it never holds. */
function expected(fate: EdgeFate): Fate {
  if (fate.brokenAtStart ? !fate.holdsAtEnd : fate.shortest !== undefined) return "breaks";
  if (fate.invalidLater) return "breaks by dates";
  if (fate.brokenAtStart || fate.invalidAtStart) return "broken before";
  return fate.breaksAnywhere ? "breaks inside a cut" : "holds";
}

function compare(see: OracleCase): Comparison {
  const { steps, world, cuts = [], accept = [], now } = see;
  const made = steps.map(aStep);
  const schedule = scheduleOf(made, { now: now ?? 0 });
  const {
    proof,
    cuts: examined,
    deadlines,
  } = examine(made, world, { cuts, ...(now === undefined ? {} : { schedule }) });
  const oracle = explore(see);
  const all = oracle.fates.map((fate) => ({ fate, verdict: expected(fate) }));
  const judged = cuts.map((cut) => judgeCut(cut, { accept, schedule, placeOf: (key) => key }).kind);
  const verdict = all.some(({ verdict: one }) => one === "breaks" || one === "breaks by dates") ? "breaks" : "holds";
  const latest = latestStart(see, deadlines);
  const agree: readonly (readonly [what: string, found: unknown, oracle: unknown])[] = [
    ["verdict", proof.verdict, verdict],
    ["proved", proof.proved, all.filter((one) => one.verdict === "holds").length],
    ["platformsWord", proof.platformsWord, steps.filter(({ gate }) => gate === "platform").map(({ id }) => id)],
    ["cuts", judged, cuts.map((cut) => (oracle.isAccepted(cut) ? "accepted" : "refused"))],
    [
      "connections",
      examined.map(({ connections }) => connections),
      cuts.map((cut) => all.filter((one) => isCutBy(cut, one)).length),
    ],
    ["latest start", verdict === "breaks" || latest === undefined || isTheLatest(latest, oracle), true],
    ...all.flatMap(({ fate, verdict: wanted }): typeof agree => {
      const { edge } = fate;
      const found = proof.breaks.find((one) => one.edge === edge);
      const name = `${edge.verifier} to ${edge.presenter}`;
      const shown = found === undefined ? "holds" : found.dates === undefined ? "breaks" : "breaks by dates";
      const before = proof.brokenBefore.includes(edge) ? "broken before" : shown;
      return [
        [name, before, wanted === "breaks inside a cut" ? "holds" : wanted],
        ...(found === undefined
          ? []
          : replayed(found, fate, { see, oracle }).map((what) => [`${name}: ${what}`, false, true] as const)),
      ];
    }),
  ];
  return {
    verdict: verdict === "holds" ? "proved" : "refused",
    disagreements: agree.flatMap(([what, found, wanted]) =>
      JSON.stringify(found) === JSON.stringify(wanted)
        ? []
        : `${what}: ${JSON.stringify(found)}, the oracle says ${JSON.stringify(wanted)}`,
    ),
    fates: all.map((one) => one.verdict),
    cuts: judged,
    traces: proof.breaks.flatMap(({ trace, dates }) => (dates === undefined ? trace.length : [])),
    hasLatestStart: verdict === "holds" && latest !== undefined,
  };
}

function isCutBy({ members }: Cut, { fate, verdict }: { readonly fate: EdgeFate; readonly verdict: Fate }): boolean {
  const { verifier, presenter } = fate.edge;
  return verdict === "breaks inside a cut" && (members.includes(verifier) || members.includes(presenter));
}

/** What a counterexample says that does not come to pass in the oracle's world. */
function replayed(
  found: Break,
  fate: EdgeFate,
  { see, oracle }: { readonly see: OracleCase; readonly oracle: Oracle },
): readonly string[] {
  const { edge, shows, trace, accepts, dates, awaited = [] } = found;
  if (dates !== undefined)
    return oracle.showsInvalid(edge, shows, Date.parse(dates.shownUntil)) ? [] : ["it is not shown while invalid"];
  const of = (progress: string): readonly string[] =>
    trace.filter((one) => one.progress === progress).map((one) => one.step);
  const told: Told = { edge, shows, finished: of("finished"), started: of("started") };
  const shortest = fate.brokenAtStart ? see.steps.length : fate.shortest;
  const gateOf = (id: string): unknown => see.steps.find((step) => step.id === id)?.gate;
  return [
    ...(trace.length === shortest ? [] : [`trace of ${trace.length}, shortest is ${shortest}`]),
    ...(oracle.leadsTo(told) ? [] : [`the trace does not lead there: ${JSON.stringify(found)}`]),
    ...(JSON.stringify(accepts) === JSON.stringify(oracle.acceptedThen(told))
      ? []
      : ["other anchors are accepted then"]),
    ...awaited
      .filter(
        ({ step, lacks }) =>
          (lacks === "gate") !== (gateOf(step) === undefined) || (lacks === "pass" && told.finished.includes(step)),
      )
      .map(({ step }) => `${step} was not missing`),
  ];
}

/** When the first step must start at the latest, so that none starts after its own latest start. */
function latestStart({ steps, now }: OracleCase, deadlines: Parameters<typeof latestStarts>[1]): number | undefined {
  if (now === undefined || deadlines.length === 0) return undefined;
  const schedule = scheduleOf(steps, { now });
  const slack = [...latestStarts(steps, deadlines)].map(([id, start]) => start - schedule.starts(id));
  return now + Math.min(...slack);
}

/** Begun then, nothing is shown while it is not valid; a moment later something is, or has ended before it begins. */
function isTheLatest(start: number, oracle: Oracle): boolean {
  const isInTime = ({ fates }: Oracle): boolean =>
    fates.every(
      (fate, index) => !fate.invalidLater && (!fate.endedAtStart || oracle.fates[index]?.endedAtStart === true),
    );
  return isInTime(oracle.at(start)) && !isInTime(oracle.at(start + 1));
}
