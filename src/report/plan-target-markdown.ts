import type { PlanTarget } from "../model/plan.ts";
import type { Break, PlannedCut } from "../model/trust.ts";
import type { Instant } from "../time/instant.ts";
import { beyondRows } from "./beyond-words.ts";
import { grouped } from "./groups.ts";
import { hintParts, untold } from "./hints.ts";
import { code, markdownText, tableHead, tableRow } from "./markdown.ts";
import {
  changeRows,
  changesOf,
  keptSlots,
  lostReplyWords,
  type NumberedStep,
  stepNotes,
  stepsWords,
  wayBackWords,
} from "./plan-words.ts";
import { breaksByMoment, cutWords } from "./trust-words.ts";
import { certificateWords, count, minuteOf, prose, stepNumbers } from "./words.ts";

interface Detail {
  readonly target: PlanTarget;
  readonly steps: readonly NumberedStep[];
  /** Connections that its steps would break. */
  readonly broken: readonly Break[];
  /** Connections that its steps are bound to cut off, as accepted. */
  readonly cuts: readonly PlannedCut[];
  readonly now: Instant;
}

const slotsShown = 30;

/** The folded part of one target: reasons, refusals with what to do, changes, every step, what a lost reply means, the way back. */
export function targetDetails(detail: Detail): string {
  return [
    ...reasonLines(detail),
    ...breakLines(detail),
    ...(detail.steps.length === 0
      ? []
      : [...changeLines(detail), ...stepLines(detail), ...beyondLines(detail), ...consequenceLines(detail)]),
  ]
    .join("\n")
    .trimEnd();
}

function reasonLines({ target }: Detail): readonly string[] {
  const reasons = grouped(target.reasons, target.slots).map(
    ({ code: name, words }) => `- why: ${markdownText(words)} (${code(name)})`,
  );
  const refusals = target.refusals.flatMap(({ code: name, sentence, hint }) => {
    const { words, lines } = hintParts(hint);
    const help = words === "" ? "" : `; ${markdownText(words)}`;
    return [
      `- refused: ${markdownText(prose(sentence), 2_000)} (${code(name)})${help}`,
      ...lines.slice(0, slotsShown).map((line) => `  - ${code(line, 400)}`),
      ...(lines.length > slotsShown ? [`  - ${count(lines.length - slotsShown, "more line")} in the plan file`] : []),
    ];
  });
  return [...reasons, ...refusals, ""];
}

const findingsShown = 12;

/** Each finding of a target in a line of its own. */
export function findingLines(target: PlanTarget): readonly string[] {
  const lines = grouped(untold(target), target.slots).map(
    ({ code: name, words }) => `- ${markdownText(words, 1_000)} (${code(name)})`,
  );
  const more = lines.length - findingsShown;
  return [...lines.slice(0, findingsShown), ...(more > 0 ? [`- ${count(more, "more finding")} in the plan file`] : [])];
}

function breakLines({ broken, steps }: Detail): readonly string[] {
  const lines = breaksByMoment(broken, steps)
    .slice(0, slotsShown)
    .map(
      ({ words }) =>
        `- **somebody would lose trust**: if ${markdownText(words.when)}, then ${markdownText(words.shows)}, and ${markdownText(words.refuses)}`,
    );
  return lines.length === 0 ? [] : [...lines, `- ${count(broken.length, "connection")} in all`, ""];
}

function changeLines({ target, steps, now }: Detail): readonly string[] {
  const changes = changesOf(target, steps, now);
  const kept = keptSlots(target, changes);
  const rows = [
    ...changeRows(changes, now).map(({ what, slots, before, after }) =>
      tableRow([slots === 1 ? code(what) : markdownText(what), markdownText(before), markdownText(after)]),
    ),
    ...kept.map((slot) => tableRow([code(slot.name), markdownText(certificateWords(slot, now)), "not rotated"])),
  ];
  const more =
    rows.length > slotsShown ? ["", `${count(rows.length - slotsShown, "more slot")} in the plan file.`] : [];
  return rows.length === 0
    ? []
    : [...tableHead(["slot", "before", "after"]), ...rows.slice(0, slotsShown), ...more, ""];
}

function stepLines({ steps }: Detail): readonly string[] {
  const rows = steps.map(({ number, step }) =>
    tableRow([String(number), step.phase, markdownText(step.title, 200), markdownText(stepNotes(step))]),
  );
  return [`${stepsWords(steps)}`, "", ...tableHead(["step", "phase", "what", ""]), ...rows, ""];
}

function beyondLines({ steps }: Detail): readonly string[] {
  return beyondRows(steps).map(({ label, words, confirms }) => {
    const commands = confirms.map(({ command }) => code(command, 400));
    const then = commands.length === 0 ? "" : `, then ${commands.join(", ")}`;
    return `- ${label}: ${markdownText(words, 2_000)}${then}`;
  });
}

function consequenceLines({ target, steps, broken, cuts }: Detail): readonly string[] {
  const inverses = steps.flatMap(({ number, step }) =>
    step.inverse === undefined ? [] : [`- step ${number} is taken back by: ${markdownText(step.inverse)}`],
  );
  const gates = steps.filter(({ step }) => step.gate !== undefined).map(({ number }) => number);
  return [
    ...lostReplyWords(steps).map((words) => `- ${markdownText(words)}`),
    ...(broken.length === 0 && cuts.length === 0 ? ["- cut off: nobody that the proof covers"] : []),
    ...cuts.map(
      (cut) =>
        `- **cut off**: ${markdownText(cutWords(cut, steps))}; ${markdownText(prose(cut.sentence))} (${code(cut.code)})`,
    ),
    ...(gates.length === 0 ? [] : [`- waits for evidence at ${stepNumbers(gates)}`]),
    `- way back: ${wayBackWords(steps)}`,
    ...inverses,
    ...(target.estimatedFinish === undefined
      ? []
      : [`- finished about ${minuteOf(target.estimatedFinish)} if started now`]),
  ];
}
