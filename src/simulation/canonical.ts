import { createHash } from "node:crypto";
import { progressOf } from "../engine/index.ts";
import { genesis, readSegment, type SegmentReading } from "../state/chain.ts";
import type { JournalEvent, State } from "../state/index.ts";
import { type Disk, losePower } from "./disk.ts";
import { programsForm } from "./programs.ts";
import type { WorldValue } from "./world.ts";

/**
 * Makes the function that tells worlds apart by how they will go on: the disk as it is and as it would be after a loss
 * of power, the platforms, what is in flight. Clocks, tokens, process ids and attempt numbers are left out, and so are
 * locks, since every holder is dead. Disks are values, so what was worked out for one is remembered.
 */
export function canonicaliser(stateDirectory: string): (value: WorldValue) => string {
  const disks = new WeakMap<Disk, string>();
  const files = new WeakMap<Uint8Array, unknown>();
  const remember = <T>(bytes: Uint8Array, work: () => T): T => {
    if (bytes.length === 0) return work();
    if (!files.has(bytes)) files.set(bytes, work());
    return files.get(bytes) as T;
  };
  const runForm = rememberedRuns(remember);
  const diskForm = (disk: Disk): string => {
    const known = disks.get(disk);
    if (known !== undefined) return known;
    const form = JSON.stringify([
      canonicalDisk(disk, stateDirectory, { remember, runForm }),
      canonicalDisk(losePower(disk, "none"), stateDirectory, { remember, runForm }),
    ]);
    const short = shortOf(form);
    disks.set(disk, short);
    return short;
  };
  const states = new WeakMap<object, unknown>();
  const serverForm = ({ model, state }: WorldValue["servers"][number]): unknown => {
    const key = state as object;
    if (!states.has(key)) states.set(key, model.canonical(state));
    return states.get(key);
  };
  return (value) => {
    const flights = value.flights.map(({ flight, arrivesAt }) => [
      flight.request.method,
      flight.request.path,
      arrivesAt > value.now,
    ]);
    const servers = value.servers.map(serverForm);
    return createHash("sha256")
      .update(diskForm(value.disk))
      .update(JSON.stringify({ flights, servers, ...programsForm(value) }))
      .digest("base64");
  };
}

type Remember = <T>(bytes: Uint8Array, work: () => T) => T;
const nothing = new Uint8Array();

/** Compared as often as worlds are: the hash of a form stands for it. */
function shortOf(form: string): string {
  return createHash("sha256").update(form).digest("base64");
}

type Content = (path: string) => Uint8Array;
type RunForm = (inRun: readonly string[], content: Content) => string;

/** Most changes of a disk leave a run as it was: what its files say is worked out once for the same bytes objects. */
function rememberedRuns(remember: Remember): RunForm {
  const ids = new WeakMap<Uint8Array, number>();
  const forms = new Map<string, string>();
  let last = 0;
  const idOf = (bytes: Uint8Array): number => {
    const id = ids.get(bytes) ?? (last += 1);
    ids.set(bytes, id);
    return id;
  };
  return (inRun, content) => {
    const key = inRun.map((name) => (name.endsWith(".jsonl") ? idOf(content(name)) : name)).join(" ");
    const form = forms.get(key) ?? shortOf(canonicalRun(inRun, content, remember));
    forms.set(key, form);
    return form;
  };
}

function canonicalDisk(
  disk: Disk,
  directory: string,
  by: { readonly remember: Remember; readonly runForm: RunForm },
): unknown {
  const content = (path: string): Uint8Array => disk.inodes.get(disk.names.get(path) ?? -1)?.content ?? nothing;
  const names = [...disk.names.keys()].filter((name) => name.startsWith(`${directory}/runs/`)).toSorted();
  const runs = [...new Set(names.map((name) => name.split("/")[directory.split("/").length + 1] ?? ""))];
  const state = content(`${directory}/state.json`);
  const others = [...disk.names.keys()].filter((name) => !name.startsWith(`${directory}/`)).toSorted();
  return {
    others: others.map((name) => [name, new TextDecoder().decode(content(name))]),
    state: by.remember(state, () => canonicalState(state)),
    runs: [
      ...new Set(
        runs.map((id) =>
          by.runForm(
            names.filter((name) => name.includes(`/runs/${id}/`)),
            content,
          ),
        ),
      ),
    ].toSorted(),
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

/** What the journal says, whichever process wrote it: progress of each step, how it ended, whether its end is torn. */
function canonicalRun(inRun: readonly string[], content: Content, remember: Remember): string {
  const segments = inRun.filter((name) => name.endsWith(".jsonl")).map(content);
  if (segments.length === 0) return "never opened";
  const events: JournalEvent[] = [];
  let head = genesis;
  let torn = false;
  for (const [index, bytes] of segments.entries()) {
    const next = segments[index + 1];
    const sealed = next === undefined ? undefined : firstEventOf(next)?.seals?.length;
    const counted = sealed === undefined ? bytes : bytes.subarray(0, sealed);
    const from = head;
    const readings = remember(bytes, () => new Map<string, SegmentReading>());
    const reading = remembered(readings, `${from} ${sealed}`, () => readSegment(counted, from));
    if (reading.kind === "damaged" || (sealed !== undefined && reading.length < sealed)) return "damaged";
    events.push(...reading.records.map((record) => record.event));
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
  return JSON.stringify({ progress, closed, torn, plan: inRun.some((name) => name.endsWith("/plan.json")) });
}

function remembered<T>(known: Map<string, T>, key: string, work: () => T): T {
  const value = known.get(key) ?? work();
  known.set(key, value);
  return value;
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
