import type { AwaitedStep, Break, Credential, Cut, Edge, TraceMoment } from "../model/trust.ts";
import { type Acceptance, type Drop, type EffectIndex, isOver, replacementsOf, type Showing } from "./effects.ts";
import { alsoPassed, alsoStarted, hasPassed, isTouched, type Moment, momentOf, reachOf } from "./moment.ts";
import type { Order } from "./order.ts";

/** One edge with the effects that touch it. */
interface View {
  readonly edge: Edge;
  readonly showings: readonly Showing[];
  readonly acceptances: ReadonlyMap<string, readonly Acceptance[]>;
  readonly drops: ReadonlyMap<string, readonly Drop[]>;
  /** Sections inside which this edge may be broken. */
  readonly cuts: readonly Cut[];
  readonly order: Order;
}

/** What all edges of a plan are looked at with. */
export interface Search {
  readonly index: EffectIndex;
  readonly order: Order;
  /** False once enough breaks have been told in full: the traces of a broken fleet would fill the memory. */
  readonly whole: () => boolean;
}

/** A moment that breaks an edge. */
export interface Found {
  readonly view: View;
  readonly moment: Moment;
  readonly shown: Showing;
  readonly reach: number;
}

/**
 * The shortest break of one edge outside the sections of `cuts`, or undefined if there is none in any reachable moment.
 * A moment is a down-closed set of steps in which a started step may or may not have had its effect: the edge breaks if
 * and only if some moment may show a credential none of whose anchors is surely accepted there.
 */
export function findBreak(edge: Edge, { index, order }: Search, cuts: readonly Cut[] = []): Found | undefined {
  const view = viewOf(edge, index, order, cuts);
  let shortest: Found | undefined;
  for (const shown of view.showings) shortest = smallestMoment(shown, view, shortest?.reach) ?? shortest;
  return shortest;
}

/** True if nothing has started in it: the edge is broken before the first step. */
export function isAtStart({ moment }: Found): boolean {
  return moment.started.size + moment.passed.size === 0;
}

/** The break as a plan tells it. */
export function toldBreak({ view, moment, shown }: Found, { order, whole }: Search): Break {
  const awaited = whole() ? awaitedIn(moment, shown, view) : [];
  return {
    edge: view.edge,
    shows: shown.credential.id,
    accepts: surelyAccepted(moment, view),
    trace: traceOf(moment, order, whole()),
    ...(awaited.length === 0 ? {} : { awaited }),
  };
}

/** What breaks the edge once every step has passed; undefined if it holds in every world that the last step can leave. */
export function breakAtEnd(edge: Edge, { index, order }: Search, end: Moment): Found | undefined {
  const view = viewOf(edge, index, order, []);
  const isLast = (shown: Showing): boolean => replacementsOf(shown, view.showings, order).length === 0;
  const isRefused = ({ credential }: Showing): boolean =>
    !sourcesOf(credential, view).some((source) => isSure(source, end, view));
  const shown = view.showings.find((one) => isLast(one) && isRefused(one));
  return shown === undefined ? undefined : { view, moment: end, shown, reach: order.sorted.length };
}

function viewOf(edge: Edge, index: EffectIndex, order: Order, cuts: readonly Cut[]): View {
  const accepted = index.verifiers.get(edge.verifier);
  return {
    edge,
    showings: index.showings.get(edge.presenter) ?? [],
    acceptances: accepted?.acceptances ?? new Map(),
    drops: accepted?.drops ?? new Map(),
    cuts,
    order,
  };
}

/**
 * The fewest steps whose start makes a moment in which `shown` may be shown and nothing that would verify it is surely
 * accepted. Each accepting source is either not proved yet, or undone by a started drop. A moment inside a cut counts
 * only once the cut has ended: every longer one is inside it as well.
 */
function smallestMoment(shown: Showing, view: View, below: number | undefined): Found | undefined {
  const { order } = view;
  const sources = sourcesOf(shown.credential, view);
  const replacements = replacementsOf(shown, view.showings, order);
  let limit = below ?? Number.POSITIVE_INFINITY;
  let best: Found | undefined;
  const search = (moment: Moment): void => {
    if (replacements.some((step) => hasPassed(step, moment, order))) return;
    if (limit !== Number.POSITIVE_INFINITY && reachOf(moment, order) >= limit) return;
    const sure = sources.find((source) => isSure(source, moment, view));
    if (sure !== undefined) {
      for (const drop of dropsOf(sure, view)) search(alsoStarted(moment, drop.step));
      return;
    }
    const inside = view.cuts.find(({ fromStep, toStep }) => {
      return isTouched(fromStep, moment, order) && !hasPassed(toStep, moment, order);
    });
    if (inside !== undefined) {
      search(alsoPassed(moment, inside.toStep));
      return;
    }
    limit = reachOf(moment, order);
    best = { view, moment, shown, reach: limit };
  };
  search(momentOf(shown.step === undefined ? [] : [shown.step]));
  return best;
}

function sourcesOf({ anchors }: Credential, { acceptances }: View): readonly Acceptance[] {
  return anchors.flatMap((anchor) => acceptances.get(anchor) ?? []);
}

/** A gate has proved the source, and no started drop may have undone it. */
function isSure(source: Acceptance, moment: Moment, view: View): boolean {
  const { order } = view;
  if (!source.gated || (source.step !== undefined && !hasPassed(source.step, moment, order))) return false;
  return !dropsOf(source, view).some((drop) => isTouched(drop.step, moment, order));
}

/** The drops that may undo it: a drop of which nothing was still to come when the accept began cannot. */
function dropsOf({ step, anchor }: Acceptance, { drops, order }: View): readonly Drop[] {
  const all = drops.get(anchor) ?? [];
  return step === undefined ? all : all.filter((drop) => !isOver(drop, all, step, order));
}

function surelyAccepted(moment: Moment, view: View): readonly string[] {
  const sure = [...view.acceptances].filter(([, sources]) => sources.some((source) => isSure(source, moment, view)));
  return sure.map(([anchor]) => anchor).toSorted();
}

/** The accepts that were not waited for; where there are none, what would have taken the credential away first. */
function awaitedIn(moment: Moment, shown: Showing, view: View): readonly AwaitedStep[] {
  const { order, showings } = view;
  const unproved = (of: { readonly step: string | undefined; readonly gated: boolean }): readonly AwaitedStep[] => {
    if (of.step === undefined) return [];
    if (of.gated) return hasPassed(of.step, moment, order) ? [] : [{ step: of.step, lacks: "pass" }];
    return isTouched(of.step, moment, order) ? [{ step: of.step, lacks: "gate" }] : [];
  };
  const accepts = sourcesOf(shown.credential, view).flatMap(unproved);
  const others = showings.filter((other) => other.key !== shown.key && other.step !== undefined);
  const follow = others.filter(({ step = "" }) => shown.step === undefined || order.precedes(shown.step, step));
  const found = accepts.length > 0 ? accepts : follow.flatMap(unproved);
  return [...new Map(found.map((one) => [one.step, one])).values()];
}

/** Passed steps first, in an order that respects the dependencies; then the ones that have only started. */
function traceOf(moment: Moment, order: Order, whole: boolean): readonly TraceMoment[] {
  const open = [...moment.started].filter((step) => !hasPassed(step, moment, order)).toSorted();
  const inFlight = open.map((step): TraceMoment => ({ step, progress: "started" }));
  const passed = whole ? order.closure(moment) : [...moment.passed].slice(-1);
  return [...passed.map((step): TraceMoment => ({ step, progress: "finished" })), ...inFlight];
}
