import type { Step } from "../model/step.ts";
import type { Consumer, Output, Program } from "../model/target.ts";
import type { NumberedStep } from "./plan-words.ts";
import { prose, safe, shellWord, stepNumbers } from "./words.ts";

/** What a plan does beyond the platform: a label, and a line for each of its steps, or for several that ask the same. */
export interface BeyondRow {
  readonly label: "by hand" | "consumer" | "output";
  readonly words: string;
  /** The commands with which a person says that it is done, each with its step. */
  readonly confirms: readonly { readonly step: number; readonly command: string }[];
  /** The run parks there until a person or a check of theirs says yes. */
  readonly asks: boolean;
}

interface OwnRow extends Omit<BeyondRow, "confirms"> {
  readonly number: number;
  readonly confirm?: string;
}

/** Work of people, consumers and outputs, in the order of the plan. A kind that is none of these gives no row. */
export function beyondRows(steps: readonly NumberedStep[]): readonly BeyondRow[] {
  const alike = new Map<string, OwnRow[]>();
  for (const row of steps.flatMap((numbered) => rowOf(numbered) ?? [])) {
    const key = `${row.label} ${row.words}`;
    alike.set(key, [...(alike.get(key) ?? []), row]);
  }
  return [...alike.values()].flatMap((rows): readonly BeyondRow[] => {
    const [first] = rows;
    if (first === undefined) return [];
    const confirms = rows.flatMap(({ number, confirm }) =>
      confirm === undefined ? [] : [{ step: number, command: confirm }],
    );
    const where = stepNumbers(rows.map(({ number }) => number));
    return [{ label: first.label, words: `${where}: ${first.words}`, confirms, asks: first.asks }];
  });
}

/** `for a person at steps 4 and 6 (exit 9); certplan apply goes on`; undefined where nothing parks. */
export function parkWords(steps: readonly NumberedStep[]): string | undefined {
  const asking = steps.filter((step) => rowOf(step)?.asks === true).map(({ number }) => number);
  if (asking.length === 0) return undefined;
  return `for a person at ${stepNumbers(asking)} (exit 9); certplan apply goes on`;
}

function rowOf({ number, step }: NumberedStep): OwnRow | undefined {
  const inputs: unknown = step.inputs;
  switch (step.kind) {
    case "certplan.manual":
      return manualRow(number, step, inputs as ManualInputs);
    case "certplan.consumer":
      return consumerRow(number, step, (inputs as { readonly consumer: Consumer }).consumer);
    case "certplan.write-output":
      return outputRow(number, inputs as { readonly what: string; readonly to: Output["to"] });
    default:
      return undefined;
  }
}

interface ManualInputs {
  readonly instruct: string;
  readonly contact?: string;
  readonly verify?: Program;
}

function manualRow(number: number, step: Step, { instruct, contact, verify }: ManualInputs): OwnRow {
  const words = `${prose(instruct)}${contactWords(contact)}; ${proofWords(verify)}`;
  return { label: "by hand", number, words, confirm: confirmWords(step), asks: true };
}

function consumerRow(number: number, step: Step, { name, update, verify, contact }: Consumer): OwnRow {
  const byHand = "manual" in update;
  const how = byHand ? `by hand: ${prose(update.manual)}` : `${commandWords(update)} gets the new anchor`;
  const what = `${safe(name)}${contactWords(contact)}: ${how}`;
  if (!byHand && verify !== undefined)
    return { label: "consumer", number, words: `${what}; proved by ${commandWords(verify)}`, asks: false };
  return {
    label: "consumer",
    number,
    words: `${what}; ${proofWords(verify)}`,
    confirm: confirmWords(step),
    asks: true,
  };
}

function outputRow(number: number, { what, to }: { readonly what: string; readonly to: Output["to"] }): OwnRow {
  const where =
    "file" in to
      ? `${safe(what)} to ${safe(to.file)} (mode 0${to.mode.toString(8)}${to.merge ? ", merged" : ""}), proved by reading it back`
      : `${safe(what)} to ${commandWords(to)}, proved by nothing but its exit 0`;
  return { label: "output", number, words: where, asks: false };
}

function contactWords(contact: string | undefined): string {
  return contact === undefined ? "" : ` (${safe(contact)})`;
}

function commandWords({ run }: Program): string {
  return run.map((word) => shellWord(word)).join(" ");
}

function proofWords(verify: Program | undefined): string {
  const person = "confirmed by a person";
  return verify === undefined ? person : `proved by ${commandWords(verify)}, or ${person}`;
}

function confirmWords({ id }: Step): string {
  return `certplan confirm ${shellWord(id)} --because TEXT`;
}
