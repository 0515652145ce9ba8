import type { PlanTarget } from "../model/plan.ts";
import type { Break, PlannedCut } from "../model/trust.ts";
import { beyondRows, parkWords } from "./beyond-words.ts";
import { grouped, ungrouped } from "./groups.ts";
import { hintParts, untold } from "./hints.ts";
import { columns, pad } from "./lines.ts";
import { withFlags } from "./next.ts";
import type { Page } from "./page.ts";
import {
  changeRows,
  changesOf,
  datesWords,
  keptSlots,
  lostReplyWords,
  mustBeSeen,
  type NumberedStep,
  stepNotes,
  stepsWords,
  wayBackWords,
} from "./plan-words.ts";
import { type Style, signs } from "./style.ts";
import { breaksByMoment, cutWords } from "./trust-words.ts";
import { count, ends, minuteOf, prose, safe } from "./words.ts";

interface Block {
  readonly target: PlanTarget;
  readonly steps: readonly NumberedStep[];
  /** Connections that its steps would break. */
  readonly broken: readonly Break[];
  /** Connections that its steps are bound to cut off, as accepted. */
  readonly cuts: readonly PlannedCut[];
  readonly style: Style;
  readonly out: Page;
}

const rowsShown = 6;
const reasonsShown = 3;

/** The block of a target that is due, whether it may be rotated or not. */
export function planTargetRows(block: Block): void {
  head(block);
  reasons(block);
  refusals(block);
  if (block.steps.length > 0) {
    changes(block);
    steps(block);
    findingRows(block.target, block.style, block.out);
    beyond(block);
    consequences(block);
    return;
  }
  breaks(block);
  findingRows(block.target, block.style, block.out);
}

/** One row for each finding, or for several that say the same; what a refusal says already is not told again. */
export function findingRows(target: PlanTarget, style: Style, out: Page): void {
  for (const { words, code } of (style.verbose ? ungrouped : grouped)(untold(target), target.slots)) {
    out.row("finding", `${words} (${safe(code)})`, style.palette.yellow);
  }
}

function head({ target, style, out }: Block): void {
  const { palette } = style;
  const blocked = target.verdict === "blocked";
  const what = [
    `${safe(target.type)}${target.version === undefined ? "" : ` ${safe(target.version)}`}`,
    blocked ? "blocked" : "to rotate",
    datesWords(target, style.now) ?? "no end date known",
  ].join("   ");
  out.say(`${blocked ? signs.refused : signs.due} ${safe(target.name)}  `, what, blocked ? palette.red : palette.bold);
}

function reasons({ target, style, out }: Block): void {
  const groups = (style.verbose ? ungrouped : grouped)(target.reasons, target.slots);
  const shown = style.verbose ? groups : groups.slice(0, reasonsShown);
  for (const [index, { words }] of shown.entries()) out.row(index === 0 ? "why" : "", words);
  const more = groups.length - shown.length;
  if (more > 0) out.row("", `and ${count(more, "more reason")} (--verbose lists them)`);
}

function refusals({ target, style, out }: Block): void {
  for (const refusal of target.refusals) {
    const label = refusal.kind === "stale" ? "blocked" : "refused";
    out.row(label, `${prose(refusal.sentence)} (${safe(refusal.code)})`, style.palette.red);
    const { words, lines } = hintParts(refusal.hint);
    if (words !== "") out.row("", withFlags(words, style.flags));
    for (const line of lines) out.exact(`${" ".repeat(13)}${line}`);
  }
}

