import type { Finding } from "../../model/plan.ts";
import type { Step } from "../../model/step.ts";
import type { OpsmanFacts } from "./opsman-facts.ts";
import { someOf } from "./some-of.ts";
import { median } from "./step-parts.ts";

/** What a reviewer must see of the Apply Changes of a plan: how many, how long, and who has to keep still meanwhile. */
export function applyFindings(facts: OpsmanFacts, steps: readonly Step[]): readonly Finding[] {
  const many = steps.filter(({ kind }) => kind === "opsman.apply-changes").length;
  return many === 0 ? [] : [applies(facts, many), staged(facts, steps)];
}

function applies(facts: OpsmanFacts, count: number): Finding {
  const [worst] = facts.durations.toSorted((left, right) => right - left);
  const middle = median(facts.durations);
  const history =
    worst === undefined || middle === undefined
      ? "an unknown time: there is no history"
      : `${lengthOf(middle)} in the median, ${lengthOf(worst)} at worst (${installs(facts.durations.length)})`;
  const types = facts.products.map(({ type }) => type);
  const each = count === 1 ? " of" : ", each of";
  const sentence = `${count} Apply Changes${each} ${types.length} products (${someOf(types)}); one took ${history}`;
  const evidence = { applies: count, products: types, medianSeconds: middle ?? null, worstSeconds: worst ?? null };
  return { code: "OpsmanApplies", sentence, evidence };
}

function staged(facts: OpsmanFacts, steps: readonly Step[]): Finding {
  const changes = facts.pending.map(({ guid, action }) => `${guid} (${action})`);
  const last = steps.findLastIndex(({ kind }) => kind === "opsman.apply-changes") + 1;
  const also =
    changes.length === 0 ? "nothing else is staged" : `also staged, and deployed with it: ${someOf(changes)}`;
  const sentence = `nobody else applies, stages or upgrades until step ${last} has passed; ${also}`;
  return { code: "OpsmanFreeze", sentence, evidence: { staged: changes, untilStep: last } };
}

function installs(number: number): string {
  return number === 1 ? "1 past install" : `${number} past installs`;
}

/** `40 s`, `50 min`, `1 h 50 min`. */
function lengthOf(seconds: number): string {
  if (seconds < 60) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  const hours = Math.floor(minutes / 60);
  return hours === 0 ? `${minutes} min` : `${hours} h ${minutes % 60} min`;
}
