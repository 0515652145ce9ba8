/** The dependency order of a plan's steps: a step may start once every step it comes after has finished. */
export interface Order {
  /** Every step that must have finished before this one starts, itself not among them. */
  ancestors(step: string): ReadonlySet<string>;
  /** True if `before` has surely finished when `after` starts. */
  precedes(before: string, after: string): boolean;
}

/** Ancestor sets are made when first asked for; steps that no edge touches cost nothing. */
export function orderOf(steps: readonly { readonly id: string; readonly after: readonly string[] }[]): Order {
  const direct = new Map(steps.map((step) => [step.id, step.after]));
  const known = new Map<string, ReadonlySet<string>>();
  const ancestors = (step: string): ReadonlySet<string> => {
    const found = known.get(step);
    if (found !== undefined) return found;
    const all = new Set<string>();
    const queue = [...(direct.get(step) ?? [])];
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      if (all.has(next)) continue;
      all.add(next);
      queue.push(...(direct.get(next) ?? []));
    }
    known.set(step, all);
    return all;
  };
  return { ancestors, precedes: (before, after) => ancestors(after).has(before) };
}
