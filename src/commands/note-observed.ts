import { canonicalForm } from "../model/digest.ts";
import type { Plan } from "../model/plan.ts";
import type { ObservedState } from "../state/index.ts";
import type { CommandContext } from "./context.ts";
import { type KnownState, lastSeen } from "./known-state.ts";
import { changeState } from "./record-runs.ts";

/**
 * Notes what an apply saw of the targets that it leaves alone: from then on drift tells what differs from that. So the
 * way to take a change by others as the new known state is an apply.
 */
export async function noteObserved(context: CommandContext, plan: Plan, known: KnownState): Promise<void> {
  const seen: Record<string, ObservedState> = {};
  for (const { name, system, verdict, slots } of plan.targets) {
    if (verdict !== "unchanged" || system === undefined) continue;
    if (canonicalForm(lastSeen(known.state, name)?.slots) === canonicalForm(slots)) continue;
    seen[name] = { at: plan.evaluatedAt, system, slots };
  }
  if (Object.keys(seen).length === 0) return;
  await changeState(context, (state) => ({ ...state, observed: { ...state.observed, ...seen } }));
}
