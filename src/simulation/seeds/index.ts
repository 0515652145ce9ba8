export { numbering } from "./numbering.ts";
export { type Outcome, runSchedule } from "./run-schedule.ts";
export { type Schedule, scheduleOf } from "./schedule.ts";
export { shrink } from "./shrink.ts";
export type { ApplyHow, Subject } from "./subject.ts";
