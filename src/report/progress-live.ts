import type { ProgressEvent } from "../messages/events.ts";
import { clip, columns, pad, wrap } from "./lines.ts";
import { movedFactWords } from "./moved-words.ts";
import {
  differenceWords,
  lockWaitWords,
  resultWords,
  resumeWords,
  runEndingWords,
  type StepEvent,
  sinceWords,
  stateWaitingWords,
  stepWords,
  stopWords,
} from "./progress-plain.ts";
import { type Style, signs, spelled } from "./style.ts";
import { clock, count, duration, listed, prose, safe } from "./words.ts";

/** What a terminal shows while certplan works: lines that stay, and lines that are drawn again and again. */
export interface LiveState {
  /** Steps under way, and targets being read. */
  readonly active: readonly ActiveLine[];
  readonly reading: number;
  readonly read: number;
}

interface ActiveLine {
  readonly key: string;
  readonly index: number;
  readonly title: string;
  readonly target: string;
  readonly sentence: string;
  /** When this process began the step, ms since the epoch. */
  readonly since: number;
  readonly estimatedSeconds?: number;
}

export const liveStart: LiveState = { active: [], reading: 0, read: 0 };

/** The state after an event, and the lines that it leaves on screen for good. */
export function liveProgress(
  state: LiveState,
  event: ProgressEvent,
  style: Style,
): { state: LiveState; lines: readonly string[] } {
  switch (event.event) {
    case "Reading":
      return { state: { ...state, reading: state.reading + 1 }, lines: [] };
    case "Read":
      return { state: { ...state, read: state.read + 1 }, lines: [] };
    case "StepStarted":
    case "StepSettling":
    case "StepWaiting":
      return { state: { ...state, active: withActive(state.active, event) }, lines: settlingLines(event, style) };
    case "StepSettled":
      return { state, lines: stayingLines(signs.unknown, { ...event, words: stepWords(event) }, style) };
    case "StepAsks":
      return {
        state: { ...state, active: state.active.filter(({ key }) => key !== keyOf(event)) },
        lines: asksLines(event, style),
      };
    case "StepPassed":
      return {
        state: { ...state, active: state.active.filter(({ key }) => key !== keyOf(event)) },
        lines: passedLines(event, style),
      };
    case "RunStopped":
      return {
        state: { ...state, active: withoutTargets(state.active, event.targets) },
        lines: stoppedLines(event, style),
      };
    case "StateWaiting":
      return { state, lines: [stateWaitingWords(event.waitMs)] };
    case "RunEnding":
      return { state, lines: [runEndingWords(event)] };
    case "RunOpened":
    case "RunResumed":
    case "RunClosed":
    case "LockWaiting":
      return {
        state: event.event === "RunClosed" ? { ...state, active: withoutTargets(state.active, event.targets) } : state,
        lines: runLines(event, style),
      };
  }
}

function withActive(active: readonly ActiveLine[], event: StepEvent): readonly ActiveLine[] {
  const known = active.find(({ key }) => key === keyOf(event));
  const line: ActiveLine = {
    key: keyOf(event),
    index: event.index,
    title: event.title,
    target: event.target,
    sentence: event.event === "StepStarted" ? "" : "sentence" in event ? event.sentence : "",
    since: known?.since ?? Date.parse(event.at) - ("elapsedMs" in event ? event.elapsedMs : 0),
    ...estimateOf(event, known),
  };
  return known === undefined ? [...active, line] : active.map((other) => (other === known ? line : other));
}

function estimateOf(event: StepEvent, known: ActiveLine | undefined): { estimatedSeconds?: number } {
  const seconds = "estimatedSeconds" in event ? event.estimatedSeconds : known?.estimatedSeconds;
  return seconds === undefined ? {} : { estimatedSeconds: seconds };
}

function withoutTargets(active: readonly ActiveLine[], targets: readonly string[]): readonly ActiveLine[] {
  return active.filter(({ target }) => !targets.includes(target));
}

function keyOf(event: StepEvent): string {
  return `${event.run} ${event.step}`;
}

/** What stays of a step that an earlier apply began: since when, and that its outcome is asked for. */
function settlingLines(event: StepEvent, style: Style): readonly string[] {
  const begun = event.event === "StepStarted" && event.begunAt !== undefined;
  if (event.event !== "StepSettling" && !begun) return [];
  return stayingLines(signs.unknown, { ...event, words: stepWords(event) }, style);
}

/** What a person has to do is never cut. */
function asksLines(event: Extract<StepEvent, { event: "StepAsks" }>, style: Style): readonly string[] {
  const first = `${leadOf(signs.look, event.index)}${safe(event.title)}`;
  const under = [...wrap(prose(event.sentence), Math.max(20, style.width - leadColumns)), `then: ${safe(event.next)}`];
  return [first, ...under.map((line) => " ".repeat(leadColumns) + line)].map((line) => spelled(line, style));
}

