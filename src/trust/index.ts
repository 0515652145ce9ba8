export { judgeCut } from "./acceptance.ts";
export type { TrustDeadline } from "./dates.ts";
export { type ExaminedCut, examine, prove } from "./prove.ts";
export { type Deadline, latestStarts, type Schedule, scheduleOf, skewMs } from "./schedule.ts";
