import type { Act, GateReading, StepKind } from "../model/provider.ts";
import type { Step } from "../model/step.ts";
import type { Program } from "../model/target.ts";
import type { Effect } from "../model/trust.ts";
import { outcomeWords, runProgram, succeeded } from "./run-program.ts";
import { framed, gateSeconds, type StepFrame } from "./step-frame.ts";

/** Something that only a person can do. */
export interface ManualWork {
  /** Part of the step's id, unique within the target: `<target>/manual/<name>`. */
  readonly name: string;
  readonly title: string;
  /** What there is to do, as a command where there is one. */
  readonly instruct: string;
  readonly contact?: string;
  /** Ends with 0 once it is done; absent: only the person can say so. */
  readonly verify?: Program;
  readonly effects?: readonly Effect[];
}

/** What a gate of a person's work reads from its inputs. */
export interface AskInputs {
  readonly instruct: string;
  readonly contact?: string;
  readonly verify?: Program;
}

/** A step that a person does. Its time is not estimated. */
export function manualStep(frame: StepFrame, work: ManualWork): Step {
  const { name, title, instruct, contact, verify, effects = [] } = work;
  const inputs = {
    instruct,
    ...(contact === undefined ? {} : { contact }),
    ...(verify === undefined ? {} : { verify: { ...verify } }),
  };
  return {
    ...framed(frame, `manual/${name}`),
    kind: "certplan.manual",
    title,
    inputs,
    effects,
    performs: false,
    gate: "attested",
    timeoutSeconds: gateSeconds + (verify?.timeoutSeconds ?? 0),
  };
}

/** Passes by its program's exit 0 where there is one; else it asks. */
export const manualKind: StepKind = {
  version: 1,
  explain:
    "A person does what no API does. The plan shows what there is to do and how it is proved: by a program of yours that ends with 0, or by `certplan confirm STEP --because TEXT`. Until then the run is parked and holds no lock.",
  gate: (act) => askGate(act, act.inputs as unknown as AskInputs),
};

/** The gate of a person's work: the program decides where there is one, and asks for the person where it says no. */
export async function askGate(act: Act, { instruct, contact, verify }: AskInputs): Promise<GateReading> {
  const who = contact === undefined ? "" : ` (${contact})`;
  if (verify === undefined) return { gate: "asks", sentence: `${instruct}${who}` };
  const outcome = await runProgram(act, verify);
  if (succeeded(outcome)) return passedBy(verify);
  return { gate: "asks", sentence: `${instruct}${who}; its check says no: ${outcomeWords(verify, outcome)}` };
}

/** The user's own check said yes. */
export function passedBy({ run }: Program): GateReading {
  return { gate: "passed", sentence: `${run[0] ?? ""} ended with 0`, evidence: { verifiedBy: run } };
}
