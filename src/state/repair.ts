import { CertplanError } from "../messages/error.ts";
import type { Plan } from "../model/plan.ts";
import type { Files, ProcessIdentity } from "../ports/index.ts";
import type { IsoInstant } from "../time/instant.ts";
import { encodeRecord } from "./chain.ts";
import { keepCopy, replaceDurably } from "./durable.ts";
import type { JournalEvent, Seal } from "./journal.ts";
import { layout } from "./layout.ts";
import { join, readFrozenPlan, readJournal, segmentOpened, segmentsOf } from "./runs.ts";

/** A run whose journal is damaged, with what is intact of it. */
export interface DamagedRun {
  readonly id: string;
  readonly plan: Plan;
  readonly events: readonly JournalEvent[];
  /** As of a run that is whole. */
  readonly end: Seal;
  readonly behind?: JournalEvent;
  readonly damage: string;
}

/**
 * Undefined where nothing is damaged. Throws RepairImpossible where the damage reaches what the run was opened with.
 * `atLeast` is what state.json knows of the journal.
 */
export async function inspectRun(
  files: Files,
  directory: string,
  id: string,
  atLeast?: Seal,
): Promise<DamagedRun | undefined> {
  const { damage, ignoredBytes: _, ...journal } = await readJournal(files, directory, id, atLeast);
  try {
    const plan = await readFrozenPlan(files, directory, { id, events: journal.events });
    return damage === undefined ? undefined : { id, plan, ...journal, damage };
  } catch (cause) {
    if (!(cause instanceof CertplanError)) throw cause;
    throw new CertplanError({
      code: "RepairImpossible",
      message: damage === undefined ? cause.message : `run ${id}: ${damage}, and that is what it was opened with`,
      hint: `restore ${layout(directory).run(id)} from a copy`,
      cause,
    });
  }
}

/**
 * Cuts a journal where it is damaged: a new segment seals what is intact, so that nothing behind it counts, and says
 * which steps may have happened. What is cut off is kept beside it as `*.damaged`. The caller holds the run's locks.
 * Killed anywhere, the journal is damaged still, or repaired; in between it never reads as intact without the marks.
 * Answers the files that keep what was cut off, and where the journal ends now.
 */
export async function cutAtDamage(
  files: Files,
  directory: string,
  run: DamagedRun,
  by: { readonly at: IsoInstant; readonly holder: ProcessIdentity; readonly mayHaveHappened: readonly string[] },
): Promise<{ readonly copies: readonly string[]; readonly end: Seal }> {
  const paths = layout(directory);
  const { segment: last } = run.end;
  const later = (await segmentsOf(files, directory, run.id)).filter((number) => number > last);
  const copies: string[] = [];
  for (const number of [last, ...later]) copies.push(await keepCopy(files, paths.segment(run.id, number)));
  await files.syncDirectory(paths.run(run.id));
  const opened = encodeRecord(run.end.head, segmentOpened(run, by));
  const { damage } = run;
  const { at, mayHaveHappened } = by;
  const marked = encodeRecord(opened.hash, { kind: "RunRepaired", at, damage, mayHaveHappened });
  const bytes = join(opened.bytes, marked.bytes);
  const target = paths.segment(run.id, last + 1);
  await replaceDurably(
    files,
    { directory: paths.run(run.id), temporary: `${target}.new`, target },
    new TextDecoder().decode(bytes),
  );
  // only now: before, the damage that they show is what keeps others from going on without the marks
  for (const number of later.filter((one) => one > last + 1)) await files.remove(paths.segment(run.id, number));
  await files.syncDirectory(paths.run(run.id));
  return { copies, end: { segment: last + 1, length: bytes.length, head: marked.hash } };
}
