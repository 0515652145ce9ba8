import type { RecipeInput } from "../../model/provider.ts";
import type { Step } from "../../model/step.ts";
import type { Output } from "../../model/target.ts";
import { output } from "./action-steps.ts";
import { deliveryOf, stepBase } from "./step-parts.ts";

/** One step for each `kubeconfig` of the outputs. Never in a plan's content: it holds a token. */
export function kubeconfigSteps(input: RecipeInput, outputs: readonly Output[], request: string): readonly Step[] {
  return outputs
    .filter(({ what }) => what === "kubeconfig")
    .map(({ to }, index): Step => {
      const isFile = "file" in to;
      return {
        ...stepBase(input, "rancher.write-kubeconfig", `write-kubeconfig${index === 0 ? "" : `/${index + 1}`}`),
        title: isFile ? `write a new kubeconfig to ${to.file}` : `give a new kubeconfig to ${to.run[0] ?? ""}`,
        phase: "drop",
        inputs: { to: { ...to }, caPem: output(request, "caPem") },
        assumes: {},
        effects: [],
        performs: true,
        gate: isFile ? "wire" : "platform",
        disruption: "none",
        final: false,
        timeoutSeconds: 900,
        estimatedSeconds: isFile ? 5 : 60,
        delivery: deliveryOf(input, "repeat", "a second one makes one token more, which ends by itself"),
      };
    });
}
