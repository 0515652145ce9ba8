export { applyCommand } from "./apply.ts";
export type { ApplyRequest, ApplyResult, CommandContext, DriftResult, PlanRequest, PlanResult } from "./context.ts";
export { driftCommand } from "./drift.ts";
export { type KnownState, loadState } from "./known-state.ts";
export { planCommand } from "./plan.ts";
