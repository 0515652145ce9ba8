import type { Step } from "../../src/model/step.ts";
import type { Acceptance, Credential, Cut, Edge, Effect } from "../../src/model/trust.ts";
import type { Draw } from "../../src/simulation/seeds/draw.ts";
import { iso } from "../../src/time/instant.ts";
import type { OracleCase } from "./oracle.ts";

type DraftStep = {
  id: string;
  after: string[];
  effects: Effect[];
  gate?: NonNullable<Step["gate"]>;
  estimatedSeconds?: number;
};

interface Draft {
  steps: DraftStep[];
  presents: Record<string, Credential>;
  accepts: Record<string, string[]>;
  edges: Edge[];
}

const anchors = ["old", "new", "other"];
const gates = ["wire", "wire", "platform", "attested"] as const;
const maximumSteps = 6;
const maximumEffects = 9;
const start = Date.UTC(2026, 10, 21, 8);

/** Half are an overlap with 0 to 3 mutations, a quarter noise, a quarter there and back. Half have cuts, a third dates. */
export function randomCase(draw: Draw): OracleCase {
  const shape = draw(4);
  const draft = shape === 0 ? noise(draw) : shape === 1 ? thereAndBack(draw) : mutated(overlap(draw), draw);
  for (const step of draft.steps) if (draw(4) > 0) step.estimatedSeconds = draw(3) * 3600;
  if (draw(12) === 0) forget(draft, draw);
  const now = draw(3) === 0 ? dated(draft, draw) : undefined;
  const cuts = draw(2) === 0 ? someCuts(draft, draw) : [];
  const accept = cuts.flatMap((cut) => accepted(cut, now ?? 0, draw));
  const world = { presents: draft.presents, accepts: draft.accepts, edges: draft.edges, notModelled: [] };
  return { steps: draft.steps, world, cuts, accept, ...(now === undefined ? {} : { now }) };
}

/** What a presenter shows at the start is not seen, or what a verifier accepts. */
function forget({ presents, accepts }: Draft, draw: Draw): void {
  if (draw(2) === 0) delete presents[Object.keys(presents)[0] ?? ""];
  else delete accepts[Object.keys(accepts)[0] ?? ""];
}

/** From one step to the same or a later one, for presenters and verifiers. */
function someCuts({ steps, presents, accepts }: Draft, draw: Draw): readonly Cut[] {
  const names = [...new Set([...Object.keys(presents), ...Object.keys(accepts)])];
  return Array.from({ length: 1 + draw(2) }, (_none, index) => {
    const first = steps.findIndex(({ id }) => id === "switch0");
    const from = draw(2) === 0 && first >= 0 ? first : draw(steps.length);
    const to = from + draw(steps.length - from);
    return {
      code: `cut-${index}`,
      members: names.filter(() => draw(2) === 0),
      fromStep: steps[from]?.id ?? "",
      toStep: steps[to]?.id ?? "",
      sentence: "",
      ...(draw(2) === 0 ? { estimatedSeconds: draw(4) * 1800 } : {}),
    };
  });
}

/** One or two acceptances, each of which may name another cut, leave a member out, last too short or end too soon. */
function accepted({ code, members }: Cut, from: number, draw: Draw): readonly Acceptance[] {
  return Array.from({ length: 1 + draw(2) }, (): Acceptance => {
    const named = draw(3) === 0 ? { members: draw(2) === 0 ? members : members.slice(1) } : {};
    const until = iso(from + (draw(4) === 0 ? draw(4) : 4 + draw(9)) * 3_600_000 - draw(2));
    return { cut: draw(4) === 0 ? "cut-of-another" : code, ...named, maximumSeconds: (1 + draw(4)) * 1800, until };
  });
}

/** Some of the credentials begin or end within 11 h, and some verifiers do not look. Answers the instant of the plan. */
function dated(draft: Draft, draw: Draw): number {
  const dates = new Map<string, Pick<Credential, "notBefore" | "notAfter">>();
  const withDates = (credential: Credential): Credential => {
    const hours = draw(12) - 1;
    const drawn = {
      ...(draw(12) === 0 ? { notBefore: iso(start + (draw(3) - 1) * 200_000) } : {}),
      ...(draw(2) === 0 ? { notAfter: iso(start + hours * 3_600_000 + (draw(3) - 1) * 200_000) } : {}),
    };
    dates.set(credential.id, dates.get(credential.id) ?? drawn);
    return { ...credential, ...dates.get(credential.id) };
  };
  for (const [name, credential] of Object.entries(draft.presents)) draft.presents[name] = withDates(credential);
  for (const step of draft.steps) {
    step.effects = step.effects.map((effect) =>
      effect.effect === "present" ? { ...effect, credential: withDates(effect.credential) } : effect,
    );
  }
  draft.edges = draft.edges.map((edge) => (draw(6) === 0 ? { ...edge, checksDates: false } : edge));
  return start;
}

/**
 * Accept the new anchor on every verifier, then switch every presenter, then drop the old one, in one or two steps each;
 * one in four switches first, as a platform does that cannot overlap.
 */
