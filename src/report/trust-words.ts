import type { AwaitedStep, Break, BrokenDates, NamedStep, PlannedCut } from "../model/trust.ts";
import type { NumberedStep } from "./plan-words.ts";
import { anchorWords, credentialWords } from "./plan-words.ts";
import { count, duration, listed, minuteOf, safe, stepNumbers } from "./words.ts";

/** A counterexample as three sentences: when, who shows what, who refuses it. */
export interface BreakWords {
  readonly when: string;
  readonly shows: string;
  readonly refuses: string;
}

/** Says in words how a reachable moment breaks a connection. `steps`: those of the target, for numbers and titles. */
export function breakWords(broken: Break, steps: readonly NumberedStep[]): BreakWords {
  const { edge, dates, shows } = broken;
  if (dates !== undefined) return datesWords(broken, dates, steps);
  const accepts = broken.accepts.map(anchorWords);
  return {
    when: whenWords(broken, steps),
    shows: `${safe(edge.presenter)} would present ${credentialWords(shows)}`,
    refuses: `${safe(edge.verifier)}, which ${
      accepts.length === 0 ? "surely accepts nothing then" : `accepts only ${listed(accepts)}`
    }, would refuse it`,
  };
}

/** Counterexamples that come about at the same moment: the first in words, and how many more there are. */
export function breaksByMoment(
  broken: readonly Break[],
  steps: readonly NumberedStep[],
): readonly { readonly words: BreakWords; readonly more: number }[] {
  const moments = new Map<string, { readonly words: BreakWords; readonly more: number }>();
  for (const one of broken) {
    const words = breakWords(one, steps);
    const known = moments.get(words.when);
    moments.set(words.when, known === undefined ? { words, more: 0 } : { ...known, more: known.more + 1 });
  }
  return [...moments.values()];
}

/** `step 5 (activate) ran after steps 1 and 2 while step 3 (apply changes) had not passed everywhere`. */
function whenWords({ trace, awaited = [] }: Break, steps: readonly NumberedStep[]): string {
  const started = trace.filter(({ progress }) => progress === "started");
  const finished = trace.filter(({ progress }) => progress === "finished");
  const last = finished.at(-1);
  const missing = missingWords(awaited, steps);
  if (started.length === 0) {
    return last === undefined
      ? "nothing ran at all"
      : `${stepName(last, steps)} and all before it had passed${missing}`;
  }
  const ran = listed(started.map((moment) => stepName(moment, steps)));
  return `${ran} ran${finished.length === 0 ? "" : ` after ${stepList(finished, steps)}`}${missing}`;
}

function missingWords(awaited: readonly AwaitedStep[], steps: readonly NumberedStep[]): string {
  const of = (lacks: AwaitedStep["lacks"]): readonly AwaitedStep[] => awaited.filter((step) => step.lacks === lacks);
  const words = [
    ...(of("pass").length === 0 ? [] : [`${listOrCount(of("pass"), steps)} had not passed everywhere`]),
    ...(of("gate").length === 0 ? [] : [`no gate had proved ${listOrCount(of("gate"), steps)}`]),
  ];
  return words.length === 0 ? "" : ` while ${words.join(" and ")}`;
}

function datesWords({ edge, shows, trace }: Break, dates: BrokenDates, steps: readonly NumberedStep[]): BreakWords {
  const { notBefore, notAfter, shownUntil, replacedBy } = dates;
  const replaced = trace.find(({ step }) => step === replacedBy);
  const valid = [
    ...(notBefore === undefined ? [] : [`from ${minuteOf(notBefore)}`]),
    ...(notAfter === undefined ? [] : [`until ${minuteOf(notAfter)}`]),
  ];
  return {
    when:
      replaced === undefined
        ? `the steps take as long as estimated, until ${minuteOf(shownUntil)}`
        : `${stepName(replaced, steps)} takes as long as estimated, until ${minuteOf(shownUntil)}`,
    shows: `${safe(edge.presenter)} would present ${credentialWords(shows)}, valid only ${valid.join(" ")}`,
    refuses: `${safe(edge.verifier)}, which checks dates, would refuse it`,
  };
}

const namesShown = 3;

function listOrCount(of: readonly NamedStep[], steps: readonly NumberedStep[]): string {
  const names = of.slice(0, namesShown).map((one) => stepName(one, steps));
  const more = of.length - names.length;
  return listed(more === 0 ? names : [...names, count(more, "more step")]);
}

/** Steps that went well before: their numbers are enough. */
function stepList(of: readonly NamedStep[], steps: readonly NumberedStep[]): string {
  const known = of.flatMap((one) => numberOf(one, steps) ?? []);
  if (known.length < of.length) return listOrCount(of, steps);
  return stepNumbers(known);
}

function stepName(one: NamedStep, steps: readonly NumberedStep[]): string {
  const title = one.title ?? steps.find(({ step }) => step.id === one.step)?.step.title;
  const number = numberOf(one, steps);
  if (title === undefined) return safe(one.step);
  return number === undefined ? `"${safe(title)}"` : `step ${number} (${safe(title)})`;
}

function numberOf(one: NamedStep, steps: readonly NumberedStep[]): number | undefined {
  return one.number ?? steps.find(({ step }) => step.id === one.step)?.number;
}

/** `p.rabbitmq, steps 5 to 8, up to 2 h: accepted until 2026-12-31 18:00 UTC (CHG-4710)`. */
export function cutWords(cut: PlannedCut, steps: readonly NumberedStep[]): string {
  const { members, acceptance, estimatedSeconds } = cut;
  const [from, to] = [cut.fromStep, cut.toStep].map((step) => numberOf({ step }, steps) ?? safe(step));
  const section = from === to ? `step ${from}` : `steps ${from} to ${to}`;
  const long =
    estimatedSeconds === undefined
      ? `no estimate, accepted up to ${duration(acceptance.maximumSeconds * 1000)}`
      : `up to ${duration(estimatedSeconds * 1000)}`;
  const shown = members.slice(0, membersShown).map(safe);
  const more = members.length - shown.length;
  const who = more === 0 ? shown.join(", ") : `${shown.join(", ")} and ${count(more, "more")}`;
  const ticket = acceptance.ticket === undefined ? "" : ` (${safe(acceptance.ticket)})`;
  return `${who}, ${section}, ${long}: accepted until ${minuteOf(acceptance.until)}${ticket}`;
}

const membersShown = 20;
