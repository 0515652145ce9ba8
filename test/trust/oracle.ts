import type { Step } from "../../src/model/step.ts";
import type { Acceptance, Credential, Cut, Edge, Effect, TrustWorld } from "../../src/model/trust.ts";

/** What the oracle reads of a step. */
export type OracleStep = Pick<Step, "id" | "after" | "effects" | "gate" | "estimatedSeconds">;

/** What the oracle looks at: all of it or, without `now`, no dates. */
export interface OracleCase {
  readonly steps: readonly OracleStep[];
  readonly world: TrustWorld;
  readonly cuts?: readonly Cut[];
  /** What the estate accepts of the cuts. */
  readonly accept?: readonly Acceptance[];
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
  /** The same, because it has ended by then. */
  readonly endedAtStart: boolean;
  /**
   * Something is shown while it is not valid. Forgiven is what was shown before the first step: if it had ended already,
   * until it has gone; if it had not begun yet, until the end.
   */
  readonly invalidLater: boolean;
}

/** A moment as a proof tells it: exactly these steps have finished, and these have only started. */
export interface Told {
  readonly edge: Edge;
  readonly shows: string;
  readonly finished: readonly string[];
  readonly started: readonly string[];
}

/** What can be asked of one case. */
export interface Oracle {
  /** In the order of the world's edges. */
  readonly fates: readonly EdgeFate[];
  /** Whether these steps can run in that order, and lead to the presenter showing this where it is refused. */
  leadsTo(told: Told): boolean;
  /** The anchors that the verifier accepts in every world of that moment, in order. */
  acceptedThen(told: Told): readonly string[];
  /** Whether the presenter can still show this at that instant, by the estimates, when it is not valid. */
  showsInvalid(edge: Edge, shows: string, until: number): boolean;
  /** Whether the estate accepts a cut. */
  isAccepted(cut: Cut): boolean;
  /** The same plan, begun later. */
  at(now: number): Oracle;
}

