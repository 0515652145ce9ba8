import { CertplanError, CertplanErrors } from "../messages/error.ts";
import { defectText, errorText, jsonDocument, jsonLine } from "../report/index.ts";
import type { CommonFlags } from "./flags.ts";
import type { Io } from "./io.ts";
import { styleFor } from "./style.ts";

/** The form of JSON on stdout, for commands that answer in it: their failures stand there, too. */
type Machine = "json" | "jsonl" | undefined;

/** A command's work, and the form in which it answers. */
export interface Guarded {
  readonly run: (io: Io, common: CommonFlags) => Promise<number>;
  readonly machine: Machine;
}

/** A command that answers in `format`. */
export function answering(format: string, run: Guarded["run"]): Guarded {
  return { run, machine: format === "json" || format === "jsonl" ? format : undefined };
}

/** Runs a command; whatever it throws becomes words on stderr and an exit code. */
export async function guarded(io: Io, common: CommonFlags, loading: Promise<Guarded>): Promise<number> {
  let machine: Machine;
  try {
    const work = await loading;
    machine = work.machine;
    return await work.run(io, common);
  } catch (error) {
    if (error instanceof CertplanError) {
      return await failed(io, common, { errors: [error], exitCode: error.exitCode, machine });
    }
    if (error instanceof CertplanErrors) {
      return await failed(io, common, { errors: error.errors, exitCode: error.exitCode, machine });
    }
    return await defect(io, common, error);
  }
}

interface Failure {
  readonly errors: readonly CertplanError[];
  readonly exitCode: number;
  readonly machine: Machine;
}

async function failed(io: Io, common: CommonFlags, { errors, exitCode, machine }: Failure): Promise<number> {
  const style = await styleFor(io, common, "err");
  for (const [index, error] of errors.entries()) {
    io.err(`${index === 0 ? "" : "\n"}${errorText(error, style)}`);
  }
  if (machine !== undefined) {
    const listed = errors.map(({ code, kind, message, hint, where }) => ({ code, kind, message, hint, where }));
    io.out(
      machine === "json"
        ? jsonDocument({ exitCode, errors: listed })
        : jsonLine({ event: "Failed", exitCode, errors: listed }),
    );
  }
  return exitCode;
}

async function defect(io: Io, common: CommonFlags, error: unknown): Promise<number> {
  const style = await styleFor(io, common, "err");
  const message = error instanceof Error ? error.message : String(error);
  const stack = common.verbose === true && error instanceof Error ? error.stack : undefined;
  io.err(defectText(message, stack, style));
  return 1;
}
