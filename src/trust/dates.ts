import type { BrokenDates, Credential, Edge } from "../model/trust.ts";
import { type Instant, iso, parseInstant } from "../time/instant.ts";
import { type EffectIndex, replacementsOf, type Showing } from "./effects.ts";
import type { Order } from "./order.ts";
import { type Deadline, type Schedule, skewMs } from "./schedule.ts";

/** A credential of one presenter, and until when it may be shown at the latest, by the estimates. */
interface Exposure {
  readonly credential: Credential;
  readonly atStart: boolean;
  readonly until: Instant;
  /** Undefined: nothing replaces it. */
  readonly replacedBy: string | undefined;
}

/** A credential ends at `notAfter`; the step must have replaced it by then, or if undefined every step have passed. */
export interface TrustDeadline extends Deadline {
  readonly notAfter: Instant;
  /** `hub shows old credential`. */
  readonly what: string;
}

/** What the dates of credentials mean for one edge. */
export interface DateFate {
  readonly brokenAtStart: boolean;
  /** The first credential that is shown while it is not valid. */
  readonly broken?: { readonly shows: string; readonly dates: BrokenDates };
  /** What must be replaced, and by when; not what has ended already. */
  readonly deadlines: readonly TrustDeadline[];
}

const untouched: DateFate = { brokenAtStart: false, deadlines: [] };

/**
 * Looks at the dates of what an edge's presenter may show, each from now (a step may start at once) until the estimate
 * of what surely replaces it. What has ended already makes the edge broken at the start; it then must hold at the end.
 */
export function datesOf(index: EffectIndex, order: Order, schedule: Schedule | undefined): (edge: Edge) => DateFate {
  const known = new Map<string, DateFate>();
  return (edge) => {
    if (schedule === undefined || edge.checksDates === false) return untouched;
    const ready = known.get(edge.presenter);
    if (ready !== undefined) return ready;
    const showings = index.showings.get(edge.presenter) ?? [];
    const dated = showings.some(({ credential }) => hasDates(credential));
    const fate = dated ? fateOf(edge.presenter, exposuresOf(showings, order, schedule), schedule.now) : untouched;
    known.set(edge.presenter, fate);
    return fate;
  };
}

function hasDates({ notBefore, notAfter }: Credential): boolean {
  return notBefore !== undefined || notAfter !== undefined;
}

function exposuresOf(showings: readonly Showing[], order: Order, schedule: Schedule): readonly Exposure[] {
  return showings.map((shown) => {
    let until = schedule.finish;
    let replacedBy: string | undefined;
    for (const step of replacementsOf(shown, showings, order)) {
      const passes = schedule.passes(step);
      if (replacedBy !== undefined && passes >= until) continue;
      until = passes;
      replacedBy = step;
    }
    return { credential: shown.credential, atStart: shown.step === undefined, until, replacedBy };
  });
}

function fateOf(presenter: string, exposures: readonly Exposure[], now: Instant): DateFate {
  const first = exposures.find(({ atStart }) => atStart);
  const brokenAtStart = first !== undefined && (!hasBegun(first.credential, now) || hasEnded(first.credential, now));
  const broken = exposures.find((one) => isInvalid(one, now));
  const bounded = exposures.filter((one) => !isCured(one, now));
  return {
    brokenAtStart,
    ...(broken === undefined ? {} : { broken: { shows: broken.credential.id, dates: brokenDates(broken) } }),
    deadlines: bounded.flatMap(({ credential: { id, notAfter }, replacedBy }) => {
      if (notAfter === undefined) return [];
      const ends = parseInstant(notAfter);
      return [{ step: replacedBy, by: ends - skewMs, notAfter: ends, what: `${id} of ${presenter}` }];
    }),
  };
}

/** It had ended before the first step, and the steps replace it. */
function isCured({ credential, atStart, replacedBy }: Exposure, now: Instant): boolean {
  return atStart && replacedBy !== undefined && hasEnded(credential, now);
}

/** What is shown at the start may not have begun yet, if it has by the end; anything else must have. */
function isInvalid(one: Exposure, now: Instant): boolean {
  const { credential, atStart, until, replacedBy } = one;
  if (hasEnded(credential, until)) return !isCured(one, now);
  return !(atStart && replacedBy !== undefined) && !hasBegun(credential, atStart ? until : now);
}

/** At this instant, with a margin for clocks that differ. */
function hasBegun({ notBefore }: Credential, at: Instant): boolean {
  return notBefore === undefined || parseInstant(notBefore) + skewMs <= at;
}

function hasEnded({ notAfter }: Credential, at: Instant): boolean {
  return notAfter !== undefined && at > parseInstant(notAfter) - skewMs;
}

function brokenDates({ credential, until, replacedBy }: Exposure): BrokenDates {
  const { notBefore, notAfter } = credential;
  return {
    ...(notBefore === undefined ? {} : { notBefore }),
    ...(notAfter === undefined ? {} : { notAfter }),
    shownUntil: iso(until),
    ...(replacedBy === undefined ? {} : { replacedBy }),
  };
}

/** The deadlines of all edges, each once. */
export function deadlinesOf(edges: readonly Edge[], fate: (edge: Edge) => DateFate): readonly TrustDeadline[] {
  const seen = new Map<string, TrustDeadline>();
  for (const deadline of edges.flatMap((edge) => fate(edge).deadlines)) {
    seen.set(`${deadline.step}\u0000${deadline.what}\u0000${deadline.notAfter}`, deadline);
  }
  return [...seen.values()];
}
