import type { Emit, ProgressEvent } from "../messages/events.ts";
import {
  jsonLine,
  type LiveState,
  liveLines,
  liveProgress,
  liveStart,
  plainProgress,
  type Style,
  shellWord,
  withFlags,
} from "../report/index.ts";
import { type CommonFlags, repeatedFlags } from "./flags.ts";
import { columnsOf, type Io } from "./io.ts";
import { styleFor } from "./style.ts";

/** Shows events while a command works. */
export interface Progress {
  readonly emit: Emit;
  /** Takes the moving lines off the screen, so that something else can be written; the next event draws them again. */
  readonly pause: () => void;
  /** Ends it; what has been written for good stays. */
  readonly close: () => void;
}

const frameMs = 120;
const silent: Progress = { emit: () => undefined, pause: () => undefined, close: () => undefined };

/** JSON lines on stdout, moving lines on a terminal, plain lines in a pipe (reads only with --verbose), or nothing. */
export async function progressFor(io: Io, common: CommonFlags, format: string): Promise<Progress> {
  const progress = await rendererFor(io, common, format);
  const flags = repeatedFlags(common, shellWord);
  return { ...progress, emit: (event) => progress.emit(withOurFlags(event, flags)) };
}

/** The command that a stop suggests, with the flags of this call. */
function withOurFlags(event: ProgressEvent, flags: string): ProgressEvent {
  return event.event === "RunStopped" ? { ...event, next: withFlags(event.next, flags) } : event;
}

async function rendererFor(io: Io, common: CommonFlags, format: string): Promise<Progress> {
  if (format === "jsonl") return { ...silent, emit: (event) => io.out(jsonLine(event)) };
  if (common.quiet === true) return silent;
  if (io.errIsTerminal && io.env["TERM"] !== "dumb") return moving(io, await styleFor(io, common, "err"));
  return plain(io, common.verbose === true);
}

const repeatMs = 60_000;

/** Lines for a pipe. A step that waits is told when its words change, and once a minute. */
function plain(io: Io, everything: boolean): Progress {
  const told = new Map<string, { readonly sentence: string; readonly at: number }>();
  const isWorthALine = (event: ProgressEvent): boolean => {
    if (everything) return true;
    if (event.event === "Reading" || event.event === "Read") return false;
    if (event.event !== "StepWaiting") return true;
    const last = told.get(event.step);
    const at = Date.parse(event.at);
    if (last?.sentence === event.sentence && at - last.at < repeatMs) return false;
    told.set(event.step, { sentence: event.sentence, at });
    return true;
  };
  return {
    ...silent,
    emit: (event) => {
      if (isWorthALine(event)) io.err(`${plainProgress(event)}\n`);
    },
  };
}

function moving(io: Io, style: Style): Progress {
  const screen: { state: LiveState; drawn: number; frame: number; stop: (() => void) | undefined } = {
    state: liveStart,
    drawn: 0,
    frame: 0,
    stop: undefined,
  };
  const erase = (): string => {
    const up = screen.drawn;
    screen.drawn = 0;
    return up === 0 ? "" : `\u001b[${up}A\r\u001b[J`;
  };
  const draw = (staying: readonly string[]): void => {
    const lines = liveLines(screen.state, io.now(), screen.frame, { ...style, width: terminalColumns(io, style) });
    const text = [...staying, ...lines].map((line) => `${line}\n`).join("");
    if (text === "" && screen.drawn === 0) return;
    io.err(erase() + text);
    screen.drawn = lines.length;
  };
  const start = (): void => {
    screen.stop ??= io.every(frameMs, () => {
      screen.frame += 1;
      draw([]);
    });
  };
  const pause = (): void => {
    screen.stop?.();
    screen.stop = undefined;
    const text = erase();
    if (text !== "") io.err(text);
  };
  return {
    emit: (event) => {
      const { state, lines } = liveProgress(screen.state, event, style);
      screen.state = state;
      start();
      if (lines.length > 0) draw(lines);
    },
    pause,
    close: pause,
  };
}

/** One less than the terminal has: a full line would wrap, and the cursor would go up too few lines. */
function terminalColumns(io: Io, style: Style): number {
  return Math.min(style.width, Math.max(20, (columnsOf(io) ?? style.width) - 1));
}
