import type { Slot } from "../model/slot.ts";
import type { IsoInstant } from "../time/instant.ts";
import { pad } from "./lines.ts";
import { page } from "./page.ts";
import { type Style, signs } from "./style.ts";
import { certificateWords, count, distance, listed, minuteOf, safe, shortDigest } from "./words.ts";

/** A target as the state knows it. */
export interface StateTargetView {
  readonly name: string;
  readonly system: string;
  readonly serial: number;
  readonly verifiedAt?: IsoInstant;
  readonly slots: readonly Slot[];
}

export interface StateRunView {
  readonly id: string;
  readonly digest: string;
  readonly targets: readonly string[];
  readonly openedAt: IsoInstant;
  /** Absent for an open run. */
  readonly closedAt?: IsoInstant;
  readonly result?: string;
  /** Where it stands, in the words of its journal: only for open runs. */
  readonly standing?: string;
}

/** Everything that `certplan state` and `certplan show` tell; also their JSON. */
export interface StateView {
  readonly directory: string;
  readonly lineage: string;
  readonly targets: readonly StateTargetView[];
  readonly runs: readonly StateRunView[];
  readonly locks: readonly { readonly key: string; readonly holder: string; readonly since: IsoInstant }[];
}

/** `certplan state list`: one line for each target, and the open runs. */
export function stateListText(view: StateView, style: Style): string {
  const out = page(style);
  const open = view.runs.filter(({ closedAt }) => closedAt === undefined);
  out.say(
    "",
    `${count(view.targets.length, "target")} applied, ${count(open.length, "open run")}, lineage ${safe(view.lineage)}`,
    undefined,
    style.palette.bold,
  );
  for (const target of view.targets) {
    const when =
      target.verifiedAt === undefined ? "never verified" : `verified ${distance(target.verifiedAt, style.now)}`;
    out.say(`${signs.passed} ${safe(target.name)}  `, `serial ${target.serial}   ${when}   ${safe(target.system)}`);
  }
  for (const run of open)
    out.say(`${signs.due} ${listed(run.targets.map(safe))}  `, openWords(run, style), style.palette.yellow);
  if (open.length > 0) out.exact(`To go on:  certplan apply${style.flags}`, style.palette.cyan);
  return out.text();
}

function openWords(run: StateRunView, style: Style): string {
  const standing = run.standing === undefined ? "" : `: ${safe(run.standing)}`;
  return `run ${safe(run.id)} opened ${distance(run.openedAt, style.now)}${standing}`;
}

/** `certplan show` and `certplan state show`: the list, then what was verified in each slot, then who holds a lock. */
export function stateShowText(view: StateView, style: Style): string {
  const out = page(style);
  out.say("State ", safe(view.directory), style.palette.bold);
  for (const { name, verifiedAt, slots } of view.targets) {
    if (slots.length === 0) continue;
    out.blank();
    const when = verifiedAt === undefined ? "" : `, verified ${minuteOf(verifiedAt)}`;
    out.say("", `${safe(name)}${when}`, undefined, style.palette.bold);
    for (const slot of slots) out.say(`  ${pad(safe(slot.name), 24)}  `, certificateWords(slot, style.now));
  }
  if (view.locks.length > 0) out.blank();
  for (const lock of view.locks) {
    out.say(
      `lock  ${safe(lock.key)}  `,
      `${safe(lock.holder)}, taken ${distance(lock.since, style.now)}`,
      style.palette.yellow,
    );
  }
  return `${stateListText(view, style)}\n${out.text()}`;
}

