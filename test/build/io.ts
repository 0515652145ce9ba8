import type { Io } from "../../src/cli/io.ts";
import { goldenNow } from "./plan.ts";

/** A command line's surroundings that only remember. */
export interface RecordedIo extends Io {
  readonly written: () => { readonly out: string; readonly err: string };
  /** Exit codes given to `exitNow`. */
  readonly exits: readonly number[];
  /** Delivers a signal, as Ctrl-C would. */
  readonly signal: () => void;
}

export function anIo(parts: Partial<Io> = {}): RecordedIo {
  const out: string[] = [];
  const err: string[] = [];
  const exits: number[] = [];
  const handlers = new Set<() => void>();
  return {
    out: (text) => void out.push(text),
    err: (text) => void err.push(text),
    outIsTerminal: false,
    errIsTerminal: false,
    inIsTerminal: false,
    columns: () => undefined,
    env: {},
    cwd: process.cwd(),
    now: () => goldenNow,
    ask: () => Promise.resolve(""),
    every: () => () => undefined,
    onSignal: (on) => {
      handlers.add(on);
      return () => void handlers.delete(on);
    },
    exitNow: (code) => void exits.push(code),
    written: () => ({ out: out.join(""), err: err.join("") }),
    exits,
    signal: () => {
      for (const handler of handlers) handler();
    },
    ...parts,
  };
}
