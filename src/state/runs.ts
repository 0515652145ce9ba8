import { createHash } from "node:crypto";
import { CertplanError } from "../messages/error.ts";
import type { Plan } from "../model/plan.ts";
import type { Files, ProcessIdentity } from "../ports/index.ts";
import type { IsoInstant } from "../time/instant.ts";
import { encodeRecord, eventsOf, genesis, type Record, readSegment } from "./chain.ts";
import { readText, replaceDurably } from "./durable.ts";
import type { JournalEvent, Seal } from "./journal.ts";
import { layout, segmentNumber } from "./layout.ts";

/** A run as its directory tells it. */
export interface RecoveredRun {
  readonly id: string;
  readonly plan: Plan;
  readonly events: readonly JournalEvent[];
  /** Where what is certainly on the disk ends. */
  readonly end: Seal;
  /** The last event, where its record stands behind `end`: it can be read, and whether its sync succeeded nobody knows. */
  readonly behind?: JournalEvent;
  /** Bytes that do not count: cut-off writes, and what a dead holder wrote after its segment was sealed. */
  readonly ignoredBytes: number;
}

/** Ids of the runs that have a journal, in order of name. A directory without one is a run that never opened. */
export async function listRuns(files: Files, directory: string): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const id of await files.list(layout(directory).runs)) {
    if ((await segmentsOf(files, directory, id)).length > 0) ids.push(id);
  }
  return ids;
}

/**
 * Writes the frozen plan and the first segment, all synced: after this the run exists. Before it, a crash leaves
 * nothing that counts.
 */
export async function createRun(
  files: Files,
  directory: string,
  run: { readonly id: string; readonly plan: Plan; readonly targets: readonly string[] },
  by: { readonly at: IsoInstant; readonly holder: ProcessIdentity },
): Promise<Journal> {
  const paths = layout(directory);
  await files.makeDirectory(paths.run(run.id));
  await files.syncDirectory(directory);
  await files.syncDirectory(paths.runs);
  const frozen = JSON.stringify(run.plan);
  await replaceDurably(
    files,
    { directory: paths.run(run.id), temporary: paths.planTemporary(run.id), target: paths.plan(run.id) },
    frozen,
  );
  const opened = encodeRecord(genesis, { kind: "SegmentOpened", at: by.at, holder: by.holder });
  const named = encodeRecord(opened.hash, {
    kind: "RunOpened",
    at: by.at,
    digest: run.plan.digest,
    frozen: hashOf(frozen),
    targets: run.targets,
  });
  const bytes = join(opened.bytes, named.bytes);
  await createSegment(files, directory, run.id, { number: 1, bytes });
  return openJournal(files, paths.segment(run.id, 1), { segment: 1, length: bytes.length, head: named.hash });
}

/**
 * Seals the last segment and opens the next, exclusively: what a dead holder still writes does not count. The last event
 * is written anew in it: what a killed process never synced, or what failed to sync, can be read now and still be lost,
 * and after a failed sync another one of the same file proves nothing.
 */
export async function continueRun(
  files: Files,
  directory: string,
  run: RecoveredRun,
  by: { readonly at: IsoInstant; readonly holder: ProcessIdentity },
): Promise<Journal> {
  const number = run.end.segment + 1;
  const record = encodeRecord(run.end.head, segmentOpened(run, by));
  await createSegment(files, directory, run.id, { number, bytes: record.bytes });
  const start = { segment: number, length: record.bytes.length, head: record.hash };
  return openJournal(files, layout(directory).segment(run.id, number), start);
}

/** The first record of a segment that goes on behind what was read. */
export function segmentOpened(
  { end, behind }: Pick<RecoveredRun, "end" | "behind">,
  { at, holder }: { readonly at: IsoInstant; readonly holder: ProcessIdentity },
): JournalEvent {
  return { kind: "SegmentOpened", at, holder, seals: end, ...(behind === undefined ? {} : { repeats: behind }) };
}

