import type { Finding, Reason } from "../../model/plan.ts";
import type { OpsmanFacts } from "./opsman-facts.ts";

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

/** A rotation takes three whole installs after its CA was made; a removal leaves no date behind. */
export function rotationFindings({ rotation, cas }: OpsmanFacts): readonly Finding[] {
  if (rotation === undefined || rotation.phase !== "S0" || rotation.outdated !== null) return [];
  if (rotation.wholeSinceActive !== 2) return [];
  const active = cas.find((ca) => ca.active)?.guid ?? "none";
  return [
    {
      code: "OpsmanRemovalUnproved",
      sentence: `two whole installs have run since CA ${active} was made, and a rotation takes three: if an older CA was deleted since the last one, it is still trusted until an Apply Changes of all products`,
      evidence: { active, wholeSinceActive: rotation.wholeSinceActive },
    },
  ];
}
