import type { Step } from "../../src/model/step.ts";
import type { Credential, Cut, Edge, TrustWorld } from "../../src/model/trust.ts";

/** What the oracle reads of a step. */
export type OracleStep = Pick<Step, "id" | "after" | "effects" | "gate" | "estimatedSeconds">;

/** What the oracle looks at: all of it or, without `now`, no dates. */
export interface OracleCase {
  readonly steps: readonly OracleStep[];
  readonly world: TrustWorld;
  readonly cuts?: readonly Cut[];
  /** Instant at which the first step can start, in ms. */
  readonly now?: number;
}

/** What becomes of one edge over every interleaving of every effect. */
export interface EdgeFate {
  readonly edge: Edge;
  /** By the order of effects alone. */
  readonly brokenAtStart: boolean;
  /** Steps touched on the shortest way to a moment, outside the edge's cuts, at which it is broken; undefined if none. */
  readonly shortest: number | undefined;
  /** The same, without regard to cuts. */
  readonly breaksAnywhere: boolean;
  /** It holds in every world that the last step can leave. */
  readonly holdsAtEnd: boolean;
  /** What is shown before the first step is not valid now. */
  readonly invalidAtStart: boolean;
  /** Something is shown while it is not valid; what was so at the start and has gone by the end is forgiven. */
  readonly invalidLater: boolean;
}

/** One atomic change: an effect of a step, or the mere passing of a step whose effects do not tell that it has passed. */
interface Atom {
  readonly step: number;
  readonly change: OracleStep["effects"][number] | undefined;
  readonly bit: number;
  /** Atoms that must have come to pass before this one may. */
  readonly needs: number;
  /** From when all atoms of one of these masks have come to pass, this one can no longer. */
  readonly deadOnce: readonly number[];
}

interface Shown extends Credential {
  readonly fromStart?: true;
}

interface Moment {
  readonly applied: number;
  readonly shown: ReadonlyMap<string, Shown>;
  readonly accepted: ReadonlyMap<string, ReadonlySet<string>>;
}

const skewMs = 5 * 60_000;

/** Atoms of a step, and the mask that says that it has passed. */
interface Model {
  readonly atoms: readonly Atom[];
  readonly passed: readonly number[];
}

/**
 * A step with a gate has passed once all its effects have come to pass. One without a gate passes by itself, and its
 * effects may come before, after or never, until the gate of a step behind it that declares the same effect has passed.
 */
function modelOf(steps: readonly OracleStep[]): Model {
  let bits = 0;
  const drafts = steps.flatMap((step, index) => {
    const effects = step.effects.map((change) => ({ step: index, change, bit: 1 << bits++ }));
    const marker = step.gate === undefined || effects.length === 0;
    return marker ? [...effects, { step: index, change: undefined, bit: 1 << bits++ }] : effects;
  });
  const passed = steps.map((step, index) => {
    const own = drafts.filter((draft) => draft.step === index);
    return own
      .filter(({ change }) => step.gate !== undefined || change === undefined)
      .reduce((sum, { bit }) => sum | bit, 0);
  });
  const behind = (step: OracleStep, other: OracleStep): boolean =>
    step.after.some((id) => id === other.id || steps.some((between) => between.id === id && behind(between, other)));
  const atoms = drafts.map((draft): Atom => {
    const step = steps[draft.step] ?? { id: "", after: [], effects: [] };
    const needs = step.after.reduce((mask, id) => mask | (passed[steps.findIndex((one) => one.id === id)] ?? 0), 0);
    const same = JSON.stringify(draft.change);
    const proving = steps.flatMap((other, index) =>
      step.gate === undefined &&
      draft.change !== undefined &&
      other.gate !== undefined &&
      behind(other, step) &&
      other.effects.some((effect) => JSON.stringify(effect) === same)
        ? [passed[index] ?? 0]
        : [],
    );
    return { ...draft, needs, deadOnce: proving };
  });
  return { atoms, passed };
}

/** Brute force, sharing no code with `src/trust`: walks every order in which single effects can come to pass. */
function allMoments({ atoms }: Model, world: TrustWorld): readonly Moment[] {
  const first: Moment = {
    applied: 0,
    shown: new Map(Object.entries(world.presents).map(([name, shown]) => [name, { ...shown, fromStart: true }])),
    accepted: new Map(Object.entries(world.accepts).map(([name, anchors]) => [name, new Set(anchors)])),
  };
  const seen = new Map([[keyOf(first), first]]);
  const queue = [first];
  for (let moment = queue.pop(); moment !== undefined; moment = queue.pop()) {
    const { applied: mask } = moment;
    for (const atom of atoms) {
      if ((mask & atom.bit) !== 0 || (mask & atom.needs) !== atom.needs) continue;
      if (atom.deadOnce.some((whole) => (mask & whole) === whole)) continue;
      const next = applied(moment, atom);
      const key = keyOf(next);
      if (seen.has(key)) continue;
      seen.set(key, next);
      queue.push(next);
    }
  }
  return [...seen.values()];
}

