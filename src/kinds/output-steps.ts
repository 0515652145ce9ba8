import type { OutputReference, Step } from "../model/step.ts";
import type { Output } from "../model/target.ts";
import { framed, gateSeconds, inputOf, repeatable, type StepFrame } from "./step-frame.ts";

/** What outputs get. */
export interface NewContent {
  /** Of the target; those of another `what` are left out. */
  readonly outputs: readonly Output[];
  readonly what: string;
  /** Public: it stands in plan and journal. */
  readonly content: string | OutputReference;
}

/** One step for each output of `what`: a file is proved by reading it back, a program by its exit 0 alone. */
export function outputSteps(frame: StepFrame, { outputs, what, content }: NewContent): readonly Step[] {
  return outputs
    .filter((output) => output.what === what)
    .map(({ to }, index): Step => {
      const name = index === 0 ? what : `${what}/${index + 1}`;
      const isFile = "file" in to;
      return {
        ...framed(frame, `write-output/${name}`),
        kind: "certplan.write-output",
        title: isFile ? `write ${what} to ${to.file}` : `give ${what} to ${to.run[0] ?? ""}`,
        inputs: { what, to: { ...to }, content: inputOf(content) },
        performs: true,
        delivery: repeatable,
        ...(isFile ? { gate: "wire" as const } : {}),
        timeoutSeconds: gateSeconds + (isFile ? 0 : to.timeoutSeconds),
        estimatedSeconds: isFile ? 1 : 60,
      };
    });
}
