import type { Step } from "../model/step.ts";

/** Which steps may start: in the order of the plan, and then as what they waited for passes. */
export interface ReadySteps {
  /** Takes the next one; undefined where none may start now. */
  take(): Step | undefined;
  /** Everything behind this step has one less to wait for. */
  passed(step: Step): void;
}

/** Each step is looked at once for each step that it waits for, however long the run is. */
export function readySteps(steps: readonly Step[], hasPassed: (id: string) => boolean): ReadySteps {
  const behind = new Map<string, Step[]>();
  const waitsFor = new Map<string, number>();
  const ready: Step[] = [];
  for (const step of steps) {
    if (hasPassed(step.id)) continue;
    const open = [...new Set(step.after)].filter((id) => !hasPassed(id));
    waitsFor.set(step.id, open.length);
    for (const id of open) {
      const others = behind.get(id);
      if (others === undefined) behind.set(id, [step]);
      else others.push(step);
    }
    if (open.length === 0) ready.push(step);
  }
  let next = 0;
  return {
    take: () => {
      const step = ready[next];
      if (step !== undefined) next += 1;
      return step;
    },
    passed: ({ id }) => {
      for (const step of behind.get(id) ?? []) {
        const left = (waitsFor.get(step.id) ?? 1) - 1;
        waitsFor.set(step.id, left);
        if (left === 0) ready.push(step);
      }
    },
  };
}
