export { lineOf } from "./calls.ts";
export { numbering } from "./numbering.ts";
export { momentsOf, type SubjectStep } from "./phases.ts";
export { type Outcome, runSchedule } from "./run-schedule.ts";
export { faultNames, type Schedule, scheduleOf } from "./schedule.ts";
export { shrink } from "./shrink.ts";
export type { ApplyHow, Subject } from "./subject.ts";
