import { type Decision, resolveStep } from "../engine/index.ts";
import type { CommandContext } from "./context.ts";
import { decideOn } from "./decide.ts";

/**
 * `certplan resolve`: a person decides what the platform cannot tell. Answers the run, which `certplan apply` goes on
 * with. Throws StepUnknown, StepAmbiguous, Locked, and what `resolveStep` throws.
 */
export function resolveCommand(context: CommandContext, decision: Decision): Promise<{ readonly run: string }> {
  return decideOn(context, decision.step, (run, events) => resolveStep(run, events, decision));
}