/** Reads plan and journal. Throws StateDamaged; `atLeast` is what state.json knows of the journal. */
export async function recoverRun(files: Files, directory: string, id: string, atLeast?: Seal): Promise<RecoveredRun> {
  const { damage, ...journal } = await readJournal(files, directory, id, atLeast);
  if (damage !== undefined) throw damaged(id, damage);
  return { id, plan: await readFrozenPlan(files, directory, { id, events: journal.events }), ...journal };
}

/** A journal up to its end, or up to where it is damaged. */
export interface JournalReading extends Pick<RecoveredRun, "events" | "end" | "behind" | "ignoredBytes"> {
  /** What is wrong behind the events; absent where nothing is. */
  readonly damage?: string;
}

/** Reads the segments in order and stops at the first damage. */
export async function readJournal(
  files: Files,
  directory: string,
  id: string,
  atLeast?: Seal,
): Promise<JournalReading> {
  const segments = await segmentsOf(files, directory, id);
  const records: Record[] = [];
  let certain: Pick<RecoveredRun, "end" | "behind"> | undefined;
  let end: Seal = { segment: 0, length: 0, head: genesis };
  let ignoredBytes = 0;
  let damage: string | undefined;
  for (const number of segments) {
    if (number !== end.segment + 1) damage = `segment ${end.segment + 1} is missing`;
    if (damage !== undefined) break;
    const bytes = (await files.read(layout(directory).segment(id, number))) ?? new Uint8Array();
    const isLast = !segments.includes(number + 1);
    const { seals: seal, repeats } = isLast ? notSealed : await sealOf(files, directory, { id, number: number + 1 });
    const intact = readIntact(seal === undefined ? bytes : bytes.subarray(0, seal.length), end.head);
    damage = damageOf(intact, { number, isLast, seal });
    if (intact.records.length === 0) break;
    records.push(...intact.records);
    const repeated = repeats === undefined ? 0 : encodeRecord(intact.head, repeats).bytes.length;
    ignoredBytes += Math.max(0, bytes.length - intact.length - repeated);
    end = { segment: number, length: intact.length, head: intact.head };
    certain = certainPart(bytes, intact.records, end);
  }
  if (damage === undefined && atLeast !== undefined && isOlder(end, atLeast))
    damage = "it is shorter than state.json knows it to be";
  const reading = { events: eventsOf(records), end, ...certain, ignoredBytes };
  return damage === undefined ? reading : { ...reading, damage };
}

/** These are written with their segment, which is not there before they are on the disk. */
const written: readonly JournalEvent["kind"][] = ["SegmentOpened", "RunOpened", "RunRepaired"];

/**
 * What of an intact segment is certainly on the disk: no record is written before the sync of the one before it has
 * succeeded, so that of the last one only it is not known.
 */
function certainPart(bytes: Uint8Array, records: readonly Record[], end: Seal): Pick<RecoveredRun, "end" | "behind"> {
  const [before, last] = records.slice(-2);
  if (before === undefined || last === undefined || written.includes(last.event.kind)) return { end };
  const length = bytes.lastIndexOf(0x0a, end.length - 2) + 1;
  return { end: { ...end, length, head: before.hash }, behind: last.event };
}

function damageOf(
  intact: IntactPart,
  at: { readonly number: number; readonly isLast: boolean; readonly seal: Seal | undefined },
): string | undefined {
  const { number, isLast, seal } = at;
  if (intact.damage !== undefined) return `segment ${number}, ${intact.damage}`;
  if (seal !== undefined && intact.length < seal.length) return `segment ${number} is shorter than its seal`;
  if (intact.records.length === 0) return `segment ${number} is empty`;
  if (seal === undefined && !isLast) return `segment ${number + 1} does not begin with the seal of the one before`;
  return undefined;
}

interface IntactPart {
  readonly records: readonly Record[];
  readonly head: string;
  readonly length: number;
  readonly damage?: string;
}

function readIntact(bytes: Uint8Array, head: string): IntactPart {
  const reading = readSegment(bytes, head);
  if (reading.kind === "whole") return reading;
  const damage = `byte ${reading.at}: ${reading.why}`;
  const before = readSegment(bytes.subarray(0, reading.at), head);
  return before.kind === "whole" ? { ...before, damage } : { records: [], head, length: 0, damage };
}

