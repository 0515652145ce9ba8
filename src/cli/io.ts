import type { Ports } from "../ports/index.ts";

/** The convention of all CI systems: `CI` is set, and not to false. */
export function inCiOf(io: Io): boolean {
  return !["", "0", "false"].includes((io.env["CI"] ?? "").toLowerCase());
}

/** Who types, for the journal: `user@host`, as the environment names the user. Nothing is decided by it. */
export function whoOf(io: Io, host: string): string {
  const user = [io.env["USER"], io.env["LOGNAME"], io.env["USERNAME"]].find(
    (name) => name !== undefined && name !== "",
  );
  return `${user ?? "unknown"}@${host}`;
}

/** Columns to write for; undefined where there is no terminal, or one without a size, as a job's pseudo-terminal is. */
export function columnsOf(io: Io): number | undefined {
  const columns = io.columns() ?? 0;
  return columns > 0 ? columns : undefined;
}

/** What the command line does to its surroundings; real in node-io.ts, a recorder in tests. */
export interface Io {
  /** Results. */
  readonly out: (text: string) => void;
  /** Progress and diagnostics. */
  readonly err: (text: string) => void;
  readonly outIsTerminal: boolean;
  readonly errIsTerminal: boolean;
  readonly inIsTerminal: boolean;
  /** Columns of the terminal, 0 where it does not know; undefined where there is none. See `columnsOf`. */
  readonly columns: () => number | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** What commands work on; default: the real world. */
  readonly ports?: Ports;
  readonly now: () => number;
  /** Asks on the terminal; the answer without its line feed, "" at end of input. */
  readonly ask: (question: string) => Promise<string>;
  /** Calls `tick` every `milliseconds` until the returned function is called. */
  readonly every: (milliseconds: number, tick: () => void) => () => void;
  /** Calls `on` at each SIGINT and SIGTERM, instead of dying, until the returned function is called. */
  readonly onSignal: (on: () => void) => () => void;
  /** Ends the process at once. */
  readonly exitNow: (code: number) => void;
}
