import { createHash } from "node:crypto";
import { CertplanError } from "../messages/error.ts";
import type { Slot } from "../model/slot.ts";
import type { Files } from "../ports/index.ts";
import type { IsoInstant } from "../time/instant.ts";
import { keepCopy, readText, replaceDurably } from "./durable.ts";
import type { RunResult } from "./journal.ts";
import { layout } from "./layout.ts";
import { isSeal } from "./runs.ts";

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
  /** Ids of the closed runs that the history no longer holds: what they did is counted in `targets`. */
  readonly forgotten?: readonly string[];
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
      message: `${path} is not a state of version 1 as certplan wrote it`,
      hint: "certplan state repair",
    });
  }
  return state;
}

/** What stands in state.json: the state, and the SHA-256 of its JSON, which shows accidents and no attacker. */
export function stateText(state: State): string {
  return `${JSON.stringify({ sha256: hashOf(state), ...state }, null, 2)}\n`;
}

function hashOf(state: State): string {
  return createHash("sha256").update(JSON.stringify(state)).digest("hex");
}

/** Writes state.json so that it is old or new after any crash. The caller holds the state lock. */
export async function writeState(files: Files, directory: string, state: State): Promise<void> {
  const paths = layout(directory);
  const text = stateText(boundHistory(state));
  await replaceDurably(files, { directory, temporary: paths.stateTemporary, target: paths.state }, text);
}

/** Keeps a damaged state.json beside itself. Answers the copy. */
export async function keepDamagedState(files: Files, directory: string): Promise<string> {
  return keepCopy(files, layout(directory).state);
}

/** Makes a new, empty state of this lineage. Nothing if there is a state already: answers false. */
export async function createState(files: Files, directory: string, lineage: string): Promise<boolean> {
  if ((await readState(files, directory)) !== undefined) return false;
  await files.makeDirectory(directory);
  await files.syncDirectory(layout(directory).parent);
  await writeState(files, directory, emptyState(lineage));
  return true;
}

function boundHistory(state: State): State {
  const closed = Object.entries(state.runs).flatMap(([id, run]) =>
    run.closed === undefined ? [] : { id, at: run.closed.at },
  );
  const surplus = new Set(
    closed
      .toSorted((left, right) => (left.at < right.at ? -1 : 1))
      .slice(0, Math.max(0, closed.length - historyLimit))
      .map(({ id }) => id),
  );
  if (surplus.size === 0) return state;
  const runs = Object.fromEntries(Object.entries(state.runs).filter(([id]) => !surplus.has(id)));
  return { ...state, runs, forgotten: [...(state.forgotten ?? []), ...surplus] };
}

function parseState(text: string): State | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    // a text would be taken apart into its characters
    if (!isRecord(parsed)) return undefined;
    const { sha256, ...value } = parsed;
    return isState(value) && sha256 === hashOf(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isState(value: unknown): value is State {
  if (!isRecord(value) || value["version"] !== 1 || typeof value["lineage"] !== "string") return false;
  const { targets, runs, observed = {}, forgotten = [] } = value;
  if (!isRecord(targets) || !isRecord(runs) || !isRecord(observed)) return false;
  return (
    Object.values(targets).every(isTargetState) &&
    Object.values(runs).every(isRunState) &&
    Object.values(observed).every((seen) => isSeen(seen) && isText(seen["system"])) &&
    isListOf(forgotten, isText)
  );
}

function isTargetState(value: unknown): boolean {
  if (!isRecord(value) || !Number.isSafeInteger(value["serial"]) || typeof value["system"] !== "string") return false;
  const { verified } = value;
  return verified === undefined || (isSeen(verified) && isText(verified["run"]));
}

function isSeen(value: unknown): value is { readonly [key: string]: unknown } {
  return isRecord(value) && isText(value["at"]) && isListOf(value["slots"], isSlot);
}

function isSlot(value: unknown): boolean {
  if (!isRecord(value) || !isText(value["name"]) || !isText(value["class"])) return false;
  const shown = ["fingerprint", "subject", "issuer", "serialNumber", "notBefore", "notAfter", "signature"];
  return shown.every((key) => value[key] === undefined || isText(value[key]));
}

function isRunState(value: unknown): boolean {
  if (!isRecord(value) || !isText(value["digest"]) || !isText(value["openedAt"])) return false;
  const { targets, systems, closed, journal } = value;
  if (!isListOf(targets, isText) || !isListOf(systems, isText) || !isSeal(journal)) return false;
  return closed === undefined || (isRecord(closed) && isText(closed["at"]) && isText(closed["result"]));
}

function isListOf(value: unknown, isOne: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isOne);
}

function isText(value: unknown): boolean {
  return typeof value === "string";
}

function isRecord(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