/** One atomic change: an effect of a step, or the mere passing of a step whose effects do not tell that it has passed. */
interface Atom {
  readonly step: number;
  readonly effect: Effect | undefined;
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
  /** Bits of the atoms that have come to pass. */
  readonly applied: number;
  readonly shown: ReadonlyMap<string, Shown>;
  readonly accepted: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Atoms of all steps; of each step, the mask that says that it has passed, and the one of all its atoms. */
interface Model {
  readonly atoms: readonly Atom[];
  readonly passed: readonly number[];
  readonly own: readonly number[];
}

const skewMs = 5 * 60_000;

/** Brute force, sharing no code with `src/trust`: walks every order in which single effects can come to pass. */
export function explore(see: OracleCase): Oracle {
  const model = modelOf(see.steps);
  return answersOf(see, model, allMoments(model, see.world));
}

/**
 * A step with a gate has passed once all its effects have come to pass. One without a gate passes by itself, and its
 * effects may come before, after or never, until the gate of a step behind it that declares the same effect has passed.
 */
function modelOf(steps: readonly OracleStep[]): Model {
  let bits = 0;
  const drafts = steps.flatMap((step, index) => {
    const effects = step.effects.map((effect) => ({ step: index, effect, bit: 1 << bits++ }));
    const marker = step.gate === undefined || effects.length === 0;
    return marker ? [...effects, { step: index, effect: undefined, bit: 1 << bits++ }] : effects;
  });
  const maskOf = (some: typeof drafts): number => some.reduce((mask, { bit }) => mask | bit, 0);
  const own = steps.map((_step, index) => maskOf(drafts.filter((draft) => draft.step === index)));
  const passed = steps.map(({ gate }, index) =>
    gate === undefined
      ? maskOf(drafts.filter(({ step, effect }) => step === index && effect === undefined))
      : (own[index] ?? 0),
  );
  const behind = (step: OracleStep, other: OracleStep): boolean =>
    step.after.some((id) => id === other.id || steps.some((between) => between.id === id && behind(between, other)));
  const provedBy = (step: OracleStep, effect: Effect): readonly number[] => {
    const same = JSON.stringify(effect);
    const proves = (other: OracleStep): boolean =>
      other.gate !== undefined && behind(other, step) && other.effects.some((one) => JSON.stringify(one) === same);
    return steps.flatMap((other, index) => (proves(other) ? (passed[index] ?? 0) : []));
  };
  const atoms = drafts.map((draft): Atom => {
    const step = steps[draft.step] ?? { id: "", after: [], effects: [] };
    const needs = step.after.reduce((mask, id) => mask | (passed[steps.findIndex((one) => one.id === id)] ?? 0), 0);
    const isLoose = step.gate === undefined && draft.effect !== undefined;
    return { ...draft, needs, deadOnce: isLoose ? provedBy(step, draft.effect) : [] };
  });
  return { atoms, passed, own };
}

function allMoments({ atoms }: Model, world: TrustWorld): readonly Moment[] {
  const first: Moment = {
    applied: 0,
    shown: new Map(Object.entries(world.presents).map(([name, shown]) => [name, { ...shown, fromStart: true }])),
    accepted: new Map(Object.entries(world.accepts).map(([name, anchors]) => [name, new Set(anchors)])),
  };
  const seen = new Map([[keyOf(first), first]]);
  // whoever is added while this goes on comes by as well
  for (const moment of seen.values()) {
    const { applied: mask } = moment;
    for (const atom of atoms) {
      if ((mask & atom.bit) !== 0 || (mask & atom.needs) !== atom.needs) continue;
      if (atom.deadOnce.some((whole) => (mask & whole) === whole)) continue;
      const next = applied(moment, atom);
      const key = keyOf(next);
      if (!seen.has(key)) seen.set(key, next);
    }
  }
  return [...seen.values()];
}

function applied(moment: Moment, { effect, bit }: Atom): Moment {
  const next = { ...moment, applied: moment.applied | bit };
  if (effect === undefined) return next;
  if (effect.effect === "present")
    return { ...next, shown: new Map(moment.shown).set(effect.presenter, effect.credential) };
  const anchors = new Set(moment.accepted.get(effect.verifier));
  if (effect.effect === "accept") anchors.add(effect.anchor);
  else anchors.delete(effect.anchor);
  return { ...next, accepted: new Map(moment.accepted).set(effect.verifier, anchors) };
}

function keyOf({ applied: mask, shown, accepted }: Moment): string {
  let key = `${mask}`;
  for (const name of [...shown.keys()].sort()) {
    const { id, anchors, fromStart = "" } = shown.get(name) ?? { id: "", anchors: [] };
    key += `|${name}=${id}/${anchors.join("+")}${fromStart}`;
  }
  for (const name of [...accepted.keys()].sort()) key += `|${name}:${[...(accepted.get(name) ?? [])].sort().join("+")}`;
  return key;
}

function answersOf(see: OracleCase, model: Model, moments: readonly Moment[]): Oracle {
  const { steps, world, accept = [] } = see;
  const times = passTimes(see);
  const thatAre = ({ finished, started }: Told): readonly Moment[] => {
    const union = (masks: readonly number[], names: readonly string[]): number =>
      steps.reduce((mask, { id }, index) => (names.includes(id) ? mask | (masks[index] ?? 0) : mask), 0);
    const must = union(model.passed, finished);
    const may = union(model.own, [...finished, ...started]);
    return moments.filter((moment) => (moment.applied & must) === must && (moment.applied & ~may) === 0);
  };
  return {
    fates: world.edges.map((edge) => fateOf(edge, { see, model, moments, times })),
    leadsTo: (told) =>
      canRun(told, steps) &&
      thatAre(told).some(
        (moment) => moment.shown.get(told.edge.presenter)?.id === told.shows && isBroken(moment, told.edge),
      ),
    acceptedThen: (told) => {
      const all = thatAre(told).map((moment) => moment.accepted.get(told.edge.verifier) ?? new Set<string>());
      return [...(all[0] ?? [])].filter((anchor) => all.every((anchors) => anchors.has(anchor))).sort();
    },
    showsInvalid: (edge, shows, until) =>
      moments.some((moment) => {
        const shown = moment.shown.get(edge.presenter);
        const last = lastsUntil(moment, model, times);
        return shown?.id === shows && last === until && (!hasBegun(shown, see.now ?? 0) || hasEnded(shown, last));
      }),
    isAccepted: (cut) => {
      const ends = times[steps.findIndex(({ id }) => id === cut.toStep)] ?? Number.POSITIVE_INFINITY;
      const { estimatedSeconds = 0 } = cut;
      return accept.some(
        ({ cut: code, members, maximumSeconds, until }) =>
          code === cut.code &&
          cut.members.every((member) => members === undefined || members.includes(member)) &&
          maximumSeconds >= estimatedSeconds &&
          Date.parse(until) >= ends,
      );
    },
    at: (now) => answersOf({ ...see, now }, model, moments),
  };
}

/** When each step has passed, if each takes its estimate and none waits for another without need. */
function passTimes({ steps, now = 0 }: OracleCase): readonly number[] {
  const passesAt = (step: OracleStep): number => {
    const before = steps.filter(({ id }) => step.after.includes(id)).map(passesAt);
    return Math.max(now, ...before) + (step.estimatedSeconds ?? 0) * 1000;
  };
  return steps.map(passesAt);
}

/** A moment can last until the first step that has not passed in it has, by the estimates; the last one until the finish. */
function lastsUntil({ applied: mask }: Moment, { passed }: Model, times: readonly number[]): number {
  const left = times.filter((_time, index) => (mask & (passed[index] ?? 0)) !== (passed[index] ?? 0));
  return left.length === 0 ? Math.max(...times) : Math.min(...left);
}

interface Sight {
  readonly see: OracleCase;
  readonly model: Model;
  readonly moments: readonly Moment[];
  readonly times: readonly number[];
}

function fateOf(edge: Edge, { see, model, moments, times }: Sight): EdgeFate {
  const { steps, world, cuts = [], now } = see;
  const whole = model.passed.reduce((mask, passed) => mask | passed, 0);
  const isLast = ({ applied: mask }: Moment): boolean => (mask & whole) === whole;
  const broken = moments.filter((moment) => isBroken(moment, edge));
  const own = cuts.filter(({ members }) => members.includes(edge.verifier) || members.includes(edge.presenter));
  const outside = broken.filter((moment) => !own.some((cut) => isInside(moment, cut, { steps, model })));
  const lengths = outside.map((moment) => model.own.filter((mask) => (moment.applied & mask) !== 0).length);
  const isDated = now !== undefined && edge.checksDates !== false;
  const first = world.presents[edge.presenter];
  const endedAtStart = isDated && first !== undefined && hasEnded(first, now);
  const invalidLater = (moment: Moment): boolean => {
    const shown = moment.shown.get(edge.presenter);
    if (!isDated || shown === undefined) return false;
    const until = lastsUntil(moment, model, times);
    if (shown.fromStart !== true) return !hasBegun(shown, now) || hasEnded(shown, until);
    return isLast(moment) ? !hasBegun(shown, until) || hasEnded(shown, until) : hasEnded(shown, until) && !endedAtStart;
  };
  return {
    edge,
    brokenAtStart: broken.some((moment) => moment.applied === 0),
    shortest: lengths.length === 0 ? undefined : Math.min(...lengths),
    breaksAnywhere: broken.length > 0,
    holdsAtEnd: !broken.some(isLast),
    invalidAtStart: endedAtStart || (isDated && first !== undefined && !hasBegun(first, now)),
    endedAtStart,
    invalidLater: moments.some(invalidLater),
  };
}

function isBroken({ shown, accepted }: Moment, { presenter, verifier }: Edge): boolean {
  const credential = shown.get(presenter);
  const anchors = accepted.get(verifier);
  return credential !== undefined && !credential.anchors.some((anchor) => anchors?.has(anchor) === true);
}

function hasBegun({ notBefore }: Credential, at: number): boolean {
  return notBefore === undefined || Date.parse(notBefore) + skewMs <= at;
}

function hasEnded({ notAfter }: Credential, at: number): boolean {
  return notAfter !== undefined && Date.parse(notAfter) - skewMs < at;
}

function isInside(
  { applied: mask }: Moment,
  { fromStep, toStep }: Cut,
  { steps, model }: { readonly steps: readonly OracleStep[]; readonly model: Model },
): boolean {
  const from = model.own[steps.findIndex(({ id }) => id === fromStep)] ?? 0;
  const to = model.passed[steps.findIndex(({ id }) => id === toStep)] ?? 0;
  return (mask & from) !== 0 && (mask & to) !== to;
}

/** Each step finished or started only behind all that it comes after. */
function canRun({ finished, started }: Told, steps: readonly OracleStep[]): boolean {
  const done = new Set<string>();
  const may = (id: string): boolean =>
    steps.find((step) => step.id === id)?.after.every((one) => done.has(one)) === true;
  for (const id of finished) {
    if (!may(id)) return false;
    done.add(id);
  }
  return started.every(may);
}
