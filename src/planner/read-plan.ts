import { CertplanError } from "../messages/error.ts";
import { type Plan, planFormatVersion } from "../model/plan.ts";
import { planDigest } from "./build-plan.ts";

/** Reads a plan file and checks that what it decides and assumes is what its digest was made of. Throws PlanInvalid. */
export function readPlan(text: string, name: string): Plan {
  const plan = parse(text, name);
  const digest = digestOrRefuse(plan, name);
  if (digest !== plan.digest) {
    throw invalid(name, `it was changed after it was made: its digest is ${plan.digest}, its content has ${digest}`);
  }
  return plan;
}

function parse(text: string, name: string): Plan {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw invalid(name, `it is not JSON: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
  const plan = value as Partial<Plan> | null;
  if (typeof plan !== "object" || plan === null || plan.formatVersion !== planFormatVersion) {
    throw invalid(name, `it is not a plan of format ${planFormatVersion}`);
  }
  const whole =
    Array.isArray(plan.targets) &&
    Array.isArray(plan.steps) &&
    Array.isArray(plan.observations) &&
    typeof plan.lineage === "string" &&
    typeof plan.digest === "string";
  if (!whole) throw invalid(name, "targets, steps, observations, lineage or digest are missing");
  return plan as Plan;
}

function digestOrRefuse(plan: Plan, name: string): string {
  try {
    return planDigest(plan);
  } catch {
    throw invalid(name, "a part of it does not have the form of a plan");
  }
}

function invalid(name: string, why: string): CertplanError {
  return new CertplanError({
    code: "PlanInvalid",
    message: `${name}: ${why}`,
    hint: "make it again: certplan plan -o FILE",
  });
}
