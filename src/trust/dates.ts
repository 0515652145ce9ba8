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
  /** Credentials that are valid now: what must be replaced, and by when. */
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
  const brokenAtStart = first !== undefined && !isValid(first.credential, now, now);
  const later = exposures.filter(({ atStart, replacedBy }) => !(brokenAtStart && atStart && replacedBy !== undefined));
  const broken = later.find(({ credential, until }) => !isValid(credential, now, until));
  return {
    brokenAtStart,
    ...(broken === undefined ? {} : { broken: { shows: broken.credential.id, dates: brokenDates(broken) } }),
    deadlines: later.flatMap(({ credential: { id, notAfter }, replacedBy }) => {
      if (notAfter === undefined) return [];
      const ends = parseInstant(notAfter);
      return [{ step: replacedBy, by: ends - skewMs, notAfter: ends, what: `${id} of ${presenter}` }];
    }),
  };
}

/** At every instant from `from` to `until`, with a margin for clocks that differ. */
function isValid({ notBefore, notAfter }: Credential, from: Instant, until: Instant): boolean {
  if (notBefore !== undefined && parseInstant(notBefore) + skewMs > from) return false;
  return notAfter === undefined || until <= parseInstant(notAfter) - skewMs;
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

/** The deadlines of all edges that hold at the start, each once. */
export function deadlinesOf(edges: readonly Edge[], fate: (edge: Edge) => DateFate): readonly TrustDeadline[] {
  const seen = new Map<string, TrustDeadline>();
  for (const deadline of edges.flatMap((edge) => fate(edge).deadlines)) {
    seen.set(`${deadline.step}\u0000${deadline.what}\u0000${deadline.notAfter}`, deadline);
  }
  return [...seen.values()];
}
