import type { Step } from "../../src/model/step.ts";
import type { OracleStep } from "./oracle.ts";

/** A step of which only order, gate, estimate and effects matter; a gate proves it unless `gate` is undefined. */
export function aStep(of: OracleStep): Step {
  return {
    ...of,
    target: "t",
    kind: "any",
    kindVersion: 1,
    title: of.id,
    phase: "switch",
    inputs: {},
    assumes: {},
    performs: true,
    disruption: "none",
    final: false,
    timeoutSeconds: 60,
    reason: { code: "Requested", sentence: "asked for" },
  };
}
