export { applyCommand } from "./apply.ts";
export type { ApplyRequest, ApplyResult, CommandContext, DriftResult, PlanRequest, PlanResult } from "./context.ts";
export { driftCommand } from "./drift.ts";
export { planCommand } from "./plan.ts";
