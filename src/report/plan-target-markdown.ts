import type { PlanTarget } from "../model/plan.ts";
import type { Break, PlannedCut } from "../model/trust.ts";
import type { Instant } from "../time/instant.ts";
import { beyondRows } from "./beyond-words.ts";
import { grouped } from "./groups.ts";
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
import { breakWords, cutWords } from "./trust-words.ts";
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

/** The folded part of one target: reasons, changes, every step, what a lost reply means, the way back. */
export function targetDetails(detail: Detail): string {
  return [
    ...reasonLines(detail),
    ...breakLines(detail),
    ...(detail.steps.length === 0
      ? []
      : [...changeLines(detail), ...stepLines(detail), ...beyondLines(detail), ...consequenceLines(detail)]),
  ].join("\n");
}

function reasonLines({ target }: Detail): readonly string[] {
  const reasons = grouped(target.reasons, target.slots).map(
    ({ code: name, words }) => `- why: ${markdownText(words)} (${code(name)})`,
  );
  const refusals = target.refusals.map(
    ({ code: name, sentence, hint }) =>
      `- refused: ${markdownText(prose(sentence))} (${code(name)})${hint === undefined ? "" : `; ${markdownText(prose(hint))}`}`,
  );
  const findings = grouped(target.findings, target.slots).map(
    ({ code: name, words }) => `- finding: ${markdownText(words)} (${code(name)})`,
  );
  return [...reasons, ...refusals, ...findings, ""];
}

function breakLines({ broken, steps }: Detail): readonly string[] {
  const lines = broken.slice(0, slotsShown).map((one) => {
    const words = breakWords(one, steps);
    return `- **somebody would lose trust**: if ${markdownText(words.when)}, then ${markdownText(words.shows)}, and ${markdownText(words.refuses)}`;
  });
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
  return beyondRows(steps).map(({ label, words, confirm }) => {
    const command = confirm === undefined ? "" : `: ${code(confirm, 400)}`;
    return `- ${label}: ${markdownText(words, 2_000)}${command}`;
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
