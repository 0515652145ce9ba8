import { CertplanError } from "../../messages/error.ts";
import type { SimProcess, World } from "../world.ts";

/** A promise that was not kept: ends the run at once. */
export class Broken extends Error {}

export function fail(sentence: string): never {
  throw new Broken(sentence);
}

/** A command under way in the world. */
export interface Work {
  readonly process: SimProcess;
  readonly stop: AbortController;
  ended?: { readonly exitCode: number } | { readonly error: unknown };
}

/** Begins a command as a process of its own, which is gone when the command has ended. */
export function startWork(
  world: World,
  as: { readonly name: string; readonly machine: string },
  begin: (process: SimProcess, stop: AbortController) => Promise<{ readonly exitCode: number }>,
): Work {
  const process = world.spawn(`${as.name}-${world.nextPid}`, as.machine);
  const work: Work = { process, stop: new AbortController() };
  const end = (ended: NonNullable<Work["ended"]>): void => {
    work.ended = ended;
    world.kill(process);
  };
  begin(process, work.stop).then(end, (error: unknown) => {
    end(error instanceof CertplanError ? { exitCode: error.exitCode } : { error });
  });
  return work;
}

/** Throws what the command threw, where that was no CertplanError. */
export function exitOf({ ended }: Work): number | "killed" {
  if (ended === undefined) return "killed";
  if ("error" in ended) throw ended.error;
  return ended.exitCode;
}
