export { judgeCut } from "./acceptance.ts";
export type { TrustDeadline } from "./dates.ts";
export { examine, prove } from "./prove.ts";
export { type Deadline, latestStarts, type Schedule, scheduleOf, skewMs } from "./schedule.ts";
