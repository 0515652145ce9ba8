import type { ProgressEvent } from "../../src/messages/events.ts";
import type { JournalEvent } from "../../src/state/index.ts";
import type { Decision } from "./points.ts";

/** By step; "" is the run. */
export type Decisions = Readonly<Record<string, Decision>>;

/** Records of one journal segment: a hash of 64 digits, a space and JSON each; what is not terminated does not count. */
export function recordsOf(segment: string): readonly JournalEvent[] {
  const lines = segment.split("\n").slice(0, -1);
  return lines.map((line) => JSON.parse(line.slice(65)) as JournalEvent);
}

/** What processes did about each step, from the events that they told and the records that they wrote. */
export function decisionsOf(events: readonly ProgressEvent[], records: readonly JournalEvent[]): Decisions {
  const decisions: Record<string, string[]> = {};
  const note = (step: string, word: string): void => {
    const words = decisions[step] ?? [];
    decisions[step] = [...words, word];
  };
  for (const event of events) {
    if (isWaitForProgram(event) && !decisions[event.step]?.includes(programWait)) note(event.step, programWait);
    if (event.event === "StepSettling" && event.waitMs > 0) note(event.step, "waits");
    if (event.event === "StepSettled") note(event.step, event.outcome);
    if (event.event === "StepAsks") note(event.step, "asks");
  }
  for (const record of records) {
    if (record.kind === "StepPerformed") note(record.step, `StepPerformed ${record.how}`);
    else if (record.kind === "RunClosed") note("", "RunClosed");
    else if (record.kind !== "RunParked" && "step" in record) note(record.step, record.kind);
  }
  return decisions;
}

const programWait = "waits for its program";

/** However often it looks. */
function isWaitForProgram(event: ProgressEvent): event is Extract<ProgressEvent, { event: "StepWaiting" }> {
  return event.event === "StepWaiting" && event.sentence.endsWith("of an earlier apply still runs");
}
