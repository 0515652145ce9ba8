import type { Refusal } from "../../model/plan.ts";
import type { RancherFacts } from "./rancher-facts.ts";

/** Collects refusals, each with its way out. */
export interface Refusals {
  readonly refuse: (code: string, sentence: string, hint: string) => void;
  readonly list: readonly Refusal[];
}

export function refusals(): Refusals {
  const list: Refusal[] = [];
  return {
    list,
    refuse: (code, sentence, hint) => {
      list.push({ code, sentence, hint, kind: "refused" });
    },
  };
}

/** What both mechanisms refuse: clocks that differ, nodes that a rotation would not reach. */
export function refuseCommon({ clockSkewSeconds, nodes }: RancherFacts, { refuse }: Refusals): void {
  if (clockSkewSeconds !== undefined) {
    const side = clockSkewSeconds > 0 ? "ahead of" : "behind";
    refuse(
      "RancherClockSkew",
      `its clock is at least ${Math.abs(clockSkewSeconds)} s ${side} ours: dates of certificates cannot be compared`,
      "set the clocks of Rancher and of this machine, then plan again",
    );
  }
  const down = nodes
    .filter(({ state }) => state !== "active")
    .map(({ name, state }) => `${name} is ${state || "unknown"}`);
  if (down.length > 0 || nodes.length === 0) {
    refuse(
      "RancherNodesNotActive",
      nodes.length === 0 ? "Rancher lists no node of the cluster" : `${down.join(", ")}: a rotation would not reach it`,
      "bring every node to active, or remove it from the cluster, then plan again",
    );
  }
}
