export type { Holder } from "./holder.ts";
export type { JournalEvent, RunResult, Seal } from "./journal.ts";
export { type KeyFolder, keysPathOf, outputFileOf, removeRunKeys, runKeys } from "./keys.ts";
export { layout } from "./layout.ts";
export { acquireLock, fenceLost, freeLock, isGone, type Lock, listHolders } from "./lock.ts";
export { cutAtDamage, type DamagedRun, inspectRun } from "./repair.ts";
export { continueRun, createRun, type Journal, listRuns, type RecoveredRun, recoverRun } from "./runs.ts";
export {
  createState,
  emptyState,
  keepDamagedState,
  type ObservedState,
  type RunState,
  readState,
  type State,
  type TargetState,
  writeState,
} from "./state.ts";
