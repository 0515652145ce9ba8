import { canonicalForm } from "../model/digest.ts";
import type { Plan } from "../model/plan.ts";
import type { ObservedState } from "../state/index.ts";
import type { CommandContext } from "./context.ts";
import type { KnownState } from "./known-state.ts";
import { providerOf } from "./read-targets.ts";
import { changeState } from "./record-runs.ts";

/** Notes what an apply saw of the targets that are only observed: from then on drift tells a change of theirs. */
export async function noteObserved(context: CommandContext, plan: Plan, known: KnownState): Promise<void> {
  const before = known.state.observed ?? {};
  const seen: Record<string, ObservedState> = {};
  for (const { name, type, system, verdict, slots } of plan.targets) {
    if (providerOf(context, type).capabilities.rotates || verdict === "unreadable" || system === undefined) continue;
    if (canonicalForm(before[name]?.slots) === canonicalForm(slots)) continue;
    seen[name] = { at: plan.evaluatedAt, system, slots };
  }
  if (Object.keys(seen).length === 0) return;
  await changeState(context, (state) => ({ ...state, observed: { ...state.observed, ...seen } }));
}
