export { executeRun, StepStop } from "./execute-run.ts";
export { progressOf } from "./progress.ts";
export type { RunContext } from "./run-context.ts";
export { WorldMovedError } from "./stop.ts";
