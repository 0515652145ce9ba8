export type { JournalEvent, RunResult, Seal } from "./journal.ts";
export { layout } from "./layout.ts";
export { acquireLock, freeLock, type Holder, type Lock, listHolders } from "./lock.ts";
export { cutAtDamage, type DamagedRun, inspectRun } from "./repair.ts";
export { continueRun, createRun, type Journal, listRuns, type RecoveredRun, recoverRun } from "./runs.ts";
export {
  createState,
  emptyState,
  type ObservedState,
  type RunState,
  readState,
  type State,
  type TargetState,
  writeState,
} from "./state.ts";
