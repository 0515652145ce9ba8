import { CertplanError } from "../messages/error.ts";
import type { Slot } from "../model/slot.ts";
import type { Files } from "../ports/index.ts";
import type { IsoInstant } from "../time/instant.ts";
import { readText, replaceDurably } from "./durable.ts";
import type { RunResult } from "./journal.ts";
import { layout } from "./layout.ts";

export interface TargetState {
  /** Grows by one with each run that is closed for the target. */
  readonly serial: number;
  readonly system: string;
  /** What was verified when the last run closed. */
  readonly verified?: { readonly at: IsoInstant; readonly run: string; readonly slots: readonly Slot[] };
}

/** What the last apply saw of a target that is only observed; drift compares with it. */
export interface ObservedState {
  readonly at: IsoInstant;
  readonly system: string;
  readonly slots: readonly Slot[];
}

export interface RunState {
  readonly digest: string;
  readonly targets: readonly string[];
  readonly systems: readonly string[];
  readonly openedAt: IsoInstant;
  readonly closed?: { readonly at: IsoInstant; readonly result: RunResult };
  /** The journal as it was when this snapshot was written; a shorter one is damaged. */
  readonly journal: { readonly segment: number; readonly length: number; readonly head: string };
}

/** state.json: a snapshot. The journals of the runs are the truth. */
export interface State {
  readonly version: 1;
  readonly lineage: string;
  readonly targets: Readonly<Record<string, TargetState>>;
  readonly observed?: Readonly<Record<string, ObservedState>>;
  /** Open runs and the last closed ones, by id. */
  readonly runs: Readonly<Record<string, RunState>>;
}

/** How many closed runs state.json remembers. */
const historyLimit = 100;

export function emptyState(lineage: string): State {
  return { version: 1, lineage, targets: {}, runs: {} };
}

/** Reads state.json; undefined if there is none. Throws StateDamaged. */
export async function readState(files: Files, directory: string): Promise<State | undefined> {
  const path = layout(directory).state;
  const text = await readText(files, path);
  if (text === undefined) return undefined;
  const state = parseState(text);
  if (state === undefined) {
    throw new CertplanError({
      code: "StateDamaged",
      message: `${path} is not a state of version 1`,
      hint: "certplan state verify",
    });
  }
  return state;
}

/** Writes state.json so that it is old or new after any crash. The caller holds the state lock. */
export async function writeState(files: Files, directory: string, state: State): Promise<void> {
  const paths = layout(directory);
  const text = `${JSON.stringify({ ...state, runs: boundHistory(state.runs) }, null, 2)}\n`;
  await replaceDurably(files, { directory, temporary: paths.stateTemporary, target: paths.state }, text);
}

/** Makes a new, empty state of this lineage. Nothing if there is a state already: answers false. */
export async function createState(files: Files, directory: string, lineage: string): Promise<boolean> {
  if ((await readState(files, directory)) !== undefined) return false;
  await files.makeDirectory(directory);
  await files.syncDirectory(layout(directory).parent);
  await writeState(files, directory, emptyState(lineage));
  return true;
}

function boundHistory(runs: State["runs"]): State["runs"] {
  const closed = Object.entries(runs).filter(([, run]) => run.closed !== undefined);
  const surplus = new Set(
    closed
      .toSorted(([, left], [, right]) => ((left.closed?.at ?? "") < (right.closed?.at ?? "") ? -1 : 1))
      .slice(0, Math.max(0, closed.length - historyLimit))
      .map(([id]) => id),
  );
  return Object.fromEntries(Object.entries(runs).filter(([id]) => !surplus.has(id)));
}

function parseState(text: string): State | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isState(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isState(value: unknown): value is State {
  if (!isRecord(value) || value["version"] !== 1 || typeof value["lineage"] !== "string") return false;
  const { targets, runs } = value;
  return (
    isRecord(targets) &&
    isRecord(runs) &&
    Object.values(targets).every((target) => isRecord(target) && typeof target["serial"] === "number") &&
    Object.values(runs).every((run) => isRecord(run) && typeof run["digest"] === "string" && isRecord(run["journal"]))
  );
}

function isRecord(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
