import type { Step } from "../model/step.ts";
import type { Break, Cut, Edge, TrustProof, TrustWorld } from "../model/trust.ts";
import { breakAtEnd, findBreak, isAtStart, type Search, toldBreak } from "./breaks.ts";
import { type DateFate, datesOf, deadlinesOf, type TrustDeadline } from "./dates.ts";
import { indexEffects } from "./effects.ts";
import { endOf, type Moment } from "./moment.ts";
import { type Order, orderOf } from "./order.ts";
import type { Schedule } from "./schedule.ts";

/** What else a proof looks at; without a schedule no dates, without cuts no exception. */
export interface Circumstances {
  readonly schedule?: Schedule;
  readonly cuts?: readonly Cut[];
}

/** So many breaks are told with all the steps that lead there; of the others, only those in flight. */
const breaksInFull = 100;

export interface ExaminedCut {
  readonly cut: Cut;
  /** How many edges of its members break inside the sections and hold outside. */
  readonly connections: number;
}

export interface Examination {
  readonly proof: TrustProof;
  /** In the order given. */
  readonly cuts: readonly ExaminedCut[];
  /** By when what ends must have been replaced. */
  readonly deadlines: readonly TrustDeadline[];
}

/** The proof alone. */
export function prove(steps: readonly Step[], world: TrustWorld, see: Circumstances = {}): TrustProof {
  return examine(steps, world, see).proof;
}

/**
 * Proves each edge over every moment that the steps can pass through, crashes, half-done steps and ending certificates
 * included, or says which steps break it. An edge that is broken before the first step is reported, does not refuse the
 * plan, and must hold at its end. An edge that only breaks inside the sections of its cuts does not refuse it either:
 * whether the cuts are accepted is for the caller to judge. Pure. What it does not know is in `notModelled`.
 */
export function examine(steps: readonly Step[], world: TrustWorld, see: Circumstances = {}): Examination {
  const { cuts = [], schedule } = see;
  const order = orderOf(steps);
  const index = indexEffects(steps, world);
  const fate = datesOf(index, order, schedule);
  const examined = cuts.map((cut) => ({ cut, connections: 0 }));
  const cutsOf = cutsByMember(examined);
  const breaks: Break[] = [];
  const search: Search = { index, order, whole: () => breaks.length < breaksInFull };
  const end = endOf(order);
  const brokenBefore: Edge[] = [];
  let proved = 0;
  for (const edge of world.edges) {
    const own = cutsOf(edge);
    const found = breakOf({ edge, fate: fate(edge), search, end, cuts: own.map(({ cut }) => cut) });
    if (found.kind === "breaks") breaks.push(found.broken);
    else if (found.kind === "broken-before") brokenBefore.push(edge);
    else if (found.kind === "holds") proved += 1;
    else for (const one of own) one.connections += 1;
  }
  return {
    proof: {
      verdict: breaks.length === 0 ? "holds" : "breaks",
      proved,
      breaks,
      brokenBefore,
      platformsWord: steps.filter((step) => step.gate === "platform").map((step) => step.id),
      notModelled: world.notModelled,
    },
    cuts: examined,
    deadlines: deadlinesOf(world.edges, fate),
  };
}

interface EdgeView {
  readonly edge: Edge;
  readonly fate: DateFate;
  readonly search: Search;
  readonly end: Moment;
  readonly cuts: readonly Cut[];
}

type EdgeVerdict =
  | { readonly kind: "breaks"; readonly broken: Break }
  | { readonly kind: "broken-before" | "cut" | "holds" };

function breakOf({ edge, fate, search, end, cuts }: EdgeView): EdgeVerdict {
  const found = findBreak(edge, search);
  const before = found !== undefined && isAtStart(found);
  const last = before ? breakAtEnd(edge, search, end) : undefined;
  if (last !== undefined) return { kind: "breaks", broken: toldBreak(last, search) };
  const outside = found === undefined || before || cuts.length === 0 ? found : findBreak(edge, search, cuts);
  if (outside !== undefined && !before) return { kind: "breaks", broken: toldBreak(outside, search) };
  if (fate.broken !== undefined) return { kind: "breaks", broken: brokenByDates(edge, fate.broken, search.order) };
  if (before || fate.brokenAtStart) return { kind: "broken-before" };
  return { kind: found === undefined ? "holds" : "cut" };
}

/** No order of steps is at fault: the trace is the step that comes too late, or the last one. */
function brokenByDates(edge: Edge, { shows, dates }: NonNullable<DateFate["broken"]>, order: Order): Break {
  const step = dates.replacedBy ?? order.sorted.at(-1);
  return { edge, shows, accepts: [], trace: step === undefined ? [] : [{ step, progress: "started" }], dates };
}

interface Counted extends ExaminedCut {
  connections: number;
}

function cutsByMember(cuts: readonly Counted[]): (edge: Edge) => readonly Counted[] {
  const byMember = new Map<string, Counted[]>();
  for (const one of cuts) {
    for (const member of one.cut.members) byMember.set(member, [...(byMember.get(member) ?? []), one]);
  }
  return ({ verifier, presenter }) => {
    const own = [...(byMember.get(verifier) ?? []), ...(byMember.get(presenter) ?? [])];
    return own.length < 2 ? own : [...new Set(own)];
  };
}