function changes({ target, steps: own, style, out }: Block): void {
  const all = changesOf(target, own, style.now);
  const rows = style.verbose
    ? all.map(({ slot, ...change }) => ({ ...change, what: slot.name, slots: 1 }))
    : changeRows(all, style.now);
  const shown = style.verbose ? rows : rows.slice(0, rowsShown);
  for (const [index, { what, before, after }] of shown.entries()) {
    const row = `${safe(what)}:  ${before}  →  ${after}`;
    const parts = columns(row) <= style.width - 11 ? [row] : [`${safe(what)}:  ${before}`, `→  ${after}`];
    for (const [part, text] of parts.entries()) out.row(index + part === 0 ? "change" : "", text);
  }
  const left = rows.slice(shown.length).reduce((sum, { slots }) => sum + slots, 0);
  if (left > 0) out.row("", `and ${count(left, "more slot")} (--verbose lists them)`);
  const kept = keptSlots(target, all);
  const [soonest] = kept;
  if (soonest !== undefined) {
    const first = kept.length === 1 ? "" : "the soonest ";
    const end = soonest.notAfter === undefined ? "end not shown" : `${first}${ends(soonest.notAfter, style.now)}`;
    out.row("keep", `${count(kept.length, "certificate")} not rotated, ${end} (${safe(soonest.name)})`);
  }
}

/** Steps in columns, phase by phase; where the notes do not fit beside a title they go under it. Never cut. */
function steps({ steps: own, style, out }: Block): void {
  out.row("steps", stepsWords(own));
  const rows = own.map(({ number, step }, index) => ({
    lead: `${" ".repeat(11)}${pad(step.phase === own[index - 1]?.step.phase ? "" : step.phase, 8)}${String(number).padStart(2)}  `,
    title: safe(step.title),
    notes: stepNotes(step),
    paint: mustBeSeen(step) ? style.palette.yellow : undefined,
  }));
  const widest = Math.max(...rows.map(({ title }) => columns(title)));
  const titleColumns = Math.min(widest, style.width - 25 - Math.max(...rows.map(({ notes }) => columns(notes))));
  for (const { lead, title, notes, paint } of rows) {
    if (columns(title) <= titleColumns) out.say(lead, `${pad(title, titleColumns)}  ${notes}`, undefined, paint);
    else if (columns(title) + 2 + columns(notes) <= style.width - 24)
      out.say(lead, `${title}  ${notes}`, undefined, paint);
    else {
      out.say(lead, title, undefined, paint);
      if (notes !== "") out.say(" ".repeat(lead.length), notes, undefined, paint);
    }
  }
}

/** What people and their programs do; each with how it is proved. Never cut. */
function beyond({ steps: own, style, out }: Block): void {
  let before = "";
  for (const { label, words, confirms, asks } of beyondRows(own)) {
    out.row(label === before ? "" : label, words, asks ? style.palette.yellow : undefined);
    for (const { step, command } of confirms) {
      const when = confirms.length === 1 ? "then" : `then, step ${step}`;
      out.exact(`${" ".repeat(11)}${when}:  ${withFlags(command, style.flags)}`);
    }
    before = label;
  }
  const parks = parkWords(own);
  if (parks !== undefined) out.row("parks", parks, style.palette.yellow);
}

function consequences({ target, steps: own, broken, cuts, style, out }: Block): void {
  if (cuts.length === 0 && broken.length === 0) out.row("cut off", "nobody that the proof covers");
  for (const [index, cut] of cuts.entries()) {
    out.row(index === 0 ? "cut off" : "", cutWords(cut, own), style.palette.yellow);
    out.row("", `${prose(cut.sentence)} (${safe(cut.code)})`);
  }
  for (const [index, words] of lostReplyWords(own).entries()) out.row(index === 0 ? "if lost" : "", words);
  if (target.estimatedFinish !== undefined)
    out.row("finish", `about ${minuteOf(target.estimatedFinish)} if started now`);
  out.row("way back", wayBackWords(own), own.some(({ step }) => step.final) ? style.palette.yellow : undefined);
}

/** The counterexamples of this target. */
function breaks({ broken, steps: own, style, out }: Block): void {
  const moments = breaksByMoment(broken, own);
  for (const [index, { words, more }] of moments.slice(0, rowsShown).entries()) {
    out.row(index === 0 ? "proof" : "", `if    ${words.when},`, style.palette.red);
    out.row("", `then  ${words.shows},`);
    out.row("", `and   ${words.refuses}`);
    if (more > 0)
      out.row("", `      and ${count(more, "more connection")} would break then (--format json lists them)`);
  }
  const left = moments.slice(rowsShown).reduce((sum, { more }) => sum + 1 + more, 0);
  if (left > 0) out.row("", `and ${count(left, "more connection")} (--format json lists them)`);
}
