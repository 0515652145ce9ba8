import { type Outcome, runSchedule } from "./run-schedule.ts";
import type { Schedule } from "./schedule.ts";
import type { Subject } from "./subject.ts";

/** The smallest schedule found that still breaks a promise: without every injection that it can do without, and calmer. */
export async function shrink(schedule: Schedule, subject: Subject): Promise<{ schedule: Schedule; outcome: Outcome }> {
  let best = { schedule, outcome: await runSchedule(schedule, subject) };
  for (let changed = true; changed; ) {
    changed = false;
    for (const smaller of simpler(best.schedule)) {
      const outcome = await runSchedule(smaller, subject);
      if (outcome.failure === undefined) continue;
      best = { schedule: smaller, outcome };
      changed = true;
      break;
    }
  }
  return best;
}

function simpler(schedule: Schedule): readonly Schedule[] {
  const { injections, parallelism } = schedule;
  const fewer = injections.map((_one, index) => ({ ...schedule, injections: injections.toSpliced(index, 1) }));
  return parallelism === 1 ? fewer : [...fewer, { ...schedule, parallelism: 1 }];
}
