import type { Finding } from "../../model/plan.ts";
import type { Step } from "../../model/step.ts";
import { printDuration } from "../../time/duration.ts";
import type { CaPlan } from "./ca-plan.ts";
import { declaredFor } from "./configurable.ts";
import { leafName } from "./leaf-steps.ts";
import { median } from "./step-parts.ts";

/** What a reviewer must see of a CA rotation before it is approved, beyond what each step says itself. */
export function caFindings(plan: CaPlan, steps: readonly Step[]): readonly Finding[] {
  return [...applies(plan, steps), ...recreated(plan), ...instances(plan), ...staged(plan, steps), ...keptLeaves(plan)];
}

function applies({ facts }: CaPlan, steps: readonly Step[]): readonly Finding[] {
  const count = steps.filter(({ kind }) => kind === "opsman.apply-changes").length;
  const [worst] = facts.durations.toSorted((left, right) => right - left);
  const middle = median(facts.durations);
  const history =
    worst === undefined || middle === undefined
      ? "no whole install tells how long one takes"
      : `past installs took ${lengthOf(middle)} in the median, ${lengthOf(worst)} at worst (of ${facts.durations.length})`;
  const types = facts.products.map(({ type }) => type);
  const sentence = `${count} Apply Changes of ${types.length} products (${types.join(", ")}); ${history}`;
  const evidence = { applies: count, products: types, medianSeconds: middle ?? null, worstSeconds: worst ?? null };
  return [{ code: "OpsmanApplies", sentence, evidence }];
}

function recreated({ recreation, facts }: CaPlan): readonly Finding[] {
  if (recreation.length === 0) return [];
  const types = facts.products.map(({ type }) => type);
  const sentence = `every VM of ${types.join(", ")} is recreated at each apply, persistent disks are not: ${recreation.join("; ")}`;
  return [{ code: "OpsmanVmsRecreated", sentence, evidence: { products: types, causes: recreation } }];
}

/** An errand for each tile, instances for each broker, and whom no apply reaches. */
function instances({ reach, rotation, waived, recreation }: CaPlan): readonly Finding[] {
  const ways = reach.map(({ type, by, errand = "an errand", recreateErrand }) => {
    const recreate = recreation.length === 0 || recreateErrand === undefined ? "" : ` and ${recreateErrand}`;
    if (by === "errand") return `${type} by ${errand}${recreate}`;
    return by === "person" ? `${type} by a person` : `${type} by nobody that certplan can see (accepted)`;
  });
  const own = (rotation.deployments ?? []).filter((name) => name.startsWith("service-instance_"));
  const known = own.length === 0 ? "" : ` (${own.length} deployment${own.length === 1 ? "" : "s"})`;
  const evidence = { reach: ways, waived, deployments: rotation.deployments ?? null };
  const parts = [
    ...(ways.length === 0 ? [] : [`service instances${known} are reached: ${ways.join(", ")}`]),
    ...(waived.length === 0 ? [] : [`may lag behind: ${waived.join(", ")}`]),
  ];
  return parts.length === 0 ? [] : [{ code: "OpsmanReach", sentence: parts.join("; "), evidence }];
}

function staged({ facts }: CaPlan, steps: readonly Step[]): readonly Finding[] {
  const changes = facts.pending.map(({ guid, action }) => `${guid} (${action})`);
  const last = steps.findLastIndex(({ kind }) => kind === "opsman.apply-changes") + 1;
  const also = changes.length === 0 ? "nothing is staged" : `also deployed, since it is staged: ${changes.join(", ")}`;
  const sentence = `${also}; nobody else applies, stages or upgrades until step ${last} has passed`;
  return [{ code: "OpsmanFreeze", sentence, evidence: { staged: changes, untilStep: last } }];
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

function lengthOf(seconds: number): string {
  return printDuration(seconds * 1000);
}
