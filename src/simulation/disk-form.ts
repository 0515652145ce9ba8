import { createHash } from "node:crypto";
import { progressOf } from "../engine/index.ts";
import { eventsOf, genesis, readSegment, type SegmentReading } from "../state/chain.ts";
import type { JournalEvent, State } from "../state/index.ts";
import { type Disk, parentOf, reachable } from "./disk.ts";

/** Compared as often as worlds are: the hash of a form stands for it. */
export function shortOf(form: string): string {
  return createHash("sha256").update(form).digest("base64");
}

const nothing = new Uint8Array();

/** What a path is to the form: locks are left out, and of a run's files only the journal is read. */
interface Place {
  readonly number: number;
  readonly path: string;
  readonly parent: string;
  readonly counts: "nothing" | "name" | "content";
  /** The state file, nothing of the state directory, or the run of this id. */
  readonly of: "state" | "outside" | { readonly run: string };
}

type Entry = readonly [Place, Uint8Array];

/**
 * Makes the function that says what the files of a disk mean to the next process, now and after a loss of power. Most
 * events leave every file as it was: a form is worked out once for the same paths with the same bytes objects.
 */
export function diskForms(directory: string): (disk: Disk) => string {
  const forms = new Map<string, string>();
  const numberOf = numbering();
  const placeOf = places(directory);
  const formOf = partForms(numberOf);
  const reach = rememberedReach();
  const view = (names: Disk["names"], contentOf: (inode: number) => Uint8Array, kept?: ReadonlySet<string>): string => {
    const entries: Entry[] = [];
    let key = "";
    for (const [path, inode] of names) {
      const place = placeOf(path);
      if (place.counts === "nothing" || kept?.has(place.parent) === false) continue;
      const bytes = contentOf(inode);
      entries.push([place, bytes]);
      key += place.counts === "name" ? `${place.number} ` : `${place.number}:${numberOf(bytes)} `;
    }
    const form = forms.get(key) ?? formOf(entries);
    forms.set(key, form);
    return form;
  };
  return (disk) => {
    const now = view(disk.names, (inode) => disk.inodes.get(inode)?.content ?? nothing);
    const durable = (inode: number): Uint8Array => disk.inodes.get(inode)?.durable ?? nothing;
    return `${now} ${view(disk.durableNames, durable, reach(disk.durableDirectories))}`;
  };
}

/** A number for each object, so that a short text can stand for it. */
function numbering(): (object: object) => number {
  const numbers = new WeakMap<object, number>();
  let last = 0;
  return (object) => {
    const number = numbers.get(object) ?? (last += 1);
    numbers.set(object, number);
    return number;
  };
}

function places(directory: string): (path: string) => Place {
  const known = new Map<string, Place>();
  return (path) => {
    const place = known.get(path) ?? {
      number: known.size,
      path,
      parent: parentOf(path),
      ...whatCounts(path, directory),
    };
    known.set(path, place);
    return place;
  };
}

function whatCounts(path: string, directory: string): Pick<Place, "counts" | "of"> {
  if (!path.startsWith(`${directory}/`)) return { counts: "content", of: "outside" };
  if (path === `${directory}/state.json`) return { counts: "content", of: "state" };
  const runs = `${directory}/runs/`;
  if (!path.startsWith(runs)) return { counts: "nothing", of: "outside" };
  const run = path.slice(runs.length).split("/")[0] ?? "";
  return { counts: path.endsWith(".jsonl") ? "content" : "name", of: { run } };
}

/** What remains of the directories after a loss of power; a name in the root always does. */
function rememberedReach(): (durable: ReadonlySet<string>) => ReadonlySet<string> {
  const known = new WeakMap<ReadonlySet<string>, ReadonlySet<string>>();
  return (durable) => {
    const found = known.get(durable) ?? new Set(["/", ...reachable(durable)]);
    known.set(durable, found);
    return found;
  };
}

