import { assertNever } from "../messages/error.ts";
import type { ProgressEvent } from "../messages/events.ts";
import { movedFactWords } from "./moved-words.ts";
import { count, distance, duration, listed, prose, safe, shortDigest } from "./words.ts";

/** An event as one line that stands alone: UTC time, target, step, what happened. Without a line feed. */
export function plainProgress(event: ProgressEvent): string {
  return `${event.at} ${progressWords(event)}`;
}

function progressWords(event: ProgressEvent): string {
  switch (event.event) {
    case "Reading":
      return `${safe(event.target)}: reading`;
    case "Read":
      return `${safe(event.target)}: ${event.readable ? "read" : "unreadable"} after ${duration(event.elapsedMs)}`;
    case "StateWaiting":
      return stateWaitingWords(event.waitMs);
    case "RunEnding":
      return runEndingWords(event);
    case "LockWaiting":
      return `${safe(event.system)}: locked by ${safe(event.holder)}, ${lockWaitWords(event)}`;
    case "RunOpened":
    case "RunResumed":
    case "RunStopped":
    case "RunClosed":
      return runWords(event);
    case "StepStarted":
    case "StepSettling":
    case "StepSettled":
    case "StepWaiting":
    case "StepAsks":
    case "StepPassed":
      return `${safe(event.target)} ${event.index}/${event.of} ${safe(event.title)}: ${stepWords(event)}`;
    default:
      return assertNever(event);
  }
}

/** How long it waits at most, and what would end the wait before. */
export function lockWaitWords(event: { readonly untilMs: number; readonly leaseMs?: number }): string {
  const takeover =
    event.leaseMs === undefined ? "" : `; taken over once it has shown no life for ${duration(event.leaseMs)}`;
  return `waiting up to ${duration(event.untilMs)}${takeover}`;
}

/** Why a run is not closed at once. */
export function runEndingWords({ run, waitMs, sentence }: Extract<ProgressEvent, { event: "RunEnding" }>): string {
  const why = sentence === undefined ? "until no call of it can arrive any more" : prose(sentence);
  return `run ${safe(run)}: waiting ${duration(waitMs)}, ${why}`;
}

/** Why a new state does not begin at once. */
export function stateWaitingWords(waitMs: number): string {
  return `new state: waiting ${duration(waitMs)}, until no call of a lost run can arrive any more`;
}

export type RunEvent = Extract<ProgressEvent, { event: "RunOpened" | "RunResumed" | "RunStopped" | "RunClosed" }>;
export type StepEvent = Extract<
  ProgressEvent,
  { event: "StepStarted" | "StepSettling" | "StepSettled" | "StepWaiting" | "StepAsks" | "StepPassed" }
>;

function runWords(event: RunEvent): string {
  const run = `${listed(event.targets.map(safe))} run ${safe(event.run)}`;
  switch (event.event) {
    case "RunOpened":
      return `${run} opened: ${count(event.steps, "step")}, ${shortDigest(event.digest)}`;
    case "RunResumed":
      return `${run} goes on: ${[resumeWords(event), ...differenceWords(event)].join("; ")}`;
    case "RunStopped":
      return [stopWords(event), ...movedWords(event), `next: ${safe(event.next)}`].join("; ");
    case "RunClosed":
      return `${run} done: ${count(event.steps, "step")} in ${duration(event.elapsedMs)}`;
    default:
      return assertNever(event);
  }
}

/** When a resumed run was stopped, and how far it had come. */
export function resumeWords(event: Extract<ProgressEvent, { event: "RunResumed" }>): string {
  const stopped = distance(event.stoppedAt, Date.parse(event.at));
  return `it was stopped ${stopped === "now" ? "just now" : stopped}, ${event.passed} of ${count(event.steps, "step")} had passed`;
}

/** What the estate says differently by now; empty if nothing. */
export function differenceWords(event: Extract<ProgressEvent, { event: "RunResumed" }>): readonly string[] {
  if (event.differences.length === 0) return [];
  return [`the estate differs by now in ${listed(event.differences.map(safe))}; the run goes on as it was reviewed`];
}

/** `om-paris stopped at step 5 (activate): the system moved (WorldMoved, exit 7)`. */
export function stopWords(event: Extract<ProgressEvent, { event: "RunStopped" }>): string {
  const step =
    event.index === undefined
      ? ""
      : ` at step ${event.index}${event.title === undefined ? "" : ` (${safe(event.title)})`}`;
  const who = event.targets.length === 0 ? `run ${safe(event.run)}` : listed(event.targets.map(safe));
  return `${who} stopped${step}: ${prose(whyWords(event))} (${safe(event.code)}, exit ${event.exitCode})`;
}

/** The sentence of a stop without the step, which stands before it, and without what the lines after it tell. */
function whyWords({ code, sentence, step, title, moved }: Extract<ProgressEvent, { event: "RunStopped" }>): string {
  if (code === "StepAsks") return "it asks for a person";
  if (moved !== undefined && moved.length > 0) return "the system moved, and nothing further was touched";
  const lead = [`${step} (${title}): `, `${step} `].find((words) => step !== undefined && sentence.startsWith(words));
  return lead === undefined ? sentence : sentence.slice(lead.length);
}

function movedWords(event: Extract<ProgressEvent, { event: "RunStopped" }>): readonly string[] {
  return (event.moved ?? []).map(movedFactWords);
}

/** What a passed step brought; "done" says nothing that "passed" does not. */
export function resultWords(sentence: string): string {
  return sentence === "done" ? "" : prose(sentence);
}

/** What became of a call whose reply was lost; what it began may still go on. */
const settledWords = {
  done: "the call had its effect",
  "not-done": "the call had no effect",
  unknown: "nobody can tell whether the call had an effect",
} as const;

/** Of a step that an earlier apply began: how long that is ago, by the clocks of then and now. */
export function sinceWords(event: { readonly at: string; readonly begunAt?: string }): string {
  return `begun ${distance(event.begunAt ?? event.at, Date.parse(event.at))}`;
}

/** What is said of a step, without its name. */
export function stepWords(event: StepEvent): string {
  switch (event.event) {
    case "StepStarted":
      return [
        event.begunAt === undefined ? "started" : `gone on with, ${sinceWords(event)}`,
        ...(event.estimatedSeconds === undefined ? [] : [`usually ${duration(event.estimatedSeconds * 1000)}`]),
      ].join(", ");
    case "StepSettling":
      return event.waitMs === 0 ? prose(event.sentence) : `${prose(event.sentence)}, waiting ${duration(event.waitMs)}`;
    case "StepSettled":
      return `${settledWords[event.outcome]}: ${prose(event.sentence)}`;
    case "StepWaiting":
      return `waiting, ${prose(event.sentence)}, ${duration(event.elapsedMs)}${
        event.estimatedSeconds === undefined ? "" : ` of about ${duration(event.estimatedSeconds * 1000)}`
      }${event.begunAt === undefined ? "" : ` (${sinceWords(event)})`}`;
    case "StepAsks":
      return `asks: ${prose(event.sentence)}; then: ${safe(event.next)}`;
    case "StepPassed":
      return [
        `passed after ${duration(event.elapsedMs)}${event.begunAt === undefined ? "" : ` (${sinceWords(event)})`}`,
        resultWords(event.sentence),
      ]
        .filter(Boolean)
        .join(", ");
    default:
      return assertNever(event);
  }
}
