import { confirmStep, type Statement } from "../engine/index.ts";
import type { CommandContext } from "./context.ts";
import { decideOn } from "./decide.ts";

/**
 * `certplan confirm`: a person did what a step asks for. Answers the run, which `certplan apply` goes on with.
 * Throws StepUnknown, StepAmbiguous, Locked, and what `confirmStep` throws.
 */
export function confirmCommand(context: CommandContext, statement: Statement): Promise<{ readonly run: string }> {
  return decideOn(context, statement.step, (run, events) => confirmStep(run, events, statement));
}
