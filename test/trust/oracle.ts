import type { Step } from "../../src/model/step.ts";
import type { Edge, TrustWorld } from "../../src/model/trust.ts";

/** What the oracle reads of a step. */
export type OracleStep = Pick<Step, "id" | "after" | "effects">;

/** What becomes of one edge over every interleaving of every effect. */
export interface EdgeFate {
  readonly edge: Edge;
  readonly brokenAtStart: boolean;
  /** Finished and started steps of the shortest way to a moment at which it is broken; undefined if there is none. */
  readonly shortest: number | undefined;
  /** It holds in every world that the last step can leave. */
  readonly holdsAtEnd: boolean;
}

/** One atomic change: the effect of a step, or the mere passing of a step that has none. */
interface Atom {
  readonly step: number;
  readonly change: OracleStep["effects"][number] | undefined;
}

interface Moment {
  readonly applied: number;
  readonly shown: ReadonlyMap<string, { readonly id: string; readonly anchors: readonly string[] }>;
  readonly accepted: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * Brute force, sharing no code with `src/trust`: walks every order in which single effects can come to pass. A step's
 * effects come one by one in any order, and only once every step that it comes after has had all of its own.
 */
export function allMoments(steps: readonly OracleStep[], world: TrustWorld): readonly Moment[] {
  const atoms = atomsOf(steps);
  const wholeStep = steps.map((_step, index) => maskOf(atoms, (atom) => atom.step === index));
  const before = steps.map((step) =>
    step.after.reduce((mask, id) => mask | (wholeStep[steps.findIndex((other) => other.id === id)] ?? 0), 0),
  );
  const first: Moment = {
    applied: 0,
    shown: new Map(Object.entries(world.presents)),
    accepted: new Map(Object.entries(world.accepts).map(([name, anchors]) => [name, new Set(anchors)])),
  };
  const seen = new Map([[keyOf(first), first]]);
  const queue = [first];
  for (let moment = queue.pop(); moment !== undefined; moment = queue.pop()) {
    for (const [index, atom] of atoms.entries()) {
      const needed = before[atom.step] ?? 0;
      if ((moment.applied & (1 << index)) !== 0 || (moment.applied & needed) !== needed) continue;
      const next = applied(moment, index, atom);
      const key = keyOf(next);
      if (seen.has(key)) continue;
      seen.set(key, next);
      queue.push(next);
    }
  }
  return [...seen.values()];
}

export function fates(steps: readonly OracleStep[], world: TrustWorld): readonly EdgeFate[] {
  const moments = allMoments(steps, world);
  const atoms = atomsOf(steps);
  const everything = maskOf(atoms, () => true);
  return world.edges.map((edge) => {
    const broken = moments.filter((moment) => isBroken(moment, edge));
    const lengths = broken.map((moment) => touched(moment, atoms));
    return {
      edge,
      brokenAtStart: broken.some((moment) => moment.applied === 0),
      shortest: lengths.length === 0 ? undefined : Math.min(...lengths),
      holdsAtEnd: !broken.some((moment) => moment.applied === everything),
    };
  });
}

/** Whether exactly these steps finished, and these only started, can lead to this presenter showing this where it is refused. */
export function canHappen(
  see: { readonly steps: readonly OracleStep[]; readonly world: TrustWorld },
  claim: {
    readonly edge: Edge;
    readonly shows: string;
    readonly finished: readonly string[];
    readonly started: readonly string[];
  },
): boolean {
  const { steps, world } = see;
  const done = new Set<string>();
  for (const id of claim.finished) {
    if (!(steps.find((step) => step.id === id)?.after.every((other) => done.has(other)) ?? false)) return false;
    done.add(id);
  }
  for (const id of claim.started) {
    if (!(steps.find((step) => step.id === id)?.after.every((other) => done.has(other)) ?? false)) return false;
  }
  const atoms = atomsOf(steps);
  const nameOf = (atom: Atom): string => steps[atom.step]?.id ?? "";
  const must = maskOf(atoms, (atom) => claim.finished.includes(nameOf(atom)));
  const may = must | maskOf(atoms, (atom) => claim.started.includes(nameOf(atom)));
  return allMoments(steps, world).some(
    (moment) =>
      (moment.applied & must) === must &&
      (moment.applied & ~may) === 0 &&
      moment.shown.get(claim.edge.presenter)?.id === claim.shows &&
      isBroken(moment, claim.edge),
  );
}

function atomsOf(steps: readonly OracleStep[]): readonly Atom[] {
  return steps.flatMap((step, index): readonly Atom[] =>
    step.effects.length === 0
      ? [{ step: index, change: undefined }]
      : step.effects.map((change) => ({ step: index, change })),
  );
}

function maskOf(atoms: readonly Atom[], wanted: (atom: Atom) => boolean): number {
  return atoms.reduce((mask, atom, index) => (wanted(atom) ? mask | (1 << index) : mask), 0);
}

function applied(moment: Moment, index: number, { change }: Atom): Moment {
  const now = { ...moment, applied: moment.applied | (1 << index) };
  if (change === undefined) return now;
  if (change.effect === "present")
    return { ...now, shown: new Map(moment.shown).set(change.presenter, change.credential) };
  const anchors = new Set(moment.accepted.get(change.verifier));
  if (change.effect === "accept") anchors.add(change.anchor);
  else anchors.delete(change.anchor);
  return { ...now, accepted: new Map(moment.accepted).set(change.verifier, anchors) };
}

function keyOf(moment: Moment): string {
  const shown = [...moment.shown].map(([name, credential]) => `${name}=${credential.id}`).sort();
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

function touched(moment: Moment, atoms: readonly Atom[]): number {
  return new Set(atoms.filter((_atom, index) => (moment.applied & (1 << index)) !== 0).map((atom) => atom.step)).size;
}
