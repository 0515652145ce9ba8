export { confirmStep, type Statement } from "./confirm-step.ts";
export { executeRun } from "./execute-run.ts";
export { progressOf, type StepProgress } from "./progress.ts";
export { type Decision, resolveStep } from "./resolve-step.ts";
export type { RunContext } from "./run-context.ts";
export { StepStop } from "./step-stop.ts";
export { WorldMovedError } from "./stop.ts";
export { waitForSurvivor } from "./survivor.ts";
