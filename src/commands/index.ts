export { type AbandonedRun, abandonCommand } from "./abandon.ts";
export { applyCommand } from "./apply.ts";
export { confirmCommand } from "./confirm.ts";
export type { ApplyRequest, ApplyResult, CommandContext, DriftResult, PlanRequest, PlanResult } from "./context.ts";
export { driftCommand } from "./drift.ts";
export { loadProviders } from "./load-providers.ts";
export { planCommand } from "./plan.ts";
export { repairCommand } from "./repair.ts";
export { resolveCommand } from "./resolve.ts";
