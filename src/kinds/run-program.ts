import { CertplanError } from "../messages/error.ts";
import type { Act } from "../model/provider.ts";
import type { Program } from "../model/target.ts";
import type { ExecOutcome } from "../ports/index.ts";

/** More than a check has to say; nothing of it is shown, since it may hold a secret. */
const maxBytes = 1_000_000;

/** Runs a program of the estate. */
export function runProgram(act: Act, program: Program, stdin?: string): Promise<ExecOutcome> {
  const { run, timeoutSeconds } = program;
  return act.exec({
    argv: run,
    timeoutMs: timeoutSeconds * 1000,
    maxBytes,
    ...(stdin === undefined ? {} : { stdin }),
  });
}

/** True if it ended by itself with 0. */
export function succeeded(outcome: ExecOutcome): boolean {
  return outcome.outcome === "exited" && outcome.code === 0;
}

/** Throws ProgramFailed where it did not end with 0. */
export function mustSucceed(act: Act, program: Program, outcome: ExecOutcome): void {
  if (succeeded(outcome)) return;
  throw new CertplanError({
    code: "ProgramFailed",
    message: `${act.step.id} (${act.step.title}): ${outcomeWords(program, outcome)}`,
    hint: "mend it, then: certplan apply",
  });
}

/** `./check.sh ended with 3`. */
export function outcomeWords({ run, timeoutSeconds }: Program, outcome: ExecOutcome): string {
  const name = run[0] ?? "";
  switch (outcome.outcome) {
    case "exited":
      return `${name} ended with ${outcome.code}`;
    case "killed":
      return `${name} was ended by ${outcome.signal}`;
    case "timed-out":
      return `${name} took longer than ${timeoutSeconds} s`;
    case "too-long":
      return `${name} wrote more than ${maxBytes / 1_000_000} MB`;
    case "not-started":
      return `${name} could not be started: ${outcome.detail}`;
  }
}
