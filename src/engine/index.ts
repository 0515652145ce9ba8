export { executeRun, StepStop } from "./execute-run.ts";
export { progressOf, type StepProgress } from "./progress.ts";
export { type Decision, resolveStep } from "./resolve-step.ts";
export type { RunContext } from "./run-context.ts";
export { WorldMovedError } from "./stop.ts";