function partForms(numberOf: (object: object) => number): (entries: readonly Entry[]) => string {
  const runForm = rememberedRuns(numberOf);
  const states = new WeakMap<Uint8Array, unknown>();
  const stateForm = (bytes: Uint8Array): unknown => {
    const form = states.get(bytes) ?? canonicalState(bytes);
    states.set(bytes, form);
    return form;
  };
  return (entries) => {
    const outside: (readonly [string, string])[] = [];
    const runs = new Map<string, Entry[]>();
    let state: unknown = "none";
    for (const entry of entries) {
      const [{ of, path }, bytes] = entry;
      if (of === "outside") outside.push([path, new TextDecoder().decode(bytes)]);
      else if (of === "state") state = stateForm(bytes);
      else runs.set(of.run, [...(runs.get(of.run) ?? []), entry]);
    }
    const inRuns = new Set([...runs.values()].map(runForm));
    return shortOf(JSON.stringify({ outside: outside.toSorted(byPath), state, runs: [...inRuns].toSorted() }));
  };
}

function byPath([left]: readonly [string, unknown], [right]: readonly [string, unknown]): number {
  return left < right ? -1 : 1;
}

/** Most changes of a disk leave a run as it was. */
function rememberedRuns(numberOf: (object: object) => number): (inRun: readonly Entry[]) => string {
  const forms = new Map<string, string>();
  const readings = new WeakMap<Uint8Array, Map<string, SegmentReading>>();
  const read: ReadOnce = (bytes, length, from) => {
    const known = readings.get(bytes) ?? new Map<string, SegmentReading>();
    readings.set(bytes, known);
    const key = `${from} ${length}`;
    const reading = known.get(key) ?? readSegment(bytes.subarray(0, length), from);
    known.set(key, reading);
    return reading;
  };
  return (inRun) => {
    const files = inRun.map(([place, bytes]) => [place.path, place.counts === "content" ? bytes : nothing] as const);
    const sorted = files.toSorted(byPath);
    const key = sorted.map(([path, bytes]) => `${path} ${numberOf(bytes)}`).join(" ");
    const form = forms.get(key) ?? shortOf(canonicalRun(sorted, read));
    forms.set(key, form);
    return form;
  };
}

function canonicalState(bytes: Uint8Array): unknown {
  if (bytes.length === 0) return "none";
  try {
    const state = JSON.parse(new TextDecoder().decode(bytes)) as State;
    const runs = Object.values(state.runs).map((run) => [run.targets, run.closed?.result ?? "open"]);
    return { serials: Object.entries(state.targets).map(([name, target]) => [name, target.serial]), runs };
  } catch {
    return "unreadable";
  }
}

type ReadOnce = (bytes: Uint8Array, length: number, from: string) => SegmentReading;

/** What the journal says, whichever process wrote it: progress of each step, how it ended, whether its end is torn. */
function canonicalRun(files: readonly (readonly [string, Uint8Array])[], read: ReadOnce): string {
  const segments = files.filter(([path]) => path.endsWith(".jsonl")).map(([, bytes]) => bytes);
  if (segments.length === 0) return "never opened";
  const events: JournalEvent[] = [];
  let head = genesis;
  let torn = false;
  for (const [index, bytes] of segments.entries()) {
    const next = segments[index + 1];
    const sealed = next === undefined ? undefined : firstEventOf(next)?.seals?.length;
    const reading = read(bytes, sealed ?? bytes.length, head);
    if (reading.kind === "damaged" || (sealed !== undefined && reading.length < sealed)) return "damaged";
    events.push(...eventsOf(reading.records));
    head = reading.head;
    torn = reading.torn > 0;
  }
  const progress = [...progressOf(events)].map(([step, at]) => [
    step,
    at.open !== undefined,
    at.performed,
    at.gatePassed,
    at.open?.process !== undefined,
    at.confirmed !== undefined,
  ]);
  const closed = events.find((event) => event.kind === "RunClosed")?.result ?? "open";
  return JSON.stringify({ progress, closed, torn, plan: files.some(([path]) => path.endsWith("/plan.json")) });
}

function firstEventOf(bytes: Uint8Array): Extract<JournalEvent, { kind: "SegmentOpened" }> | undefined {
  const first = new TextDecoder().decode(bytes.subarray(65, bytes.indexOf(0x0a)));
  try {
    const event = JSON.parse(first) as JournalEvent;
    return event.kind === "SegmentOpened" ? event : undefined;
  } catch {
    return undefined;
  }
}
