import type { ProgramDeclaration } from "../generated/estate.ts";
import type { Program } from "../model/target.ts";
import { parseDuration } from "../time/duration.ts";
import { programBesideFile } from "./paths.ts";

/** How long a program of the user's may take where the estate does not say. */
const usualTimeoutSeconds = 300;

/** A declared program as it is run: named by a path, it stands beside the file. */
export function programOf({ run, timeout }: ProgramDeclaration, file: string): Program {
  const [program = "", ...argv] = run;
  return {
    run: [programBesideFile(file, program), ...argv],
    timeoutSeconds: timeout === undefined ? usualTimeoutSeconds : wholeSeconds(timeout),
  };
}

/** A duration of the estate in seconds, rounded up. */
export function wholeSeconds(duration: string): number {
  return Math.ceil(parseDuration(duration) / 1000);
}
