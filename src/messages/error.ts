import { type ErrorCode, errorCodes } from "./error-codes.ts";

/** What went wrong, as far as the exit code is concerned. */
export type ErrorKind =
  | "defect"
  | "input"
  | "access"
  | "platform"
  | "locked"
  | "stale"
  | "refused"
  | "stopped"
  | "unverified"
  | "interrupted";

/** The exit code of each kind (docs/ARCHITECTURE.md lists them for people). */
export const exitCodeOf: Readonly<Record<ErrorKind, number>> = {
  defect: 1,
  input: 3,
  access: 4,
  platform: 5,
  locked: 6,
  stale: 7,
  refused: 8,
  stopped: 9,
  unverified: 10,
  interrupted: 130,
};

/** A place in a file that the user wrote; line and column count from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Length of the marked text in characters; 1 if unknown. */
  readonly length?: number;
  /** The line as it may be shown: what could be a secret is blanked out, columns unchanged; absent if nothing may be shown. */
  readonly sourceLine?: string;
}

interface ErrorParts {
  readonly code: ErrorCode;
  /** Names the object and what is wrong with it; never holds a secret. */
  readonly message: string;
  /** The one next action, a command where there is one. */
  readonly hint?: string | undefined;
  readonly where?: Place | undefined;
  readonly cause?: unknown;
}

/** The only error that certplan throws on purpose. Its kind follows from its code. */
export class CertplanError extends Error {
  readonly code: ErrorCode;
  readonly kind: ErrorKind;
  readonly hint: string | undefined;
  readonly where: Place | undefined;

  constructor(parts: ErrorParts) {
    super(parts.message, parts.cause === undefined ? undefined : { cause: parts.cause });
    this.name = "CertplanError";
    this.code = parts.code;
    this.kind = errorCodes[parts.code].kind;
    this.hint = parts.hint;
    this.where = parts.where;
  }

  get exitCode(): number {
    return exitCodeOf[this.kind];
  }
}

/** Several errors found at once, in the order of their places (used for input only). */
export class CertplanErrors extends Error {
  readonly errors: readonly CertplanError[];

  constructor(errors: readonly CertplanError[]) {
    super(errors.map((error) => error.message).join("\n"));
    this.name = "CertplanErrors";
    this.errors = errors;
  }

  get exitCode(): number {
    return Math.min(...this.errors.map((error) => error.exitCode));
  }
}

/** For the end of a switch over a union: stored JSON can lie, so this throws. */
export function assertNever(value: never): never {
  throw new CertplanError({ code: "ImpossibleValue", message: `unexpected ${JSON.stringify(value)}` });
}