/** `certplan state history`: runs, the last first. */
export function stateHistoryText(view: StateView, style: Style): string {
  const out = page(style);
  if (view.runs.length === 0) out.say("", "No run yet.");
  for (const run of view.runs.toSorted((a, b) => (a.openedAt < b.openedAt ? 1 : -1))) {
    const ended =
      run.closedAt === undefined
        ? openWords(run, style)
        : `run ${safe(run.id)} ${safe(run.result ?? "closed")} ${minuteOf(run.closedAt)}`;
    out.say(
      `${run.closedAt === undefined ? signs.due : signs.passed} `,
      `${minuteOf(run.openedAt)}   ${listed(run.targets.map(safe))}   ${ended}   ${shortDigest(run.digest)}`,
    );
  }
  return out.text();
}

/** A journal that was cut where it was damaged. */
export interface RepairedView {
  readonly id: string;
  readonly damage: string;
  /** Files that keep what was cut off. */
  readonly copies: readonly string[];
  readonly mayHaveHappened: readonly string[];
}

/** What `state repair` did. */
export interface RepairView {
  readonly repaired: readonly RepairedView[];
  /** state.json was made anew: where the damaged one is kept, and sentences on what is lost with it. */
  readonly state?: { readonly copy: string; readonly lost: readonly string[] };
}

/** `certplan state repair`. */
export function stateRepairText(view: RepairView, style: Style): string {
  const out = page(style);
  const { repaired: runs, state } = view;
  if (runs.length === 0 && state === undefined) out.say("", "Nothing is damaged: nothing to repair.");
  if (state !== undefined) {
    out.say(`${signs.passed} state.json  `, "made anew from the journals");
    out.say("    kept  ", safe(state.copy));
    for (const sentence of state.lost) out.say("    lost  ", safe(sentence));
  }
  for (const { id, damage, copies, mayHaveHappened } of runs) {
    out.say(`${signs.passed} run ${safe(id)}  `, `cut where it is damaged: ${safe(damage)}`);
    for (const copy of copies) out.say("    kept  ", safe(copy));
    if (mayHaveHappened.length > 0)
      out.say(`    ${signs.unknown} may have happened  `, listed(mayHaveHappened.map(safe)));
  }
  if (runs.some(({ mayHaveHappened }) => mayHaveHappened.length > 0))
    out.exact(`To ask the platforms and go on:  certplan apply${style.flags}`, style.palette.cyan);
  return out.text();
}

/** One journal as `state verify` found it. */
export interface VerifiedRun {
  readonly id: string;
  readonly events: number;
  /** Bytes of cut-off or late writes that do not count: no damage. */
  readonly ignoredBytes: number;
  readonly damage?: string;
}

/** What `state verify` found; also its JSON. */
export interface VerifiedState {
  readonly runs: readonly VerifiedRun[];
  /** Of state.json itself. */
  readonly damage?: string;
}

/** `certplan state verify`. */
export function stateVerifyText(view: VerifiedState, style: Style): string {
  const out = page(style);
  const { runs } = view;
  if (view.damage !== undefined) out.say(`${signs.bad} state.json  `, safe(view.damage), style.palette.red);
  for (const { id, events, ignoredBytes, damage } of runs) {
    const ignored = ignoredBytes === 0 ? "" : `, ${count(ignoredBytes, "byte")} of unfinished writes ignored`;
    const words = damage === undefined ? `${count(events, "record")} intact${ignored}` : safe(damage);
    out.say(
      `${damage === undefined ? signs.passed : signs.bad} run ${safe(id)}  `,
      words,
      damage === undefined ? undefined : style.palette.red,
    );
  }
  const bad = runs.filter(({ damage }) => damage !== undefined).length;
  const damaged = [
    ...(view.damage === undefined ? [] : ["state.json is damaged."]),
    ...(bad === 0 ? [] : [`${count(bad, "journal is", "journals are")} damaged.`]),
  ];
  const intact = `state.json and ${count(runs.length, "journal")} are intact.`;
  out.say("", damaged.length === 0 ? intact : damaged.join(" "));
  const words = view.damage === undefined ? "To cut there and go on" : "To make it anew from the journals";
  if (damaged.length > 0) out.exact(`${words}:  certplan state repair${style.flags}`, style.palette.cyan);
  return out.text();
}
