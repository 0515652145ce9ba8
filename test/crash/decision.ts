import type { ProgressEvent } from "../../src/messages/events.ts";
import type { JournalEvent } from "../../src/state/index.ts";
import type { Decision } from "./points.ts";

/** How an apply that was killed and resumed ended. The same in memory and for real. */
export interface Resumed {
  readonly exitCode: number;
  /** By step; "" is the run. */
  readonly decisions: Readonly<Record<string, Decision>>;
  /** The platform's state up to keys, dates and ids. */
  readonly canonical: string;
  /** How often each once-transition was applied. */
  readonly effects: Readonly<Record<string, number>>;
  /** Apply Changes that were ever started by certplan. */
  readonly installs: number;
  /** Exit code of `plan --detailed-exitcode` afterwards. */
  readonly nextPlan: number;
}

/** Records of one journal segment: a hash of 64 digits, a space and JSON each; what is not terminated does not count. */
export function recordsOf(segment: string): readonly JournalEvent[] {
  const lines = segment.split("\n").slice(0, -1);
  return lines.map((line) => JSON.parse(line.slice(65)) as JournalEvent);
}

/** What one process did about each step, from the events that it told and the records that it wrote. */
export function decisionsOf(events: readonly ProgressEvent[], records: readonly JournalEvent[]): Resumed["decisions"] {
  const decisions: Record<string, string[]> = {};
  const note = (step: string, word: string): void => {
    const words = decisions[step] ?? [];
    decisions[step] = [...words, word];
  };
  for (const event of events) {
    if (event.event === "StepSettling" && event.waitMs > 0) note(event.step, "waits");
    if (event.event === "StepSettled") note(event.step, event.outcome);
  }
  for (const record of records) {
    if (record.kind === "StepPerformed") note(record.step, `StepPerformed ${record.how}`);
    else if ("step" in record && record.step !== undefined) note(record.step, record.kind);
    else if (record.kind === "RunClosed") note("", "RunClosed");
  }
  return decisions;
}
