import type { Step } from "../model/step.ts";
import type { Break, Credential, Edge, TraceMoment, TrustWorld } from "../model/trust.ts";
import type { Order } from "./order.ts";

/** Who shows what, and who accepts what, at the start or by a step. `step` undefined: so before the first step. */
interface Showing {
  readonly step: string | undefined;
  readonly credential: Credential;
}

interface Acceptance {
  readonly step: string | undefined;
  readonly anchor: string;
}

interface Drop {
  readonly step: string;
  readonly anchor: string;
}

/** The effects of a plan by the name that they touch, so that an edge looks only at its own. */
export interface EffectIndex {
  readonly showings: ReadonlyMap<string, readonly Showing[]>;
  readonly acceptances: ReadonlyMap<string, readonly Acceptance[]>;
  readonly drops: ReadonlyMap<string, readonly Drop[]>;
}

export function indexEffects(steps: readonly Step[], world: TrustWorld): EffectIndex {
  const showings = new Map<string, Showing[]>();
  const acceptances = new Map<string, Acceptance[]>();
  const drops = new Map<string, Drop[]>();
  for (const [presenter, credential] of Object.entries(world.presents))
    add(showings, presenter, { step: undefined, credential });
  for (const [verifier, anchors] of Object.entries(world.accepts)) {
    for (const anchor of anchors) add(acceptances, verifier, { step: undefined, anchor });
  }
  for (const step of steps) {
    for (const effect of step.effects) {
      if (effect.effect === "present")
        add(showings, effect.presenter, { step: step.id, credential: effect.credential });
      else if (effect.effect === "accept") add(acceptances, effect.verifier, { step: step.id, anchor: effect.anchor });
      else add(drops, effect.verifier, { step: step.id, anchor: effect.anchor });
    }
  }
  return { showings, acceptances, drops };
}

function add<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

/**
 * The shortest break of one edge, or undefined if it holds in every reachable moment. A moment is a down-closed set of
 * steps in which a started step may or may not have had its effect: the edge breaks if and only if some moment may show
 * a credential none of whose anchors is surely accepted there.
 */
export function findBreak(edge: Edge, index: EffectIndex, order: Order): Break | undefined {
  let shortest: { readonly started: ReadonlySet<string>; readonly shown: Showing } | undefined;
  for (const shown of index.showings.get(edge.presenter) ?? []) {
    const started = smallestMoment(edge, shown, index, order);
    if (started === undefined) continue;
    if (shortest === undefined || order.reach(started) < order.reach(shortest.started)) shortest = { started, shown };
  }
  if (shortest === undefined) return undefined;
  return {
    edge,
    shows: shortest.shown.credential.id,
    accepts: surelyAccepted(edge, shortest.started, index, order),
    trace: traceOf(shortest.started, order),
  };
}

/** True if the edge holds in every world that the last step can leave. */
export function holdsAtEnd(edge: Edge, index: EffectIndex, order: Order): boolean {
  const showings = index.showings.get(edge.presenter) ?? [];
  const drops = index.drops.get(edge.verifier) ?? [];
  const sources = index.acceptances.get(edge.verifier) ?? [];
  const last = showings.filter(
    (shown) => !showings.some(({ step }) => step !== undefined && isLater(step, shown.step, order)),
  );
  return last.every(({ credential }) =>
    sources.some(
      (source) => credential.anchors.includes(source.anchor) && !drops.some((drop) => undoes(drop, source, order)),
    ),
  );
}

/**
 * The fewest steps whose start makes a moment in which `shown` may be shown and nothing that would verify it is surely
 * accepted. Each accepting source is either not finished, or undone by a started drop.
 */
function smallestMoment(edge: Edge, shown: Showing, index: EffectIndex, order: Order): ReadonlySet<string> | undefined {
  const sources = (index.acceptances.get(edge.verifier) ?? []).filter((source) =>
    shown.credential.anchors.includes(source.anchor),
  );
  const drops = index.drops.get(edge.verifier) ?? [];
  const later = (index.showings.get(edge.presenter) ?? [])
    .map((other) => other.step)
    .filter((step) => step !== undefined && isLater(step, shown.step, order));
  let best: { readonly started: ReadonlySet<string>; readonly reach: number } | undefined;
  const search = (started: ReadonlySet<string>): void => {
    if (best !== undefined && order.reach(started) >= best.reach) return;
    if (later.some((step) => step !== undefined && hasFinished(step, started, order))) return;
    const sure = sources.find((source) => isSure(source, { started, drops }, order));
    if (sure === undefined) {
      best = { started, reach: order.reach(started) };
      return;
    }
    for (const drop of drops) if (undoes(drop, sure, order)) search(new Set([...started, drop.step]));
  };
  search(new Set(shown.step === undefined ? [] : [shown.step]));
  return best?.started;
}

/** Another showing surely replaces this one once finished: it comes after it, or this is how it was at the start. */
function isLater(other: string, shown: string | undefined, order: Order): boolean {
  return other !== shown && (shown === undefined || order.precedes(shown, other));
}

interface Moment {
  readonly started: ReadonlySet<string>;
  readonly drops: readonly Drop[];
}

/** The source is in force and no started drop may have undone it. */
function isSure(source: Acceptance, moment: Moment, order: Order): boolean {
  const { started, drops } = moment;
  if (source.step !== undefined && !hasFinished(source.step, started, order)) return false;
  return !drops.some(
    (drop) => undoes(drop, source, order) && (started.has(drop.step) || hasFinished(drop.step, started, order)),
  );
}

/** A drop that has surely finished before the accept began cannot undo it; one in the same step may. */
function undoes(drop: Drop, source: Acceptance, order: Order): boolean {
  return drop.anchor === source.anchor && (source.step === undefined || !order.precedes(drop.step, source.step));
}

/** Every ancestor of a started step has finished. A started step itself may still be in flight. */
function hasFinished(step: string, started: ReadonlySet<string>, order: Order): boolean {
  for (const other of started) if (order.precedes(step, other)) return true;
  return false;
}

function surelyAccepted(edge: Edge, started: ReadonlySet<string>, index: EffectIndex, order: Order): readonly string[] {
  const moment = { started, drops: index.drops.get(edge.verifier) ?? [] };
  const sure = (index.acceptances.get(edge.verifier) ?? []).filter((source) => isSure(source, moment, order));
  return [...new Set(sure.map((source) => source.anchor))].toSorted();
}

/** Finished steps first, in an order that respects the dependencies; then the ones that have only started. */
function traceOf(started: ReadonlySet<string>, order: Order): readonly TraceMoment[] {
  const finished = order.finishedFor(started);
  const open = [...started].filter((step) => !finished.includes(step)).toSorted();
  return [
    ...finished.map((step): TraceMoment => ({ step, progress: "finished" })),
    ...open.map((step): TraceMoment => ({ step, progress: "started" })),
  ];
}
