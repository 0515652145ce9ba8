import type { Finding, Reason } from "../../model/plan.ts";
import type { OpsmanFacts } from "./opsman-facts.ts";
import type { OpsmanOptions } from "./options.ts";

/** A rotation under way makes its target due, whoever began it; undefined where none is. */
export function rotationReasons({ rotation }: OpsmanFacts): readonly Reason[] | undefined {
  if (rotation === undefined || rotation.phase === "S0" || rotation.phase === "none") return undefined;
  const { phase, seen, trustedAt } = rotation;
  return [
    {
      code: "CaRotationUnfinished",
      sentence: `a rotation of the root CA is under way: ${seen}`,
      evidence: { phase, trustedAt },
    },
  ];
}

/**
 * A rotation takes three whole installs after its CA was made, and a removal leaves no date behind before 3.0. Where an
 * install does not show whom it has reached, a rotation that was gone on with may have taken two more.
 */
export function rotationDoubts({ rotation, cas }: OpsmanFacts, options: OpsmanOptions): readonly Finding[] {
  if (rotation === undefined || rotation.phase !== "S0" || rotation.outdated !== null) return [];
  const { wholeSinceActive, recreation, brokers } = rotation;
  const declared = Object.keys(options.apply?.instances ?? {});
  const most = recreation.length + brokers.length + declared.length > 0 ? 4 : 2;
  if (wholeSinceActive < 2 || wholeSinceActive > most) return [];
  const active = cas.find((ca) => ca.active)?.guid ?? "none";
  return [
    {
      code: "OpsmanRemovalUnproved",
      sentence: `${wholeSinceActive} whole installs have run since CA ${active} was made, and a rotation takes ${most === 2 ? "3" : `3 to ${most + 1}`} here: if an older CA was deleted since the last one, it is still trusted until an Apply Changes of all products`,
      evidence: { active, wholeSinceActive },
    },
  ];
}
