import type { ProcessIdentity } from "./host.ts";
import type { Secret } from "./secret.ts";

/** A program of the user's. It runs without a shell, in a process group of its own, and outlives a killed certplan. */
export interface ExecRequest {
  /** Program and arguments; never a secret. */
  readonly argv: readonly string[];
  /** Working directory; absent: that of certplan. */
  readonly directory?: string;
  /** Added to the environment of certplan. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly stdin?: string | Secret;
  /** Its standard output goes straight into this file, made with mode 0600; standard error goes nowhere. */
  readonly outputFile: string;
  readonly timeoutMs: number;
  /** A longer output fails with `too-long`. */
  readonly maxBytes: number;
}

export type ExecOutcome =
  | { readonly outcome: "exited"; readonly code: number; readonly output: string }
  | { readonly outcome: "killed"; readonly signal: string }
  | { readonly outcome: "timed-out" }
  | { readonly outcome: "too-long" }
  /** No such program, or no right to run it: nothing happened. */
  | { readonly outcome: "not-started"; readonly detail: string };

/** A child that is there and has not begun: it waits for `run`, and ends by itself where its parent dies before that. */
export interface PreparedChild {
  readonly process: ProcessIdentity;
  /** Lets it begin, and waits for its end. */
  run(): Promise<ExecOutcome>;
}

/** Prepares a child, so that it can be journalled before it begins. Never rejects for what the program does. */
export interface Exec {
  prepare(request: ExecRequest): Promise<PreparedChild | Extract<ExecOutcome, { outcome: "not-started" }>>;
}
