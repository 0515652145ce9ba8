import type { Provider, StepKind } from "../../src/model/provider.ts";
import { toyKinds } from "./provider/kinds.ts";
import { mutant } from "./toy-world.ts";

/** The same platform, of which nobody can read whether a switch has happened, and where a second one does harm. */
export function undecidedSwitch(): Provider {
  const provider = mutant((steps) =>
    steps.map((step) =>
      step.kind === "toy.switch" && step.delivery !== undefined
        ? { ...step, delivery: { ...step.delivery, whenUnknown: "stop" as const } }
        : step,
    ),
  );
  const { "toy.switch": known } = toyKinds;
  const kind: StepKind = {
    ...known,
    version: 1,
    explain: "The hub shows the new generation.",
    probe: async () => ({ outcome: "unknown", sentence: "the hub does not say what it was told" }),
  };
  return { ...provider, kinds: { ...toyKinds, "toy.switch": kind } };
}
