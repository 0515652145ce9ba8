import type { Json } from "../model/json.ts";
import type { Act } from "../model/provider.ts";
import type { Outputs } from "../model/step.ts";
import { iso } from "../time/instant.ts";
import { resolveReferences } from "./references.ts";
import type { RunContext } from "./run-context.ts";
import type { StepWork } from "./step-work.ts";

/** What is known when one of a kind's functions is called. */
interface Known {
  readonly baseline: Json;
  readonly outputs: Outputs;
  /** A perform: a child that it begins is journalled first. */
  readonly performs?: true;
}

/** What the functions of a step kind get. */
export function actOf(context: RunContext, work: StepWork, known: Known): Act {
  const { step } = work;
  return {
    session: context.sessionOf(step.target),
    step,
    inputs: resolveReferences(step.inputs, work.outputsOf),
    baseline: known.baseline,
    outputs: known.outputs,
    run: context.run,
    exec: async (request) => {
      const child = await context.exec.prepare({ ...request, outputFile: context.outputFileOf(step.id) });
      if ("outcome" in child) return child;
      if (known.performs === true) {
        const at = iso(context.clock.now());
        await context.journal.append({ kind: "StepSpawned", at, step: step.id, process: child.process });
      }
      return child.run();
    },
    keys: context.keys,
    files: context.files,
  };
}
