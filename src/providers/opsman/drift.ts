import type { DriftLine } from "../../model/drift.ts";
import type { DriftInput } from "../../model/provider.ts";
import type { OpsmanFacts } from "./opsman-facts.ts";
import { someOf } from "./some-of.ts";

/**
 * What no longer matches, beyond slots and reasons: those tell of a changed set of CAs, of a rotation under way on a
 * target that may rotate its CA, and of leaves that are not deployed.
 */
export function opsmanDrift({ target, observation }: DriftInput): readonly DriftLine[] {
  const facts = observation.facts as unknown as OpsmanFacts;
  return [...stageLines(facts, target.rotate), ...outdatedLines(facts), ...orphanLines(facts), ...listingLines(facts)];
}

function stageLines(facts: OpsmanFacts, rotate: readonly string[]): readonly DriftLine[] {
  const inactive = facts.cas.filter((ca) => !ca.active).map(({ guid }) => guid);
  if (inactive.length === 0 || rotate.includes("ca")) return [];
  const sentence = `CA ${inactive.join(", ")} exists beside the active one: a rotation of the root CA was begun and not ended`;
  return [{ code: "OpsmanExtraCa", sentence, severity: "drift", evidence: { inactive } }];
}

function outdatedLines({ rotation }: OpsmanFacts): readonly DriftLine[] {
  const outdated = rotation?.outdated ?? [];
  if (outdated.length === 0) return [];
  const sentence = `these deployments do not run the newest version of every certificate: ${someOf(outdated)}`;
  return [{ code: "OpsmanOutdatedDeployments", sentence, severity: "drift", evidence: { outdated } }];
}

function orphanLines({ rotation }: OpsmanFacts): readonly DriftLine[] {
  const leaves = rotation?.orphans ?? [];
  if (leaves.length === 0) return [];
  const sentence = `these leaves are older than the only CA, so another one signed them, which nothing trusts any more: ${someOf(leaves)}`;
  return [{ code: "OpsmanLeafUnderOldRoot", sentence, severity: "drift", evidence: { leaves } }];
}

function listingLines(facts: OpsmanFacts): readonly DriftLine[] {
  if (facts.listed > 0 || facts.products.length === 0) return [];
  const sentence =
    "Ops Manager lists no certificate although products are deployed: seen when a root or NATS CA has expired";
  const evidence = { products: facts.products.length };
  return [{ code: "OpsmanEmptyListing", sentence, severity: "drift", evidence }];
}