function passedLines(event: Extract<StepEvent, { event: "StepPassed" }>, style: Style): readonly string[] {
  const result = resultWords(event.sentence);
  const words = event.begunAt === undefined ? result : [result, sinceWords(event)].filter(Boolean).join(", ");
  return stayingLines(signs.passed, { ...event, words, time: clock(event.elapsedMs) }, style).map((text) =>
    style.palette.green(text),
  );
}

/** What stays is never cut: where the words find no room beside the title, they go under it. */
function stayingLines(mark: string, line: ShownStep, style: Style): readonly string[] {
  const { index, title, words, time = "" } = line;
  const room = roomFor(line, style);
  if (columns(safe(title)) <= room.title && columns(words) <= room.words) return [stepLine(mark, line, style)];
  const first = `${leadOf(mark, index)}${safe(title)}  ${time}`;
  const under = words === "" ? [] : wrap(words, Math.max(20, style.width - leadColumns));
  return [first, ...under.map((text) => " ".repeat(leadColumns) + text)].map((text) => spelled(text.trimEnd(), style));
}

/** `  ✓  3  apply changes                        install 42 was ours and succeeded   1:52:40`. */
function stepLine(mark: string, line: ShownStep, style: Style): string {
  const { index, title, words, time = "" } = line;
  const room = roomFor(line, style);
  const cut = (text: string, width: number): string => pad(spelled(fitted(text, width, style), style), width);
  const name = cut(safe(title), room.title);
  const rest = time === "" ? spelled(words, style) : `${cut(words, room.words)}  ${time}`;
  return `${spelled(leadOf(mark, index), style)}${name}  ${rest}`.trimEnd();
}

/** In ASCII the ellipsis takes two columns. */
function fitted(text: string, width: number, { symbols }: Style): string {
  return columns(text) <= width ? text : clip(text, symbols === "ascii" ? width - 1 : width);
}

const leadColumns = 8;

function leadOf(mark: string, index: number): string {
  return pad(`  ${mark} ${String(index).padStart(2)}`, leadColumns);
}

/** Columns for title and words; the time stands behind them. */
function roomFor(
  { time = "" }: Pick<ShownStep, "time">,
  { width }: Style,
): { readonly title: number; readonly words: number } {
  const title = Math.max(16, Math.min(36, Math.floor((width - 40) * 0.6)));
  const timeColumns = time === "" ? 0 : Math.max(9, columns(time) + 2);
  return { title, words: Math.max(0, width - leadColumns - title - 2 - timeColumns) };
}

interface ShownStep {
  readonly index: number;
  readonly title: string;
  readonly words: string;
  readonly time?: string;
}

function runLines(
  event: Extract<ProgressEvent, { event: "RunOpened" | "RunResumed" | "RunClosed" | "LockWaiting" }>,
  style: Style,
): readonly string[] {
  const say = (text: string): string => style.palette.bold(spelled(text, style));
  switch (event.event) {
    case "RunOpened":
      return [say(`${listed(event.targets.map(safe))}  run ${safe(event.run)}`)];
    case "RunResumed":
      return [
        say(`${listed(event.targets.map(safe))}  run ${safe(event.run)} goes on (${resumeWords(event)})`),
        ...differenceWords(event).map((words) => spelled(`  ${words}`, style)),
      ];
    case "RunClosed":
      return [
        say(
          `${listed(event.targets.map(safe))}  run ${safe(event.run)} done: ${count(event.steps, "step")} in ${duration(event.elapsedMs)}`,
        ),
      ];
    case "LockWaiting":
      return [say(`${safe(event.system)} is locked by ${safe(event.holder)}: ${lockWaitWords(event)}`)];
  }
}

function stoppedLines(event: Extract<ProgressEvent, { event: "RunStopped" }>, style: Style): readonly string[] {
  const facts = (event.moved ?? []).map((fact) => spelled(`  moved     ${movedFactWords(fact)}`, style));
  const words = wrap(stopWords(event), style.width - 2).map((line, index) => (index === 0 ? line : `  ${line}`));
  return [...words.map((line) => style.palette.red(spelled(line, style))), ...facts];
}

/** The lines that move: one for each step under way, at most `most`, or one for the reading. `frame` counts up. */
export function liveLines(state: LiveState, now: number, frame: number, style: Style): readonly string[] {
  const spinner = spinnerOf(frame, style);
  if (state.active.length === 0) {
    const left = state.reading - state.read;
    return left <= 0 ? [] : [spelled(`${spinner} reading ${count(left, "target")}, ${state.read} read`, style)];
  }
  const shown = state.active.slice(0, mostActive);
  const lines = shown.map((line) => {
    const usually = line.estimatedSeconds === undefined ? "" : ` of ${duration(line.estimatedSeconds * 1000)}`;
    return stepLine(
      spinner,
      { ...line, words: prose(line.sentence), time: `${clock(now - line.since)}${usually}` },
      style,
    );
  });
  const more = state.active.length - shown.length;
  return [...lines, ...(more > 0 ? [`     and ${more} more`] : [])].map((line) => clip(line, style.width));
}

const mostActive = 8;

function spinnerOf(frame: number, style: Style): string {
  const frames = style.symbols === "unicode" ? "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏" : "-\\|/";
  return frames[frame % frames.length] ?? "";
}
