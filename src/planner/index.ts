export { type BuildPlanInput, buildPlan, planDigest } from "./build-plan.ts";
export { readPlan } from "./read-plan.ts";
export type { Reading } from "./readings.ts";
export { waiverLines } from "./waivers.ts";
