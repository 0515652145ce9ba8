import { CertplanError } from "../messages/error.ts";
import type { Act, GateReading, Probe, StepKind } from "../model/provider.ts";
import type { Consumer } from "../model/target.ts";
import { askGate, passedBy } from "./manual.ts";
import { mustSucceed, outcomeWords, runProgram, succeeded } from "./run-program.ts";

interface ConsumerInputs {
  readonly consumer: Consumer;
  readonly anchorPem: string;
}

function inputsOf(act: Act): ConsumerInputs {
  return act.inputs as unknown as ConsumerInputs;
}

/** A verifier outside the platform learns the new anchor. */
export const consumerKind: StepKind = {
  version: 1,
  explain:
    "A verifier that the platform does not know learns the new anchor before anything is shown that needs it: its program gets the anchor as PEM on standard input (and may be repeated), or a person is told what to do. It is proved by its verify program, or by `certplan confirm STEP --because TEXT`.",
  perform: async (act) => {
    const { consumer, anchorPem } = inputsOf(act);
    if (!("run" in consumer.update)) {
      throw new CertplanError({ code: "ImpossibleValue", message: `${act.step.id}: its consumer has no program` });
    }
    mustSucceed(act, consumer.update, await runProgram(act, consumer.update, anchorPem));
    return {};
  },
  probe: async (act): Promise<Probe> => {
    const { verify } = inputsOf(act).consumer;
    if (verify === undefined) return { outcome: "unknown", sentence: "nothing tells whether the consumer has it" };
    const outcome = await runProgram(act, verify);
    return succeeded(outcome)
      ? { outcome: "done", outputs: {}, sentence: "its check says yes" }
      : { outcome: "not-done", sentence: outcomeWords(verify, outcome) };
  },
  gate: (act) => gate(act),
};

async function gate(act: Act): Promise<GateReading> {
  const { consumer } = inputsOf(act);
  const { update, verify, contact, name, of } = consumer;
  const asked = { ...(contact === undefined ? {} : { contact }), ...(verify === undefined ? {} : { verify }) };
  if ("manual" in update) return askGate(act, { instruct: update.manual, ...asked });
  if (verify === undefined) return askGate(act, { instruct: `see that ${name} accepts the new ${of}`, ...asked });
  const outcome = await runProgram(act, verify);
  return succeeded(outcome)
    ? passedBy(verify)
    : { gate: "waiting", sentence: `${name} does not accept it yet: ${outcomeWords(verify, outcome)}` };
}
