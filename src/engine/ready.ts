import type { StepWork } from "./step-work.ts";

/** Which steps may start: in the order of the plan, and then as what they waited for passes. */
export interface ReadySteps {
  /** Takes the next one; undefined where none may start now. */
  take(): StepWork | undefined;
  /** Everything behind this step has one less to wait for. */
  passed(id: string): void;
}

/** Each step is looked at once for each step that it waits for, however long the run is. */
export function readySteps(works: readonly StepWork[], hasPassed: (id: string) => boolean): ReadySteps {
  const behind = new Map<string, { readonly work: StepWork; left: number }[]>();
  const ready: StepWork[] = [];
  for (const work of works) {
    const { id, after } = work.step;
    if (hasPassed(id)) continue;
    const open = [...new Set(after)].filter((one) => !hasPassed(one));
    const waiting = { work, left: open.length };
    for (const one of open) {
      const others = behind.get(one);
      if (others === undefined) behind.set(one, [waiting]);
      else others.push(waiting);
    }
    if (open.length === 0) ready.push(work);
  }
  let next = 0;
  return {
    take: () => {
      const work = ready[next];
      if (work !== undefined) next += 1;
      return work;
    },
    passed: (id) => {
      for (const waiting of behind.get(id) ?? []) {
        waiting.left -= 1;
        if (waiting.left === 0) ready.push(waiting.work);
      }
    },
  };
}