export function fates(see: OracleCase): readonly EdgeFate[] {
  const { steps, world, cuts = [], now } = see;
  const model = modelOf(steps);
  const moments = allMoments(model, world);
  const whole = model.passed.reduce((mask, passed) => mask | passed, 0);
  const until = lastsUntil(see, model);
  return world.edges.map((edge) => {
    const broken = moments.filter((moment) => isBroken(moment, edge));
    const own = cuts.filter(({ members }) => members.includes(edge.verifier) || members.includes(edge.presenter));
    const outside = broken.filter((moment) => !own.some((cut) => isInside(moment, cut, { steps, model })));
    const lengths = outside.map((moment) => touched(moment, model).size);
    const invalid = (moment: Moment): boolean => {
      const shown = moment.shown.get(edge.presenter);
      return (
        now !== undefined && shown !== undefined && edge.checksDates !== false && !isValid(shown, now, until(moment))
      );
    };
    const first = world.presents[edge.presenter];
    const invalidAtStart =
      now !== undefined && first !== undefined && edge.checksDates !== false && !isValid(first, now, now);
    return {
      edge,
      brokenAtStart: broken.some((moment) => moment.applied === 0),
      shortest: lengths.length === 0 ? undefined : Math.min(...lengths),
      breaksAnywhere: broken.length > 0,
      holdsAtEnd: !broken.some((moment) => (moment.applied & whole) === whole),
      invalidAtStart,
      invalidLater: moments.some((moment) => {
        const forgiven = invalidAtStart && moment.shown.get(edge.presenter)?.fromStart === true;
        return invalid(moment) && !(forgiven && (moment.applied & whole) !== whole);
      }),
    };
  });
}

/** A moment can last until the first step that has not passed in it has, by the estimates; the last one until the finish. */
function lastsUntil({ steps, now = 0 }: OracleCase, { passed }: Model): (moment: Moment) => number {
  const passesAt = (step: OracleStep): number => {
    const before = steps.filter(({ id }) => step.after.includes(id)).map(passesAt);
    return Math.max(now, ...before) + (step.estimatedSeconds ?? 0) * 1000;
  };
  const times = steps.map(passesAt);
  return ({ applied: mask }) => {
    const left = times.filter((_time, index) => (mask & (passed[index] ?? 0)) !== (passed[index] ?? 0));
    return left.length === 0 ? Math.max(now, ...times) : Math.min(...left);
  };
}

function isValid({ notBefore, notAfter }: Credential, from: number, until: number): boolean {
  const begun = notBefore === undefined || Date.parse(notBefore) + skewMs <= from;
  return begun && (notAfter === undefined || Date.parse(notAfter) - skewMs >= until);
}

function isInside(
  moment: Moment,
  { fromStep, toStep }: Cut,
  { steps, model }: { readonly steps: readonly OracleStep[]; readonly model: Model },
): boolean {
  const from = steps.findIndex(({ id }) => id === fromStep);
  const to = model.passed[steps.findIndex(({ id }) => id === toStep)] ?? 0;
  return touched(moment, model).has(from) && (moment.applied & to) !== to;
}

/** Whether exactly these steps finished, and these only started, can lead to this presenter showing this where it is refused. */
export function canHappen(
  { steps, world }: OracleCase,
  claim: {
    readonly edge: Edge;
    readonly shows: string;
    readonly finished: readonly string[];
    readonly started: readonly string[];
  },
): boolean {
  const done = new Set<string>();
  for (const id of claim.finished) {
    if (!(steps.find((step) => step.id === id)?.after.every((other) => done.has(other)) ?? false)) return false;
    done.add(id);
  }
  for (const id of claim.started) {
    if (!(steps.find((step) => step.id === id)?.after.every((other) => done.has(other)) ?? false)) return false;
  }
  const model = modelOf(steps);
  const nameOf = ({ step }: Atom): string => steps[step]?.id ?? "";
  const must = steps.reduce(
    (mask, { id }, index) => (claim.finished.includes(id) ? mask | (model.passed[index] ?? 0) : mask),
    0,
  );
  const named = [...claim.finished, ...claim.started];
  const may = model.atoms.reduce((mask, atom) => (named.includes(nameOf(atom)) ? mask | atom.bit : mask), 0);
  return allMoments(model, world).some(
    (moment) =>
      (moment.applied & must) === must &&
      (moment.applied & ~may) === 0 &&
      moment.shown.get(claim.edge.presenter)?.id === claim.shows &&
      isBroken(moment, claim.edge),
  );
}

function applied(moment: Moment, { change, bit }: Atom): Moment {
  const now = { ...moment, applied: moment.applied | bit };
  if (change === undefined) return now;
  if (change.effect === "present")
    return { ...now, shown: new Map(moment.shown).set(change.presenter, change.credential) };
  const anchors = new Set(moment.accepted.get(change.verifier));
  if (change.effect === "accept") anchors.add(change.anchor);
  else anchors.delete(change.anchor);
  return { ...now, accepted: new Map(moment.accepted).set(change.verifier, anchors) };
}

function keyOf(moment: Moment): string {
  const shown = [...moment.shown].map(([name, { id, fromStart }]) => `${name}=${id}${fromStart ?? ""}`).sort();
  const accepted = [...moment.accepted].map(([name, anchors]) => `${name}:${[...anchors].sort().join("+")}`).sort();
  return `${moment.applied}|${shown.join()}|${accepted.join()}`;
}

function isBroken(moment: Moment, edge: Edge): boolean {
  const credential = moment.shown.get(edge.presenter);
  return (
    credential !== undefined &&
    !credential.anchors.some((anchor) => moment.accepted.get(edge.verifier)?.has(anchor) === true)
  );
}

function touched(moment: Moment, { atoms }: Model): ReadonlySet<number> {
  return new Set(atoms.filter(({ bit }) => (moment.applied & bit) !== 0).map(({ step }) => step));
}
