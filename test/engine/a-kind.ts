import { CertplanError } from "../../src/messages/error.ts";
import type { Probe, StepKind } from "../../src/model/provider.ts";

export const lost: CertplanError = new CertplanError({ code: "OutcomeUnknown", message: "the reply was lost" });

/** A kind that performs as told, one answer after the other, and probes as told. */
export function aKind(
  told: {
    readonly performs?: readonly (CertplanError | "done")[];
    readonly probes?: readonly Probe["outcome"][];
    readonly log?: string[];
  } = {},
): StepKind {
  const performs = [...(told.performs ?? [])];
  const probes = [...(told.probes ?? [])];
  return {
    version: 1,
    explain: "",
    perform: async ({ step }) => {
      told.log?.push(`perform ${step.id}`);
      const next = performs.shift() ?? "done";
      if (next !== "done") throw next;
      return { made: `by ${step.id}` };
    },
    probe: async ({ step }) => {
      told.log?.push(`probe ${step.id}`);
      const outcome = probes.shift() ?? "not-done";
      return outcome === "done"
        ? { outcome, outputs: { made: "probed" }, sentence: outcome }
        : { outcome, sentence: outcome };
    },
  };
}
