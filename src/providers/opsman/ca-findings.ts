import type { Finding } from "../../model/plan.ts";
import type { Step } from "../../model/step.ts";
import { applyFindings } from "./apply-findings.ts";
import type { CaPlan } from "./ca-plan.ts";
import { declaredFor } from "./configurable.ts";
import { leafName } from "./leaf-steps.ts";
import { someOf } from "./some-of.ts";

/** What a reviewer must see of a CA rotation before it is approved, beyond what each step says itself. */
export function caFindings(plan: CaPlan, steps: readonly Step[]): readonly Finding[] {
  return [...applyFindings(plan.facts, steps), ...recreated(plan), ...instances(plan), ...keptLeaves(plan)];
}

function recreated({ recreation, facts }: CaPlan): readonly Finding[] {
  if (recreation.length === 0) return [];
  const types = facts.products.map(({ type }) => type);
  const sentence = `every VM of ${someOf(types)} is recreated at each Apply Changes, persistent disks are not: ${someOf(recreation, "; ")}`;
  return [{ code: "OpsmanVmsRecreated", sentence, evidence: { products: types, causes: recreation } }];
}

/** An errand for each tile, instances for each broker, and whom no apply reaches. */
function instances({ reach, rotation, waived, recreation, facts }: CaPlan): readonly Finding[] {
  const ways = reach.map(({ type, by, errand = "an errand", recreateErrand }) => {
    const recreate = recreation.length === 0 || recreateErrand === undefined ? "" : ` and ${recreateErrand}`;
    if (by === "errand") return `${type} by ${errand}${recreate}`;
    return by === "person" ? `${type} by a person` : `${type} by nobody that certplan can see (accepted)`;
  });
  const own = (rotation.deployments ?? []).filter((name) => name.startsWith("service-instance_"));
  const known = own.length === 0 ? "" : ` (${own.length} deployment${own.length === 1 ? "" : "s"})`;
  const strangers = (rotation.deployments ?? []).filter(
    (name) => !own.includes(name) && !waived.includes(name) && facts.products.every(({ guid }) => guid !== name),
  );
  const evidence = { reach: ways, waived, unreached: strangers, deployments: rotation.deployments ?? null };
  const parts = [
    ...(ways.length === 0 ? [] : [`service instances${known} are reached: ${someOf(ways)}`]),
    ...(waived.length === 0 ? [] : [`may lag behind, as waived: ${someOf(waived)}`]),
    ...(strangers.length === 0
      ? []
      : [
          `no Apply Changes reaches ${someOf(strangers)}: the run stops at its next gate (exit 10) unless somebody redeploys what was made outside Ops Manager, or the estate waives it`,
        ]),
  ];
  return parts.length === 0 ? [] : [{ code: "OpsmanReach", sentence: parts.join("; "), evidence }];
}

/** With why, and with its end: it goes down with the root if that does sign it. */
function keptLeaves({ facts, options }: CaPlan): readonly Finding[] {
  return facts.configurable.flatMap((leaf): readonly Finding[] => {
    const kept = declaredFor(leaf, options.configurable).find((entry) => "keep" in entry);
    if (kept === undefined || !("keep" in kept)) return [];
    const sentence = `${leafName(leaf)} is not rotated: ${kept.keep}; it ends ${leaf.notAfter}`;
    return [{ code: "OpsmanLeafKept", sentence, evidence: { ...leaf, keep: kept.keep }, about: leafName(leaf) }];
  });
}