/** True also where it is as long as it was known to be and ends in another record. */
function isOlder(end: Seal, known: Seal): boolean {
  if (end.segment !== known.segment) return end.segment < known.segment;
  return end.length < known.length || (end.length === known.length && end.head !== known.head);
}

/** The journal of an open run, for the one process that holds it. Records are written one behind the other. */
export interface Journal {
  /** On disk and synced when it returns. Throws DiskFailed; after that the journal must not be used again. */
  append(event: JournalEvent): Promise<void>;
  end(): Seal;
}

function openJournal(files: Files, path: string, start: Seal): Journal {
  let end = start;
  let last: Promise<void> = Promise.resolve();
  const write = async (event: JournalEvent): Promise<void> => {
    const record = encodeRecord(end.head, event);
    await files.append(path, record.bytes);
    await files.sync(path);
    end = { segment: end.segment, length: end.length + record.bytes.length, head: record.hash };
  };
  return {
    append: (event) => {
      last = last.then(() => write(event));
      return last;
    },
    end: () => end,
  };
}

async function createSegment(
  files: Files,
  directory: string,
  id: string,
  segment: { readonly number: number; readonly bytes: Uint8Array },
): Promise<void> {
  if (!(await files.createExclusively(layout(directory).segment(id, segment.number), segment.bytes))) {
    throw new CertplanError({
      code: "FenceLost",
      message: `another process has opened segment ${segment.number} of run ${id}`,
      hint: "certplan apply",
    });
  }
  await files.syncDirectory(layout(directory).run(id));
}

export async function segmentsOf(files: Files, directory: string, id: string): Promise<readonly number[]> {
  const names = await files.list(layout(directory).run(id));
  return names.map(segmentNumber).filter((number) => number !== undefined);
}

interface Sealing {
  readonly seals?: Seal;
  readonly repeats?: JournalEvent;
}

const notSealed: Sealing = {};

/** Empty where the first record is none that seals. */
async function sealOf(
  files: Files,
  directory: string,
  segment: { readonly id: string; readonly number: number },
): Promise<Sealing> {
  const bytes = (await files.read(layout(directory).segment(segment.id, segment.number))) ?? new Uint8Array();
  const firstLine = new TextDecoder().decode(bytes.subarray(65, bytes.indexOf(0x0a)));
  try {
    const event = JSON.parse(firstLine) as JournalEvent & { readonly seals?: unknown };
    return event.kind === "SegmentOpened" && isSeal(event.seals) ? event : notSealed;
  } catch {
    return notSealed;
  }
}

/** A shape check only: whether it is the right seal, the chain of hashes tells. */
export function isSeal(value: unknown): value is Seal {
  if (typeof value !== "object" || value === null) return false;
  const { segment, length, head } = value as { readonly [key in keyof Seal]?: unknown };
  return Number.isSafeInteger(segment) && Number.isSafeInteger(length) && typeof head === "string";
}

/** Throws StateDamaged where it is missing, or not the one that the run was opened with. */
export async function readFrozenPlan(
  files: Files,
  directory: string,
  run: { readonly id: string; readonly events: readonly JournalEvent[] },
): Promise<Plan> {
  const text = await readText(files, layout(directory).plan(run.id));
  if (text === undefined) throw damaged(run.id, "its plan.json is missing");
  const opened = run.events.find((event) => event.kind === "RunOpened");
  if (opened?.frozen !== hashOf(text)) throw damaged(run.id, "its plan.json is not the one that it was opened with");
  return JSON.parse(text) as Plan;
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function damaged(id: string, why: string): CertplanError {
  return new CertplanError({ code: "StateDamaged", message: `run ${id}: ${why}`, hint: "certplan state verify" });
}

export function join(left: Uint8Array, right: Uint8Array): Uint8Array {
  const both = new Uint8Array(left.length + right.length);
  both.set(left);
  both.set(right, left.length);
  return both;
}
