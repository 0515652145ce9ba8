import type { Plan } from "../model/plan.ts";

/** The due targets of a plan, grouped by the steps that join them; each group is one run. In the order of the plan. */
export function groupTargets(plan: Plan): readonly (readonly string[])[] {
  const due = plan.targets.filter((target) => target.verdict === "due").map((target) => target.name);
  const groupOf = new Map(due.map((name) => [name, new Set([name])]));
  const targetOf = new Map(plan.steps.map((step) => [step.id, step.target]));
  for (const step of plan.steps) {
    for (const before of step.after) join(groupOf, step.target, targetOf.get(before) ?? step.target);
  }
  const groups = new Set(groupOf.values());
  return [...groups].map((group) => due.filter((name) => group.has(name)));
}

function join(groupOf: Map<string, Set<string>>, left: string, right: string): void {
  const one = groupOf.get(left);
  const other = groupOf.get(right);
  if (one === undefined || other === undefined || one === other) return;
  for (const name of other) {
    one.add(name);
    groupOf.set(name, one);
  }
}
