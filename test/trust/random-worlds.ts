import type { Credential, Edge, Effect, TrustWorld } from "../../src/model/trust.ts";
import type { OracleStep } from "./oracle.ts";

/** Numbers from 0 up to, not with, `below`. */
export type Draw = (below: number) => number;

/** mulberry32: small, and the same on every machine. */
export function drawFrom(seed: number): Draw {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

export interface RandomCase {
  readonly steps: readonly OracleStep[];
  readonly world: TrustWorld;
}

interface Draft {
  steps: { id: string; after: string[]; effects: Effect[] }[];
  presents: Record<string, Credential>;
  accepts: Record<string, string[]>;
  edges: Edge[];
}

const anchors = ["old", "new", "other"];
const maximumSteps = 6;
const maximumEffects = 10;

/** Half are an overlap with 0 to 3 mutations, half are noise. */
export function randomCase(draw: Draw): RandomCase {
  const draft = draw(2) === 0 ? noise(draw) : mutated(overlap(draw), draw);
  return {
    steps: draft.steps,
    world: { presents: draft.presents, accepts: draft.accepts, edges: draft.edges, notModelled: [] },
  };
}

/** Accept the new anchor on every verifier, then switch every presenter, then drop the old one: in one or two steps each. */
function overlap(draw: Draw): Draft {
  const { presenters, verifiers, edges } = roster(draw);
  const steps: Draft["steps"] = [];
  let before: string[] = [];
  const phase = (name: string, members: readonly string[], effect: (member: string) => Effect): void => {
    const halves = draw(2) === 0 ? [members] : [members.slice(0, 1), members.slice(1)];
    const made = halves.map((half, index) => ({ id: `${name}${index}`, after: before, effects: half.map(effect) }));
    steps.push(...made);
    before = made.map((step) => step.id);
  };
  phase("accept", verifiers, (verifier) => ({ effect: "accept", verifier, anchor: "new" }));
  phase("switch", presenters, (presenter) => ({
    effect: "present",
    presenter,
    credential: { id: "new leaf", anchors: ["new"] },
  }));
  if (draw(8) > 0) phase("drop", verifiers, (verifier) => ({ effect: "drop", verifier, anchor: "old" }));
  return {
    steps,
    presents: Object.fromEntries(presenters.map((name) => [name, { id: "old leaf", anchors: ["old"] }])),
    accepts: Object.fromEntries(verifiers.map((name) => [name, ["old"]])),
    edges,
  };
}

function noise(draw: Draw): Draft {
  const { presenters, verifiers, edges } = roster(draw);
  const some = (names: readonly string[]): string[] => names.filter(() => draw(2) === 0);
  const steps: Draft["steps"] = [];
  for (let index = 0; index < 2 + draw(maximumSteps - 1); index += 1) {
    const effects = Array.from({ length: 1 + draw(2) }, () => anyEffect({ presenters, verifiers }, draw));
    steps.push({ id: `n${index}`, after: some(steps.map((step) => step.id)), effects });
  }
  return {
    steps,
    presents: Object.fromEntries(
      presenters.map((name) => [name, { id: "old leaf", anchors: ["old", ...some(["new"])] }]),
    ),
    accepts: Object.fromEntries(verifiers.map((name) => [name, ["old", ...some(["new", "other"])]])),
    edges,
  };
}

function roster(draw: Draw): {
  readonly presenters: readonly string[];
  readonly verifiers: readonly string[];
  readonly edges: Edge[];
} {
  const presenters = ["p1", "p2", "p3"].slice(0, 1 + draw(3));
  const verifiers = ["v1", "v2", "v3"].slice(0, 1 + draw(3));
  const all = presenters.flatMap((presenter) => verifiers.map((verifier) => ({ presenter, verifier })));
  const edges = all.filter(() => draw(3) > 0);
  return { presenters, verifiers, edges: edges.length > 0 ? edges : all };
}

function anyEffect(
  names: { readonly presenters: readonly string[]; readonly verifiers: readonly string[] },
  draw: Draw,
): Effect {
  const anchor = anchors[draw(3)] ?? "old";
  const verifier = names.verifiers[draw(names.verifiers.length)] ?? "v1";
  const presenter = names.presenters[draw(names.presenters.length)] ?? "p1";
  const both = draw(3) === 0 ? ["old", "new"] : [anchor];
  const kinds: readonly Effect[] = [
    { effect: "accept", verifier, anchor },
    { effect: "drop", verifier, anchor },
    { effect: "present", presenter, credential: { id: `leaf of ${both.join("+")}`, anchors: both } },
  ];
  return kinds[draw(3)] ?? { effect: "accept", verifier, anchor };
}

function mutated(draft: Draft, draw: Draw): Draft {
  const counts = [0, 1, 2, 2, 3, 3];
  for (let count = counts[draw(counts.length)] ?? 0; count > 0; count -= 1) mutate(draft, draw);
  return draft;
}

function mutate(draft: Draft, draw: Draw): void {
  const step = draft.steps[draw(draft.steps.length)];
  const other = draft.steps[draw(draft.steps.length)];
  if (step === undefined || other === undefined) return;
  const names = { presenters: Object.keys(draft.presents), verifiers: Object.keys(draft.accepts) };
  switch (draw(7)) {
    case 0:
      step.after = step.after.filter(() => draw(2) === 0);
      return;
    case 1:
      step.effects = step.effects.filter(() => draw(2) === 0);
      return;
    case 2:
      if (draft.steps.flatMap(({ effects }) => effects).length < maximumEffects)
        step.effects = [...step.effects, anyEffect(names, draw)];
      return;
    case 3:
      [step.effects, other.effects] = [other.effects, step.effects];
      return;
    case 4:
      for (const verifier of names.verifiers.slice(0, 1 + draw(2)))
        draft.accepts[verifier] = [anchors[draw(3)] ?? "old"];
      return;
    case 5:
      for (const presenter of names.presenters.slice(0, 1))
        draft.presents[presenter] = { id: "both", anchors: ["old", "new"] };
      return;
    default:
      for (const verifier of names.verifiers.slice(0, 1)) draft.accepts[verifier] = ["old", "new"];
  }
}