function overlap(draw: Draw): Draft {
  const { presenters, verifiers, edges } = roster(draw);
  const steps: Draft["steps"] = [];
  let before: string[] = [];
  const phase = (name: string, members: readonly string[], effect: (member: string) => Effect): void => {
    const halves = draw(2) === 0 ? [members] : [members.slice(0, 1), members.slice(1)];
    const made = halves.map((half, index): DraftStep => {
      return { id: `${name}${index}`, after: before, effects: half.map(effect), gate: aGate(draw) };
    });
    steps.push(...made);
    before = made.map((step) => step.id);
    if (draw(6) > 0 || steps.length >= maximumSteps) return;
    steps.push({ id: `${name} done`, after: before, effects: [], gate: aGate(draw) });
    before = [`${name} done`];
  };
  const accept = (): void => phase("accept", verifiers, (verifier) => ({ effect: "accept", verifier, anchor: "new" }));
  const overlaps = draw(4) > 0;
  if (overlaps) accept();
  phase("switch", presenters, (presenter) => ({
    effect: "present",
    presenter,
    credential: { id: "new leaf", anchors: ["new"] },
  }));
  if (!overlaps) accept();
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
    const gate = draw(5) === 0 ? {} : { gate: aGate(draw) };
    steps.push({ id: `n${index}`, after: some(steps.map((step) => step.id)), effects, ...gate });
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

/** One connection whose few credentials and anchors come, go and come again, nearly one step after the other. */
function thereAndBack(draw: Draw): Draft {
  const anchor = (): string => anchors[draw(2)] ?? "old";
  const leaf = (of: string): Credential => ({ id: `leaf of ${of}`, anchors: [of] });
  const anyOf = (): Effect => {
    const effects: readonly Effect[] = [
      { effect: "accept", verifier: "node", anchor: anchor() },
      { effect: "drop", verifier: "node", anchor: anchor() },
      { effect: "present", presenter: "hub", credential: leaf(anchor()) },
    ];
    return effects[draw(3)] ?? { effect: "drop", verifier: "node", anchor: "old" };
  };
  const steps: Draft["steps"] = [];
  for (let index = 0; index < 3 + draw(maximumSteps - 2); index += 1) {
    const after = steps.slice(draw(6) === 0 ? -2 : -1).map(({ id }) => id);
    const effects = Array.from({ length: draw(4) === 0 ? 2 : 1 }, anyOf);
    steps.push({
      id: `s${index}`,
      after: draw(10) === 0 ? [] : after,
      effects,
      ...(draw(3) === 0 ? {} : { gate: aGate(draw) }),
    });
  }
  return {
    steps,
    presents: { hub: leaf("old") },
    accepts: { node: draw(3) === 0 ? ["old"] : ["old", "new"] },
    edges: [{ verifier: "node", presenter: "hub" }],
  };
}

function aGate(draw: Draw): (typeof gates)[number] {
  return gates[draw(gates.length)] ?? "wire";
}

/** A hub with two slots, a node that shows something and verifies (mutual TLS), and a consumer outside. */
function roster(draw: Draw): {
  readonly presenters: readonly string[];
  readonly verifiers: readonly string[];
  readonly edges: Edge[];
} {
  const presenters = ["hub", "hub/second", "node"].slice(0, 1 + draw(3));
  const verifiers = ["node", "hub", "consumer"].slice(0, 1 + draw(3));
  const all = presenters.flatMap((presenter) => verifiers.map((verifier) => ({ presenter, verifier })));
  const edges = all.filter(() => draw(3) > 0);
  return { presenters, verifiers, edges: edges.length > 0 ? edges : all };
}

function anyEffect(
  names: { readonly presenters: readonly string[]; readonly verifiers: readonly string[] },
  draw: Draw,
): Effect {
  const anchor = anchors[draw(3)] ?? "old";
  const verifier = names.verifiers[draw(names.verifiers.length)] ?? "node";
  const presenter = names.presenters[draw(names.presenters.length)] ?? "hub";
  const both = draw(3) === 0 ? ["old", "new"] : draw(20) === 0 ? [] : [anchor];
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
  switch (draw(9)) {
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
    case 6:
      for (const verifier of names.verifiers.slice(0, 1)) draft.accepts[verifier] = ["old", "new"];
      return;
    case 7:
      delete step.gate;
      return;
    default:
      proveLater(draft, step);
  }
}

/** The step loses its gate to a step of its own, which declares the same effects and stands before all that followed. */
function proveLater(draft: Draft, step: DraftStep): void {
  const effects = draft.steps.flatMap((one) => one.effects).length + step.effects.length;
  if (effects > maximumEffects || draft.steps.length >= maximumSteps || step.gate === undefined) return;
  const id = `${step.id} proved`;
  for (const other of draft.steps) if (other.after.includes(step.id)) other.after = [...other.after, id];
  delete step.gate;
  draft.steps.splice(draft.steps.indexOf(step) + 1, 0, { id, after: [step.id], effects: step.effects, gate: "wire" });
}
