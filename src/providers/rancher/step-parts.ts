import type { RecipeInput } from "../../model/provider.ts";
import type { Delivery, Step } from "../../model/step.ts";

/** UNCONFIRMED by any source; `[timing] arrivesWithin` of certplan.toml sets another. */
export const rancherArrivesWithinSeconds = 120;

/** What every step of this platform has in common. `name`: the part of its id after the target. */
export function stepBase(
  input: RecipeInput,
  kind: string,
  name: string,
): Pick<Step, "id" | "target" | "kind" | "kindVersion" | "reason" | "after"> {
  return {
    id: `${input.target.name}/${name}`,
    target: input.target.name,
    kind,
    kindVersion: 1,
    after: [],
    reason: reasonOf(input),
  };
}

export function reasonOf({ reasons: [first] }: RecipeInput): Step["reason"] {
  return { code: first?.code ?? "Requested", sentence: first?.sentence ?? "asked for" };
}

/** A step that changes nothing and takes nothing down. */
export const onlyLooks: Pick<Step, "inputs" | "assumes" | "effects" | "performs" | "disruption" | "final" | "phase"> = {
  inputs: {},
  assumes: {},
  effects: [],
  performs: false,
  disruption: "none",
  final: false,
  phase: "switch",
};

/** How long Rancher may still act on a call whose sender is gone: no source gives a bound, so it can be set. */
export function deliveryOf(
  input: RecipeInput,
  whenUnknown: Delivery["whenUnknown"],
  whenUnknownReason: string,
): Delivery {
  return {
    arrivesWithinSeconds: input.arrivesWithinSeconds ?? rancherArrivesWithinSeconds,
    arrivesReason: "Rancher documents no bound for a call that a proxy before it has queued",
    whenUnknown,
    whenUnknownReason,
  };
}

/** Each group of steps after the one before it. */
export function inOrder(groups: readonly (readonly Step[])[]): readonly Step[] {
  let after: readonly string[] = [];
  return groups
    .filter((group) => group.length > 0)
    .flatMap((group) => {
      const steps = group.map((step) => ({ ...step, after }));
      after = group.map(({ id }) => id);
      return steps;
    });
}
